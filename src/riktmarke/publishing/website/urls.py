"""Addresses beside the page tree: files, which need no database, and the form that visitors answer with."""

from django.urls import path

from riktmarke.publishing.website import series_files
from riktmarke.publishing.website.challenges import files
from riktmarke.publishing.website.compare import files as compare
from riktmarke.publishing.website.feedback import form_view, vote_view
from riktmarke.publishing.website.maps import files as maps
from riktmarke.publishing.website.news import feed
from riktmarke.publishing.website.outlook import files as outlook_files
from riktmarke.publishing.website.population import files as population
from riktmarke.publishing.website.texts import files as texts
from riktmarke.publishing.website.texts import sitemap

SERIES = "kommun/<str:code>/nyckeltal/<str:series>"
CHALLENGES = "kommun/<str:code>/utmaningar"
MAP = "kommun/<str:code>/karta"
COMPARE = "kommun/<str:code>/jamfor"
POPULATION = "kommun/<str:code>/befolkning"

urlpatterns = [
    path("synpunkter/", form_view.form, name="feedback"),
    path("synpunkter/tack/", form_view.thanks, name="feedback_thanks"),
    path("synpunkter/hjalpte/", vote_view.helpful, name="feedback_helpful"),
    path(f"{SERIES}/diagram.svg", series_files.line_chart, name="line_chart"),
    path(f"{SERIES}/diagram.png", series_files.line_chart, name="line_chart_png"),
    path(f"{SERIES}/lage.png", series_files.position_chart, name="position_chart_png"),
    path(f"{SERIES}/utsikt.png", outlook_files.fan, name="fan_chart_png"),
    path(f"{SERIES}/siffror.xlsx", series_files.figures_workbook, name="figures_workbook"),
    path(f"{MAP}/karta.svg", maps.map_picture, name="map_picture"),
    path(f"{MAP}/karta.png", maps.map_picture, name="map_picture_png"),
    path(f"{MAP}/siffror.csv", maps.map_csv, name="map_csv"),
    path(f"{MAP}/siffror.xlsx", maps.map_excel, name="map_workbook"),
    path(f"{COMPARE}/siffror.csv", compare.compared_csv, name="compared_csv"),
    path(f"{COMPARE}/siffror.xlsx", compare.compared_excel, name="compared_workbook"),
    path(f"{COMPARE}/diagram.svg", compare.compared_picture, name="compared_picture"),
    path(f"{COMPARE}/diagram.png", compare.compared_picture, name="compared_picture_png"),
    path(f"{POPULATION}/diagram.png", population.picture, name="population_picture_png"),
    path(f"{POPULATION}/siffror.xlsx", population.figures_workbook, name="population_workbook"),
    path(f"{CHALLENGES}/utmaningar.xlsx", files.workbook_of_challenges, name="challenges_workbook"),
    path(f"{CHALLENGES}/bild.png", files.picture, name="challenge_picture_png"),
    path(f"{SERIES}/lage.svg", series_files.position_chart, name="position_chart"),
    path(f"{SERIES}/utsikt.svg", outlook_files.fan, name="fan_chart"),
    path(f"{SERIES}/siffror.csv", series_files.figures_csv, name="figures_csv"),
    path(f"{SERIES}/siffror-excel.csv", series_files.figures_excel, name="figures_excel"),
    path(f"{POPULATION}/scenario", population.scenario, name="population_scenario"),
    path(f"{POPULATION}/diagram.svg", population.picture, name="population_picture"),
    path(f"{POPULATION}/siffror.csv", population.every_figure, name="population_csv"),
    path(f"{POPULATION}/siffror-excel.csv", population.figures_for_excel, name="population_excel"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("media/images/<path:name>", texts.picture, name="picture"),
    path("nyheter/atom.xml", feed.atom, name="news_feed"),
    path(f"{CHALLENGES}/bild.svg", files.picture, name="challenge_picture"),
    path(f"{CHALLENGES}/utmaningar.csv", files.every_claim, name="challenge_claims"),
    path(f"{CHALLENGES}/utmaningar-excel.csv", files.for_excel, name="challenges_excel"),
]
