"""A file is reached through the door of its owner alone, saved and never opened, and looked at as a drawn picture."""

import hashlib
import io
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from opora.core.actors import Actor
from opora.core.files import doors, pdf, previews, serving
from opora.core.models import StoredFile
from tests.accounts.people import appoint, person, signed_in
from tests.core.files import corpus
from tests.core.markup import text
from tests.organisations import places

pytestmark = pytest.mark.django_db
NAME = "Приказ «№ 14».pdf"
PAGES = 3


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """A door that lets the ministry in to the desk 1; who asked for what is written down."""
    given: list[tuple[str, str]] = []

    def door(actor: Actor, of: str) -> bool:
        given.append((actor.role, of))
        return actor.role == "ministry" and of == "desk:1"

    monkeypatch.setitem(doors._DOORS, "desk", door)
    return given


@pytest.fixture
def client(asked) -> Client:
    made = places.make()
    reader = person("Чижова", "chizhova")
    return signed_in(reader, appoint(reader, "ministry", made.region))


@pytest.fixture
def act(store) -> StoredFile:
    return store(corpus.pdf(PAGES), NAME)


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def address(stored: StoredFile, name: str = "core:download") -> str:
    return reverse(name, args=[stored.pk, stored.name] if name == "core:download" else [stored.pk])


def test_a_file_is_saved_under_its_name_and_never_opened(client: Client, act: StoredFile) -> None:
    response = client.get(address(act))
    assert hashlib.sha256(body(response)).hexdigest() == act.sha256
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(act.size)
    disposition = response["Content-Disposition"]
    assert disposition.startswith('attachment; filename="')
    assert disposition.endswith(f"filename*=UTF-8''{quote(NAME)}")
    assert disposition.isascii()
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert response["Cache-Control"] == "private, no-cache"
    assert response["ETag"] == f'"{act.sha256}"'


def test_who_has_it_already_is_not_sent_it_again(client: Client, act: StoredFile) -> None:
    response = client.get(address(act), headers={"If-None-Match": f'"{act.sha256}"'})
    assert (response.status_code, body(response)) == (304, b"")
    assert response["Cache-Control"] == "private, no-cache"
    assert client.get(address(act), headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_head_has_no_body(client: Client, act: StoredFile) -> None:
    response = client.head(address(act))
    assert (response.status_code, response.streaming, body(response)) == (200, False, b"")
    assert response["Content-Length"] == str(act.size)


@pytest.mark.parametrize("page", ["core:file", "core:download"])
def test_who_may_not_see_the_object_finds_no_file(client: Client, store, page: str) -> None:
    for of in ("desk:2", "cupboard:1", "nonsense"):
        stored = store(corpus.pdf(1), "a.pdf", of=of)
        assert client.get(address(stored, page)).status_code == 404
        assert client.get(reverse("core:preview", args=[stored.pk, 1])).status_code == 404


def test_who_is_not_signed_in_is_asked_to(act: StoredFile, asked) -> None:
    response = Client().get(address(act))
    assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/sign-in/")
    assert asked == []


def test_the_door_is_asked_for_each_address(client: Client, act: StoredFile, asked) -> None:
    client.get(address(act))
    client.get(address(act, "core:file"))
    client.get(reverse("core:preview", args=[act.pk, 2]))
    assert asked == [("ministry", "desk:1")] * 3


def test_another_name_or_a_change_is_refused(client: Client, act: StoredFile) -> None:
    assert client.get(reverse("core:download", args=[act.pk, "other.pdf"])).status_code == 404
    assert client.post(address(act)).status_code == 405


def test_pages_are_drawn_as_pictures(client: Client, act: StoredFile, home) -> None:
    for page in range(1, PAGES + 1):
        response = client.get(reverse("core:preview", args=[act.pk, page]))
        assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("image/png", "nosniff")
        with Image.open(io.BytesIO(body(response))) as drawn:
            assert drawn.size == (600, 900)  # 200 × 300 points, three pixels for each
    assert len(list((home / "cache" / "previews").rglob("*.png"))) == PAGES
    for page in (0, PAGES + 1, 99_999):
        assert client.get(reverse("core:preview", args=[act.pk, page])).status_code == 404


def test_a_page_is_drawn_once(client: Client, act: StoredFile, monkeypatch) -> None:
    where = reverse("core:preview", args=[act.pk, 1])
    first = body(client.get(where))
    monkeypatch.setattr(pdf, "confined", lambda *_: 1 / 0)
    assert body(client.get(where)) == first


def test_a_huge_page_is_drawn_no_larger_than_a_screen(store) -> None:
    writer = corpus.written(0)
    writer.add_blank_page(14_000, 14_000)
    with Image.open(previews.preview(store(corpus.saved(writer), "a.pdf"), 1)) as drawn:
        assert drawn.size == (1400, 1400)


def test_a_photograph_is_shown_the_right_way_up_and_drawn_anew(client: Client, store, home) -> None:
    stored = store(corpus.photograph(), "a.jpg")
    response = client.get(reverse("core:preview", args=[stored.pk, 1]))
    with Image.open(io.BytesIO(body(response))) as drawn:
        assert (drawn.format, drawn.size) == ("PNG", (40, 60))
        assert drawn.getpixel((35, 5)) > (200, 200, 200)  # the white corner has turned to the right


def test_the_page_tells_what_the_file_is(client: Client, act: StoredFile) -> None:
    StoredFile.objects.update(stored_at=datetime(2022, 4, 1, 3, 30, tzinfo=UTC), size=1_258_291)
    page = client.get(address(act, "core:file") + "?page=2").content.decode()
    told = text(page).replace("\u00a0", " ")
    assert f"{NAME} " in told
    assert "PDF · 1,2 МБ · 3 страницы · сохранён 01.04.2022" in told
    assert "Страница 2 из 3" in told
    assert f'src="/files/{act.pk}/pages/2/"' in page
    assert "изображение страницы 2 из 3" in page
    assert f'href="/files/{act.pk}/{quote(NAME)}" download' in page


@pytest.mark.parametrize(("given", "shown"), [("", 1), ("?page=3", 3), ("?page=99", 3), ("?page=0", 1), ("?page=²", 1)])
def test_a_page_that_is_not_there_is_the_nearest(client: Client, act: StoredFile, given: str, shown: int) -> None:
    assert f"/pages/{shown}/" in client.get(address(act, "core:file") + given).content.decode()


def test_what_cannot_be_shown_can_be_downloaded(client: Client, store, home) -> None:
    table, lost = store(corpus.workbook(), "a.xlsx"), store(corpus.pdf(1), "b.pdf")
    page = client.get(address(table, "core:file")).content.decode()
    assert "в браузере не показываются" in page
    assert "<img" not in page
    (home / "files" / lost.sha256[:2] / lost.sha256[2:]).unlink()
    assert "показать нельзя" in client.get(address(lost, "core:file")).content.decode()
    assert client.get(address(lost)).status_code == 404


@pytest.mark.parametrize("failure", [pdf.Failed("killed")])
def test_a_process_that_dies_over_a_page_takes_nothing_down(client: Client, act, monkeypatch, failure) -> None:
    def die(*_given: str) -> None:
        raise failure

    monkeypatch.setattr(pdf, "confined", die)
    assert client.get(reverse("core:preview", args=[act.pk, 1])).status_code == 404
    assert "показать нельзя" in client.get(address(act, "core:file")).content.decode()


@pytest.mark.parametrize("pages", [1, 3])
def test_the_page_costs_a_fixed_number_of_queries(client: Client, store, django_assert_num_queries, pages: int) -> None:
    stored = store(corpus.pdf(pages), "a.pdf")
    client.get(address(stored, "core:file"))
    with django_assert_num_queries(7):
        client.get(address(stored, "core:file"))


def test_a_removed_content_takes_its_pictures_along(act, home, django_capture_on_commit_callbacks) -> None:
    from opora.core.actors import SYSTEM
    from opora.core.files import actions

    previews.preview(act, 1)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove(stored=act, by=SYSTEM)
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_the_helper_needs_no_request(act: StoredFile) -> None:
    response = serving.attachment(act)
    assert (response["ETag"], hashlib.sha256(body(response)).hexdigest()) == (f'"{act.sha256}"', act.sha256)
    assert serving.preview(act, page=2)["Content-Type"] == "image/png"


def test_a_row_of_a_list_leads_to_the_page_and_to_the_file(render) -> None:
    stored = StoredFile(
        pk=7,
        name='<b>"act".pdf',
        media_type="application/pdf",
        size=348_160,
        pages=21,
        stored_at=datetime(2022, 4, 1, 3, 30, tzinfo=UTC),
    )
    html = render("{% file_row file=file who=who %}", file=stored, who="Чижова Е. В.")
    assert "<b>" not in html
    assert 'href="/files/7/"' in html
    assert 'href="/files/7/%3Cb%3E%22act%22.pdf"' in html
    assert "PDF · 340 КБ · 21 страница · 01.04.2022" in text(html)
    assert "Чижова Е. В." in text(html)
