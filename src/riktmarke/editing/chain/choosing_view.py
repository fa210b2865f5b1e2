"""What has to be chosen before a row can be written: which indicator of the catalogue, or of the plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from riktmarke.editing.chain.reading import PlanRead
from riktmarke.editing.chain.words import TABLE_WORDS
from riktmarke.statistics.series_search import folded

LONGEST_WORDS = 100
MOST_SHOWN = 40
# What an indicator may hang under: said by the address, and ticked in its form.
TIES = ("overarching_goals", "focus_areas", "goals")


def asked_first(request: HttpRequest, read: PlanRead, table: str) -> HttpResponse | None:
    """Answer with the search for an indicator, where the new row is of one and the address does not say which."""
    column = {"indicators": "definition", "targets": "indicator"}.get(table)
    if column is None or column in request.GET:
        return None
    words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
    held = {row.values["definition"]: row.key for row in read.file.tables["indicators"]}
    known = read.words.known
    offered = list(known.known.indicators) if table == "indicators" else list(held)
    every = table == "targets" or "alla" in request.GET
    found = [definition for definition in offered if _fits(read, definition, words)] if words or every else []
    most = len(offered) if every and not words else MOST_SHOWN
    kept = {name: value for name, value in request.GET.lists() if name not in {"q", "alla"}}
    lines = [
        {
            "definition": definition,
            "title": known.title(definition),
            "held": table == "indicators" and definition in held,
            "url": _address(read, table, definition, held, kept),
        }
        for definition in found[:most]
    ]
    context = {
        "staff": read.staff,
        "page_title": TABLE_WORDS[table].new,
        "table": table,
        "table_words": TABLE_WORDS[table],
        "words": words,
        "lines": lines,
        "found": len(found),
        "most": most,
        "every": f"?{urlencode({**kept, 'alla': '1'}, doseq=True)}" if table == "indicators" and not every else "",
        "count": len(offered),
        "searched": bool(words),
        "tied": any(name in kept for name in TIES),
        "kept": [(name, value) for name, values in kept.items() for value in values],
    }
    return render(request, "editing/chain/choose_indicator.html", context)


def _fits(read: PlanRead, definition: str, words: str) -> bool:
    """Whether each of the words, or what official statistics call it, is in what is said of the indicator."""
    known = read.words.known
    about = known.catalogue.get(definition)
    text = folded(
        f"{definition} {known.title(definition)} {about.phrase if about else ''} {about.why if about else ''}"
    )
    others = {folded(word).strip(): other for word, other in known.everyday_words.items()}
    return all(
        word in text or any(all(part in text for part in folded(other).split()) for other in others.get(word, ()))
        for word in folded(words).split()
    )


def _address(read: PlanRead, table: str, definition: str, held: dict[str, str], kept: dict[str, list[str]]) -> str:
    area = read.plan.area
    if table == "targets":
        return reverse("riktmarke_targets", args=(area, held[definition]))
    if definition in held:
        tie = {name: value for name, value in kept.items() if name in TIES}
        asked = f"?{urlencode(tie, doseq=True)}" if tie else ""
        return f"{reverse('riktmarke_row', args=(area, 'indicators', held[definition]))}{asked}"
    query = urlencode({"definition": definition, **kept}, doseq=True)
    return f"{reverse('riktmarke_row_new', args=(area, table))}?{query}"
