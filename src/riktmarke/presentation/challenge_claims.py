"""Single claims in words: the patterns of a language filled with the figures of a claim."""

from dataclasses import dataclass
from functools import cached_property

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import ABOUT_GROUPS, ABOUT_LEVEL, Against, ClaimKind, Key
from riktmarke.assessment.challenges.levels import bad_direction
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.challenge_labels import group_label
from riktmarke.presentation.challenge_words import WORDS, ChallengeWords
from riktmarke.presentation.labels import capitalised
from riktmarke.presentation.language import Language
from riktmarke.presentation.likelihood_words import likelihood
from riktmarke.presentation.numbers import decimals_apart, decimals_to_see, rounded
from riktmarke.presentation.sentences import Wording
from riktmarke.presentation.tongues import COUNTS, TONGUES, Tongue, definition_of
from riktmarke.vocabulary.groups import Sex


@dataclass(frozen=True)
class Telling:
    """What is needed to tell claims of a finding; `finding` gives the gap that a claim rests on."""

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
        return self.of_group(claim.group, self.words.value, self.words.value_of_group).format(
            measure=self.tongue.measure(self.wording),
            figure=self.tongue.figure(self.wording, claim.value),
            when=self.tongue.when(self.wording, claim),
            among=self._among(claim.group),
        )

    def alone(self, claim: Claim) -> str:
        """Return a claim as one sentence, or two, that needs no other."""
        if claim.kind in ABOUT_LEVEL:
            return self._level(claim)
        if claim.kind is ClaimKind.TREND:
            return self._change(claim)
        if claim.kind is ClaimKind.FALLING_BEHIND:
            value = self.value(self._latest(claim))
            both = self._both(self.words.both, claim)
            return f"{capitalised(value)}. {both}" if both else self._behind(self.words.behind, claim, value=value)
        if claim.kind is ClaimKind.PACE:
            return f"{capitalised(self.value(claim))}."
        if claim.kind in ABOUT_GROUPS:
            return self._gap(claim)
        first = self._gap_itself(claim) if claim.other else self.value(claim)  # of a target's gap
        return f"{capitalised(first)}. {self.further(claim, after=claim)}"

    def further(self, claim: Claim, *, after: Claim | None = None) -> str:
        """Return a claim as one more sentence, after one that has said value and place."""
        words = self.words
        same = after is not None and (after.group, after.other) == (claim.group, claim.other)
        if claim.kind is ClaimKind.TREND:
            of_group = self.of_group(claim.group, words.trend_further_of_all, words.trend_further_of_group)
            return self._filled(words.trend_further if same else of_group, claim, brief=False)
        if claim.kind is ClaimKind.FALLING_BEHIND:
            of_group = self.of_group(claim.group, words.behind_further_of_all, words.behind_further_of_group)
            both = self.of_group(claim.group, words.both_of_all, words.both_of_group)
            return self._both(words.both if same else both, claim) or self._behind(
                words.behind_further if same else of_group, claim
            )
        if claim.kind is ClaimKind.WIDER_GAP:
            return self._filled(words.gap_wider_further, claim, brief=False, place=self.place(claim))
        if claim.kind is ClaimKind.GAP_TREND:
            pair = after is not None and {after.group, after.other} == {claim.group, claim.other}
            return self._filled(words.gap_changed_same if pair else words.gap_changed_further, claim, brief=False)
        if claim.kind is ClaimKind.TARGET:
            return self._target(claim)
        return self._possible(claim, same=same, alone=after is claim)

    def likely(self, claim: Claim) -> str:
        """Return how likely it is that the target of a claim is reached, within a sentence."""
        assert claim.p_worse is not None  # a target without a probability makes no claim
        return likelihood(claim.p_worse, self.language).said

    def as_usual(self, over_years: Claim) -> str:
        """Return that the mean over years is about what it is elsewhere, after a latest value that is not."""
        place = self.tongue.place(self.wording, over_years.against, self._said_group(over_years.group))
        return self._filled(self.words.as_usual, over_years, place=place)

    def latest_too(self, lead: Claim) -> str:
        """Return the latest value of a group, after its mean over years; empty where it is not known or the same."""
        latest = self._latest(lead)
        mean, figure = (self.tongue.figure(self.wording, claim.value) for claim in (lead, latest))
        when = self.tongue.at_first(self.tongue.when(self.wording, latest))
        return "" if figure == mean else self._filled(self.words.latest_too, latest, when=when, figure=figure)

    def larger_still(self, claim: Claim) -> str:
        """Return a level of a group that differs more, beside the same others, than what was just told."""
        return self._filled(
            self.words.larger_still,
            claim,
            figure=self.tongue.figure(self.wording, claim.value),
            more=self.tongue.more(self.wording, rises=self.rises(claim)),
            place=self.place(claim),
        )

    def but_better(self, claim: Claim, *, after: Claim) -> str:
        """Return that something has become better, to be added to a sentence about a level before its full stop."""
        words, same = self.words, after.group == claim.group
        if claim.kind is ClaimKind.GAP_TREND:
            pattern = words.but_narrower
        elif claim.kind is ClaimKind.TREND:
            of_group = self.of_group(claim.group, words.but_better_of_all, words.but_better_of_group)
            pattern = words.but_better if same else of_group
        else:
            of_group = self.of_group(claim.group, words.but_ahead_of_all, words.but_ahead_of_group)
            pattern = words.but_ahead if same else of_group
        return self._filled(pattern, claim, place=self.place(claim))

    def perhaps_chance(self, claim: Claim) -> str:
        """Return why a claim that does not stand is none: chance, too small, or that others compared with disagree."""
        words = self.words
        return words.uncounted if claim.uncounted else self._unsure(claim, words.chance, words.chance_or_small)

    def seems_large(self, claim: Claim) -> str:
        """Return that a large difference is uncertain."""
        return self._unsure(claim, self.words.uncertain, self.words.uncertain_or_small)

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
        return self._filled(pattern, claim, brief=False, place=place, developed=developed, value=value)

    def _both(self, pattern: str, claim: Claim) -> str:
        """How the own value and that of similar municipalities have changed; empty where the own is not known."""
        own = next((c for c in self._claims if c.kind is ClaimKind.TREND and _same_time(c, claim)), None)
        if own is None or own.reference is None or claim.reference is None:
            return ""
        here = own.value - own.reference
        there = here - (claim.value - claim.reference)
        decimals, words = decimals_apart(here, there, decimals=self.wording.decimals), self.words
        brief = rounded(here, decimals=decimals) != 0  # then the unit has just been said
        return self._filled(
            pattern,
            claim,
            own=self._moved(words.both_own, here, decimals),
            theirs=self._moved(words.both_theirs, there, decimals, brief=brief),
            place=self.place(claim),
        )

    def _moved(self, ways: tuple[str, str, str], change: float, decimals: int, *, brief: bool = False) -> str:
        """How a value has moved: up, down, or not by anything that is shown."""
        (risen, fallen, still), shown = ways, rounded(change, decimals=decimals)
        with_unit = self.tongue.exact(self.wording, change, decimals=decimals)
        figure = self.tongue.number(abs(change), decimals) if brief else with_unit
        return (risen if shown > 0 else fallen if shown < 0 else still).format(figure=figure)

    def _unsure(self, claim: Claim, chance: str, or_small: str) -> str:
        """What is said of an uncertain difference: too small may explain it where there is one, and it may be small."""
        low, high = claim.interval or (0.0, 0.0)
        least = max(low, -high)  # what the interval leaves for certain, whichever way
        return or_small if 0 < least <= claim.margin else chance

    def _gap(self, claim: Claim) -> str:
        gap, words = capitalised(self._gap_itself(claim)), self.words
        if claim.kind is ClaimKind.WIDER_GAP:
            return self._filled(words.gap_wider, claim, gap=gap, place=self.place(claim))
        if claim.kind is ClaimKind.GAP_TREND:
            return self._filled(words.gap_changed, claim, gap=gap)
        return f"{gap}."

    def _gap_itself(self, claim: Claim) -> str:
        """How wide a gap is, with how wide it is in the country unless the claim says how wide it is elsewhere."""
        gap = self._beside(claim, ClaimKind.GAP)
        alike = self._nothing(gap) or (claim.kind is ClaimKind.GAP and gap.better)
        there = "" if alike or claim.kind is ClaimKind.WIDER_GAP else self._gap_there(gap)
        said = (self.words.gap_alike if alike else self.words.gap).format(
            measure=self.tongue.measure(self.wording),
            difference=self.tongue.difference(self.wording, gap.estimate, brief=self._definition.unit not in COUNTS),
            higher=self.words.higher[0 if self.rises(gap) else 1],
            among=self._among(gap.group),
            among_other=self._among(gap.other),
            when=self.tongue.when(self.wording, gap),
        )
        return f"{said}{there}"

    def _gap_there(self, gap: Claim) -> str:
        """How wide the same gap is in the country; empty where that is not known, or where it goes the other way."""
        levels = {
            claim.group: claim.reference
            for claim in self._claims
            if claim.kind is ClaimKind.LEVEL and claim.against is Against.COUNTRY and claim.period == gap.period
        }
        one, other = levels.get(gap.group), levels.get(gap.other)
        if one is None or other is None or bad_direction(self._definition) * (one - other) <= 0:
            return ""
        pair = {gap.group, gap.other}
        for claim in self._claims:
            wider = claim.kind is ClaimKind.WIDER_GAP and claim.against is Against.COUNTRY
            if wider and {claim.group, claim.other} == pair and claim.reference is not None:
                decimals = decimals_to_see(claim.reference, decimals=self.wording.decimals)
                width = self.tongue.number(claim.reference, decimals)
                return self.words.gap_there.format(place=self.place(claim), width=width)
        return ""

    def _possible(self, claim: Claim, *, same: bool, alone: bool) -> str:
        """What similar municipalities reach; the group is named unless everyone's or its own value was just told."""
        words = self.words
        assert claim.reference is not None
        if same and self.everyone(claim.group):
            pattern = words.possible
        else:
            pattern = words.possible_of_same if alone else words.possible_of_group
        return pattern.format(
            some=self.tongue.count(claim.members),
            all=self.tongue.count(claim.size),
            figure=self.tongue.figure(self.wording, claim.reference),
            better=words.or_better[1 if bad_direction(self._definition) > 0 else 0],
            among=self._among(claim.group),
            when=self.tongue.when(self.wording, claim),
        )

    def _target(self, claim: Claim) -> str:
        words = self.words
        if claim.other:
            pattern = words.target_of_gap
        elif claim.reference is None:
            pattern = self.of_group(claim.group, words.target_without_figure, words.target_without_figure_of_group)
        else:
            pattern = self.of_group(claim.group, words.target, words.target_of_group)
        return pattern.format(
            figure="" if claim.reference is None else self.tongue.figure(self.wording, claim.reference),
            year=claim.first_period,
            group=self.name(claim.group),
            other=self.name(claim.other) if claim.other else "",
            likely=self.likely(claim),
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
            "among": self._among(claim.group),
            "group": self.name(claim.group),
            "other": self.name(claim.other) if claim.other else "",
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

    def place(self, claim: Claim) -> str:
        """Return where is compared with, without the group; empty for a claim that compares with nobody."""
        return self.tongue.place(self.wording, claim.against) if claim.against else ""

    def name(self, group: Key) -> str:
        """Return what a group is called."""
        return group_label(group, self.language)

    def _among(self, group: Key) -> str:
        return self.tongue.among(self.wording, group)

    def of_group(self, group: Key, of_everyone: str, of_group: str) -> str:
        """Return the pattern that a claim about a group, or about everyone, takes."""
        return of_everyone if self.everyone(group) else of_group

    def _said_group(self, group: Key) -> Key:
        """The group that is named: everyone, where it is everyone that the indicator is about."""
        return Sex.TOTAL.value if self.everyone(group) else group

    def everyone(self, group: Key) -> bool:
        """Return whether a group is everyone that the indicator is about: women, of a measure of the pregnant."""
        return group in (Sex.TOTAL.value, self._definition.covers_sex)


def _same_time(own: Claim, beside: Claim) -> bool:
    """Whether two changes of the same group are counted from and to the same measurements."""
    times = ((c.group, c.first_period, c.first_until, c.last_from, c.period) for c in (own, beside))
    return next(times) == next(times)
