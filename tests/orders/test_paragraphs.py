"""Roadmaps without a table, and damage of letters, words and addresses."""

import pytest

from opora.orders import read_order
from opora.orders.columns import Column
from opora.orders.hyphens import joined, known_words
from opora.orders.links import read_links
from opora.orders.lookalikes import repaired
from opora.orders.order import Order, OrderAction


def order(text: str) -> Order:
    """The order of lines below a heading with its year."""
    return read_order(f"План на 2023 год\n{text}".encode(), "plan.txt")


def told(action: OrderAction) -> tuple[str | None, str, list[str], tuple[str, ...], list[str]]:
    ends = [str(period.end) for period in action.periods]
    return action.number, action.title, ends, action.executors, [one.text for one in action.indicators]


MEETING = ("1", "Провести встречу", ["2023-03-15"], ("отдел",), ["справка"])


@pytest.mark.parametrize(
    "text",
    [
        "1. Провести встречу. Срок – до 15 марта 2023 года. Ответственный: отдел. Результат: справка.",
        "1. Провести встречу (срок: до 15 марта, ответственные: отдел, результат: справка).",
        "1) Провести встречу\nСрок исполнения: до 15 марта\nОтветственный исполнитель – отдел\nПоказатель: справка",
        "1. Провести встречу.\nСрок до 15.03.2023; исполнитель: отдел; вид документа: справка",
        "1. Провести встречу – до 15 марта, отв. отдел. Ожидаемый результат: справка",
        "Мероприятие 1. Провести встречу\nДата проведения: до 15.03\nИсполнители: отдел\nФорма отчётности: справка",
        "1. Провести встречу\nСрок: до 15 марта\nОтветственные: отдел\nМесто: зал\nРезультат: справка\nПримечание: нет",
    ],
)
def test_a_numbered_paragraph(text: str) -> None:
    assert [told(action) for action in order(text).actions] == [MEETING]


def test_sections_between_paragraphs() -> None:
    found = order(
        """Раздел I. Начало
1. Встреча. Срок: март. Ответственный: отдел.
2. Опрос. Срок: май. Ответственный: школы.
II. Конец
1. Итог. Срок: июнь. Ответственный: отдел.
Начальник отдела И.И. Чиж"""
    )
    assert [(action.number, action.section) for action in found.actions] == [
        ("1", "Раздел I. Начало"),
        ("2", "Раздел I. Начало"),
        ("1", "II. Конец"),
    ]
    assert (found.actions[-1].executors, found.head.signed_by) == (("отдел",), "И.И. Чиж")


def test_a_numbered_heading_of_a_section() -> None:
    found = order("1. Начало\n1.1. Встреча. Срок: март. Ответственный: отдел.\n1.2. Опрос. Срок: май. Отв. школы.")
    assert {action.section for action in found.actions} == {"1. Начало"}


def test_the_points_of_an_order_are_its_actions() -> None:
    found = read_order(
        """ПРИКАЗ
12.01.2023 № 5
О проверке
приказываю:
1. Отделу оценки до 20 января 2023 года составить график.
2. Руководителям школ не позднее 01.02.2023 подготовить кабинеты.
3. Контроль оставляю за собой.
Директор И.И. Чиж""".encode(),
        "order.txt",
    )
    assert [told(action)[:4] for action in found.actions] == [
        ("1", "Составить график", ["2023-01-20"], ("Отделу оценки",)),
        ("2", "Подготовить кабинеты", ["2023-02-01"], ("Руководителям школ",)),
    ]
    assert (found.head.number, len(found.head.points), found.head.control) == ("5", 3, "за собой")


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Kурсы для учитeлей", "Курсы для учителей"),
        ("ИPО", "ИРО"),
        ("Zoom-встреча, PISA и IT-кружок", "Zoom-встреча, PISA и IT-кружок"),
        ("Wоrld", "Wоrld"),
    ],
)
def test_words_of_two_alphabets(text: str, mended: str) -> None:
    result, repairs = repaired(text, Column.TITLE)
    assert result == mended
    assert [repair.before for repair in repairs] == [word for word in text.split() if word not in mended.split()]


@pytest.mark.parametrize(
    ("elsewhere", "text"),
    [
        ("опора для руководителей", "занятия руководителей"),
        ("опора для всех", "занятия руково дителей"),
        ("руководителей руково", "занятия руково дителей"),
    ],
)
def test_a_word_cut_without_a_hyphen_needs_evidence(elsewhere: str, text: str) -> None:
    pieces = ["занятия руково", "дителей"]
    assert joined(pieces, Column.TITLE, " ", known_words([elsewhere, *pieces]))[0] == text


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("htpp://site.example/a", "http://site.example/a"),
        ("htps://site.example/a", "https://site.example/a"),
        ("http:/site.example/a", "http://site.example/a"),
        ("http//site.example/a", "http://site.example/a"),
        ("hhtps: //site.example/a", "https://site.example/a"),
        ("нttp://site.example/a", "http://site.example/a"),
    ],
)
def test_a_misspelt_scheme(text: str, address: str) -> None:
    (link,) = read_links([text])
    assert link.address == address
    assert [(repair.before, repair.after) for repair in link.repairs] == [(text, address)]


def test_addresses_under_words() -> None:
    under = ["https://site.example/a", "mailto:a@site.example", "https://other.example/long-name"]
    links = read_links(["таблица", "https://other.example/long- name"], under)
    assert [link.address for link in links] == ["https://site.example/a", "https://other.example/long-name"]
