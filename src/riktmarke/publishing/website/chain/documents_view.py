"""The governing documents: what applies, since when, who answers for it, and what has run out."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse

from riktmarke.governance import queries
from riktmarke.governance.codes import DocumentKind
from riktmarke.governance.models import Document
from riktmarke.presentation.language import marked, say, spoken
from riktmarke.presentation.titles import short_title_in_tongue, title_in_tongue
from riktmarke.publishing.website.answering import Crumb
from riktmarke.publishing.website.chain.decided import Standing, standing
from riktmarke.publishing.website.chain.planned import NotInThePlan, Planned, planned
from riktmarke.publishing.website.text_dates import day

DOCUMENTS = marked("Styrdokument")
WARNED_DAYS = 180
KIND_NAMES = spoken(
    {
        DocumentKind.STRATEGY.value: marked("Strategi"),
        DocumentKind.POLICY.value: marked("Policy"),
        DocumentKind.ACTION_PLAN.value: marked("Handlingsplan"),
        DocumentKind.DECLARATION.value: marked("Deklaration"),
        DocumentKind.PLAN.value: marked("Plan"),
        DocumentKind.AGREEMENT.value: marked("Överenskommelse"),
        DocumentKind.OTHER.value: marked("Dokument"),
    }
)


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in a list. `warning` says that it has run out or soon will."""

    document: Document
    kind: str
    validity: str
    warning: str
    standing: Standing


@planned
def documents(planned: Planned) -> HttpResponse:
    """Answer with all governing documents, those that apply first."""
    lines = [_line(document, planned.request.today) for document in planned.chain.documents]
    ended = [line for line in lines if line.document.has_run_out(on=planned.request.today)]
    unknown = [line for line in lines if not line.validity]
    return planned.answer(
        "documents.html",
        title=say(DOCUMENTS),
        section="documents",
        crumbs=(Crumb(say(DOCUMENTS)),),
        current=[line for line in lines if line not in ended and line not in unknown],
        unknown=unknown,
        ended=ended,
    )


@planned
def document(planned: Planned, key: str) -> HttpResponse:
    """Answer with one document and what links to it."""
    found = next((row for row in planned.chain.documents if row.key == key), None)
    if found is None:
        raise NotInThePlan(key)
    return planned.answer(
        "document.html",
        title=found.title,
        section="documents",
        crumbs=(Crumb(say(DOCUMENTS), f"{planned.root}styrdokument/"), Crumb(found.title, swedish=True)),
        line=_line(found, planned.request.today),
        items=_items(found),
        actions=[a for a in queries.actions_of(planned.plan) if found.pk in {d.pk for d in a.documents.all()}],
    )


def _items(document: Document) -> list[tuple[str, str, str, str]]:
    """Return framework, item, title and framework's title of everything the document binds to."""
    return [
        (item.framework.key, item.key, title_in_tongue(item), short_title_in_tongue(item.framework))
        for item in document.framework_items.all()
    ]


def _line(document: Document, today: date) -> DocumentLine:
    warning = ""
    if document.has_run_out(on=today):
        warning = say("Giltighetstiden gick ut {last}.", last=_last(document))
    elif document.runs_out(on=today, within_days=WARNED_DAYS):
        warning = say("Giltighetstiden går ut {last}.", last=_last(document))
    return DocumentLine(document, KIND_NAMES[document.kind], validity(document), warning, standing(document))


def _last(document: Document) -> str:
    """The end of the validity as it was given: the year where only the year is known."""
    last = document.valid_to
    assert last is not None  # what has no end does not run out
    return say("med år {year}", year=last.year) if (last.month, last.day) == (12, 31) else day(last)


def validity(document: Document) -> str:
    """Return how long a document is valid, whole years as years; empty where nobody has said."""
    first, last = document.valid_from, document.valid_to
    if first and last and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}–{last.year}" if first.year != last.year else str(first.year)
    said = [
        say("från {day}", day=day(first)) if first else "",
        say("till och med {day}", day=day(last)) if last else "",
    ]
    return " ".join(filter(None, said))
