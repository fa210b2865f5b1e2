"""How we know what a finding says: every figure, comparison, test and source, as headings, sentences and rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import Against, ClaimKind
from riktmarke.assessment.challenges.levels import bad_direction
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.challenge_claims import Telling
from riktmarke.presentation.challenge_labels import against_label, group_label, source_label
from riktmarke.presentation.challenge_sentences import claim_sentence
from riktmarke.presentation.claim_rows import difference_text, interval_text
from riktmarke.presentation.explained_words import EXPLAINED_WORDS, ExplainedWords, quoted, within
from riktmarke.presentation.in_short import short_account
from riktmarke.presentation.labels import capitalised, not_split_note
from riktmarke.presentation.language import Language, spoken_language
from riktmarke.presentation.sentences import Wording
from riktmarke.presentation.series_account import (
    hidden_sentences,
    measured_sentences,
    series_sentences,
    source_sentences,
)
from riktmarke.presentation.titles import in_tongue
from riktmarke.presentation.tongues import definition_of
from riktmarke.vocabulary.polarity import Polarity

UNTESTED = (ClaimKind.PACE, ClaimKind.TARGET)  # a line claims nothing, a forecast is judged by how it came true
MOST_TOLD = 6  # the others stand in the table of claims


@dataclass(frozen=True, slots=True)
class Explained:
    """A section of the long account: a heading, sentences, and a table beside them where there is one.

    `columns` are the table's headings and `rows` its rows, each as long as `columns`; both empty without a table.
    The first cell of a row names it. Plain text, no HTML.
    """

    heading: str
    sentences: tuple[str, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def how_we_know(wording: Wording, finding: IndicatorFinding, language: Language | None = None) -> tuple[Explained, ...]:
    """Return the sections of the long account of a finding, in order; one without content is left out.

    What was compared and how sure it is, in short; the figures, whom they are compared with (a table for each group
    that is), how it was tested, the rank with its set, groups, trend, the series (breaks and replacements), the source
    and our own work, and what the source cannot show. The table of all claims is `claim_rows`.
    """
    language = language or spoken_language()
    account, definition, words = _Account(wording, finding, language), definition_of(wording), EXPLAINED_WORDS[language]
    sections = (
        _section(words.in_short, short_account(account.telling, finding)),
        account.figure(),
        *account.compared(),
        account.tested(),
        account.ranked(),
        account.groups(),
        account.trend(),
        _section(words.series, series_sentences(definition, language)),
        _section(words.source, source_sentences(definition, language, publisher=wording.publisher)),
        _section(words.cannot, hidden_sentences(definition, language)),
    )
    return tuple(section for section in sections if section.sentences or section.rows)


@dataclass(frozen=True)
class _Account:
    wording: Wording
    finding: IndicatorFinding
    language: Language

    @cached_property
    def words(self) -> ExplainedWords:
        return EXPLAINED_WORDS[self.language]

    @cached_property
    def telling(self) -> Telling:
        return Telling(self.wording, self.finding, self.language)

    @cached_property
    def definition(self) -> Definition:
        return definition_of(self.wording)

    @cached_property
    def group(self) -> str:
        """The group that the account is about: that of the lead, otherwise everyone."""
        lead = self.finding.lead
        return lead.group if lead is not None else "_T"

    def figure(self) -> Explained:
        """The latest value, whom it is about, how it comes about and how uncertain it is."""
        latest, d = self._latest(), self.definition
        told = sorted(latest, key=lambda claim: claim.group != self.group)
        said = [f"{capitalised(self.telling.value(claim))}." for claim in told[:1]]
        said += [
            self.words.about.format(
                population=within(in_tongue(d.population, d.population_en, self.language), self.language)
            ),
            self.words.polarities[self.definition.polarity],
            *measured_sentences(self.definition, self.language),
        ]
        return _section(self.words.figure, said, self.words.figure_columns, [self._value(claim) for claim in latest])

    def compared(self) -> list[Explained]:
        """What each comparator has of a group, weighted and unweighted, from how many; everyone after the lead's group.

        Each table is about one group, and begins with that group's own value.
        """
        levels = self._of(ClaimKind.LEVEL)
        by_group = {group: [claim for claim in levels if claim.group == group] for group in (self.group, "_T")}
        tables = {group: found for group, found in by_group.items() if found}
        said = self._means(levels) if tables else ()
        return [
            _section(
                self.words.compared.format(group=group_label(group, self.language)),
                () if number else said,
                self.words.compared_columns,
                [self._own(found[0]), *(self._mean(claim) for claim in found)],
            )
            for number, (group, found) in enumerate(tables.items())
        ]

    def tested(self) -> Explained:
        """How a claim is tested, and how likely those that hold are to be chance; the claims stand in their table."""
        if not any(claim.kind not in UNTESTED for claim in self.finding.claims):
            return Explained(self.words.tested, ())
        holding = {id(claim): q for claim in self.finding.claims if (q := _q(claim)) is not None}
        lead = self.finding.lead
        first = holding.get(id(lead)) if lead is not None else None
        said = [] if first is None else [self._chance(first)]
        if first is not None and len(holding) > 1:
            weakest = self._shown(max(holding.values()))
            said.append(self.words.weakest.format(count=self.telling.tongue.count(len(holding)), q=weakest))
        return _section(self.words.tested, [self.words.tested_how, *said])

    def ranked(self) -> Explained:
        """The rank with what the uncertainty leaves of it; never the one without the other."""
        ranked = [c for c in self._of(ClaimKind.LEVEL) if c.rank and c.group in ("_T", self.group)]
        by_group = {claim.group: claim for claim in ranked}
        return _section(self.words.ranked, [self._rank(claim) for claim in by_group.values()])

    def groups(self) -> Explained:
        """The gaps between groups that were looked at, the widest first, or why there are none."""
        gaps = sorted(self._of(ClaimKind.GAP), key=lambda claim: -claim.in_margins)
        said = [claim_sentence(self.wording, self.finding, claim, self.language) for claim in gaps[:MOST_TOLD]]
        if not gaps:
            said = [quoted(not_split_note(self.definition, self.language), self.language) or self.words.no_groups]
        return _section(self.words.groups, said)

    def trend(self) -> Explained:
        """What has changed, by itself and beside others, or that the measurements are too few.

        The line through them is told where nobody says which way is better.
        """
        changes = [self._change(claim) for claim in self._of(ClaimKind.TREND)]
        changes += [self._development(claim) for claim in self._of(ClaimKind.FALLING_BEHIND)]
        unjudged = self.definition.polarity is Polarity.NO_JUDGEMENT
        lines = [self._line(line) for line in self._of(ClaimKind.PACE)] if unjudged else []
        return _section(self.words.trend, [*changes, *lines] or [self.words.no_change])

    def _of(self, kind: ClaimKind) -> list[Claim]:
        return [claim for claim in self.finding.claims if claim.kind is kind]

    def _latest(self) -> list[Claim]:
        """One claim for each group whose latest value is known: everyone first."""
        held = [c for kind in (ClaimKind.LEVEL, ClaimKind.PACE, ClaimKind.GAP) for c in self._of(kind)]
        by_group: dict[str, Claim] = {}
        for claim in held:
            by_group.setdefault(claim.group, claim)
        return sorted(by_group.values(), key=lambda claim: claim.group != "_T")

    def _value(self, claim: Claim) -> tuple[str, ...]:
        tongue = self.telling.tongue
        return (
            capitalised(group_label(claim.group, self.language)),
            tongue.figure(self.wording, claim.value),
            tongue.time(self.wording, claim),
            source_label(claim.source, self.language),
        )

    def _mean(self, claim: Claim) -> tuple[str, ...]:
        tongue, typical = self.telling.tongue, None
        if claim.typical is not None:
            typical = claim.value - bad_direction(self.definition) * claim.typical
        values = (claim.reference, claim.reference_unweighted, typical)
        return (
            capitalised(against_label(self.wording, claim.against, self.language)),
            *("" if value is None else tongue.figure(self.wording, value) for value in values),
            self.words.members.format(members=claim.members, size=claim.size) if claim.size else "",
            tongue.time(self.wording, claim),
        )

    def _own(self, claim: Claim) -> tuple[str, ...]:
        tongue = self.telling.tongue
        own = (self.wording.area, tongue.figure(self.wording, claim.value))
        return (*own, "", "", "", tongue.time(self.wording, claim))

    def _means(self, levels: list[Claim]) -> tuple[str, ...]:
        """What the comparators are: how the means are weighed, whose the country's value is, which is the median."""
        d = self.definition
        means = (
            self.words.unweighted
            if not d.weighed_by_inhabitants
            else self.words.weighted_by_people
            if d.denominators
            else self.words.weighted_by_population
        )
        country = against_label(self.wording, Against.COUNTRY, self.language)
        against = {claim.against for claim in levels}
        middle = Against.MIDDLE in against or any(claim.typical is not None for claim in levels)
        return (
            means if against & {Against.SIMILAR, Against.COUNTY} else "",
            self.words.country.format(country=country) if Against.COUNTRY in against else "",
            self.words.middle if middle else "",
            quoted(in_tongue(d.country_not_comparable, d.country_not_comparable_en, self.language), self.language),
        )

    def _chance(self, q: float) -> str:
        """How many of a hundred claims with at least as much support as the lead are expected to be chance."""
        if q < 0.01:
            return self.words.chance_small.format(q=self._shown(q))
        return self.words.chance.format(count=self.telling.tongue.count(ceil(100 * q)), q=self._shown(q))

    def _shown(self, q: float) -> str:
        return self.telling.tongue.number(q, 3) if q >= 0.001 else f"< {self.telling.tongue.number(0.001, 3)}"

    def _rank(self, claim: Claim) -> str:
        pattern = self.words.rank if claim.group == "_T" else self.words.rank_of_group
        return pattern.format(
            rank=claim.rank,
            of=claim.rank_of,
            when=self.telling.tongue.when(self.wording, claim),
            lower=claim.rank_lower,
            upper=claim.rank_upper,
            group=group_label(claim.group, self.language),
        )

    def _change(self, claim: Claim) -> str:
        tongue, words = self.telling.tongue, self.words
        assert claim.reference is not None  # a change is from something
        said = words.change.format(
            group=capitalised(group_label(claim.group, self.language)),
            value=tongue.figure(self.wording, claim.value),
            reference=tongue.figure(self.wording, claim.reference),
            since=tongue.earlier(self.wording, claim),
            until=tongue.time(self.wording, claim),
            difference=difference_text(self.wording, claim, self.language),
            interval=interval_text(self.wording, claim, self.language),
        )
        return self._perhaps_chance(said, claim)

    def _development(self, claim: Claim) -> str:
        tongue, worse = self.telling.tongue, claim.estimate > 0
        said = self.words.change_beside.format(
            group=capitalised(group_label(claim.group, self.language)),
            since=tongue.earlier(self.wording, claim),
            until=tongue.time(self.wording, claim),
            difference=tongue.difference(self.wording, claim.estimate),
            developed=self.telling.words.developed[0 if worse else 1],
            place=tongue.place(self.wording, claim.against),
            interval=interval_text(self.wording, claim, self.language, sign=1 if worse else -1),
        )
        return self._perhaps_chance(said, claim)

    def _perhaps_chance(self, said: str, claim: Claim) -> str:
        return said if claim.worse or claim.better else f"{said} {self.telling.perhaps_chance(claim)}"

    def _line(self, claim: Claim) -> str:
        tongue = self.telling.tongue
        return self.words.line.format(
            group=capitalised(group_label(claim.group, self.language)),
            points=tongue.count(claim.points),
            first=tongue.since(self.wording, claim.first_period),
            last=tongue.since(self.wording, claim.period),
            changed=self.telling.words.changed[0 if self.telling.rises(claim) else 1],
            difference=tongue.difference(self.wording, claim.estimate),
            interval=interval_text(self.wording, claim, self.language),
        )


def _q(claim: Claim) -> float | None:
    """The q-value of a claim that holds, in the direction in which it does; none of a forecast."""
    if claim.kind is ClaimKind.TARGET:
        return None
    return claim.q_worse if claim.worse else claim.q_better if claim.better else None


def _section(
    heading: str, said: Iterable[str], columns: tuple[str, ...] = (), rows: Iterable[tuple[str, ...]] = ()
) -> Explained:
    return Explained(heading, tuple(sentence for sentence in said if sentence), columns, tuple(rows))
