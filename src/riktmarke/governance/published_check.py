"""A definition held up against what the publisher says of its series and what their values show."""

import re
from collections.abc import Iterator

from riktmarke.governance.definitions import Definition, Measured
from riktmarke.governance.published_facts import PublishedRegister, PublishedSeries, description_fingerprint
from riktmarke.governance.remarks import Remark, Severity
from riktmarke.vocabulary.groups import Dimension, Sex
from riktmarke.vocabulary.units import Unit

# A smallest difference that matters lies between these, in standard deviations between municipalities.
LEAST_SPREADS, MOST_SPREADS = 0.05, 1.0
# More exact repeats than this in a series that is said to be measured anew each year are worth a look.
MANY_REPEATS = 0.4

# Words that make a person look. None of them decides anything.
UNIT_WORDS = {
    Unit.PERCENT: re.compile(r"\bandel\b|\(\s*%\s*\)|procent", re.IGNORECASE),
    Unit.PER_100_000: re.compile(r"100\s?000", re.IGNORECASE),
    Unit.PER_10_000: re.compile(r"10\s?000(?!\d)", re.IGNORECASE),
    Unit.PER_1000: re.compile(r"(?<!\d)1\s?000\s?inv", re.IGNORECASE),
}
SEVERAL_YEARS = re.compile(
    r"\b(?:två|tre|fyra|fem|fler|[2-9]|10)[- ]?års(?:m|period)|glidande|rullande|flerårs"
    r"|två och två|\bslås\b.{0,40}\bihop\b"
    r"|\bT\s*-\s*[1-9] till (?:och med )?(?:år )?T\b|\bT till (?:år )?T\s*-\s*[1-9]",
    re.IGNORECASE,
)
SINGLE_YEARS = re.compile(r"ettårs", re.IGNORECASE)
BREAK_WORDS = re.compile(
    r"tidsserie|\b(?:ny|nya|annan|reviderad|ändrad|ändrat) (?:metod|mätmetod|definition|källa|insamling|beräkning)"
    r"|\b(?:ej|inte)(?: \w+)? jämförbar|jämförbarhet|\b(?:bytt|byte av) (?:källa|metod)"
    r"|(?:fr\.?\s?o\.?\s?m\.?|från och med|till och med|från) (?:år )?(?:19|20)\d\d|(?:19|20)\d\d och tidigare",
    re.IGNORECASE,
)


def check_against_published(d: Definition, published: PublishedRegister, *, read_too: bool) -> Iterator[Remark]:
    """Give what does not hold for a definition, given the publisher's register of series with values."""
    yield from _existence(d, published)
    told = {series: published[series] for series in d.all_series if series in published}
    if not told:
        return
    yield from _sexes(d, told)
    yield from _sexes_within_groups(d, told)
    yield from _smallest_difference(d, told)
    yield from _breaks_within(d, told)
    read_now = description_fingerprint(d.all_series, published)
    if d.description_read and d.description_read != read_now:
        yield Remark(
            d.series,
            "description_read",
            Severity.WARNING,
            "the publisher's title or description has changed since it was read",
            expected=f"the description with the fingerprint {d.description_read}; now it is {read_now}",
            remedy=f"read it again: riktmarke catalogue show {d.series}, then riktmarke catalogue stamp {d.series}.",
        )
    if read_too or d.description_read != read_now:
        yield from _for_a_reader(d, told)


def _existence(d: Definition, published: PublishedRegister) -> Iterator[Remark]:
    for key, names in (("series", d.all_series), ("denominators", d.denominators)):
        for series in names:
            if series not in published:
                yield Remark(
                    d.series,
                    key,
                    Severity.ERROR,
                    f"{series} has no values in the store",
                    expected="a series with values",
                    remedy="mend the id, or take it away: riktmarke series WORDS finds what there is.",
                )
    if d.uncertainty_series in published and "osäkerhet" not in published[d.uncertainty_series].title.casefold():
        yield Remark(
            d.series,
            "uncertainty_series",
            Severity.ERROR,
            f"{d.uncertainty_series} is {published[d.uncertainty_series].title!r}",
            expected="the publisher's series of the values' uncertainty (osäkerhetstal)",
            remedy="mend the id.",
        )


def _sexes(d: Definition, told: dict[str, PublishedSeries]) -> Iterator[Remark]:
    own = told.get(d.series)
    if d.composed or own is None:
        return
    if (own.has_women and own.has_men) is not d.split_by_sex:
        yield Remark(
            d.series,
            "split_by_sex",
            Severity.ERROR,
            f"split_by_sex = {str(d.split_by_sex).lower()}, but there are values for {_whom(own)}",
            expected="what the values show",
            remedy="mend split_by_sex, and with it not_split_by_sex and grounds.",
        )
    if own.has_women is not own.has_men and d.covers_sex is not (Sex.FEMALE if own.has_women else Sex.MALE):
        yield Remark(
            d.series,
            "covers_sex",
            Severity.ERROR,
            f"there are values for {_whom(own)}, and covers_sex does not say so",
            expected=f'covers_sex = "{"F" if own.has_women else "M"}"',
            remedy="add it.",
        )


def _sexes_within_groups(d: Definition, told: dict[str, PublishedSeries]) -> Iterator[Remark]:
    for cut in d.cuts:
        one = told.get(cut.series)
        if d.split_by_sex and cut.dimension is not Dimension.SEX and one and not (one.has_women and one.has_men):
            yield Remark(
                d.series,
                "cuts",
                Severity.ERROR,
                f"split_by_sex = true, but {cut.series} ({cut.category}) has values for {_whom(one)}",
                expected="women and men within each group, as within everyone: coverage counts them as crossed",
                remedy="take the group away: a group without women and men needs an indicator of its own.",
            )


def _whom(own: PublishedSeries) -> str:
    there = [name for name, has in (("women", own.has_women), ("men", own.has_men)) if has]
    return " and ".join(there) or "neither women nor men"


def _smallest_difference(d: Definition, told: dict[str, PublishedSeries]) -> Iterator[Remark]:
    own = (
        [told[d.series]] if d.series in told else [told[part] for part in d.by(Dimension.SEX).values() if part in told]
    )
    spreads = [one.spread for one in own if one.spread]
    if not spreads or d.smallest_difference_why:
        return
    spread = sum(spreads) / len(spreads)
    if not LEAST_SPREADS * spread <= d.smallest_difference <= MOST_SPREADS * spread:
        yield Remark(
            d.series,
            "smallest_difference",
            Severity.ERROR,
            f"smallest_difference = {d.smallest_difference:g} is {d.smallest_difference / spread:.2g} standard "
            f"deviations between municipalities ({spread:.3g})",
            expected=f"a fifth of one, {0.2 * spread:.1g}; at least {LEAST_SPREADS} and at most {MOST_SPREADS:g}",
            remedy="mend the number, or say why in smallest_difference_why.",
        )


def _breaks_within(d: Definition, told: dict[str, PublishedSeries]) -> Iterator[Remark]:
    # A break after the last value is no fault: the publisher may have told of it before the next values come.
    first = min(one.first_year for one in told.values())
    for year in d.measurement.breaks:
        if year <= first:
            yield Remark(
                d.series,
                "breaks",
                Severity.ERROR,
                f"a break in {year}, but the values begin in {first}",
                expected="the first year of a new definition, with values before it",
                remedy="mend the year, or take it away.",
            )


def _for_a_reader(d: Definition, told: dict[str, PublishedSeries]) -> Iterator[Remark]:
    """What no program can decide: the words of the description, against what the definition says."""
    for series, one in told.items():
        yield from _still_published(d, series, one)
        yield from _unit(d, series, one)
        yield from _window(d, series, one)
        yield from _break_words(d, series, one)
        yield from _repeats(d, series, one)


def _still_published(d: Definition, series: str, one: PublishedSeries) -> Iterator[Remark]:
    if not one.still_published and not d.replaced_by:
        yield _look(
            d,
            "replaced_by",
            f"{series} is no longer in the publisher's list",
            "the series that came after it in replaced_by, or a note that it has ended",
        )


def _unit(d: Definition, series: str, one: PublishedSeries) -> Iterator[Remark]:
    for unit, words in UNIT_WORDS.items():
        if (unit is d.unit) is not bool(words.search(one.title)):
            yield _look(
                d, "unit", f"unit = {d.unit.value}, and {series} is titled {one.title!r}", "a unit that fits the title"
            )


def _window(d: Definition, series: str, one: PublishedSeries) -> Iterator[Remark]:
    words = f"{one.title}. {one.description}"
    several, single = SEVERAL_YEARS.search(words), SINGLE_YEARS.search(words)
    pooled = d.measured is Measured.MOVING_WINDOW
    if several and not pooled:
        yield _look(
            d,
            "window_years",
            f"no window, and {series} says {_around(words, several)!r}",
            "window_years, if each value pools several years",
        )
    if pooled and single:
        yield _look(
            d, "window_years", f"a window, and {series} says {_around(words, single)!r}", "single years have no window"
        )
    if pooled and not several and not (d.note or d.window_note):
        yield _look(
            d,
            "window_years",
            f"window_years = {d.measurement.window_years}, and {series} does not say that years are pooled",
            "words about the years in the description, or a note on how it is known",
        )


def _break_words(d: Definition, series: str, one: PublishedSeries) -> Iterator[Remark]:
    found = BREAK_WORDS.search(one.description)
    if found and not d.measurement.breaks:
        yield _look(
            d,
            "breaks",
            f"no breaks, and {series} says {_around(one.description, found)!r}",
            "the first year of what changed in breaks, if values are not comparable across it",
        )


def _repeats(d: Definition, series: str, one: PublishedSeries) -> Iterator[Remark]:
    if d.measured is Measured.EACH_YEAR and one.repeated is not None and one.repeated > MANY_REPEATS:
        yield _look(
            d,
            "measured",
            f"each_year, and {one.repeated:.0%} of the values of {series} are exactly those of the year before",
            "on_schedule or repeated_until_next, if they are not measured anew",
        )


def _look(d: Definition, key: str, text: str, expected: str) -> Remark:
    return Remark(
        d.series,
        key,
        Severity.WARNING,
        text,
        expected,
        remedy=f"read the description (riktmarke catalogue show {d.series}); mend, or stamp it as read.",
    )


def _around(words: str, found: re.Match[str]) -> str:
    """Return the found words with a few of those around them."""
    start, end = max(found.start() - 30, 0), found.end() + 40
    return f"{'…' if start else ''}{words[start:end].strip()}{'…' if end < len(words) else ''}"
