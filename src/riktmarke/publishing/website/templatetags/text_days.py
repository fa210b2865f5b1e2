"""Days in templates, as `text_dates` has them."""

from django import template

from riktmarke.publishing.website import text_dates

register = template.Library()
register.filter("day_in_words", text_dates.day)
register.filter("iso_day", text_dates.iso_day)
