"""Text separated by signs: which sign, in which encoding, with what above the table; and what is none."""

import pytest
from django.utils import translation

from opora.orders import UnreadableOrder, read, read_order
from opora.orders.document import Document, Paragraph
from opora.orders.readers import separated
from tests.orders.readers.written import HEADER

ROWS = [list(HEADER), ["1", 'Встреча "Старт"', "март 2023", "Отдел"], ["2", "Опрос, отчёт;\nсбор", "май 2023", "Центр"]]


def written(sign: str, *above: str) -> str:
    quoted = [sign.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in ROWS]
    return "\n".join([*above, *quoted, ""])


def texts(found: Document) -> list[list[str] | str]:
    return [block.text if isinstance(block, Paragraph) else block.texts() for block in found.blocks]


@pytest.mark.parametrize("sign", [*";,|^~¦#*", "\t"])
def test_any_sign_that_divides(sign: str) -> None:
    assert texts(read(written(sign).encode(), "a.csv")) == ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, line_end: str) -> None:
    data = written(";", "Дорожная карта;;;", "").replace("\n", line_end).encode(encoding)
    found = read(data, "a.csv")
    assert texts(found) == ["Дорожная карта", *ROWS]
    assert [block.line for block in found.blocks] == [1, 3, 4, 5]


def test_lines_above_and_below_the_table() -> None:
    text = "Приказ, от 01.02.2023\nДорожная карта;;;\n\n№;Мероприятие;Срок;Исполнитель\n1;Встреча;март\n\nПримечание\n"
    assert texts(read(text.encode(), "a.csv")) == [
        *("Приказ, от 01.02.2023", "Дорожная карта"),
        ["№", "Мероприятие", "Срок", "Исполнитель"],
        ["1", "Встреча", "март", ""],
        "Примечание",
    ]


def test_signs_in_a_line_above_the_table_are_its_own() -> None:
    text = "О школах, которым трудно, и о плане\n№,Мероприятие,Срок,Исполнитель\n1,Встреча,март,Отдел\n"
    assert texts(read(text.encode(), "a.csv"))[0] == "О школах, которым трудно, и о плане"


def test_the_line_that_names_the_sign_is_none_of_the_text() -> None:
    assert texts(read(f"sep=;\n{written(';')}".encode(), "a.csv")) == ROWS
    assert read(f"sep=;\n{written(';')}".encode(), "a.csv").blocks[0].line == 2


def test_a_quotation_mark_that_never_closes_encloses_nothing() -> None:
    rows = "\n".join(f"{number};Встреча;март;Отдел" for number in range(2, 80))
    text = f'№;Мероприятие;Срок;Исполнитель\n1;"Плечо;март;Отдел\n{rows}\n'
    found = texts(read(text.encode(), "a.csv"))
    assert found[1] == ["1", '"Плечо', "март", "Отдел"]
    assert len(found) == 80


def test_the_same_list_is_read_whatever_its_name() -> None:
    data = written(";").encode("cp1251")
    assert read(data, "a.txt").blocks == read(data, "a.csv").blocks


@pytest.mark.parametrize(
    "text",
    [
        "О плане; сроки, исполнители\n№\tМероприятие; действие\tСрок; дата\tИсполнитель\n1\tа; б\tмарт\tОтдел\n",
        "Мероприятия, сроки, исполнители, показатели названы ниже.\nПервое.\nВторое, третье.\nЧетвёртое.\n",
        "№ | Мероприятие | Срок | Исполнитель\n1 | Встреча | март | Отдел\n",
        "| № | Мероприятие | Срок | Исполнитель |\n| 1 | Встреча | март | Отдел |\n",
        "составить планы;\nназначить ответственных;\nрассказать; показать; обсудить;\n",
    ],
)
def test_plain_text_with_such_signs_is_none(text: str) -> None:
    assert not separated.sniff(text.encode())


def test_a_table_without_the_words_of_a_header_is_told_as_one() -> None:
    with translation.override("en"), pytest.raises(UnreadableOrder, match="line 1: the table has no header"):
        read_order("а;б;в;г\n1;2;3;4\n5;6;7;8\n".encode(), "a.csv")


def test_from_file_to_order() -> None:
    order = read_order(written(";", "О помощи школам в 2023 году").encode("cp1251"), "a.csv")
    assert [(one.number, one.title, one.source.line) for one in order.actions] == [
        ("1", 'Встреча "Старт"', 3),
        ("2", "Опрос, отчёт; сбор", 4),
    ]
    assert order.head.title == "О помощи школам в 2023 году"
