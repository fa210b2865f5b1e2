"""What the page and the answer to a scenario say, put together for their templates."""

from typing import Any

from django.utils.html import format_html

from riktmarke.presentation import population_words as words
from riktmarke.presentation.fan_words import CAPTION
from riktmarke.presentation.labels import at_place, listed
from riktmarke.presentation.language import marked, say
from riktmarke.presentation.likelihood_words import likelihood
from riktmarke.presentation.population_how import age_sentences, how_sentences
from riktmarke.presentation.population_record import narrow_sentence, record_sentences
from riktmarke.presentation.population_words import Aim
from riktmarke.presentation.scenario_words import GOAL, YEAR, changed_words
from riktmarke.publishing.website.figures import SOURCE, Figures, Place
from riktmarke.publishing.website.languages.titles import swedish_text
from riktmarke.publishing.website.population.answers import Answer
from riktmarke.publishing.website.population.asked import Goal
from riktmarke.publishing.website.population.examples import most_moved_in
from riktmarke.publishing.website.population.pictures import CHART_FRAMES, chart_words, without_scenario
from riktmarke.publishing.website.population.projected import Projected
from riktmarke.publishing.website.population.tables import beside_expected

PUBLISHERS = {"SCB": marked("SCB")}  # who is known by a name of its own in English


def aim_of(goal: Goal | None) -> Aim | None:
    """Return a goal as sentences take it."""
    return Aim(goal.inhabitants, goal.year, at_least=goal.at_least) if goal is not None else None


def words_shown(answer: Answer, found: Projected, place: Place, source: Figures) -> dict[str, Any]:
    """Return the sentences of the page around the form: they are about the goal, and about no scenario."""
    outlook, year = answer.expected, answer.asked.year
    aim = aim_of(answer.asked.goal)
    seen = found.projections.observed(place.area.code)
    if aim is not None:
        lead = words.goal_sentence(outlook, aim, place.name)
        more = [words.expected_beside_goal(outlook, aim)]
        chance = likelihood(outlook.probability(aim.inhabitants, aim.year, at_least=aim.at_least))
    else:
        lead, more, chance = words.expected_sentence(outlook, place.name, year), [], None
    return {
        "lead": lead,
        "lead_more": more,
        "narrow_told": narrow_sentence(year - outlook.base_year) if aim is not None and not source.example else "",
        "since_told": words.since_sentence(outlook.base_year),
        "plan_likely": chance,
        "place_at": at_place(place.name),
        "takes_told": words.takes_sentences(answer.takes, place.name) if answer.takes else (),
        "drives_told": words.seen_sentences(seen, outlook, place.name, year),
        "ages_told": age_sentences(outlook, year),
        "how_told": how_sentences(
            ages_from=found.tables.base_year,
            base_year=outlook.base_year,
            draws=found.projections.draws,
            name=place.name,
        ),
        "tested_told": record_sentences(outlook.base_year) if not source.example else (),  # it is of the real country
        "ages_attribution": _attribution(str(found.tables.about.get("attribution", ""))),
        "outlook_words": chart_words(without_scenario(answer), found, place),
        "fan_caption": say(CAPTION),
        "chart_frames": CHART_FRAMES,
        "options": source.choices().municipality_options,
        "goal_query": goal_query(answer),
    }


def scenario_shown(answer: Answer, found: Projected, place: Place, source: Figures, address: str) -> dict[str, Any]:
    """Return what the answer to the form needs, on the page and by itself."""
    asked, year, aim = answer.asked, answer.asked.year, aim_of(answer.asked.goal)
    context: dict[str, Any] = {"asked": asked, "address": address, "answer_year": year, "place": place}
    context["sources"] = sources_of(source, found)
    context |= {"scenario_query": asked.query, "chart_frames": CHART_FRAMES}
    chance = None
    if aim is not None:
        chance = answer.shown.probability(aim.inhabitants, aim.year, at_least=aim.at_least)
    if answer.changed is None:
        lead = (
            words.goal_sentence(answer.expected, aim, place.name)
            if aim is not None
            else words.expected_sentence(answer.expected, place.name, year)
        )
        more: tuple[str, ...] = (
            words.goal_only_sentence(answer.takes),
            "" if asked.wrong else say(words.NOTHING_CHANGED),
        )
    else:
        lead, *more_told = words.scenario_sentences(answer.expected, answer.changed, place.name, year, aim)
        changes = [changed_words(f.name, f.written, f.expected) for f in asked.fields if f.changed]
        area = place.area.code
        more = (
            words.scenario_net_sentences(answer.changed, place.name, year, answer.takes),
            words.beside_most_moved_in(
                asked.scenario.inflow_per_year, most_moved_in(found, area), place.name, year - answer.expected.base_year
            ),
            *more_told,
            words.changes_sentence([told for told in changes if told]),
        )
        context |= {
            "beside": beside_expected(answer.expected, answer.changed, year),
            "chart_words": chart_words(answer, found, place),
        }
    return context | {
        "answer_lead": lead,
        "answer_more": [told for told in more if told],
        "likely": likelihood(chance) if chance is not None else None,
    }


def goal_query(answer: Answer) -> str:
    """Return the part of an address that carries another goal than the plan's."""
    kept = [
        f"{f.name}={f.in_address}" for f in answer.asked.fields if f.name in (GOAL, YEAR) and f.changed and not f.wrong
    ]
    return "&".join(kept)


def sources_of(source: Figures, found: Projected) -> str:
    """Return whose figures the projection is made of."""
    names = dict.fromkeys([source.publisher, str(found.tables.about.get("publisher", source.publisher))])
    return listed([say(PUBLISHERS.get(name, name)) for name in names])


def _attribution(source: str) -> str:
    """The source line of the figures by age, which names a part of its source in Swedish."""
    named = source.removeprefix(SOURCE)
    return format_html(say("Källa: {publisher}"), publisher=swedish_text(named)) if named != source else source
