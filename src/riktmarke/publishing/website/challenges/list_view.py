"""The list of a municipality's challenges, with its strengths and everything that is no challenge, and why."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from riktmarke.assessment.challenges.choosing import EVERYONE, Selection
from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import Listing
from riktmarke.presentation.challenge_chart import CHART_HEIGHTS
from riktmarke.presentation.challenge_labels import why_label
from riktmarke.presentation.challenge_points import points_in_words
from riktmarke.presentation.challenge_sentences import finding_sentence, gap_finding_sentence, improvement_sentence
from riktmarke.presentation.charts import MIDDLE, NARROW, WIDE
from riktmarke.presentation.labels import at_place
from riktmarke.presentation.numbers import number
from riktmarke.publishing.website.answering import Crumb, answered, figure_dates, frame, way_to
from riktmarke.publishing.website.chain.held import Chain
from riktmarke.publishing.website.challenges.account import Account, account_of, selected
from riktmarke.publishing.website.challenges.choosing import Narrowing, narrowing
from riktmarke.publishing.website.challenges.lines import (
    Line,
    by_reason,
    challenge_line,
    short_lines,
    table_row,
    titles,
)
from riktmarke.publishing.website.challenges.options import choices
from riktmarke.publishing.website.challenges.picture import picture_points
from riktmarke.publishing.website.figures import Figures, Place, figures
from riktmarke.publishing.website.text_dates import day

SECTION = "challenges"
CRUMB = "Utmaningar"
SHOWN_FIRST = 20


@answered
def challenges(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """Answer with the challenges; ?grupp=, ?omrade= and ?ram= narrow the list, ?visa=tabell shows it as a table."""
    source = figures()
    place = source.place(code)
    title = challenges_title(page, place)
    crumbs = way_to(page, place, Crumb(CRUMB))
    context = frame(page, title=title, head=f"{CRUMB} – {place.name}", place=place, crumbs=crumbs)
    context |= figure_dates(source)
    context |= {"section": SECTION, "same_page": "utmaningar", "at_place": at_place(place.name)}
    account = account_of(source, place)
    if account is None:
        return render(request, "website/challenges/none_yet.html", context, status=503)
    narrowed = narrowing(request.GET, source.catalogue, source.frameworks, context["chain"])
    context |= _listed(account, selected(account, narrowed), narrowed)
    context |= _around(source, account, narrowed, context["chain"])
    return render(request, "website/challenges/list.html", context)


def challenges_title(page: Page, place: Place) -> str:
    """Return the heading of the list: ours where it is our own municipality."""
    return "Våra utmaningar" if place.area.code == page.own_area else f"Utmaningar {at_place(place.name)}"


def _listed(account: Account, kept: Selection, narrowed: Narrowing) -> dict[str, Any]:
    chosen, found = narrowed.chosen, account.findings.together(kept.challenges)
    shown = found if chosen.everything else found[:SHOWN_FIRST]
    return {
        "count": len(found),
        "measures": len(kept.challenges),
        "challenges": ()
        if chosen.as_table
        else [challenge_line(account, findings, chosen=chosen.group) for findings in shown],
        "table": [table_row(account, finding) for finding in kept.challenges] if chosen.as_table else (),
        "left": len(found) - len(shown),
        "strengths": short_lines(account, kept.strengths, finding_sentence),
        "improvements": short_lines(account, kept.improvements, improvement_sentence),
        "gaps": short_lines(account, kept.gaps, gap_finding_sentence),
        "large_uncertain": short_lines(account, kept.large_uncertain, finding_sentence),
        "undecided": by_reason(account, kept.undecided),
        "undecided_count": len(kept.undecided),
        "like_others": titles(account, kept.like_others),
        "not_judged": titles(account, kept.not_judged),
        "no_figure": titles(account, kept.no_figure),
        **_picture(account, [findings[0] for findings in found], narrowed),
    }


def _picture(account: Account, findings: Iterable[IndicatorFinding], narrowed: Narrowing) -> dict[str, Any]:
    points = picture_points(account, findings)
    frames = {"wide": WIDE, "middle": MIDDLE, "narrow": NARROW}
    return {
        "picture": any(point.level is not None for point in points),
        "picture_words": points_in_words(points),
        "picture_query": narrowed.chosen.query.removeprefix("?"),
        "picture_sizes": {name: (size.width, CHART_HEIGHTS[size]) for name, size in frames.items()},
    }


def _around(source: Figures, account: Account, narrowed: Narrowing, chain: Chain | None) -> dict[str, Any]:
    chosen, everything = narrowed.chosen, account.findings
    return {
        "root": account.root,
        "narrowed": bool(narrowed.words),
        "kept_words": ", ".join(narrowed.words),
        "wrong": narrowed.wrong,
        "of_all": len(everything.grouped),
        "measures_of_all": len(everything.challenges),
        "judged": len(everything.by_indicator) - len(everything.listed(Listing.NO_FIGURE)),
        "group_chosen": chosen.group != EVERYONE,
        "choices": choices(account, narrowed, chain),
        "chosen": chosen,
        "all_address": chosen.but(everything=True),
        "everything_address": account.root,
        "list_address": chosen.but(as_table=False),
        "table_address": chosen.but(as_table=True),
        "weight_address": chosen.but(by_people=False),
        "people_address": chosen.but(by_people=True),
        "moved": () if narrowed.words else _moved(account),
        "chance": number(100 * everything.parameters.false_discovery_rate, decimals=0),
        "made": day(account.run.version.manifest.get("created")),
        "options": source.choices().municipality_options,
    }


def _moved(account: Account) -> list[tuple[Line, bool, str]]:
    """What has come or gone since the run before: the indicator, whether it is a challenge now, and why."""
    moves = [
        move for move in account.run.moved(account.place.area.code).moves if move.indicator in account.source.catalogue
    ]
    return [
        (line, move.after is Listing.CHALLENGE, why_label(move.why))
        for move, line in zip(
            moves, titles(account, [account.findings.by_indicator[move.indicator] for move in moves]), strict=True
        )
    ]
