"""Office files that are not read: one clear line each, whatever the name; nothing is unpacked without a limit."""

from collections.abc import Callable

import pytest
from django.utils import translation

from opora.core.files.archives import LOCKED, OLE
from opora.orders import UnreadableOrder, read
from tests.orders.readers.written import (
    HEADER,
    archive,
    p,
    relations,
    roadmap,
    tbl,
    tc,
    tr,
    types,
    word,
    word_parts,
    workbook,
)

DAMAGED = "the file is damaged or incomplete; open it, save it anew and choose it again"
MACROS = "the file holds macros; save it without them as .docx or .xlsx"
LARGE = "the file is too large inside; keep only the order and its table"
LOCK = "the file is locked with a password; save it without one"
STRANGE = "a part of the file is written in a way that office programs do not use; save it anew"
ARCHIVE = "this is an archive, not a document; unpack it and choose the order itself"
KIND = "this kind of office file is not read; save the order as .docx or .xlsx"
OLD = "this is a file of the old kind (.doc, .xls); save it as .docx or .xlsx"

WORD = word_parts(p("Приказ"))
BODY = str(WORD["word/document.xml"])
ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
FILE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def with_part(name: str, content: str | bytes) -> bytes:
    return archive({**WORD, name: content})


def locked() -> bytes:
    """An archive of which a part asks for a password: its flag is set in both headers."""
    data = bytearray(archive(WORD, compressed=False))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        data[at + place] |= 1
    return bytes(data)


def sheet(content: str) -> bytes:
    """A workbook of one sheet, written by hand."""
    return archive(
        {
            "[Content_Types].xml": types(SHEET_TYPE, "/xl/workbook.xml"),
            "_rels/.rels": relations({"r": ("officeDocument", "xl/workbook.xml")}),
            "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="s"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations({"s": ("worksheet", "worksheets/sheet1.xml")}),
            "xl/worksheets/sheet1.xml": f"<worksheet>{content}</worksheet>",
        }
    )


CELL = '<c t="str"><v>1</v></c>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (archive(WORD)[:-200], DAMAGED),
        (archive(WORD)[:900], DAMAGED),
        (archive({}), DAMAGED),
        (workbook({"План": [HEADER]})[:-100], DAMAGED),
        (OLE + b"\x00" * 600, OLD),
        (OLE + b"\x00" * 600 + LOCKED, LOCK),
        (locked(), LOCK),
        (with_part("word/vbaProject.bin", b"x"), MACROS),
        (archive({**WORD, "[Content_Types].xml": types(MACRO_TYPE)}), MACROS),
        (archive({"приказ.txt": "Приказ"}), ARCHIVE),
        (archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), KIND),
        (archive({**WORD, "[Content_Types].xml": types("application/vnd.ms-powerpoint.main+xml")}), KIND),
        (archive({name: part for name, part in WORD.items() if name != "word/document.xml"}), KIND),
        (archive({**WORD, "word/document.xml": "<w:document/>"}), DAMAGED),
        (archive({**WORD, "word/document.xml": BODY[:-30]}), STRANGE),
        (archive({**WORD, "word/document.xml": ""}), STRANGE),
        (archive({**WORD, "word/document.xml": ENTITY + BODY.replace("Приказ", "&b;")}), STRANGE),
        (archive({**WORD, "word/styles.xml": FILE + "<x>&f;</x>"}), STRANGE),
        (archive({**WORD, "word/document.xml": (ENTITY + BODY).encode("utf-16")}), STRANGE),
        (word(p()), "the file has no text"),
        (workbook({"План": []}), "the visible sheets of the workbook are empty"),
    ],
)
@pytest.mark.parametrize("name", ["приказ.docx", "приказ.txt"])
def test_one_line_that_says_what_is_wrong(data: bytes, message: str, name: str) -> None:
    with translation.override("en"), pytest.raises(UnreadableOrder) as told:
        read(data, name)
    assert str(told.value) == f"{name}: {message}"


MERGED = tc("м" * 900_000, '<w:vMerge w:val="restart"/>')
WHOLE = '<mergeCell ref="A1:XFD1048576"/>'
ATTRIBUTES = " ".join(f'a{place}="1"' for place in range(400_000))


@pytest.mark.parametrize(
    "made",
    [
        lambda: word("<w:sdt><w:sdtContent>" * 200_000),
        lambda: word(f"<w:p {ATTRIBUTES}/>"),
        lambda: word(p("а" * 1_000_001)),
        lambda: word(tbl(tr(*["1"] * 64))),
        lambda: word(roadmap(tr("1", "а", MERGED, "О"), *[tr("2", "б", tc("", "<w:vMerge/>"), "О")] * 40)),
        lambda: sheet(f"<sheetData><row>{CELL * 1000}</row>{f'<row>{CELL}</row>' * 600}</sheetData>"),
        lambda: sheet(
            f"<sheetData>{f'<row>{CELL * 4}</row>' * 600}</sheetData><mergeCells>{WHOLE * 20_000}</mergeCells>"
        ),
    ],
)
def test_what_grows_when_it_is_opened(made: Callable[[], bytes]) -> None:
    with translation.override("en"), pytest.raises(UnreadableOrder) as told:
        read(made(), "a.docx")
    assert str(told.value) == f"a.docx: {LARGE}"


@pytest.mark.parametrize(
    ("limit", "data"),
    [
        ("packages.INFLATED", with_part("word/media/a.bin", bytes(100_000))),
        ("packages.PART", with_part("word/styles.xml", "<x/>" + " " * 100_000)),
        ("markup.NODES", word(p() * 45_000 + p("Приказ"))),
    ],
)
def test_limits_of_size(limit: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    read(data, "a.docx")
    monkeypatch.setattr(f"opora.orders.readers.{limit}", 40_000)
    with translation.override("en"), pytest.raises(UnreadableOrder, match="too large inside"):
        read(data, "a.docx")


def test_a_merge_over_the_whole_sheet_costs_nothing() -> None:
    cells = f"<sheetData><row>{CELL * 3}</row></sheetData>"
    found = read(sheet(f'{cells}<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "a.xlsx")
    assert [block.line for block in found.blocks] == [1]


def test_a_document_is_known_by_what_it_holds_and_not_by_its_name() -> None:
    body = roadmap(tr("1", "Встреча", "март", "Отдел"))
    data = word(body)
    assert read(data, "приказ.txt").blocks == read(data, "приказ.docx").blocks == read(data, "приказ.xlsx").blocks
    elsewhere = {
        ("word/story.xml" if name == "word/document.xml" else name): part for name, part in word_parts(body).items()
    }
    elsewhere["_rels/.rels"] = relations({"rId1": ("officeDocument", "/word/story.xml")})
    assert read(archive(elsewhere), "приказ.docx").blocks == read(data, "приказ.docx").blocks


def test_what_is_fetched_or_run_by_office_programs_is_not_looked_at() -> None:
    """A template elsewhere and an embedded program: real documents have them, and nothing here opens them."""
    settings = relations({"t": ("attachedTemplate", "file:///C:/a.dotm")}, outside=["t"])
    parts = {**WORD, "word/_rels/settings.xml.rels": settings, "word/embeddings/a.bin": OLE + b"x"}
    assert [block.text for block in read(archive(parts), "a.docx").blocks] == ["Приказ"]  # type: ignore[union-attr] # paragraphs
