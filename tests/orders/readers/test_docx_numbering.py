"""Automatic numbers of Word: they stand nowhere in the file and are computed as Word shows them."""

import pytest

from opora.orders import read, read_order
from opora.orders.document import Paragraph
from opora.orders.readers.word_numbering import spelled
from tests.orders.readers.written import HEADER, p, roadmap, tbl, tc, tr, word


def level(place: int, pattern: str, form: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def abstract(key: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key: int, of: int, *overrides: str) -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def listed(text: str, number: int, place: int | None = 0, more: str = "") -> str:
    told = "" if place is None else f'<w:ilvl w:val="{place}"/>'
    return p(text, f'{more}<w:numPr>{told}<w:numId w:val="{number}"/></w:numPr>')


def texts(body: str, numbering: str, styles: str = "") -> list[str]:
    blocks = read(word(body, numbering=numbering, styles=styles), "a.docx").blocks
    return [one.text for one in blocks if isinstance(one, Paragraph)]


TREE = abstract(0, level(0, "%1."), level(1, "%1.%2."), level(2, "%3)", "russianLower"))


def test_levels_count_and_begin_anew_below_a_higher_one() -> None:
    places = [0, 1, 1, 2, 2, 0, 1, 2]
    assert texts("".join(listed("пункт", 1, place) for place in places), TREE + num(1, 0)) == [
        *("1. пункт", "1.1. пункт", "1.2. пункт", "а) пункт", "б) пункт"),
        *("2. пункт", "2.1. пункт", "а) пункт"),
    ]


def test_lists_of_one_numbering_go_on_and_an_override_begins_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "№ %1")}</w:lvlOverride>'
    numbering = TREE + num(1, 0) + num(2, 0) + num(3, 0, anew) + num(4, 0, other)
    body = "".join(listed("п", number) for number in (1, 2, 3, 3, 4))
    assert texts(body, numbering) == ["1. п", "2. п", "5. п", "6. п", "№ 7 п"]


def test_a_level_that_never_begins_anew_and_one_in_digits_only() -> None:
    never = level(1, "%2)", more='<w:lvlRestart w:val="0"/>')
    digits = level(2, "%1.%3", more="<w:isLgl/>")
    numbering = abstract(0, level(0, "%1", "upperRoman"), never, digits) + num(1, 0)
    body = "".join(listed("п", 1, place) for place in (0, 1, 0, 1, 2))
    assert texts(body, numbering) == ["I п", "1) п", "II п", "2) п", "2.1 п"]


def test_bullets_lists_turned_off_and_lists_that_are_not_there() -> None:
    numbering = abstract(0, level(0, "", "bullet")) + num(1, 0)
    assert texts(listed("а", 1) + listed("б", 0) + listed("в", 77) + listed("г", 1, 12), numbering) == [*"абвг"]


def test_numbers_come_from_styles() -> None:
    bound = [level(0, "Раздел %1.", more='<w:pStyle w:val="s1"/>'), level(1, "%1.%2", more='<w:pStyle w:val="s2"/>')]
    styles = "".join(
        f'<w:style w:styleId="{key}"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for key in ("s1", "s2")
    )
    styles += '<w:style w:styleId="s3"><w:basedOn w:val="s2"/></w:style>'
    one, two = '<w:pStyle w:val="s1"/>', '<w:pStyle w:val="s2"/>'
    off = f'{two}<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("Начало", one) + p("встреча", two) + p("без номера", off) + p("опрос", two) + p("Конец", one)
    assert texts(body, abstract(0, *bound) + num(1, 0), styles) == [
        *("Раздел 1. Начало", "1.1 встреча", "без номера", "1.2 опрос", "Раздел 2. Конец"),
    ]


def test_a_numbering_that_names_a_list_style() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
    )
    named = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
    assert texts(listed("п", 1), TREE + named + num(9, 0) + num(1, 1), styles) == ["1. п"]


def test_the_empty_number_cells_of_a_table_get_their_numbers() -> None:
    cell = tc(listed("", 1))
    rows = [tr(cell, title, "март 2023 года", "Отдел") for title in ("Встреча учителей", "Опрос родителей")]
    order = read_order(word(roadmap(*rows), numbering=TREE + num(1, 0)), "a.docx")
    assert [(one.number, one.title) for one in order.actions] == [("1", "Встреча учителей"), ("2", "Опрос родителей")]


def test_an_empty_numbered_paragraph_adds_nothing_to_a_text() -> None:
    cell = tc(listed("Встреча", 1) + listed("", 1))
    rows = list(
        read(word(tbl(tr(*HEADER), tr("1", cell, "март", "Отдел")), numbering=TREE + num(1, 0)), "a.docx").rows()
    )
    assert rows[1].cells[1].text == "1. Встреча"


@pytest.mark.parametrize(
    ("count", "form", "expected"),
    [
        (4, "upperRoman", "IV"),
        (49, "lowerRoman", "xlix"),
        (10, "russianLower", "к"),  # without й
        (29, "russianUpper", "Я"),
        (30, "russianLower", "аа"),
        (27, "lowerLetter", "aa"),
        (2, "upperLetter", "B"),
        (7, "decimalZero", "07"),
        (7, "none", ""),
        (7, "ideographDigital", "7"),
        (10**6, "russianLower", "1000000"),
        (0, "upperRoman", "0"),
    ],
)
def test_forms(count: int, form: str, expected: str) -> None:
    assert spelled(count, form) == expected
