"""Swedish sentences about how far apart an indicator's ordered groups lie. None says why."""

from collections.abc import Sequence

from riktmarke.assessment.group_measures import GroupMeasure, Width
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.challenge_labels import category_label
from riktmarke.presentation.labels import listed
from riktmarke.presentation.language import marked, say, spoken
from riktmarke.presentation.sentences import Wording
from riktmarke.presentation.value_words import OF_GROUPS, suppressed
from riktmarke.vocabulary.groups import CATEGORIES, Dimension, Sex
from riktmarke.vocabulary.observation_status import ObservationStatus

WITHIN = spoken({Dimension.INCOME: marked("i"), Dimension.EDUCATION: marked("bland")})
# What the sizes of the groups are taken to be, or why nothing is reckoned over all of them.
SIZES = {
    Dimension.INCOME: marked(
        "Källan säger inte om femtedelarna är kommunens egna eller hela landets; här räknas de som "
        "lika stora. Skillnaden längs linjen är det mått på ojämlikhet som WHO kallar slope index "
        "of inequality."
    ),
    Dimension.EDUCATION: marked(
        "Hur många som har varje utbildning är inte publicerat tillsammans med värdena. Därför "
        "jämförs bara den kortaste och den längsta."
    ),
}

WITH_CHANCE = marked("med slumpen inräknad ")


def measure_words(measures: Sequence[GroupMeasure], wording: Wording) -> tuple[str, ...]:
    """Return how far apart the groups of one dimension lie: for everyone, then for women and men, as far as known.

    Each text is a paragraph; the last says what the measure takes for granted.
    """
    said = [_everyone(one, wording) for one in measures if one.sex is Sex.TOTAL]
    by_sex = [one for one in measures if one.sex is not Sex.TOTAL and one.difference is not None]
    said += [_by_sex(by_sex, wording)] if by_sex else []
    said += [_missing(one, wording) for one in measures if one.missing]
    if any(one.difference is not None for one in measures):
        said.append(say(SIZES[measures[0].dimension]))
    return tuple(filter(None, said))


def _everyone(measure: GroupMeasure, wording: Wording) -> str:
    if measure.first is None or measure.last is None or measure.difference is None:
        return ""
    lowest, highest = (CATEGORIES[measure.dimension][end] for end in (0, -1))
    within = WITHIN[measure.dimension]
    ends = say(
        "{subject} var {figure} {within} {category_names} och {figure2} {within} {category_names2} "
        "{when}, en skillnad på {difference}{interval}.",
        subject=wording.subject,
        figure=wording.figure(measure.first),
        within=within,
        category_names=category_label(lowest),
        figure2=wording.figure(measure.last),
        category_names2=category_label(highest),
        when=wording.when(measure.period),
        difference=wording.difference(measure.difference.value),
        interval=_interval(measure.difference, wording),
    )
    if measure.slope is None:
        return ends
    way = say("högre") if measure.slope.value >= 0 else say("lägre")
    return say(
        "{ends} Dras en linje genom alla femtedelar är värdet {difference} {way} för den som har "
        "högst inkomst än för den som har lägst{interval}.",
        ends=ends,
        difference=wording.difference(measure.slope.value),
        way=way,
        interval=_interval(measure.slope, wording),
    )


def _by_sex(measures: Sequence[GroupMeasure], wording: Wording) -> str:
    widths = [(one.difference, _whose(one, wording)) for one in measures]
    slopes = [(one.slope, say("för {of_groups}", of_groups=OF_GROUPS[one.sex])) for one in measures]
    said = say(
        "Skillnaden var {listed}.", listed=listed([_width(width, whose, wording) for width, whose in widths if width])
    )
    lines = [_width(slope, whose, wording) for slope, whose in slopes if slope]
    return say("{said} Längs linjen var den {listed}.", said=said, listed=listed(lines)) if lines else said


def _width(width: Width, whose: str, wording: Wording) -> str:
    return f"{wording.difference(width.value)}{_interval(width, wording, with_chance='')} {whose}"


def _whose(measure: GroupMeasure, wording: Wording) -> str:
    return say("för {of_groups} {when}", of_groups=OF_GROUPS[measure.sex], when=wording.when(measure.period))


def _interval(width: Width, wording: Wording, *, with_chance: str = WITH_CHANCE) -> str:
    if width.low is None or width.high is None:
        return ""
    if width.low < 0 < width.high:
        return say(" (med slumpen inräknad kan den vara åt endera hållet)")
    ends = sorted((abs(width.low), abs(width.high)))
    return say(
        " ({with_chance}mellan {plain} och {plain2})",
        with_chance=say(with_chance) if with_chance else "",
        plain=wording.plain(ends[0]),
        plain2=wording.plain(ends[1]),
    )


def _missing(measure: GroupMeasure, wording: Wording) -> str:
    groups = listed(
        [f"{category_label(name)} ({_why(status, wording.definition)})" for name, status in measure.missing]
    )
    whose, time = OF_GROUPS[measure.sex], wording.when(measure.period)
    return say(
        "För {whose} räknas ingen skillnad ut {time}: värde saknas för {groups}.", whose=whose, time=time, groups=groups
    )


def _why(status: ObservationStatus, definition: Definition | None) -> str:
    return suppressed(definition) if status is ObservationStatus.SUPPRESSED else say("inget värde i källan")
