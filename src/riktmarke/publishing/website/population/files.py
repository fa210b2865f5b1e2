"""What the page of the population links to: the answer by itself, its pictures as SVG and its figures as CSV."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from riktmarke.presentation.language import say
from riktmarke.publishing.website.chain.held import chain_of
from riktmarke.publishing.website.figures import Figures, Place, figures
from riktmarke.publishing.website.population.answers import Answer, answer_to
from riktmarke.publishing.website.population.pictures import population_chart
from riktmarke.publishing.website.population.plan_goal import plan_goal
from riktmarke.publishing.website.population.population_csv import for_excel, for_programs
from riktmarke.publishing.website.population.population_view import address_of
from riktmarke.publishing.website.population.projected import Projected, projected
from riktmarke.publishing.website.population.shown import scenario_shown, sources_of
from riktmarke.publishing.website.series_files import csv_file, drawn_chart, frame_of, or_not_found
from riktmarke.publishing.website.series_workbook import figure_days
from riktmarke.publishing.website.workbook import excel_file, from_table, workbook


@or_not_found
def scenario(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with what stands in the form's answer: for the script that asks while a slider moves."""
    source, place, found, answer = _asked(request, code)
    context = scenario_shown(answer, found, place, source, address_of(code))
    response = render(request, "website/population/answer.html", context)
    response["Cache-Control"] = "no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


@or_not_found
def picture(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the fan of the years to come, with the goal, and under the same scenario as the page's."""
    source, place, found, answer = _asked(request, code)
    of = say(
        "{attribution} till och med {year}. Åren därefter: egen bearbetning av siffror från {sources}.",
        attribution=source.attribution,
        year=answer.expected.base_year,
        sources=sources_of(source, found),
    )
    chart = population_chart(answer, found, place, frame_of(request))
    return drawn_chart(request, source, chart, f"riktmarke-{code}-befolkning.svg", notes=(of,))


@or_not_found
def every_figure(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the page's figures for programs."""
    source, place, found, answer = _asked(request, code)
    return csv_file(for_programs(answer, found, source, place), f"riktmarke-{code}-befolkning.csv")


@or_not_found
def figures_for_excel(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the page's figures as Excel in Swedish opens them."""
    source, place, found, answer = _asked(request, code)
    return csv_file(for_excel(answer, found, source, place), f"riktmarke-{code}-befolkning-excel.csv")


@or_not_found
def figures_workbook(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the page's figures as an Excel workbook, with what they are."""
    source, place, found, answer = _asked(request, code)
    sheet = from_table(for_excel(answer, found, source, place), title=say("Befolkning"))
    about = [
        *([(say("Obs"), source.example)] if source.example else []),
        (say("Sidan gäller"), place.name),
        (say("Källa"), sources_of(source, found)),
        *figure_days(source),
    ]
    return excel_file(workbook([sheet], about), f"riktmarke-{code}-befolkning.xlsx")


def _asked(request: HttpRequest, code: str) -> tuple[Figures, Place, Projected, Answer]:
    source = figures()
    place = source.place(code)
    found = projected(source, code)
    if not isinstance(found, Projected):
        raise Http404(f"There is no projection of {code}: {found.name}.")
    chain = chain_of(code)
    goal, aimed = plan_goal(chain, source.catalogue), chain.year if chain is not None else None
    return source, place, found, answer_to(request.GET, found, code, goal, this_year=request.today.year, aimed=aimed)
