"""Files: encodings that are read, and one line that says what and where for those that are not."""

from pathlib import Path

import pytest
from django.utils import translation

from opora.orders import UnreadableOrder, read, read_order
from opora.orders.document import Paragraph, Row
from opora.orders.readers import LARGEST

TEXT = "\n".join(
    [
        "Об утверждении плана помощи школам на 2023 год, который обсуждали все вместе",
        "№\tДействие\tСрок\tИсполнитель",
        "1.\tПервая встреча с учителями\tмарт\tМинистерство образования",
    ]
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, line_end: str) -> None:
    order = read_order(TEXT.replace("\n", line_end).encode(encoding), "order.txt")
    assert order.actions[0].title == "Первая встреча с учителями"
    assert order.actions[0].source.line == 3


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "приказ.txt"
    path.write_text(TEXT, "utf-8")
    assert read_order(path) == read_order(str(path)) == read_order(TEXT.encode(), "приказ.txt")


def test_a_document_keeps_paragraphs_and_rows_in_order() -> None:
    document = read(TEXT.encode(), "order.txt")
    assert [type(block) for block in document.blocks] == [Paragraph, Row, Row]
    assert document.blocks[1].line == 2


HEADER = "№\tДействие\tСрок\tИсполнитель\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "order.txt: the file is empty"),
        (b" \n\t\n ", "order.txt: the file is empty"),
        (b"\xef\xbb\xbf \n", "order.txt: the file has no text"),
        (
            b"PK\x03\x04" + b"\x00" * 30,
            "order.txt: the file is damaged or incomplete; open it, save it anew and choose it again",
        ),
        (b"{\\rtf1\\ansi ", "order.txt: .rtf is not read; save the order as .docx or PDF"),
        (b"MIME-Version: 1.0\n", "order.txt: .mht is not read; save the order as .docx or PDF"),
        (
            b"\x89PNG\r\n\x1a\n\x00",
            "order.txt: a picture is not read; recognise its text (OCR) and save it as .docx or PDF",
        ),
        (b"\x00\x01\x02\x03" * 10, "order.txt: this is not text; save the order as .docx or PDF"),
        (bytes(range(1, 9)) * 50, "order.txt: this is not text; save the order as .docx or PDF"),
        (
            "Просто слова без таблицы".encode(),
            "order.txt: there is no table of actions and no numbered points with a deadline and an executor",
        ),
        (
            "Слова\n\nа\tб\nв\tг".encode(),
            "order.txt, line 3: the table has no header with the columns “action” and “deadline” («действия», «срок»)",
        ),
        (
            (HEADER + "1.\tВстреча\tмарт\tОтдел\n" * 2001).encode(),
            "order.txt: the table has more than 2000 rows; this is no order",
        ),
        (HEADER.encode(), "order.txt: the table of actions has a header and no rows"),
        (
            f"строка\n{TEXT}".replace("№", "N").encode("koi8-r"),
            "order.txt, line 1: the encoding is not known; save the file as UTF-8",
        ),
        (b"\xff\xfe\x00", "order.txt, line 1: the encoding is not known; save the file as UTF-8"),
    ],
)
def test_what_is_not_an_order_is_told_in_one_line(data: bytes, message: str) -> None:
    with translation.override("en"), pytest.raises(UnreadableOrder) as told:
        read_order(data, "order.txt")
    assert str(told.value) == message


@pytest.mark.parametrize(("name", "kind"), [("план.doc", ".doc"), ("план.xls", ".xls"), ("план", ".doc, .xls")])
def test_the_name_tells_formats_with_the_same_first_bytes_apart(name: str, kind: str) -> None:
    with translation.override("en"), pytest.raises(UnreadableOrder) as told:
        read_order(b"\xd0\xcf\x11\xe0" + b"\x00" * 30, name)
    assert str(told.value) == f"{name}: {kind} is not read; save the order as .docx or PDF"


def test_a_missing_file_a_folder_and_a_huge_file(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(LARGEST + 1)
    for path, message in (
        (tmp_path / "none.txt", "none.txt: there is no such file"),
        (tmp_path, f"{tmp_path.name}: this is a folder, not a file"),
        (huge, "huge.txt: the file is larger than 20 MB"),
    ):
        with translation.override("en"), pytest.raises(UnreadableOrder) as told:
            read_order(path)
        assert str(told.value) == message


def test_a_name_with_line_ends_stays_one_line() -> None:
    with pytest.raises(UnreadableOrder) as told:
        read_order(b"", "a\nb.txt")
    assert "\n" not in str(told.value)
