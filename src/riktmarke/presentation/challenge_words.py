"""The sentences that findings are told in, as patterns: one field per sentence, one instance per language."""

from collections.abc import Mapping
from dataclasses import dataclass

from riktmarke.presentation.language import Language


@dataclass(frozen=True, slots=True)
class ChallengeWords:
    """Patterns for `str.format`; a pattern that ends without a full stop is part of another.

    `value_of_group` is about one group, `value` about everyone; so with the others. Pairs are told by what has risen
    and what has fallen, or by what is wider and what is narrower; a third is for what has hardly changed.
    """

    value: str
    value_of_group: str
    level: str
    level_alike: str
    trend: str
    trend_alike: str
    trend_further: str
    trend_further_of_all: str
    trend_further_of_group: str
    changed: tuple[str, str]
    behind: str
    behind_further: str
    behind_further_of_all: str
    behind_further_of_group: str
    developed: tuple[str, str]
    both: str
    both_of_all: str
    both_of_group: str
    both_own: tuple[str, str, str]
    both_theirs: tuple[str, str, str]
    gap: str
    gap_there: str
    gap_alike: str
    higher: tuple[str, str]
    gap_wider: str
    gap_wider_further: str
    wider: tuple[str, str]
    widened: tuple[str, str]
    gap_changed: str
    gap_changed_same: str
    gap_changed_further: str
    possible: str
    possible_of_same: str
    possible_of_group: str
    or_better: tuple[str, str]
    target: str
    target_of_group: str
    target_without_figure: str
    target_without_figure_of_group: str
    target_of_gap: str
    as_usual: str
    latest_too: str
    larger_still: str
    but_better: str
    but_better_of_all: str
    but_better_of_group: str
    but_ahead: str
    but_ahead_of_all: str
    but_ahead_of_group: str
    but_narrower: str
    uncertain: str
    uncertain_or_small: str
    chance: str
    chance_or_small: str
    uncounted: str
    like_others: str
    no_figure: str
    not_judged: str
    people: str
    people_of_group: str
    people_since: str
    people_since_of_group: str
    people_behind: str
    people_behind_of_group: str
    many: tuple[str, str]
    a_year: str


SWEDISH = ChallengeWords(
    value="{measure} var {figure} {when}",
    value_of_group="{among} var {measure} {figure} {when}",
    level="{value}, {difference} {more} än {place}.",
    level_alike="{value}, ungefär detsamma som {place}.",
    trend="{value}, {difference} {more} än {then}.",
    trend_alike="{value}, ungefär detsamma som {then}.",
    trend_further="Värdet har {changed} med {difference} från {since} till {until}.",
    trend_further_of_all="Totalt har värdet {changed} med {difference} från {since} till {until}.",
    trend_further_of_group="{among} har värdet {changed} med {difference} från {since} till {until}.",
    changed=("ökat", "minskat"),
    behind="{value} och har utvecklats {difference} {developed} än {place} från {since} till {until}.",
    behind_further="Från {since} till {until} har värdet utvecklats {difference} {developed} än {place}.",
    behind_further_of_all="Från {since} till {until} har det totala värdet utvecklats {difference} "
    "{developed} än {place}.",
    behind_further_of_group="Från {since} till {until} har värdet {among} utvecklats {difference} "
    "{developed} än {place}.",
    developed=("sämre", "bättre"),
    both="Från {since} till {until} har värdet {own}, medan det {place} {theirs}.",
    both_of_all="Från {since} till {until} har det totala värdet {own}, medan det {place} {theirs}.",
    both_of_group="Från {since} till {until} har värdet {among} {own}, medan det {place} {theirs}.",
    both_own=("ökat med {figure}", "minskat med {figure}", "varit ungefär oförändrat"),
    both_theirs=("ökade med {figure}", "minskade med {figure}", "var ungefär oförändrat"),
    gap="{measure} var {difference} {higher} {among} än {among_other} {when}",
    gap_there=" ({place} {width})",
    gap_alike="{measure} låg på ungefär samma nivå {among} som {among_other} {when}",
    higher=("högre", "lägre"),
    gap_wider="{gap}, en skillnad som var {difference} {wider} än {place}.",
    gap_wider_further="Skillnaden mellan {group} och {other} var {difference} {wider} än {place} {when}.",
    wider=("större", "mindre"),
    widened=("ökat", "minskat"),
    gap_changed="{gap}, och skillnaden har {widened} med {difference} från {since} till {until}.",
    gap_changed_same="Skillnaden har {widened} med {difference} från {since} till {until}.",
    gap_changed_further="Skillnaden mellan {group} och {other} har {widened} med {difference} från "
    "{since} till {until}.",
    possible="Minst {some} av {all} liknande kommuner låg på {figure} eller {better} {when}.",
    possible_of_same="Minst {some} av {all} liknande kommuner låg för samma grupp på {figure} eller {better} {when}.",
    possible_of_group="Minst {some} av {all} liknande kommuner låg {among} på {figure} eller {better} {when}.",
    or_better=("högre", "lägre"),
    target="Att målet {figure} nås {year} är {likely}.",
    target_of_group="Att målet för {group}, {figure}, nås {year} är {likely}.",
    target_without_figure="Att planens mål för {year} nås är {likely}.",
    target_without_figure_of_group="Att planens mål för {year} nås för {group} är {likely}.",
    target_of_gap="Att skillnaden mellan {group} och {other} blir så liten som målet säger {year} är {likely}.",
    as_usual="{when} var det ungefär som {place}.",
    latest_too="{when} var det {figure}.",
    larger_still="Ännu större är skillnaden {among}: {figure} {when}, {difference} {more} än för samma grupp {place}.",
    but_better=", men det har blivit bättre sedan {since}",
    but_better_of_all=", men totalt har det blivit bättre sedan {since}",
    but_better_of_group=", men {among} har det blivit bättre sedan {since}",
    but_ahead=", men utvecklingen sedan {since} har varit bättre än {place}",
    but_ahead_of_all=", men den totala utvecklingen sedan {since} har varit bättre än {place}",
    but_ahead_of_group=", men utvecklingen {among} sedan {since} har varit bättre än {place}",
    but_narrower=", men skillnaden mellan {group} och {other} har minskat sedan {since}",
    uncertain="Skillnaden ser stor ut men kan vara en slump.",
    uncertain_or_small="Skillnaden ser stor ut men kan vara en slump eller för liten för att ha betydelse.",
    chance="Det kan vara en slump.",
    chance_or_small="Det kan vara en slump eller för lite för att ha betydelse.",
    uncounted="Det räknas inte, för andra jämförelser säger annat.",
    like_others="Ingen skillnad till det sämre som spelar roll har hittats, och någon stor ryms inte i osäkerheten.",
    no_figure="I vår hämtning finns inget värde för {area}.",
    not_judged="Vi säger inte om högt eller lågt är bättre.",
    people="Med samma nivå som {place} skulle det {when} ha varit omkring {number} {many} {what} (mellan {low} och "
    "{high}).",
    people_of_group="Med samma nivå som {place} skulle det bland {group} {when} ha varit omkring {number} {many} "
    "{what} (mellan {low} och {high}).",
    people_since="Med samma nivå som {then} skulle det {when} ha varit omkring {number} {many} {what} (mellan {low} "
    "och {high}).",
    people_since_of_group="Med samma nivå som {then} skulle det bland {group} {when} ha varit omkring {number} {many} "
    "{what} (mellan {low} och {high}).",
    people_behind="Med samma utveckling som {place} skulle det {when} ha varit omkring {number} {many} {what} (mellan "
    "{low} och {high}).",
    people_behind_of_group="Med samma utveckling som {place} skulle det bland {group} {when} ha varit omkring {number} "
    "{many} {what} (mellan {low} och {high}).",
    many=("fler", "färre"),
    a_year="om året",
)

ENGLISH = ChallengeWords(
    value="{measure} was {figure} {when}",
    value_of_group="{among}, {measure} was {figure} {when}",
    level="{value}, {difference} {more} than {place}.",
    level_alike="{value}, about the same as {place}.",
    trend="{value}, {difference} {more} than {then}.",
    trend_alike="{value}, about the same as {then}.",
    trend_further="The value has {changed} by {difference} from {since} to {until}.",
    trend_further_of_all="Overall, the value has {changed} by {difference} from {since} to {until}.",
    trend_further_of_group="{among}, the value has {changed} by {difference} from {since} to {until}.",
    changed=("risen", "fallen"),
    behind="{value} and has developed {difference} {developed} than {place} from {since} to {until}.",
    behind_further="From {since} to {until}, the value has developed {difference} {developed} than {place}.",
    behind_further_of_all="From {since} to {until}, the overall value has developed {difference} "
    "{developed} than {place}.",
    behind_further_of_group="From {since} to {until}, the value {among} has developed {difference} "
    "{developed} than {place}.",
    developed=("worse", "better"),
    both="From {since} to {until}, the value {own}, while {place} it {theirs}.",
    both_of_all="From {since} to {until}, the overall value {own}, while {place} it {theirs}.",
    both_of_group="From {since} to {until}, the value {among} {own}, while {place} it {theirs}.",
    both_own=("has risen by {figure}", "has fallen by {figure}", "has hardly changed"),
    both_theirs=("rose by {figure}", "fell by {figure}", "hardly changed"),
    gap="{measure} was {difference} {higher} {among} than {among_other} {when}",
    gap_there=" ({width} {place})",
    gap_alike="{measure} was about the same {among} as {among_other} {when}",
    higher=("higher", "lower"),
    gap_wider="{gap}, a gap {difference} {wider} than {place}.",
    gap_wider_further="The gap between {group} and {other} was {difference} {wider} than {place} {when}.",
    wider=("wider", "narrower"),
    widened=("widened", "narrowed"),
    gap_changed="{gap}, and the gap has {widened} by {difference} from {since} to {until}.",
    gap_changed_same="The gap has {widened} by {difference} from {since} to {until}.",
    gap_changed_further="The gap between {group} and {other} has {widened} by {difference} from {since} to {until}.",
    possible="At least {some} of {all} similar municipalities had {figure} or {better} {when}.",
    possible_of_same="At least {some} of {all} similar municipalities had {figure} or {better} for the same group "
    "{when}.",
    possible_of_group="At least {some} of {all} similar municipalities had {figure} or {better} {among} {when}.",
    or_better=("higher", "lower"),
    target="That the target of {figure} is reached in {year} is {likely}.",
    target_of_group="That the target for {group}, {figure}, is reached in {year} is {likely}.",
    target_without_figure="That the plan's target for {year} is reached is {likely}.",
    target_without_figure_of_group="That the plan's target for {year} is reached for {group} is {likely}.",
    target_of_gap="That the gap between {group} and {other} becomes as small as the target says in {year} is {likely}.",
    as_usual="{when}, it was about the same as {place}.",
    latest_too="{when}, it was {figure}.",
    larger_still="The difference is larger still {among}: {figure} {when}, {difference} {more} than for the same "
    "group {place}.",
    but_better=", but has become better since {since}",
    but_better_of_all=", but overall it has become better since {since}",
    but_better_of_group=", but {among} it has become better since {since}",
    but_ahead=", but the development since {since} has been better than {place}",
    but_ahead_of_all=", but the overall development since {since} has been better than {place}",
    but_ahead_of_group=", but the development {among} since {since} has been better than {place}",
    but_narrower=", but the gap between {group} and {other} has narrowed since {since}",
    uncertain="The difference looks large but may be chance.",
    uncertain_or_small="The difference looks large but may be chance or too small to matter.",
    chance="It may be chance.",
    chance_or_small="It may be chance or too small to matter.",
    uncounted="It does not count, for other comparisons say otherwise.",
    like_others="No difference for the worse that matters is found, and the uncertainty leaves no room for a large "
    "one.",
    no_figure="There is no value for {area} among our figures.",
    not_judged="We do not say whether high or low is better.",
    people="At the level {place}, it would have been about {number} {many} {what} {when} (between {low} and {high}).",
    people_of_group="At the level {place}, it would have been about {number} {many} {what} among {group} {when} "
    "(between {low} and {high}).",
    people_since="At the level {then}, it would have been about {number} {many} {what} {when} (between {low} "
    "and {high}).",
    people_since_of_group="At the level {then}, it would have been about {number} {many} {what} among {group} "
    "{when} (between {low} and {high}).",
    people_behind="With the same development as {place}, it would have been about {number} {many} {what} {when} "
    "(between {low} and {high}).",
    people_behind_of_group="With the same development as {place}, it would have been about {number} {many} {what} "
    "among {group} {when} (between {low} and {high}).",
    many=("more", "fewer"),
    a_year="a year",
)

WORDS: Mapping[Language, ChallengeWords] = {Language.SWEDISH: SWEDISH, Language.ENGLISH: ENGLISH}
