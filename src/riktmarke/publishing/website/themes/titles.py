"""The English of the frameworks' items that have no English of their own: our translation, for the English pages."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from riktmarke.presentation.language import speaks_english

ITEM_TITLES: Mapping[str, Promise] = {
    "gender-equality/national-goal": _("Kvinnor och män ska ha samma makt att forma samhället och sina egna liv"),
    "gender-equality/1": _("En jämn fördelning av makt och inflytande"),
    "gender-equality/2": _("Ekonomisk jämställdhet"),
    "gender-equality/3": _("Jämställd utbildning"),
    "gender-equality/4": _("Jämn fördelning av det obetalda hem- och omsorgsarbetet"),
    "gender-equality/5": _("Jämställd hälsa"),
    "gender-equality/6": _("Mäns våld mot kvinnor ska upphöra"),
    "public-health/1": _("Det tidiga livets villkor"),
    "public-health/2": _("Kunskaper, kompetenser och utbildning"),
    "public-health/3": _("Arbete, arbetsförhållanden och arbetsmiljö"),
    "public-health/4": _("Inkomster och försörjningsmöjligheter"),
    "public-health/5": _("Boende och närmiljö"),
    "public-health/6": _("Levnadsvanor"),
    "public-health/7": _("Kontroll, inflytande och delaktighet"),
    "public-health/8": _("En jämlik och hälsofrämjande hälso- och sjukvård"),
    "social-sustainability-dalarna/1": _("Alla barn en bra start i livet"),
    "social-sustainability-dalarna/2": _("Goda förutsättningar under skolåldern"),
    "social-sustainability-dalarna/3": _("Egen försörjning"),
    "social-sustainability-dalarna/4": _("Hälsofrämjande och hållbara miljöer och samhällen"),
}


def item_title(framework: str, key: str, title: str) -> str:
    """Return the title of an item in the language that is spoken; as it stands where it has no English."""
    return str(ITEM_TITLES.get(f"{framework}/{key}", title)) if speaks_english() else title
