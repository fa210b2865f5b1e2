"""Addresses that are files rather than pages: they need no page tree, and no database."""

from django.urls import path

from riktmarke.publishing.website import series_files
from riktmarke.publishing.website.challenges import files

SERIES = "kommun/<str:code>/nyckeltal/<str:series>"
CHALLENGES = "kommun/<str:code>/utmaningar"

urlpatterns = [
    path(f"{SERIES}/diagram.svg", series_files.line_chart, name="line_chart"),
    path(f"{SERIES}/lage.svg", series_files.position_chart, name="position_chart"),
    path(f"{SERIES}/siffror.csv", series_files.figures_csv, name="figures_csv"),
    path(f"{SERIES}/siffror-excel.csv", series_files.figures_excel, name="figures_excel"),
    path(f"{CHALLENGES}/bild.svg", files.picture, name="challenge_picture"),
    path(f"{CHALLENGES}/utmaningar.csv", files.every_claim, name="challenge_claims"),
    path(f"{CHALLENGES}/utmaningar-excel.csv", files.for_excel, name="challenges_excel"),
]
