"""Challenges as text for a terminal of 80 columns, in Swedish or English."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from riktmarke.assessment.challenges.choosing import Findings
from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.history import News
from riktmarke.assessment.challenges.kinds import Key, Listing
from riktmarke.cli.challenge_lists import ListName
from riktmarke.cli.terminal import out
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.challenge_labels import group_label, listing_label, reason_label, why_label
from riktmarke.presentation.challenge_sentences import (
    finding_sentence,
    gap_finding_sentence,
    improvement_sentence,
    people_sentence,
)
from riktmarke.presentation.claim_rows import claim_columns, claim_rows
from riktmarke.presentation.how_we_know import Explained, how_we_know
from riktmarke.presentation.labels import EXAMPLE_LABEL, area_name, at_place, capitalised
from riktmarke.presentation.language import Language
from riktmarke.presentation.sentences import Wording
from riktmarke.presentation.titles import title_in_tongue
from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.areas import COUNTRY_CODE, Area

INDENT = 4
OF_ONE_LISTING = {
    ListName.CHALLENGES: Listing.CHALLENGE,
    ListName.STRENGTHS: Listing.STRENGTH,
    ListName.UNCERTAIN: Listing.LARGE_UNCERTAIN,
    ListName.UNDECIDED: Listing.UNDECIDED,
}


@dataclass(frozen=True, slots=True)
class Frame:
    """What is said around the findings in one language; pairs are of one and of several."""

    gaps: str
    improvements: str
    new: str
    since: str
    count: str
    together: str
    measures: tuple[str, str]
    challenges: tuple[str, str]
    same: str
    about: str
    nothing: str
    nothing_new: str
    more: str
    how: str
    source: str
    example: str
    stands: str
    came: str
    went: str
    no_earlier_run: str
    claims: str


FRAMES: Mapping[Language, Frame] = {
    Language.SWEDISH: Frame(
        gaps="Skillnader mellan grupper",
        improvements="Förbättringar",
        new="Nytt bland utmaningarna",
        since="{} sedan {}",
        count="{} av {} mått",
        together="{} {} i {} {} (av {} mått)",
        measures=("mått", "mått"),
        challenges=("utmaning", "utmaningar"),
        same="Samma sak syns i: {}.",
        about="som gäller {}",
        nothing="Ingenting står i den här listan.",
        nothing_new="Inget har kommit till eller försvunnit bland utmaningarna sedan den förra körningen.",
        more="… och {} till. Alla: --limit 0",
        how="Så vet vi det: riktmarke challenges --area {} --indicator {}",
        source="Källa: {}. Egen bearbetning: jämförelser och osäkerhet. Planens regler avgör vad som är en utmaning.",
        example=EXAMPLE_LABEL,
        stands="Står under ”{}”.",
        came="Har blivit en utmaning. Stod förut under ”{}”.",
        went="Är inte längre en utmaning. Står nu under ”{}”.",
        no_earlier_run="Det finns ingen tidigare körning att jämföra med.",
        claims="Allt som har prövats",
    ),
    Language.ENGLISH: Frame(
        gaps="Gaps between groups",
        improvements="Improvements",
        new="New among the challenges",
        since="{} since {}",
        count="{} of {} indicators",
        together="{} {} in {} {} (of {} indicators)",
        measures=("indicator", "indicators"),
        challenges=("challenge", "challenges"),
        same="The same thing is seen in: {}.",
        about="about {}",
        nothing="There is nothing in this list.",
        nothing_new="Nothing has come to or left the challenges since the run before.",
        more="… and {} more. All of them: --limit 0",
        how="How we know: riktmarke challenges --area {} --indicator {} --language en",
        source="Source: {}. Our own work: comparisons and uncertainty. The plan's rules decide what is a challenge.",
        example="Example: invented figures",
        stands="Stands under “{}”.",
        came="Has become a challenge. Stood before under “{}”.",
        went="Is no longer a challenge. Stands now under “{}”.",
        no_earlier_run="There is no earlier run to compare with.",
        claims="Everything that was tested",
    ),
}


@dataclass(frozen=True)
class Telling:
    """How a municipality's account is told: its area, in which language, and by which definitions."""

    area: Area
    dataset: Dataset
    catalogue: Mapping[str, Definition]
    language: Language

    @property
    def frame(self) -> Frame:
        """What is said around the findings."""
        return FRAMES[self.language]

    def wording(self, indicator: str) -> Wording:
        """Return how an indicator is put in words here."""
        definition, areas = self.catalogue[indicator], self.dataset.areas
        return Wording(
            definition=definition,
            series_title=definition.title,
            decimals=definition.decimals,
            area=area_name(self.area),
            county=area_name(areas[self.area.county_code or COUNTRY_CODE]),
            publisher=str(self.dataset.version.manifest.get("publisher", "Kolada")),
            country=area_name(areas[COUNTRY_CODE]),
        )

    def titled(self, indicator: str) -> str:
        """Return an indicator by its title and its id."""
        return f"{self.title(indicator)} ({indicator})"

    def title(self, indicator: str) -> str:
        """Return an indicator's title in the language of the telling, where it has one in it."""
        return title_in_tongue(self.catalogue[indicator], self.language)

    def sentence(self, finding: IndicatorFinding, wanted: ListName) -> str:
        """Return what a list says of a finding."""
        tell = {ListName.GAPS: gap_finding_sentence, ListName.IMPROVEMENTS: improvement_sentence}
        return tell.get(wanted, finding_sentence)(self.wording(finding.indicator), finding, self.language)

    def people(self, finding: IndicatorFinding) -> str:
        """Return how many persons a challenge is about; empty where nobody counts them."""
        if finding.people is None:
            return ""
        return people_sentence(self.wording(finding.indicator), finding.people, self.language)

    def explained(self, finding: IndicatorFinding) -> tuple[Explained, ...]:
        """Return the long account of a finding."""
        return how_we_know(self.wording(finding.indicator), finding, self.language)

    def heading(self, wanted: ListName, group: Key | None = None) -> str:
        """Return what a list is, where, and about whom."""
        names = {
            ListName.GAPS: self.frame.gaps,
            ListName.IMPROVEMENTS: self.frame.improvements,
            ListName.NEW: self.frame.new,
        }
        name = names.get(wanted) or listing_label(OF_ONE_LISTING[wanted], self.language)
        place = area_name(self.area)
        where = at_place(place) if self.language is Language.SWEDISH else f"in {place}"
        about = f" {self.frame.about.format(group_label(group, self.language))}" if group is not None else ""
        return f"{name} {where} ({self.area.code}){about}"


def print_findings(
    telling: Telling, wanted: ListName, together: Sequence[Findings], *, group: Key | None, limit: int
) -> None:
    """Print a list: number, title, why, the sentence and the people, the first `limit` of it (0: all).

    `together`: the findings, those that show the same thing told as one.
    """
    _print_heading(telling, f"{telling.heading(wanted, group)}: {_count(telling, wanted, together)}")
    if not together:
        _print_indented(telling.frame.nothing, indent=0)
    shown = together[:limit] if limit else together
    for number, (finding, *same) in enumerate(shown, start=1):
        _print_titled(number, telling.title(finding.indicator), finding.indicator)
        if wanted is ListName.CHALLENGES:
            reasons = " · ".join(reason_label(reason, telling.language) for reason in finding.reasons)
            _print_indented(capitalised(reasons))
        _print_indented(telling.sentence(finding, wanted))
        if wanted is ListName.CHALLENGES:
            _print_indented(telling.people(finding))
        if same:
            _print_indented(telling.frame.same.format(", ".join(telling.titled(one.indicator) for one in same)))
    _print_foot(telling, left=len(together) - len(shown), example=together[0][0].indicator if together else "")


def _count(telling: Telling, wanted: ListName, together: Sequence[Findings]) -> str:
    frame, measures = telling.frame, sum(len(same) for same in together)
    if wanted is not ListName.CHALLENGES:
        return frame.count.format(measures, len(telling.catalogue))
    one_or_more = [
        words[number != 1] for words, number in ((frame.measures, measures), (frame.challenges, len(together)))
    ]
    return frame.together.format(measures, one_or_more[0], len(together), one_or_more[1], len(telling.catalogue))


def print_moved(telling: Telling, news: News, *, limit: int, first_run: bool) -> None:
    """Print what has come to and left the challenges since which day, and why."""
    frame, moved, heading = telling.frame, news.moves, telling.heading(ListName.NEW)
    _print_heading(telling, frame.since.format(heading, news.since.isoformat()) if news.since else heading)
    if not moved:
        _print_indented(frame.no_earlier_run if first_run else frame.nothing_new, indent=0)
    shown = moved[:limit] if limit else moved
    for number, move in enumerate(shown, start=1):
        _print_titled(number, telling.title(move.indicator), move.indicator)
        came = move.after is Listing.CHALLENGE
        other = listing_label(move.before if came else move.after, telling.language)
        _print_indented((frame.came if came else frame.went).format(other))
        _print_indented(why_label(move.why, telling.language))
    _print_foot(telling, left=len(moved) - len(shown), example=moved[0].indicator if moved else "")


def print_explained(telling: Telling, finding: IndicatorFinding) -> None:
    """Print how we know what is said of an indicator: the list it stands in, the long account, and every claim."""
    _print_heading(telling, f"{telling.title(finding.indicator)}, {area_name(telling.area)} ({telling.area.code})")
    _print_indented(telling.frame.stands.format(listing_label(finding.listing, telling.language)))
    _print_indented(telling.sentence(finding, ListName.CHALLENGES))
    _print_indented(telling.people(finding))
    for section in telling.explained(finding):
        out.print(f"\n[bold]{section.heading}[/bold]")
        for sentence in section.sentences:
            _print_indented(sentence)
        if section.rows:
            table = Table(*section.columns, box=None, pad_edge=False)
            for row in section.rows:
                table.add_row(*row)
            out.print(Padding(table, (0, 0, 0, INDENT)))
    _print_claims(telling, finding)


def _print_claims(telling: Telling, finding: IndicatorFinding) -> None:
    rows = claim_rows(telling.wording(finding.indicator), finding, telling.language)
    if not rows:
        return
    out.print(f"\n[bold]{telling.frame.claims}[/bold]")
    columns = claim_columns(telling.language)
    for row in rows:
        _print_indented(" · ".join(filter(None, (row.kind, row.group, row.against, row.years))), indent=0)
        figures = (row.value, row.reference, row.difference, row.interval, row.limit, row.verdict)
        named = [f"{name}: {figure}" for name, figure in zip(columns[4:], figures, strict=True) if figure]
        _print_indented(" · ".join(named))


def _print_heading(telling: Telling, heading: str) -> None:
    invented = telling.dataset.version.manifest.get("example")
    out.print(Text(f"{heading} – {telling.frame.example}" if invented else heading, style="bold"))


def _print_titled(number: int, title: str, indicator: str) -> None:
    out.print(Text.assemble(f"{number:2}. ", (title, "bold"), f" ({indicator})"))


def _print_indented(text: str, *, indent: int = INDENT) -> None:
    """Print a sentence in lines of its own; nothing for an empty one. No blanks follow, as a padded text has them."""
    lines = wrap(
        text,
        out.width,
        initial_indent=" " * indent,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    for line in lines:
        out.print(Text(line))


def _print_foot(telling: Telling, *, left: int, example: str) -> None:
    if left > 0:
        out.print(telling.frame.more.format(left))
    if example:
        out.print(f"\n{telling.frame.how.format(telling.area.code, example)}")
    publisher = telling.dataset.version.manifest.get("publisher", "Kolada")
    _print_indented(telling.frame.source.format(publisher), indent=0)
