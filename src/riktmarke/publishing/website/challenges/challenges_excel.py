"""The list of challenges as a file that Excel in Swedish opens by itself: a row for each measure, words and numbers."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO

from riktmarke.assessment.challenges.choosing import Findings
from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import ClaimKind
from riktmarke.presentation.challenge_sentences import finding_sentence
from riktmarke.presentation.claim_rows import claim_rows
from riktmarke.presentation.labels import UNIT_NAMES, window_note
from riktmarke.presentation.language import marked, say
from riktmarke.presentation.numbers import two_figures
from riktmarke.publishing.website.challenges.account import Account
from riktmarke.publishing.website.challenges.lines import reasons_of
from riktmarke.publishing.website.series_excel import WHICH_YEARS, rounded_mean, safe, swedish

HEADINGS = (
    marked("Nummer"),
    marked("Rubrik"),
    marked("Mening"),
    marked("Skäl"),
    marked("Påstående om"),
    marked("Grupp"),
    marked("År"),
    marked("Enhet"),
    marked("Värde"),
    marked("Jämfört med"),
    marked("Jämförelsevärde"),
    marked("Sämre med"),
    marked("Sämre med, lägst (95 %)"),
    marked("Sämre med, högst (95 %)"),
    marked("Personer"),
    marked("Mått"),
    marked("Källa"),
    WHICH_YEARS,
)


def challenges_excel(account: Account, together: tuple[Findings, ...]) -> str:
    """Return the challenges in their order; those that show the same thing have the same number.

    The figures are those of the claim that is told first. What is worse counts above 0, whichever way the measure goes.
    """
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([say(heading) for heading in HEADINGS])
    writer.writerows(_rows(account, together))
    return text.getvalue()


def _rows(account: Account, together: tuple[Findings, ...]) -> Iterator[tuple[str | int, ...]]:
    for number, same in enumerate(together, start=1):
        for finding in same:
            yield (number, *_row(account, finding))


def _row(account: Account, finding: IndicatorFinding) -> tuple[str, ...]:
    wording, claim = account.wording(finding.indicator), finding.worse[0]
    told = claim_rows(wording, replace(finding, claims=(claim,)))[0]
    persons, (low, high) = account.persons(finding), claim.interval or (None, None)
    return (
        safe(wording.title),
        safe(finding_sentence(wording, finding)),
        safe(", ".join(reasons_of(finding))),
        safe(told.kind),
        safe(told.group),
        safe(told.years),
        UNIT_NAMES[account.source.catalogue[finding.indicator].unit],
        swedish(claim.value) if claim.kind is ClaimKind.LEVEL else _number(claim.value),  # the others are means
        safe(told.against),
        *(_number(value) for value in (claim.reference, claim.estimate, low, high)),
        _number(two_figures(persons) if persons is not None else None),
        finding.indicator,
        safe(account.whence),
        safe(window_note(account.source.catalogue[finding.indicator])),
    )


def _number(value: float | None) -> str:
    return "" if value is None else swedish(rounded_mean(value))
