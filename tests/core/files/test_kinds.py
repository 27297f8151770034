"""Each accepted kind is recognised by its content, under whatever name."""

import io

import pytest
from PIL import Image

from opora.core.files import kinds, previews, serving
from opora.core.files.reading import open_stored
from opora.core.models import StoredFile
from tests.core.files import corpus

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", corpus.VALID)
def test_a_plain_file_of_each_kind_is_kept(store, name: str) -> None:
    stored = store(corpus.VALID[name], name)
    assert (stored.name, f".{name.partition('.')[2]}" in stored.kind.suffixes) == (name, True)
    with open_stored(stored) as stream:
        content = stream.read()
    assert len(content) == stored.size
    if stored.kind.family is not kinds.Family.PICTURE:
        assert content == corpus.VALID[name]


def test_every_kind_is_in_the_corpus() -> None:
    known = {kinds.of_suffix(f".{name.rpartition('.')[2]}") for name in corpus.VALID}
    assert known == set(kinds.KINDS) - {kinds.WEB_PAGE}


def test_a_web_page_is_kept_for_who_asks_for_one_and_served_as_text(store, refused) -> None:
    page = "<!doctype html><script>alert(1)</script><p>Приказ".encode()
    assert refused(page, "приказ.html")[0] == "kind"
    stored = store(page, "приказ.html", accept=["document", "web"])
    assert (stored.kind, stored.name) == (kinds.WEB_PAGE, "приказ.html")
    answer = serving.attachment(stored)
    assert answer["Content-Disposition"].endswith(".html.txt")
    assert "html" not in answer["Content-Type"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_pages_and_pixels_are_counted(store) -> None:
    assert store(corpus.pdf(7), "a.pdf").pages == 7
    stored = store(corpus.picture("PNG", (31, 17)), "a.png")
    assert (stored.width, stored.height, stored.pages, stored.previews) == (31, 17, None, 1)
    assert store(b"text", "a.txt").previews == 0


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Приказ № 14.pdf", "Приказ № 14.pdf"),
        (r"C:\Users\anna\Приказ.PDF", "Приказ.PDF"),
        ("../../etc/passwd", "passwd.pdf"),
        ("ann\u202efdp.exe", "annfdp.exe.pdf"),
        ("a\x00b\nc\u200b.pdf", "ab c.pdf"),
        ('a<b>:"c|?*.pdf', "a_b_c_.pdf"),
        (" .pdf", "pdf.pdf"),
        ("", "файл.pdf"),
        ("...", "файл.pdf"),
        ("я" * 300 + ".pdf", "я" * 116 + ".pdf"),
        ("Приказ от 01.09.2022", "Приказ от 01.09.2022.pdf"),
        ("scan.docx", "scan.pdf"),
    ],
)
def test_a_name_is_what_people_see(store, given: str, kept: str) -> None:
    assert store(corpus.pdf(1), given).name == kept


def test_a_name_that_says_something_else_is_refused(refused) -> None:
    code, told = refused(corpus.workbook(), "приказ.pdf")
    assert code == "name"
    assert "книга Excel" in told


@pytest.mark.parametrize(("name", "kept"), [("a.png", "a.jpg"), ("a.JPEG", "a.JPEG"), ("a", "a.jpg")])
def test_a_wrong_suffix_of_a_picture_is_put_right(store, name: str, kept: str) -> None:
    assert store(corpus.picture("JPEG"), name).name == kept


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8", "utf-8-sig", "utf-16"])
def test_a_table_in_any_encoding_is_a_spreadsheet(store, encoding: str) -> None:
    stored = store(corpus.TABLE.encode(encoding), "список.csv", accept=["spreadsheet"])
    assert stored.media_type == "text/csv"


def test_what_was_not_asked_for_is_refused_with_what_was(refused) -> None:
    assert refused(corpus.picture("PNG"), "a.png", accept=["spreadsheet"]) == (
        "kind",
        "Файлы этого вида здесь не принимаются. Принимаются: .xlsx, .ods, .csv.",
    )


def test_what_the_camera_wrote_is_not_kept(store) -> None:
    given = corpus.photograph()
    assert b"Kenar" in given
    stored = store(given, "a.jpg")
    with open_stored(stored) as stream:
        kept = stream.read()
    assert b"Kenar" not in kept
    with Image.open(io.BytesIO(given)) as before, Image.open(io.BytesIO(kept)) as after:
        assert dict(after.getexif()) == {0x0112: 6}
        assert after.tobytes() == before.tobytes()  # to the pixel
    assert (stored.width, stored.height) == (40, 60)  # as it is seen: turned


def test_pictures_of_other_makes_are_kept_and_shown(store) -> None:
    """What telephones write (two pictures in one file), and scanners and printers (four colours, grey, depth)."""
    stream = io.BytesIO()
    first, second = Image.new("RGB", (60, 40), "navy"), Image.new("RGB", (60, 40), "red")
    first.save(stream, "MPO", save_all=True, append_images=[second])
    made = {"two.jpg": stream.getvalue()}
    for mode, form in (("CMYK", "JPEG"), ("L", "JPEG"), ("1", "PNG"), ("P", "PNG"), ("LA", "PNG"), ("I;16", "PNG")):
        stream = io.BytesIO()
        Image.new(mode, (60, 40)).save(stream, form)
        made[f"{mode[0]}.{form.lower().replace('e', '')}"] = stream.getvalue()
    for name, content in made.items():
        stored = store(content, name)
        assert (stored.width, stored.height) == (60, 40), name
        with Image.open(previews.preview(stored, 1)) as drawn:
            assert drawn.size == (60, 40), name
    assert StoredFile.objects.get(name="two.jpg").size < len(made["two.jpg"])


def test_notes_of_a_png_are_not_kept(store) -> None:
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Location", "Kenar street")
    stored = store(corpus.picture("PNG", pnginfo=notes) + b"<script>Kenar</script>", "a.png")
    with open_stored(stored) as stream:
        assert b"Kenar" not in stream.read()


def test_what_stands_behind_a_picture_is_not_kept(store) -> None:
    stored = store(corpus.picture("JPEG") + corpus.packed({"a": "b"}), "a.jpg")
    with open_stored(stored) as stream:
        assert stream.read().endswith(b"\xff\xd9")


def test_limits_follow_the_setting(settings, store, refused) -> None:
    settings.FILE_LIMIT_MB = 2
    heavy = corpus.with_parts(corpus.word(), {"word/media/a.bin": bytes(range(256))})
    assert store(heavy + b"", "a.docx").size < 2**21
    assert refused(b"a" * (2**21 + 1), "a.txt") == (
        "large",
        "Файл больше 2 МБ. Уменьшите его или разделите.",
    )
    noise = corpus.picture("PNG", (10, 10)) + b"\0" * 2**21
    assert refused(noise, "a.png")[0] == "large"


def test_a_picture_may_have_half_of_a_document(settings, refused) -> None:
    import random

    settings.FILE_LIMIT_MB = 2
    grain = Image.frombytes("RGB", (700, 700), random.Random(1).randbytes(700 * 700 * 3))  # noqa: S311 - repeatable
    stream = io.BytesIO()
    grain.save(stream, "PNG")
    assert 2**20 < len(stream.getvalue()) < 2**21
    assert refused(stream.getvalue(), "a.png")[0] == "large"
