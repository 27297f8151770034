"""PDF is made of our own HTML and our own files; nothing else is opened, in no way."""

import io
import logging
import re
from pathlib import Path

import pytest
import weasyprint.urls
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from pypdf import PdfReader

from opora.core import pdf as papers
from opora.core.files import pictures
from opora.core.pdf import PdfUnavailableError, pdf
from tests.core.files import corpus


def paper(content: str, foot: str = "Демонстрация · низ") -> bytes:
    html = render_to_string("core/paper.html", {"foot": foot})
    return pdf(html.replace("</body>", f"{content}</body>"))


def test_the_text_can_be_read_and_the_font_is_inside() -> None:
    made = PdfReader(io.BytesIO(paper("<h1>Контрольный лист № 5</h1><p>ё — 77,5 %</p>")))
    (page,) = made.pages
    words = page.extract_text()
    for expected in ("Контрольный лист № 5", "ё — 77,5 %", "Демонстрация · низ", "1 / 1"):
        assert expected in words
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    names = {font["/BaseFont"].partition("+")[2] for font in fonts}
    assert names == {f"Golos-{alphabet}{weight}" for alphabet in ("Latin", "Cyrillic") for weight in ("", "-Semi-Bold")}
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)


@pytest.mark.parametrize(
    "content",
    [
        '<img src="{}">',
        '<link rel="stylesheet" href="{}">',
        '<style>@import url("{}"); p {{ background: url("{}") }}</style><p>x</p>',
        '<object data="{}"></object>',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="{}" width="9" height="9"/></svg>',
        '<a rel="attachment" href="{}">x</a>',
    ],
)
@pytest.mark.parametrize("address", ["http://127.0.0.1:1/x", "file:///etc/passwd", "/etc/passwd", "data:text/css,p{}"])
def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch, address: str, content: str) -> None:
    opened: list[str] = []
    monkeypatch.setattr(weasyprint.urls.URLFetcher, "fetch", lambda _self, url, headers=None: opened.append(url))
    made = paper(content.replace("{}", address).replace("{{", "{").replace("}}", "}"))
    assert opened == []
    assert b"root:" not in made
    assert not PdfReader(io.BytesIO(made)).attachments


def test_a_file_of_ours_that_is_missing_is_told_at_once() -> None:
    with pytest.raises(weasyprint.urls.FatalURLFetchingError, match=r"nothing\.css"):
        paper('<link rel="stylesheet" href="static:nothing.css">')


def test_no_file_beside_ours_is_reached_by_its_path(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        made = paper('<img src="static:../../../../../../../../etc/passwd" alt="x">')
    assert "outside of the base path" in caplog.text
    assert b"root:" not in made


def test_each_family_of_the_paper_has_one_file() -> None:
    """Two files of one family were drawn with the glyphs of the first, while the text read back was right."""
    style = Path(str(finders.find("paper.css"))).read_text("utf-8")
    families = re.findall(r'@font-face \{ font-family: ("[^"]+")', style)
    assert len(families) == len(set(families)) == style.count("src:") == 2


def test_a_system_that_cannot_make_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "available", lambda: False)
    with pytest.raises(PdfUnavailableError, match="libpangoft2"):
        paper("<p>x</p>")


def test_half_a_picture_stays_one_after_a_document_was_made() -> None:
    """WeasyPrint tells the library of pictures to overlook it, wherever in the process."""
    pdf("<p>text</p>")
    with pytest.raises(ValidationError):
        pictures.check(corpus.png_header(100, 100))
