"""Staff write on every page: seen when it is published, and not a moment before."""

import gc
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.test import Client
from django.utils import timezone
from PIL import Image as Pixels
from wagtail.images.models import Image
from wagtail.models import PageViewRestriction

from riktmarke.operations.caretaking import Caretaker
from riktmarke.publishing.website.feedback.page_facts import facts_of
from riktmarke.publishing.website.models import PageText, StartPage, TextFolder
from riktmarke.publishing.website.texts.blocks import Body
from riktmarke.publishing.website.texts.held import forget_texts, text_updated, texts_version
from riktmarke.publishing.website.texts.seeding import ensure_texts, text_at_address

VISION = "/kommun/9101/vision/"
FOCUS = "/kommun/9101/fokusomraden/halsa/"


@pytest.fixture
def writer(planned_visitor: Client) -> Client:
    """Somebody who reads a site whose pages all have a text to write."""
    ensure_texts("9101")
    return planned_visitor


def text(address: str) -> PageText:
    return PageText.objects.get(address=address)


def written(page: Any, **fields: Any) -> Any:
    for name, value in fields.items():
        setattr(page, name, value)
    return page


def seen(visitor: Client, address: str) -> str:
    answer = visitor.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_every_element_of_the_plan_and_every_page_type_has_a_text_that_nobody_sees(writer: Client) -> None:
    addresses = set(PageText.objects.values_list("address", flat=True))
    assert {VISION, FOCUS, "/kommun/9101/overgripande-mal/vaxa/", "/kommun/9101/mal/friskare/"} <= addresses
    assert {"/kommun/9101/styrdokument/strategi/", "/kommun/9101/ramverk/agenda-2030/", "/om-siffrorna/"} <= addresses
    assert "/kommun/9101/utmaningar/" in addresses
    assert not PageText.objects.live().exists()
    assert "own-text" not in seen(writer, VISION).partition("<body")[2]


def test_seeding_again_makes_nothing_and_keeps_what_is_written(writer: Client) -> None:
    written(text(VISION), introduction="<p>Så blev det.</p>").save_revision().publish()
    PageText.objects.filter(address=FOCUS).update(title="Ett äldre namn")
    assert ensure_texts("9101").made == 0
    assert text(FOCUS).title == "Påhittad hälsa"
    assert "Så blev det." in text(VISION).introduction
    again = ensure_texts("9101")
    assert (again.made, again.renamed) == (0, 0)


def test_a_point_of_a_framework_gets_its_text_when_somebody_wants_to_write(writer: Client) -> None:
    address = "/kommun/9101/ramverk/agenda-2030/3-4/"
    assert not PageText.objects.filter(address=address).exists()
    made = text_at_address("9101", address)
    assert made is not None
    written(made, body=[("paragraph", "<p>Om psykisk hälsa.</p>")]).save_revision().publish()
    assert "Om psykisk hälsa." in seen(writer, address)
    assert text_at_address("9101", "/kommun/9101/mal/finns-inte/") is None


def test_a_draft_is_seen_in_the_preview_alone_and_the_published_by_all(writer: Client) -> None:
    before = texts_version()
    draft = written(text(FOCUS), introduction="<p>Ett <b>utkast</b>.</p>", body=[("heading", "Mer att veta")])
    draft.save_revision()
    assert "utkast" not in seen(writer, FOCUS)
    assert texts_version() == before
    preview = draft.get_latest_revision_as_object().make_preview_request(preview_mode="").content.decode()
    assert "Ett <b>utkast</b>." in preview
    assert "<h2>Mer att veta</h2>" in preview
    assert "<h1>Påhittad hälsa</h1>" in preview
    assert "utkast" not in seen(writer, FOCUS)
    assert text_updated("9101", FOCUS) is None

    draft.get_latest_revision().publish()
    page = seen(writer, FOCUS)
    assert "Ett <b>utkast</b>." in page
    assert (
        page.index("<h1>Påhittad hälsa</h1>") < page.index("Ett <b>utkast</b>.") < page.index("<h2>Mer att veta</h2>")
    )
    assert texts_version() != before
    assert text_updated("9101", FOCUS) == text(FOCUS).last_published_at

    text(FOCUS).unpublish()
    assert "Mer att veta" not in seen(writer, FOCUS)


def test_a_text_that_is_made_private_is_gone_from_the_page(writer: Client) -> None:
    page = written(text(FOCUS), introduction="<p>Bara för oss</p>")
    page.save_revision().publish()
    assert "Bara för oss" in seen(writer, FOCUS)

    restriction = PageViewRestriction(page=page, restriction_type=PageViewRestriction.LOGIN)
    restriction.save(user=User.objects.create_superuser("chef", "chef@example.org", "x"))
    assert "Bara för oss" not in seen(writer, FOCUS)


def test_the_english_page_has_the_english_text_or_the_swedish_marked_as_such(writer: Client) -> None:
    page = written(text(FOCUS), introduction="<p>Om hälsan.</p>", body=[("heading", "Mer")])
    page.save_revision().publish()
    found = seen(writer, f"/en{FOCUS}")
    assert '<div class="lead own-introduction" lang="sv"><p>Om hälsan.</p></div>' in found
    assert "This text is in Swedish only." in found
    assert '<div lang="sv"><h2>Mer</h2>' in found
    page = written(text(FOCUS), introduction_en="<p>About health.</p>")
    preview = page.make_preview_request(preview_mode="en").content.decode()
    assert "About health." in preview
    assert '<html lang="en"' in preview
    page.save_revision().publish()
    found = seen(writer, f"/en{FOCUS}")
    assert "About health." in found
    assert "Om hälsan." not in found


def test_a_text_with_a_time_is_published_when_the_time_comes(writer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    soon = datetime.now(tz=UTC) + timedelta(hours=1)
    written(text(FOCUS), introduction="<p>Nu gäller det.</p>", go_live_at=soon).save_revision().publish()
    assert "Nu gäller det." not in seen(writer, FOCUS)
    then = soon + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: then)
    Caretaker(clock=lambda: then, told=str).look()
    assert "Nu gäller det." in seen(writer, FOCUS)


def test_the_start_has_its_own_text(writer: Client) -> None:
    start = StartPage.objects.get()
    written(start, introduction="<p>Välkommen hit.</p>", body=[("quote", {"text": "Bra!", "role": "Elev"})])
    start.save_revision()
    assert "Välkommen hit." not in seen(writer, "/")
    assert "Välkommen hit." in start.make_preview_request(preview_mode="").content.decode()
    start.get_latest_revision().publish()
    for address in ("/", "/kommun/9101/"):
        page = seen(writer, address)
        assert "Välkommen hit." in page
        assert "<blockquote><p>Bra!</p></blockquote>" in page
    assert "Välkommen hit." not in seen(writer, "/kommun/9102/")


def test_what_is_written_is_text_and_never_markup_of_the_page(writer: Client) -> None:
    harm = "<script>alert(1)</script>"
    page = text(VISION)
    written(page, body=[("heading", harm), ("quote", {"text": harm, "role": harm})])
    page.save_revision().publish()
    found = seen(writer, VISION)
    assert "<script" not in found.partition("<main")[2].partition("</main>")[0]
    assert found.count("&lt;script&gt;") == 3


def test_the_address_in_the_tree_leads_to_the_page_that_the_text_stands_on(writer: Client) -> None:
    page = text(VISION)
    page.save_revision().publish()
    assert page.url == VISION
    answer = writer.get(f"/{TextFolder.objects.get().slug}/{page.slug}/")
    assert (answer.status_code, answer["Location"]) == (302, VISION)


def test_the_role_that_a_text_names_answers_for_the_page(writer: Client) -> None:
    assert not facts_of(VISION, own_area="9101").for_the_row
    page = text(VISION)
    roles = dict(page.get_edit_handler().get_form_class()(instance=page).fields["responsible"].choices)
    assert roles == {"": "–", "strateg": "Påhittad strateg"}
    written(page, responsible="strateg", introduction="<p>Hej.</p>").save_revision().publish()
    facts = facts_of(VISION, own_area="9101")
    assert facts.for_the_row
    assert facts.responsible.key == "strateg"
    assert facts.changed >= text(VISION).last_published_at


def test_a_page_that_is_not_in_the_plan_shows_no_text(writer: Client) -> None:
    page = text(FOCUS)
    written(page, body=[("heading", "Kvar")], address="/kommun/9101/fokusomraden/borttaget/").save_revision().publish()
    answer = writer.get("/kommun/9101/fokusomraden/borttaget/")
    assert answer.status_code == 404
    assert "Kvar" not in answer.content.decode()


@pytest.fixture
def picture(db: None, tmp_path: Path, settings: Any) -> Iterator[Image]:
    """A picture that somebody has uploaded."""
    settings.MEDIA_ROOT = tmp_path / "media"
    file = tmp_path / "ek.jpg"
    told = Pixels.Exif()
    told[0x013B] = "Fotograf"
    Pixels.new("RGB", (1200, 800), "green").save(file, exif=told, comment="Tagen hemma")
    with file.open("rb") as opened:
        yield Image.objects.create(title="ek.jpg", file=ImageFile(opened, name="ek.jpg"))
    forget_texts()
    gc.collect()  # while what Wagtail leaves open is still forgiven


def piece(picture: Image, *, alt: str, decorative: bool) -> Any:
    value = {"image": {"image": picture.pk, "alt_text": alt, "decorative": decorative}, "caption": "En ek"}
    return Body().to_python([{"type": "picture", "value": value}])


def test_a_picture_without_a_description_is_refused(picture: Image) -> None:
    with pytest.raises(ValidationError):
        Body().clean(piece(picture, alt="", decorative=False))
    Body().clean(piece(picture, alt="", decorative=True))
    Body().clean(piece(picture, alt="En ek vid en sjö", decorative=False))


# Wagtail leaves the temporary file that it makes a smaller picture in to be closed by itself.
@pytest.mark.filterwarnings(
    "ignore:Unclosed file <tempfile:ResourceWarning",
    "ignore:unclosed file:ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
)
def test_a_picture_is_served_small_with_its_size_and_description(writer: Client, picture: Image) -> None:
    page = text(VISION)
    page.body = piece(picture, alt="En ek vid en sjö", decorative=False)
    page.save_revision().publish()
    found = seen(writer, VISION)
    shown = found.partition("<figure")[2].partition("</figure>")[0]
    assert 'alt="En ek vid en sjö"' in shown
    assert 'loading="lazy"' in shown
    assert re.search(r'<img[^>]* height="640"[^>]* width="960"', shown)
    assert "image/webp" in shown
    source = shown.partition("<img")[2].partition('src="')[2].partition('"')[0]
    answer = writer.get(source)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    for kind in ("jpg", "webp"):
        kept = writer.get(re.search(rf'/media/images/[^" ]*plain\.{kind}', shown)[0])  # type: ignore[index]
        served = Pixels.open(BytesIO(b"".join(kept.streaming_content)))
        assert not served.getexif()  # nor what the camera told
        assert not {"exif", "comment", "xmp"} & set(served.info)
    assert writer.get(f"/media/{picture.file.name}").status_code == 404  # what was uploaded is not handed out
    thumbnail = picture.get_rendition("max-165x165").url
    assert writer.get(thumbnail).status_code == 404
    writer.force_login(User.objects.create_superuser("chef", "chef@example.org", "x"))
    assert writer.get(thumbnail).status_code == 200
