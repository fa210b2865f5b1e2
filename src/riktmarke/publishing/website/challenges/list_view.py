"""The list of a municipality's challenges, with its strengths and everything that is no challenge, and why."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from riktmarke.assessment.challenges.choosing import EVERYONE, Findings, Selection
from riktmarke.assessment.challenges.kinds import Listing
from riktmarke.presentation.challenge_sentences import finding_sentence, gap_finding_sentence, improvement_sentence
from riktmarke.presentation.labels import at_place
from riktmarke.presentation.language import marked, say, say_counted
from riktmarke.presentation.numbers import number
from riktmarke.publishing.website.answering import Crumb, answered, figure_dates, frame, way_to
from riktmarke.publishing.website.chain.held import Chain
from riktmarke.publishing.website.challenges.account import Account, account_of, selected
from riktmarke.publishing.website.challenges.choosing import Narrowing, narrowing
from riktmarke.publishing.website.challenges.lines import by_reason, challenge_line, short_lines, table_rows, titles
from riktmarke.publishing.website.challenges.news import news_of
from riktmarke.publishing.website.challenges.options import choices
from riktmarke.publishing.website.challenges.picture import picture_context, picture_points
from riktmarke.publishing.website.figures import Place, figures
from riktmarke.publishing.website.text_dates import day

SECTION = "challenges"
CRUMB = marked("Utmaningar")
SHOWN_FIRST = 20


@answered
def challenges(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """Answer with the challenges; ?grupp=, ?omrade= and ?ram= narrow the list, ?visa=tabell shows it as a table."""
    source = figures()
    place = source.place(code)
    title = challenges_title(page, place)
    crumbs = way_to(page, place, Crumb(say(CRUMB)))
    context = frame(page, title=title, head=f"{say(CRUMB)} – {place.name}", place=place, crumbs=crumbs)
    context |= figure_dates(source)
    context |= {"section": SECTION, "same_page": "utmaningar", "at_place": at_place(place.name)}
    account = account_of(source, place)
    if account is None:
        return render(request, "website/challenges/none_yet.html", context, status=503)
    narrowed = narrowing(request.GET, source.catalogue, source.frameworks, context["chain"])
    kept = selected(account, narrowed)
    together = account.findings.together(kept.challenges)
    context |= _listed(account, kept, together, narrowed) | _around(account, narrowed, context["chain"])
    context |= _named(account, len(together), narrowed)
    return render(request, "website/challenges/list.html", context)


def challenges_title(page: Page, place: Place) -> str:
    """Return the heading of the list: ours where it is our own municipality."""
    return (
        say("Våra utmaningar")
        if place.area.code == page.own_area
        else say("Utmaningar {at_place}", at_place=at_place(place.name))
    )


def _named(account: Account, count: int, narrowed: Narrowing) -> dict[str, str]:
    """The heading of the list, and the title in the browser where both say what is left, and of how many."""
    if not narrowed.names:
        return {"list_heading": _counted(count) if count else say("Inga utmaningar")}
    heading = say(
        "{count} av {counted}: {join}",
        count=count,
        counted=_counted(len(account.findings.grouped)),
        join=", ".join(narrowed.names),
    )
    return {"list_heading": heading, "head": f"{heading} – {account.place.name}"}


def _counted(count: int) -> str:
    return say_counted("{count} utmaning", "{count} utmaningar", count, count=count)


def _listed(account: Account, kept: Selection, together: tuple[Findings, ...], narrowed: Narrowing) -> dict[str, Any]:
    chosen, group = narrowed.chosen, narrowed.chosen.group
    shown = together if chosen.everything else together[:SHOWN_FIRST]
    lines = () if chosen.as_table else [challenge_line(account, findings, chosen=group) for findings in shown]
    return {
        "count": len(together),
        "measures": len(kept.challenges),
        "challenges": lines,
        "table": table_rows(account, together, chosen=group) if chosen.as_table else (),
        "left": len(together) - len(shown),
        "counted_in_persons": sum(account.persons(findings[0]) is not None for findings in together),
        "strengths": short_lines(account, kept.strengths, finding_sentence, chosen=group),
        "improvements": short_lines(account, kept.improvements, improvement_sentence, chosen=group),
        "gaps": short_lines(account, kept.gaps, gap_finding_sentence, chosen=group),
        "large_uncertain": short_lines(account, kept.large_uncertain, finding_sentence, chosen=group),
        "undecided": by_reason(account, kept.undecided),
        "undecided_count": len(kept.undecided),
        "like_others": titles(account, kept.like_others),
        "not_judged": titles(account, kept.not_judged),
        "no_figure": titles(account, kept.no_figure),
        **picture_context(picture_points(account, [findings[0] for findings in together]), narrowed),
    }


def _around(account: Account, narrowed: Narrowing, chain: Chain | None) -> dict[str, Any]:
    chosen, everything = narrowed.chosen, account.findings
    return {
        "root": account.root,
        "narrowed": bool(narrowed.words),
        "names": ", ".join(narrowed.names),
        "kept_words": ", ".join(narrowed.words),
        "wrong": narrowed.wrong,
        "of_all": len(everything.grouped),
        "measures_of_all": len(everything.challenges),
        "judged": len(everything.by_indicator)
        - len(everything.listed(Listing.NO_FIGURE))
        - len(everything.listed(Listing.NOT_JUDGED)),
        "newest": account.newest_year,
        "other_figures": account.other_figures,
        "group_chosen": chosen.group != EVERYONE,
        "choices": choices(account, narrowed, chain),
        "chosen": chosen,
        "all_address": chosen.but(everything=True),
        "everything_address": account.root,
        "list_address": chosen.but(as_table=False),
        "table_address": chosen.but(as_table=True),
        "weight_address": chosen.but(by_people=False),
        "people_address": chosen.but(by_people=True),
        "files_query": chosen.query,
        "news": None if narrowed.words else news_of(account),
        "chance": number(100 * everything.parameters.false_discovery_rate, decimals=0),
        "made": day(account.run.version.manifest.get("created")),
        "options": account.source.choices().municipality_options,
    }
