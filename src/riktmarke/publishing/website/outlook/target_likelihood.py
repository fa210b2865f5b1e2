"""How likely a target of the plan is, for a page: the group that is least likely to reach it first."""

from dataclasses import dataclass

from riktmarke.assessment.outlook.inhabitants import is_of_inhabitants
from riktmarke.assessment.outlook.likelihood import TargetOutlook
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.presentation.likelihood_words import Likelihood, likelihood
from riktmarke.presentation.outlook_reasons import told
from riktmarke.presentation.outlook_sentences import worst_first
from riktmarke.presentation.population_record import is_narrow
from riktmarke.publishing.website.outlook.source import Outlook


@dataclass(frozen=True, slots=True)
class TargetLikelihood:
    """How likely a target is: for its own group, and where it is set for everyone for women and men too.

    `groups`: who is worst off first; a target stands and falls with that one. `projected`: the probability is that of
    the projection of the population. `narrow`: so far ahead its intervals have been too narrow.
    """

    groups: tuple[TargetOutlook, ...]
    projected: bool = False
    narrow: bool = False

    @property
    def first(self) -> TargetOutlook:
        """The group that is worst off."""
        return self.groups[0]

    @property
    def own(self) -> TargetOutlook:
        """The group that the target was set for."""
        return next(one for one in self.groups if not one.implied)

    @property
    def said(self) -> Likelihood | None:
        """How likely it is for the worst off; None where that cannot be said."""
        return said_of(self.first)


def said_of(one: TargetOutlook) -> Likelihood | None:
    """Return how likely it is that a group reaches a target, in words; None where that cannot be said."""
    return likelihood(one.probability) if one.probability is not None and told(one) else None


def target_likelihood(outlook: Outlook, asked: TargetAsked) -> TargetLikelihood | None:
    """Return how likely a target is; None where the run was made before the target was set."""
    groups = outlook.of_target(asked)
    if all(one.implied for one in groups):
        return None
    own, population = next(one for one in groups if not one.implied), outlook.area.population
    if population is None or not is_of_inhabitants(asked) or own.passed or asked.year not in population.years:
        return TargetLikelihood(tuple(worst_first(groups)))
    # it was tried on the real country
    narrow = is_narrow(asked.year - population.base_year) and not outlook.source.example
    return TargetLikelihood(tuple(worst_first(groups)), projected=True, narrow=narrow)
