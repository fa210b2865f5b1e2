"""Single claims in words: the patterns of a language filled with the figures of a claim."""

import re
from dataclasses import dataclass
from functools import cached_property

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import ABOUT_GROUPS, ABOUT_LEVEL, ClaimKind, Key
from riktmarke.assessment.challenges.levels import bad_direction
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.challenge_labels import group_label
from riktmarke.presentation.challenge_words import WORDS, ChallengeWords
from riktmarke.presentation.labels import capitalised, pooled_years
from riktmarke.presentation.language import Language
from riktmarke.presentation.numbers import decimals_to_see, rounded, two_figures
from riktmarke.presentation.sentences import Wording
from riktmarke.presentation.tongues import COUNTS, TONGUES, Tongue, definition_of, first_year
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.units import Unit

# "antalet anmälda brott per 100 000 invånare", "andelen invånare med fetma": what there are more or fewer of.
COUNTED_OF = re.compile(r"^(?:antalet|andelen) (.+?)(?: per [\d ]+\w+| i förhållande till .+)?$")
# The same where the phrase does not say it.
COUNTED_BY = {"sysselsättningsgraden": "personer i arbete", "valdeltagandet": "röstande"}
COUNTED = {Language.SWEDISH: "personer som det gäller", Language.ENGLISH: "people"}
EVENTS = {Language.SWEDISH: "fall", Language.ENGLISH: "cases"}


@dataclass(frozen=True)
class Telling:
    """What is needed to tell claims of a finding; `finding` gives the gap or the line that a claim rests on."""

    wording: Wording
    finding: IndicatorFinding | None
    language: Language

    @cached_property
    def words(self) -> ChallengeWords:
        """The patterns of the language."""
        return WORDS[self.language]

    @cached_property
    def tongue(self) -> Tongue:
        """The figures and names of the language."""
        return TONGUES[self.language]

    def value(self, claim: Claim) -> str:
        """Return the value of a claim's group and its time, to begin a sentence with, in lower case."""
        return self._of_group(claim.group, self.words.value, self.words.value_of_group).format(
            measure=self.tongue.measure(self.wording),
            figure=self.tongue.figure(self.wording, claim.value),
            when=self.tongue.when(self.wording, claim),
            group=self._name(claim.group),
        )

    def alone(self, claim: Claim) -> str:
        """Return a claim as one sentence, or two, that needs no other."""
        if claim.kind in ABOUT_LEVEL:
            return self._level(claim)
        if claim.kind is ClaimKind.TREND:
            return self._change(claim)
        if claim.kind is ClaimKind.FALLING_BEHIND:
            return self._behind(self.words.behind, claim, value=self.value(self._latest(claim)))
        if claim.kind is ClaimKind.PACE:
            return f"{capitalised(self.value(claim))}."
        if claim.kind in ABOUT_GROUPS:
            return self._gap(claim)
        return f"{capitalised(self.value(claim))}. {self.further(claim, after=claim)}"

    def further(self, claim: Claim, *, after: Claim | None = None) -> str:
        """Return a claim as one more sentence, after one that has said value and place."""
        words = self.words
        same = after is not None and (after.group, after.other) == (claim.group, claim.other)
        if claim.kind is ClaimKind.TREND:
            of_group = self._of_group(claim.group, words.trend_further_of_all, words.trend_further_of_group)
            return self._filled(words.trend_further if same else of_group, claim)
        if claim.kind is ClaimKind.FALLING_BEHIND:
            of_group = self._of_group(claim.group, words.behind_further_of_all, words.behind_further_of_group)
            return self._behind(words.behind_further if same else of_group, claim)
        if claim.kind is ClaimKind.WIDER_GAP:
            return self._filled(words.gap_wider_further, claim, brief=False, place=self._place(claim))
        if claim.kind is ClaimKind.GAP_TREND:
            pair = after is not None and {after.group, after.other} == {claim.group, claim.other}
            return self._filled(words.gap_changed_same if pair else words.gap_changed_further, claim, brief=False)
        if claim.kind is ClaimKind.TARGET:
            return self._target(claim)
        return self._possible(claim, same=same, alone=after is claim)

    def people(self, claim: Claim) -> str:
        """Return how many persons or events a claim is about; empty where nobody counts them, or it may be none."""
        people, around = claim.people, claim.people_interval
        if people is None or around is None or around[0] <= 0 <= around[1] or two_figures(abs(people)) < 1:
            return ""
        words = self.words
        of_everyone, of_group = {
            ClaimKind.TREND: (words.people_since, words.people_since_of_group),
            ClaimKind.FALLING_BEHIND: (words.people_behind, words.people_behind_of_group),
        }.get(claim.kind, (words.people, words.people_of_group))
        pattern = self._of_group(claim.group, of_everyone, of_group)
        low, high = sorted(abs(limit) for limit in around)
        return pattern.format(
            place=self._place(claim),
            then=self.tongue.then(self.wording, claim) if claim.first_until else "",
            when=self.tongue.when(self.wording, claim),
            group=self._name(claim.group),
            what=self._counted(claim),
            many=words.many[1 if self.rises(claim) else 0],
            **{name: self._whole(value) for name, value in (("number", abs(people)), ("low", low), ("high", high))},
        )

    def rises(self, claim: Claim) -> bool:
        """Return whether the published value is above what it is compared with, or has risen; of gaps whether wider."""
        sign = 1 if claim.kind in (ClaimKind.WIDER_GAP, ClaimKind.GAP_TREND) else bad_direction(self._definition)
        return sign * claim.estimate > 0

    @cached_property
    def _definition(self) -> Definition:
        return definition_of(self.wording)

    def _level(self, claim: Claim) -> str:
        words = self.words
        value = capitalised(self.value(claim))
        place = self.tongue.place(self.wording, claim.against, self._said_group(claim.group))
        if self._nothing(claim):
            return words.level_alike.format(value=value, place=place)
        more = self.tongue.more(self.wording, rises=self.rises(claim))
        return self._filled(words.level, claim, value=value, more=more, place=place)

    def _change(self, claim: Claim) -> str:
        """What a mean of the latest measurements is beside that of the first: as a level beside that of others."""
        pattern = self.words.trend_alike if self._nothing(claim) else self.words.trend
        more = self.tongue.more(self.wording, rises=self.rises(claim))
        return self._filled(pattern, claim, value=self.value(claim), more=more)

    def _behind(self, pattern: str, claim: Claim, *, value: str = "") -> str:
        """How it has gone beside similar municipalities: by how much better or worse, whichever way both went."""
        place = self.tongue.place(self.wording, claim.against, self._said_group(claim.group))
        developed = self.words.developed[0 if claim.estimate > 0 else 1]
        return self._filled(pattern, claim, place=place, developed=developed, value=value)

    def _gap(self, claim: Claim) -> str:
        gap, words = capitalised(self._gap_itself(claim)), self.words
        if claim.kind is ClaimKind.WIDER_GAP:
            return self._filled(words.gap_wider, claim, gap=gap, place=self._place(claim))
        if claim.kind is ClaimKind.GAP_TREND:
            return self._filled(words.gap_changed, claim, gap=gap)
        return f"{gap}."

    def _gap_itself(self, claim: Claim) -> str:
        gap = self._beside(claim, ClaimKind.GAP)
        alike = self._nothing(gap) or (claim.kind is ClaimKind.GAP and gap.better)
        return (self.words.gap_alike if alike else self.words.gap).format(
            measure=self.tongue.measure(self.wording),
            difference=self.tongue.difference(self.wording, gap.estimate, brief=self._definition.unit not in COUNTS),
            higher=self.words.higher[0 if self.rises(gap) else 1],
            group=self._name(gap.group),
            other=self._name(gap.other),
            when=self.tongue.when(self.wording, gap),
        )

    def _possible(self, claim: Claim, *, same: bool, alone: bool) -> str:
        """What similar municipalities reach; the group is named unless everyone's or its own value was just told."""
        words = self.words
        assert claim.reference is not None
        if same and self._everyone(claim.group):
            pattern = words.possible
        else:
            pattern = words.possible_of_same if alone else words.possible_of_group
        return pattern.format(
            some=self.tongue.count(claim.members),
            all=self.tongue.count(claim.size),
            figure=self.tongue.figure(self.wording, claim.reference),
            better=words.or_better[1 if bad_direction(self._definition) > 0 else 0],
            group=self._name(claim.group),
            when=self.tongue.when(self.wording, claim),
        )

    def _target(self, claim: Claim) -> str:
        words = self.words
        assert claim.reference is not None
        line = next(c for c in self._claims if c.kind is ClaimKind.PACE and c.group == claim.group)
        return self._of_group(claim.group, words.target, words.target_of_group).format(
            since=self.tongue.since(self.wording, line.first_period),
            figure=self.tongue.figure(self.wording, claim.reference),
            year=claim.first_period,
            group=self._name(claim.group),
        )

    def _filled(self, pattern: str, claim: Claim, *, brief: bool = True, **more: str) -> str:
        """A pattern with what most of them need: difference, direction, the two groups, since when and when."""
        rises = 0 if self.rises(claim) else 1
        filled = {
            "difference": self.tongue.difference(self.wording, claim.estimate, brief=brief),
            "changed": self.words.changed[rises],
            "wider": self.words.wider[rises],
            "widened": self.words.widened[rises],
            "since": self.tongue.earlier(self.wording, claim) if claim.first_until else "",
            "then": self.tongue.then(self.wording, claim) if claim.first_until else "",
            "until": self.tongue.time(self.wording, claim),
            "when": self.tongue.when(self.wording, claim),
            "group": self._name(claim.group),
            "other": self._name(claim.other) if claim.other else "",
            **more,
        }
        return capitalised(pattern.format(**filled))

    @property
    def _claims(self) -> tuple[Claim, ...]:
        return self.finding.claims if self.finding is not None else ()

    def _latest(self, claim: Claim) -> Claim:
        """The claim that holds the latest value of the same group; a change holds a mean of the latest."""
        kinds = (ClaimKind.LEVEL, ClaimKind.PACE)
        return next((c for c in self._claims if c.kind in kinds and c.group == claim.group), claim)

    def _beside(self, claim: Claim, kind: ClaimKind) -> Claim:
        pair = {claim.group, claim.other}
        return next(c for c in self._claims if c.kind is kind and {c.group, c.other} == pair)

    def _nothing(self, claim: Claim) -> bool:
        """Whether a difference is nothing in any number of decimals that is shown."""
        decimals = decimals_to_see(claim.estimate, decimals=self.wording.decimals)
        return rounded(claim.estimate, decimals=decimals) == 0

    def _place(self, claim: Claim) -> str:
        return self.tongue.place(self.wording, claim.against) if claim.against else ""

    def _name(self, group: Key) -> str:
        return group_label(group, self.language)

    def _of_group(self, group: Key, of_everyone: str, of_group: str) -> str:
        return of_everyone if self._everyone(group) else of_group

    def _said_group(self, group: Key) -> Key:
        """The group that is named: everyone, where it is everyone that the indicator is about."""
        return Sex.TOTAL.value if self._everyone(group) else group

    def _everyone(self, group: Key) -> bool:
        """Whether a group is everyone that the indicator is about: women, of a measure of the pregnant."""
        return group in (Sex.TOTAL.value, self._definition.covers_sex)

    def _whole(self, value: float) -> str:
        return self.tongue.number(two_figures(value), decimals=0)

    def _counted(self, claim: Claim) -> str:
        """What there would be more or fewer of: by the indicator's own phrase in Swedish."""
        rate = self._definition.unit is not Unit.PERCENT
        what = (EVENTS if rate else COUNTED)[self.language]
        if self.language is Language.SWEDISH:
            phrase = self._definition.phrase
            said = COUNTED_OF.match(phrase)
            what = said.group(1) if said else COUNTED_BY.get(phrase.partition(" ")[0], what)
            what = f"personer {what}" if what.startswith(("som ", "i ")) else what
        averaged = first_year(claim) is not None or pooled_years(self._definition) > 1
        return f"{what} {self.words.a_year}" if rate and averaged else what
