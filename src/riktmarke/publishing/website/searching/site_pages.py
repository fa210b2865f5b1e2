"""The pages that every site has, with the everyday words that readers look for them by."""

from collections.abc import Iterator

from django.urls import Resolver404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin

from riktmarke.publishing.website.searching.entries import Entry, Kind

OF_DIVERSITY = (
    "diskriminering diskrimineringsgrunder hbtq trans homosexuell religion funktionsnedsättning funktionshinder "
    "etnicitet rasism ålder icke-binär minoritet diversity discrimination disability racism"
)
# The address below the municipality's, its name, what it holds, and other words for it (in both languages, unshown).
OF_A_MUNICIPALITY: tuple[tuple[str, str | Promise, str | Promise, str], ...] = (
    ("", _("Översikt"), _("Kommunen i korthet: vision, mål, utmaningar och mått i urval."), "start hem overview"),
    (
        "utmaningar/",
        _("Utmaningar"),
        _("Var kommunen är säkert sämre än andra, för vem, och om det blir bättre. Styrkor och förbättringar också."),
        "problem brister sämst sämre styrkor förbättringar challenges strengths",
    ),
    (
        "befolkning/",
        _("Befolkningen framåt"),
        _("Hur många invånare kommunen kan ha, år för år, och vad som driver det."),
        "invånare folkmängd befolkningsprognos prognos inflyttning utflyttning födda population inhabitants",
    ),
    (
        "hallbarhet/",
        _("Hållbarhet"),
        _("Agenda 2030, social hållbarhet, jämställdhet och mångfald på en sida."),
        "hållbar utveckling sustainability",
    ),
    (
        "social-hallbarhet/",
        _("Social hållbarhet"),
        _("Hälsan och det som påverkar den, tema för tema."),
        "folkhälsa hälsa ojämlikhet jämlikhet bestämningsfaktorer social sustainability public health",
    ),
    (
        "jamstalldhet/",
        _("Jämställdhet"),
        _("Det nationella målet och de sex delmålen, för kvinnor och män."),
        "kvinnor män kön könsskillnader jämställd genus feminism lönegap lika lön våld gender equality women men",
    ),
    (
        "mangfald/",
        _("Mångfald"),
        _("De sju diskrimineringsgrunderna, och vad siffrorna kan och inte kan visa."),
        OF_DIVERSITY,
    ),
    (
        "utforska/",
        _("Alla nyckeltal"),
        _("Sök bland all officiell statistik om kommunen."),
        "statistik siffror data mått indikatorer statistics figures",
    ),
    (
        "jamfor/",
        _("Jämför kommuner"),
        _("Kommuner bredvid varandra, mått för mått."),
        "jämförelse jämföra jämfört skillnad andra kommuner compare",
    ),
    ("karta/", _("Karta"), _("Kommunerna på karta och i tabell."), "kartor geografi map"),
)
OF_A_PLAN: tuple[tuple[str, str | Promise, str | Promise, str], ...] = (
    (
        "vision/",
        _("Vision och mål"),
        _("Kommunens vision och de övergripande målen."),
        "visionen framtid målen mål strategi vision goals",
    ),
    ("fokusomraden/", _("Fokusområden"), _("Områden som går genom alla verksamheter."), "prioriteringar focus areas"),
    ("mal/", _("Alla mål"), _("Målen i planen."), "mål och budget målsättningar goals"),
    (
        "styrdokument/",
        _("Styrdokument"),
        _("Strategier, policyer och planer, och om de fortfarande gäller."),
        "dokument strategi policy plan handlingsplan beslut documents",
    ),
    (
        "ramverk/",
        _("Ramverk"),
        _("Åtaganden som planen är kopplad till."),
        "agenda 2030 åtaganden cemr folkhälsopolitik frameworks",
    ),
    (
        "konsuppdelning/",
        _("Alltid kön, aldrig bara kön"),
        _("Vilka grupper indikatorerna visar, och varför de andra inte syns."),
        "könsuppdelad statistik kvinnor män utrikes födda",
    ),
)
OF_THE_SITE: tuple[tuple[str, str | Promise, str | Promise, str], ...] = (
    (
        "/kommuner/",
        _("Alla kommuner"),
        _("Samma sidor för alla kommuner."),
        "byt kommun lista län jämför municipalities",
    ),
    (
        "/om-siffrorna/",
        _("Om siffrorna"),
        _("Varifrån siffrorna kommer och hur de är uträknade."),
        "källa källor metod metoder kolada scb statistik definition osäkerhet öppna data sources methods",
    ),
    (
        "/om/prognoser/",
        _("Hur bra är våra prognoser?"),
        _("Vad som hade sagts tidigare år, och hur det gick."),
        "prognos träffsäkerhet sannolikhet chans forecasts",
    ),
    (
        "/tillganglighet/",
        _("Tillgänglighet"),
        _("Hur webbplatsen uppfyller lagen, och hur fel anmäls."),
        "tillgänglighetsredogörelse wcag skärmläsare accessibility",
    ),
    (
        "/personuppgifter/",
        _("Personuppgifter"),
        _("Hur uppgifter i synpunkter behandlas, och dina rättigheter."),
        "gdpr integritet dataskydd kakor cookies radera privacy",
    ),
)


def site_pages(page: RoutablePageMixin, code: str, *, planned: bool) -> Iterator[Entry]:
    """Return an entry for each page that the site of a municipality has; `page` knows which addresses it answers."""
    root = f"/kommun/{code}/"
    listed = (*OF_A_MUNICIPALITY, *(OF_A_PLAN if planned else ()))
    for address, title, text, keywords in (*((f"{root}{end}", *rest) for end, *rest in listed), *OF_THE_SITE):
        if _answers(page, address):
            yield Entry(Kind.PAGE, str(title), address, text=str(text), keywords=str(keywords), lift=3.0)


def _answers(page: RoutablePageMixin, address: str) -> bool:
    try:
        page.resolve_subpage(address)
    except Resolver404:
        return False
    return True
