"""Files as regions send them: every encoding and kind of cell read as people see it; what is dangerous is one line."""

import datetime as dt
import random
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from opora.core.files.archives import OLE
from opora.core.imports import files, workbooks
from opora.core.imports.files import File, read_file
from opora.core.imports.workbooks import Unreadable

TABLE = [("Код", "Название"), ("0012", "Школа № 1, Ёлкино"), ("22-1", "Лицей; «Ом»")]


def book(folder: Path, *sheets: list[tuple[object, ...]], name: str = "list.xlsx") -> Path:
    """An .xlsx with these sheets."""
    path = folder / name
    written = xlsxwriter.Workbook(str(path), {"default_date_format": "dd.mm.yyyy"})
    for rows in sheets:
        page = written.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    written.close()
    return path


def text_file(folder: Path, content: bytes) -> Path:
    path = folder / "list.csv"
    path.write_bytes(content)
    return path


def rows(file: File) -> list[tuple[str, ...]]:
    (sheet,) = file.sheets
    return list(sheet.rows)


def refused(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read_file(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_in_every_encoding_and_with_every_separator(
    tmp_path: Path, encoding: str, delimiter: str, end: str
) -> None:
    lines = [delimiter.join(f'"{cell}"' for cell in row) for row in TABLE]
    assert rows(read_file(text_file(tmp_path, end.join(lines).encode(encoding)))) == TABLE


def test_a_title_above_the_table_does_not_choose_the_separator(tmp_path: Path) -> None:
    content = "Список школ, край, 2022, уточнённый\n\nКод;Название\n1;СОШ, Ключи\n2;ООШ, Родники\n"
    assert rows(read_file(text_file(tmp_path, content.encode())))[2:] == [
        ("Код", "Название"),
        ("1", "СОШ, Ключи"),
        ("2", "ООШ, Родники"),
    ]


def test_cells_of_a_workbook_are_what_people_see(tmp_path: Path) -> None:
    day, moment = dt.date(2022, 9, 1), dt.datetime(2022, 9, 1, 8, 30)
    path = book(tmp_path, [("a", 12.0, 12.5, True, day, moment, "0012", " x\u00a0\n y ")])
    assert rows(read_file(path)) == [("a", "12", "12.5", "true", "2022-09-01", "2022-09-01T08:30:00", "0012", "x y")]


def test_hidden_sheets_and_empty_tails_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    written = xlsxwriter.Workbook(str(path))
    page, hidden = written.add_worksheet("Школы"), written.add_worksheet("Старое")
    page.write_row(1, 0, ["Код"])
    page.write_blank(900_000, 300, None, written.add_format({"bold": True}))
    hidden.write_row(0, 0, ["Код"])
    hidden.hide()
    written.close()
    (sheet,) = read_file(path).sheets
    assert sheet.name == "Школы"
    assert [any(row) for row in sheet.rows] == [False, True]
    assert sheet.rows[1][0] == "Код"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("а\x00б\x07", "аб"),
        ("\u202eабв\u202c", "абв"),
        ("a\u200bb\ufeff", "ab"),
        ("й", "й"),
        ("'=1+1", "=1+1"),
        ("'+7 900", "+7 900"),
        ("'Точка роста'", "'Точка роста'"),
    ],
)
def test_signs_nobody_sees_are_gone(tmp_path: Path, written: str, read: str) -> None:
    content = f'"{written}";"x"'.encode().replace(b"\x00", b"")
    assert rows(read_file(text_file(tmp_path, content))) == [(read, "x")]


def zipped(folder: Path, parts: dict[str, bytes]) -> Path:
    path = folder / "list.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def changed(path: Path, part: str, content: bytes) -> Path:
    """The workbook with one part replaced or added."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(path.parent, {**parts, part: content})


def test_what_is_no_spreadsheet_is_one_line(tmp_path: Path) -> None:
    other = tmp_path / "list.pdf"
    other.write_bytes(b"%PDF")
    assert "only .xlsx and .csv" in refused(other) or "только .xlsx и .csv" in refused(other)
    for content, told in {
        b"": "пуст",
        b"%PDF-1.7": "не книга",
        b"PK\x03\x04rubbish": "повреждена",
        OLE + b"\0" * 600: "старого вида",
        OLE + "EncryptedPackage".encode("utf-16-le"): "паролем",
    }.items():
        path = tmp_path / "list.xlsx"
        path.write_bytes(content)
        assert told in refused(path)
    assert "не книга" in refused(zipped(tmp_path, {"word/document.xml": b"<w/>"}))
    assert "не читается" in refused(tmp_path / "nowhere.csv")
    assert "кавычки" in refused(text_file(tmp_path, 'Код;Название\n1;"Школа\n2;x\n'.encode()))
    assert "UTF-8" in refused(text_file(tmp_path, b"\x98\x00\x01"))


def test_macros_bombs_and_far_cells_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = book(tmp_path, [("Код",)])
    assert "макросы" in refused(changed(plain, "xl/vbaProject.bin", b"x"))
    long = book(tmp_path, [("я" * 30_000,)] * 200)
    monkeypatch.setattr(workbooks, "LETTERS", 10_000_000)
    assert "велика" in refused(long)
    monkeypatch.setattr(workbooks, "INFLATED", 1_000_000)
    assert "велика" in refused(changed(book(tmp_path, [("Код",)]), "xl/media/image.png", b"\0" * 2_000_000))


FAR_CELLS = [
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    '<row r="1"><c s="1" t="n" r="XFD1048576"><v>1</v></c></row>',
    "<row r='1'><c r = 'xfd1048576' ><v>1</v></c></row>",
    '<row r="1"><x:c x="a>b/" r="XFD1048576"><v>1</v></x:c></row>',
    '<row r="1"><c r="&#88;FD1048576"><v>1</v></c></row>',
    '<row r="1048576">' + "<c><v>1</v></c>" * 300 + "</row>",
    '<row><c r="ALM6000"><is><t>x</t></is></c></row>',
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("cell", FAR_CELLS)
def test_a_cell_far_away_is_seen_however_it_is_written(tmp_path: Path, cell: str, encoding: str) -> None:
    sheet = f'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>{cell}</sheetData></worksheet>'
    path = changed(book(tmp_path, [("Код",)]), "xl/worksheets/sheet1.xml", sheet.encode(encoding))
    assert "далеко" in refused(path)


def test_cells_without_places_and_empty_ones_far_away_are_read(tmp_path: Path) -> None:
    rows_ = '<row><c t="inlineStr"><is><t>a</t></is></c><c><v>2</v></c></row>' * 3
    empty = '<row r="1048576"><c r="XFD1048576" s="1"/><c r="XFC1048576" s="1"></c></row>'
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows_}{empty}</sheetData></worksheet>'
    assert workbooks._places(sheet.encode()) == 6
    path = changed(book(tmp_path, [("Код",)]), "xl/worksheets/sheet1.xml", sheet.encode())
    assert [row for row in rows(read_file(path)) if any(row)] == [("a", "2")] * 3


def test_size_and_rows_have_their_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "ROWS", 3)
    assert len(rows(read_file(text_file(tmp_path, b"a;b\n1;2\n3;4\n\n\n")))) == 3
    assert "больше 3 строк" in refused(text_file(tmp_path, b"a;b\n1;2\n3;4\n5;6\n"))
    monkeypatch.setattr(files, "LARGEST", 1024 * 1024)
    assert "больше 1 МБ" in refused(text_file(tmp_path, b"a" * (1024 * 1024 + 1)))


def mutated(content: bytes, rng: random.Random) -> bytes:
    """A few bytes changed, cut or doubled."""
    made = bytearray(content)
    for _time in range(rng.randint(1, 6)):
        at = rng.randrange(len(made))
        match rng.randrange(3):
            case 0:
                made[at] = rng.randrange(256)
            case 1:
                del made[at : at + rng.randint(1, min(12, len(made) - 1))]
            case 2:
                made[at:at] = made[at : at + 20]
    return bytes(made)


def test_damaged_files_are_refused_or_read_and_never_crash(tmp_path: Path) -> None:
    """Texts, workbooks, and the parts inside of workbooks, damaged at random places."""
    rng = random.Random(7)  # noqa: S311 - the same damage each time
    path = book(tmp_path, TABLE, [(1.5, dt.date(2022, 9, 1), True)])
    whole, text = path.read_bytes(), 'Код;Название\n1;«Школа»\n2;"Лицей, 2"\n'.encode("cp1251")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in parts if name.startswith("xl/")]
    seen = []
    for number in range(450):
        match number % 3:
            case 0:
                path = text_file(tmp_path, mutated(text, rng))
            case 1:
                path = tmp_path / "list.xlsx"
                path.write_bytes(mutated(whole, rng))
            case 2:
                name = rng.choice(names)
                path = zipped(tmp_path, {**parts, name: mutated(parts[name], rng)})
        try:
            seen.append(type(read_file(path)))
        except Unreadable:
            seen.append(Unreadable)
    assert min(seen.count(File), seen.count(Unreadable)) > 50
