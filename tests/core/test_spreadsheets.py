"""Spreadsheets and documents read back by other readers than wrote them: what was typed is there, and nothing runs."""

import csv
import datetime as dt
import io
import re
import zipfile

import docx
import pytest
from django.utils import translation
from docx.oxml.ns import qn
from python_calamine import CalamineWorkbook

from opora.core.attachments import attachment
from opora.core.documents import Block, Field, Group, document
from opora.core.spreadsheets import LONGEST, Column, Sheet, harmless, separated, workbook

NOON = dt.datetime(2022, 6, 1, 5, tzinfo=dt.UTC)
EXECUTED = [
    "=1+1",
    "+7 900 000-00-00",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\tслово",
    " =1+1",
    "\n=1+1",
    "＝1+1",
    '=HYPERLINK("https://example.org";"сюда")',
    "=cmd|' /C calc'!A0",
]
HARMLESS = ["", "Боровская № 1", "– нет", "'=1", "a=b", "10 + 5", "№ 7; «Вектор»", "1-я школа"]


def sheet(*rows: tuple[object, ...], **more: object) -> Sheet:
    return Sheet("Лист", [Column("Школа"), Column("=День")], list(rows), **more)


def pages(content: bytes) -> list[list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name).decode("utf-8", "replace") for name in file.namelist()}


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("text", EXECUTED)
def test_a_text_is_never_a_formula(text: str) -> None:
    content = workbook([sheet((text, "и так"), lines=[text])], title=text, made_at=NOON)
    xml = parts(content)["xl/worksheets/sheet1.xml"]
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    (rows,) = pages(content)
    assert rows[0][0] == rows[-1][0] == text.replace("\r", "\n") or "\r" in text
    cell = re.search(r'<c r="A4" s="(\d+)" t="s">', xml)
    assert cell, "not written as text"
    styles = re.findall(r"<xf [^>]*>", parts(content)["xl/styles.xml"].partition("<cellXfs")[2])
    assert "quotePrefix" in styles[int(cell[1])]
    assert lines(separated(sheet((text, ""))))[1] == [f"'{text}", ""]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_executes_nothing_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text
    assert lines(separated(sheet((text, "x"))))[1] == [text, "x"]
    assert pages(workbook([sheet((text, "x"))], title="", made_at=NOON))[0][1] == [text, "x"]


def test_headings_execute_nothing_either() -> None:
    assert lines(separated(sheet())) == [["Школа", "'=День"]]
    assert "<f>" not in parts(workbook([sheet()], title="", made_at=NOON))["xl/worksheets/sheet1.xml"]


def test_numbers_and_days_are_numbers_and_days() -> None:
    rows = [(3, dt.date(2022, 2, 8)), (-1.5, None), (0, "")]
    (read,) = pages(workbook([sheet(*rows)], title="", made_at=NOON))
    assert read[1:] == [[3.0, dt.date(2022, 2, 8)], [-1.5, ""], [0.0, ""]]


def test_csv_is_what_a_russian_excel_opens() -> None:
    rows = [("Школа; «Бор»", dt.date(2022, 2, 8)), (-1.5, None)]
    content = separated(sheet(*rows))
    assert content.startswith("\ufeffШкола;".encode())
    assert content.endswith(b"\r\n")
    assert lines(content)[1:] == [["Школа; «Бор»", "08.02.2022"], ["-1,5", ""]]
    with translation.override("en"):
        assert lines(separated(sheet(*rows)))[1:] == [["Школа; «Бор»", "2022-02-08"], ["-1.5", ""]]


def test_headings_stay_in_sight_and_filter() -> None:
    xml = parts(workbook([sheet(("а", "б"), ("в", "г"), lines=["О чём", "когда"])], title="", made_at=NOON))
    page = xml["xl/worksheets/sheet1.xml"]
    assert 'topLeftCell="A5"' in page
    assert 'state="frozen"' in page
    assert '<autoFilter ref="A4:B6"' in page
    assert "_xlnm.Print_Titles" in xml["xl/workbook.xml"]


def test_what_no_office_file_may_hold_is_left_out() -> None:
    text = "Бор\x00\x07\x1b\ufffe\u00a0№ 1"
    assert pages(workbook([sheet((text, "x"))], title=text, made_at=NOON))[0][1][0] == "Бор № 1"
    assert b"\x00" not in separated(sheet((text, "x")))
    told = {"title": text, "lines": [text], "foot": text, "made_at": NOON}
    made = document(blocks=[Block("", [Field(text, 257)], [Group(text, [[text]])])], **told)
    assert docx.Document(io.BytesIO(made)).tables[0].rows[2].cells[0].text == "Бор\u00a0№ 1"


def test_a_long_text_is_cut_with_a_sign() -> None:
    text = pages(workbook([sheet(("ы" * (LONGEST + 5), ""))], title="", made_at=NOON))[0][1][0]
    assert (len(text), text[-1]) == (LONGEST, "…")


def test_the_same_sheets_are_the_same_bytes() -> None:
    one, other = (workbook([sheet(("а", 1))], title="т", made_at=NOON) for _ in range(2))
    assert one == other


def test_a_document_is_printed_across_with_its_headings_on_every_sheet() -> None:
    fields = [Field("№", 57), Field("Действие", 200)]
    groups = [Group("Март", [["1", "=1+1"], ["2", "б"]]), Group("", [["3", "в"]])]
    told = {"title": "Карта", "lines": ["а", "б"], "foot": "низ", "made_at": NOON}
    made = docx.Document(io.BytesIO(document(blocks=[Block("", fields, groups)], **told)))
    section, table = made.sections[0], made.tables[0]
    assert (round(section.page_width.mm), round(section.page_height.mm), section.orientation) == (297, 210, 1)
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(one.mm) for one in margins] == [16, 18, 16, 22]
    assert [p.text for p in made.paragraphs] == ["Карта", "а", "б"]
    assert [row.cells[0].text for row in table.rows] == ["№", "Март", "1", "2", "3"]
    marks = [{mark.tag for mark in row._tr.trPr} for row in table.rows]
    assert all(qn("w:cantSplit") in mark for mark in marks)
    assert [qn("w:tblHeader") in mark for mark in marks] == [True, False, False, False, False]
    assert {run.font.size.pt for row in table.rows for run in row.cells[1].paragraphs[0].runs} == {9.5}
    assert made.paragraphs[1].runs[0].font.size.pt == 10.5
    assert section.footer.paragraphs[0].text == "низ · "
    assert "PAGE" in section.footer.paragraphs[0]._p.xml


@pytest.mark.parametrize(
    ("name", "plain_name", "told"),
    [
        ("Карта.csv", "map.csv", "filename=\"map.csv\"; filename*=UTF-8''%D0%9A%D0%B0%D1%80%D1%82%D0%B0.csv"),
        ('a"/\\\r\nb.csv', 'a"/\r\nб.csv', "filename=\"a_.csv\"; filename*=UTF-8''a_b.csv"),
    ],
)
def test_a_file_is_saved_under_its_name(name: str, plain_name: str, told: str) -> None:
    response = attachment(b"x", kind="text/csv", name=name, plain_name=plain_name)
    assert response["Content-Disposition"] == f"attachment; {told}"
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
