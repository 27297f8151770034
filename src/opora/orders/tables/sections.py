"""What stands in a table and is no action: section rows, totals, notes, page furniture."""

import re
from collections.abc import Sequence

from opora.orders.columns import Column
from opora.orders.document import Paragraph
from opora.orders.tables.raw import RawRow

_NAMED = r"(?i:(?:под)?(?:раздел|блок|направление|этап|модуль|часть|глава|задача|цель|подпрограмма|кластер|трек))"
_ROMAN = r"(?:X{1,2}|X{0,2}(?:IX|IV|V?I{1,3}|V))"
HEADED = re.compile(
    rf"(?!(?i:цель|задача)\s*[:–-]){_NAMED}\s*(?:№\s*)?(?:[\dIVXІ]+|[:–-])|{_ROMAN}\s?[.)]?\s+(?=[«\"А-ЯЁ])"
)
_BEGINS = re.compile(rf"{_NAMED}\s+[\dIVX]|{_ROMAN}\s?[.)]\s|\d{{1,2}}(?:\.\d{{1,2}})*[.)]?\s+[«\"А-ЯЁ]|[«\"]?[А-ЯЁ]")
_OF_NUMBER = re.compile(rf"(?:{_NAMED}\s*)?(?:№\s*)?(?:{_ROMAN})\s?[.)]?|{_NAMED}\s+\d{{1,2}}\s?[.)]?")
_NUMBERED = re.compile(r"\d{1,2}[.)]?\s+[А-ЯЁ]")
_TOTAL = re.compile(r"(?:итого|всего)(?!\w)", re.IGNORECASE)
_NOTE = re.compile(r"\*|<\*+>|\d\)?\s*\*|примечани[ея]\s*[.:]|примечани[ея]$|¹|сноска", re.IGNORECASE)
_FURNITURE = re.compile(
    r"[-–—]?\s*\d{1,3}\s*[-–—]?|(?:стр(?:аница|\.)?|лист)\s*\d+.*|(?:продолжение|окончание)\s+(?:таблицы|приложения).*"
    r"|таблица\s*(?:№\s*)?\d*\.?|\d{1,3}\s+из\s+\d{1,3}",
    re.IGNORECASE,
)
_APPENDIX = re.compile(
    r"приложение(?:\s*(?:№|n)?\s*\d+|\s+к\s|\s*$)|утвержд(?:аю|[её]н[аоы]?)(?!\w)|(?:состав|список|смета)\s+[а-яё]+",
    re.IGNORECASE,
)
_LONGEST_HEADING = 200


def is_furniture(text: str) -> bool:
    """Page numbers and what a word processor writes above a table that goes on."""
    return _FURNITURE.fullmatch(text) is not None


def is_note(text: str) -> bool:
    """A total or a note in the table or under it."""
    return _TOTAL.match(text) is not None or _NOTE.match(text) is not None


def begins_appendix(text: str) -> bool:
    """Whether another appendix, with tables of its own, begins."""
    return len(text) < _LONGEST_HEADING and _APPENDIX.match(text) is not None


def heads_section(text: str) -> bool:
    """A line that can only be the heading of a section: «Раздел I», «II. …»."""
    return HEADED.match(text) is not None and len(text) < _LONGEST_HEADING


def may_head_section(paragraph: Paragraph) -> bool:
    """A line right above a table: a heading by its look."""
    text = paragraph.text
    if len(text) >= _LONGEST_HEADING or text.endswith((";", ",", ":")):
        return False
    return paragraph.heading or heads_section(text) or text.isupper() or _NUMBERED.match(text) is not None


def of_row(number: str, title: str, others: Sequence[str], *, unfinished: bool) -> str | None:
    """The section that a row heads, told by its cells: one text across the table, or a Roman number and a title.

    `unfinished`: the title above ends in the middle of a word, so this may be its rest.
    """
    if any(others) or not (number or title):
        return None
    if number and title:
        return f"{number} {title}" if _OF_NUMBER.fullmatch(number) else None
    text = number or title
    return None if unfinished or not _BEGINS.match(text) else text


def number_sections(rows: Sequence[RawRow]) -> list[RawRow]:
    """The rows without those that are a number and a title above rows that go on under it: sections, not actions."""
    kept: list[RawRow] = []
    heading: RawRow | None = None
    for place, row in enumerate(rows):
        below = rows[place + 1].number if place + 1 < len(rows) else None
        if _heads_rows_below(row, kept[-1].number if kept else None, below):
            heading = row
            continue
        if heading and row.section == heading.section and _stands_under(row, heading):
            row.section = " ".join([f"{heading.number}.", *heading.pieces(Column.TITLE)])
        else:
            heading = None
        kept.append(row)
    return kept


def _heads_rows_below(row: RawRow, above: str | None, below: str | None) -> bool:
    bare = not any(row.pieces(column) for column in Column if column not in {Column.NUMBER, Column.TITLE})
    if not (bare and row.number and below and row.number.isdigit()):
        return bool(bare and row.number and below and below.startswith(f"{row.number}."))
    goes_on = (
        above is not None and above.isdigit() and below == str(int(above) + 1) and above != str(int(row.number) - 1)
    )
    return below.startswith(f"{row.number}.") or below == "1" or goes_on


def _stands_under(row: RawRow, heading: RawRow) -> bool:
    if row.number and "." in row.number:
        return row.number.startswith(f"{heading.number}.")
    return True
