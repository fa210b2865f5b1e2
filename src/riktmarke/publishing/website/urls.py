"""Addresses that are files rather than pages: they need no page tree, and no database."""

from django.urls import path

from riktmarke.publishing.website import series_files

urlpatterns = [
    path("kommun/<str:code>/nyckeltal/<str:series>/diagram.svg", series_files.line_chart, name="line_chart"),
    path("kommun/<str:code>/nyckeltal/<str:series>/lage.svg", series_files.position_chart, name="position_chart"),
    path("kommun/<str:code>/nyckeltal/<str:series>/siffror.csv", series_files.figures_csv, name="figures_csv"),
]
