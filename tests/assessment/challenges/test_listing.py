"""Every list that an indicator may stand in, and every reason why it cannot be decided."""

import numpy as np
import pytest

from riktmarke.assessment.challenges.findings import AreaFindings
from riktmarke.assessment.challenges.kinds import Against, ClaimKind, Group, Listing, UncertaintySource, Undecided
from riktmarke.assessment.challenges.listing import account, differences_of
from riktmarke.assessment.challenges.parameters import ChallengeParameters
from riktmarke.assessment.challenges.targets import TargetLikelihood
from riktmarke.governance.definitions import Definition
from riktmarke.vocabulary.groups import Dimension, Sex
from riktmarke.vocabulary.polarity import Polarity
from tests.assessment.challenges.making import MEN, WOMEN, claims_made
from tests.invented_figures import definition

nan = np.nan
LEVEL, TREND, GAP, PACE = ClaimKind.LEVEL, ClaimKind.TREND, ClaimKind.GAP, ClaimKind.PACE
SIMILAR, COUNTY, COUNTRY = Against.SIMILAR, Against.COUNTY, Against.COUNTRY
DECIDED = Undecided.DECIDED


def accounted(
    *rows: dict[str, object],
    polarity: Polarity = Polarity.LOWER_IS_BETTER,
    parameters: ChallengeParameters | None = None,
    **how: object,
) -> AreaFindings:
    """Return the account of N1 (margin 1) from these claims, and of N2 without any."""
    catalogue = {"N1": definition("N1", polarity=polarity), "N2": definition("N2", polarity=polarity)}
    made = claims_made(*({"against": SIMILAR, **row} for row in rows))
    given = parameters or ChallengeParameters()
    return account("9101", made.claims, made.indicators, catalogue, parameters=given, **how)  # type: ignore[arg-type]


def place(*rows: dict[str, object], **how: object) -> tuple[Listing, Undecided]:
    found = accounted(*rows, **how).by_indicator["N1"]  # type: ignore[arg-type]
    return found.listing, found.undecided


WORSE = {"estimate": 9.0}
BETTER = {"estimate": -9.0}
LIKE = {"estimate": 0.0, "se": 0.3}
UNCERTAIN = {"estimate": 2.0, "se": 2.0}


def test_what_stands_as_worse_is_a_challenge_whatever_else_stands() -> None:
    assert place(WORSE) == (Listing.CHALLENGE, DECIDED)
    assert place(WORSE, {**BETTER, "against": COUNTY}) == (Listing.CHALLENGE, DECIDED)
    assert place(LIKE, {"kind": TREND, "estimate": 9.0}) == (Listing.CHALLENGE, DECIDED)


def test_a_gap_as_elsewhere_is_no_challenge() -> None:
    found = accounted(LIKE, {"kind": GAP, "group": WOMEN, "other": "M", "estimate": 9.0})

    assert found.by_indicator["N1"].listing is Listing.LIKE_OTHERS
    assert [one.indicator for one in found.gaps] == ["N1"]


def test_what_is_better_and_nowhere_worse_is_a_strength() -> None:
    assert place(BETTER, {**LIKE, "against": COUNTY}) == (Listing.STRENGTH, DECIDED)


def test_what_has_become_better_is_not_better_than_others() -> None:
    assert place(LIKE, {"kind": TREND, "estimate": -9.0}) == (Listing.LIKE_OTHERS, DECIDED)


def test_without_a_direction_that_is_good_nothing_is_judged() -> None:
    assert place({"kind": PACE, "estimate": 9.0}, polarity=Polarity.NO_JUDGEMENT) == (Listing.NOT_JUDGED, DECIDED)


def test_a_target_is_missed_whether_or_not_somebody_has_said_which_direction_is_good() -> None:
    line = {"kind": PACE, "estimate": 10.0, "reference": 40.0, "first_period": 2012, "points": 11}
    target = TargetLikelihood("N1", "_T", "", 2030, Against.NOBODY, 60.0, 20.0, 0.02, 11)
    found = accounted(line, polarity=Polarity.NO_JUDGEMENT, targets=[target]).by_indicator["N1"]

    assert found.listing is Listing.CHALLENGE
    assert found.lead is not None
    assert found.lead.kind is ClaimKind.TARGET
    assert (found.lead.reference, found.lead.p_worse, found.lead.interval) == (60, 0.02, None)


def test_what_seems_much_worse_and_may_be_chance_is_listed_apart() -> None:
    """Three margins or more, 3 ± 4; with another factor in the plan it is too uncertain to be told."""
    large = {"estimate": 3.0, "se": 4.0}

    assert place(large) == (Listing.LARGE_UNCERTAIN, Undecided.TOO_UNCERTAIN)
    assert place({**large, "estimate": 2.9}) == (Listing.UNDECIDED, Undecided.TOO_UNCERTAIN)
    strict = ChallengeParameters(large_uncertain_factor=4.0)
    assert place(large, parameters=strict) == (Listing.UNDECIDED, Undecided.TOO_UNCERTAIN)


def test_what_seems_large_and_would_not_count_is_not_listed_as_large() -> None:
    """Beside the middle one of the similar municipalities it is nothing."""
    assert place({"estimate": 4.0, "se": 4.0, "typical": 0.1})[0] is Listing.UNDECIDED


def test_like_others_is_said_where_no_large_difference_can_be_hidden() -> None:
    """0 ± 0.3 reaches to 0.6 and 2 ± 2 to 5.9; large is 3."""
    assert place(LIKE) == (Listing.LIKE_OTHERS, DECIDED)
    assert place(UNCERTAIN) == (Listing.UNDECIDED, Undecided.TOO_UNCERTAIN)
    assert place(LIKE, {**UNCERTAIN, "against": COUNTY}) == (Listing.UNDECIDED, Undecided.TOO_UNCERTAIN)


def test_of_the_latest_year_and_several_the_more_certain_decides_whether_something_is_hidden() -> None:
    over_years = {"kind": ClaimKind.OVER_YEARS, "estimate": 0.1, "se": 0.4}

    assert place(UNCERTAIN, over_years) == (Listing.LIKE_OTHERS, DECIDED)
    assert place(UNCERTAIN, {**over_years, "against": COUNTY})[0] is Listing.UNDECIDED


def test_women_too_must_be_like_others() -> None:
    assert place(LIKE, {**UNCERTAIN, "group": WOMEN}) == (Listing.UNDECIDED, Undecided.TOO_UNCERTAIN)


def test_a_smaller_group_that_is_too_uncertain_does_not_leave_everyone_undecided() -> None:
    """Foreign-born are few; that everyone, women and men are like others can be said all the same."""
    foreign = {**UNCERTAIN, "group": Group(Sex.TOTAL, Dimension.ORIGIN, "foreign_born")}

    assert place(LIKE, foreign) == (Listing.LIKE_OTHERS, DECIDED)
    assert place(foreign) == (Listing.UNDECIDED, Undecided.TOO_UNCERTAIN)


def test_an_unknown_uncertainty_is_told_as_such() -> None:
    unknown = {"estimate": 9.0, "se": nan, "source": UncertaintySource.UNKNOWN}

    assert place(unknown) == (Listing.UNDECIDED, Undecided.UNCERTAINTY_UNKNOWN)
    assert place(unknown, {**LIKE, "against": COUNTY}) == (Listing.LIKE_OTHERS, DECIDED)
    claim = accounted(unknown).by_indicator["N1"].claims[0]
    assert (claim.se, claim.p_worse, claim.q_worse, claim.worse) == (None, None, None, False)


def test_what_stands_beside_some_and_not_beside_others_cannot_be_decided_and_is_no_strength() -> None:
    """9 worse than the mean of similar ones, and 0.1 than the middle one: one of them carries the mean."""
    carried = {"estimate": 9.0, "typical": 0.1}

    assert place(carried) == (Listing.UNDECIDED, Undecided.COMPARISONS_DISAGREE)
    assert place(carried, {**BETTER, "against": COUNTY}) == (Listing.UNDECIDED, Undecided.COMPARISONS_DISAGREE)
    (claim,) = accounted(carried).by_indicator["N1"].claims
    assert (claim.worse, claim.better, claim.uncounted) == (False, False, True)
    (claim,) = accounted(WORSE).by_indicator["N1"].claims
    assert (claim.worse, claim.uncounted) == (True, False)


def test_an_average_over_years_that_has_turned_does_not_count() -> None:
    """Worse on average 2018–2022 and still so in 2022, but everyone has become better: told as an improvement."""
    average = {"kind": ClaimKind.OVER_YEARS, "estimate": 9.0, "group": WOMEN}
    latest = {"estimate": 2.0, "se": 2.0, "group": WOMEN}
    turned = {"kind": TREND, "estimate": -9.0}

    assert place(average, latest)[0] is Listing.CHALLENGE
    assert place(average, latest, turned) == (Listing.UNDECIDED, Undecided.COMPARISONS_DISAGREE)
    assert place(average, latest, {**turned, "group": MEN})[0] is Listing.CHALLENGE


def test_with_nobody_to_compare_with_it_cannot_be_decided() -> None:
    assert place({"kind": TREND, "estimate": 0.0}) == (Listing.UNDECIDED, Undecided.NOTHING_TO_COMPARE)


@pytest.mark.parametrize("why", [Undecided.SUPPRESSED, Undecided.OUTDATED])
def test_a_latest_value_that_cannot_be_used_is_told_with_its_reason(why: Undecided) -> None:
    assert place(set_aside={"N1": why}) == (Listing.UNDECIDED, why)
    assert place({"kind": TREND, "estimate": 0.0}, set_aside={"N1": why}) == (Listing.UNDECIDED, why)
    assert place(set_aside={"N2": why}) == (Listing.NO_FIGURE, DECIDED)


def test_every_indicator_of_the_catalogue_stands_in_exactly_one_list() -> None:
    found = accounted(WORSE)
    lists = [{one.indicator for one in found.listed(listing)} for listing in Listing]

    assert sorted(name for names in lists for name in names) == ["N1", "N2"]
    assert found.by_indicator["N2"].listing is Listing.NO_FIGURE
    assert found.by_indicator["N2"].claims == ()


def test_every_list_and_every_reason_above_is_one_there_is() -> None:
    """So that a new one is not forgotten here."""
    assert {listing.name for listing in Listing} == {
        "CHALLENGE",
        "STRENGTH",
        "LARGE_UNCERTAIN",
        "UNDECIDED",
        "LIKE_OTHERS",
        "NOT_JUDGED",
        "NO_FIGURE",
    }
    assert {why.name for why in Undecided} == {
        "DECIDED",
        "UNCERTAINTY_UNKNOWN",
        "NOTHING_TO_COMPARE",
        "TOO_UNCERTAIN",
        "SUPPRESSED",
        "OUTDATED",
        "COMPARISONS_DISAGREE",
    }


def test_what_nobody_knows_is_none_and_not_a_number() -> None:
    row = {"estimate": 1.0, "reference": nan, "reference_unweighted": nan, "typical": nan, "persons": nan}
    found = accounted(row).by_indicator["N1"].claims[0]

    assert (found.reference, found.reference_unweighted, found.typical, found.persons) == (None,) * 4
    assert (found.kind, found.against, found.source) == (LEVEL, SIMILAR, UncertaintySource.OBSERVED)
    assert all(type(value) is not float or value == value for value in vars_of(found).values())  # noqa: PLR0124


def vars_of(found: object) -> dict[str, object]:
    return {name: getattr(found, name) for name in found.__slots__}  # type: ignore[attr-defined]


def test_indicators_that_show_the_same_thing_are_known_by_their_family() -> None:
    family: dict[str, Definition] = {
        "N1": definition("N1", family="inkomst"),
        "N2": definition("N2", family="inkomst"),
        "N3": definition("N3"),
    }
    made = claims_made()
    found = account("9101", made.claims, made.indicators, family, parameters=ChallengeParameters())

    assert found.families == {"N1": "inkomst", "N2": "inkomst"}
    assert differences_of(family) == {"N1": 1.0, "N2": 1.0, "N3": 1.0}
