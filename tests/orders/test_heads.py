"""Heads of orders in the forms that authorities use, each as a text of lines."""

import datetime as dt

import pytest

from opora.orders.document import Paragraph
from opora.orders.head import read_head
from opora.orders.order import OrderHead


def head(text: str) -> OrderHead:
    """The head of lines without indents."""
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1)]
    return read_head([Paragraph(line, number, 1) for number, line in lines if line])


@pytest.mark.parametrize(
    ("line", "number", "day"),
    [
        ("от «28» февраля 2022 г. № 12-п", "12-п", dt.date(2022, 2, 28)),
        ("28.02.2022 г. № 169", "169", dt.date(2022, 2, 28)),
        ("от «28» февраля 2022 г.      г. Тверь      № 145/ОД", "145/ОД", dt.date(2022, 2, 28)),
        ("№ 01-08/145 от 28.02.2022", "01-08/145", dt.date(2022, 2, 28)),
        ("от 28.02.2022 № 12 – п", "12-п", dt.date(2022, 2, 28)),
        ("_28.02.2022_ № _169_", "169", dt.date(2022, 2, 28)),
        ("28.02.2022 01-08/145", "01-08/145", dt.date(2022, 2, 28)),
        ("28.02.2022 N 5-р", "5-р", dt.date(2022, 2, 28)),
        ("от ________ № ____", None, None),
    ],
)
def test_number_and_date(line: str, number: str | None, day: dt.date | None) -> None:
    found = head(f"ПРИКАЗ\n{line}\nО делах\nприказываю:\n1. Делать.")
    assert (found.number, found.date) == (number, day)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("О плане\nна 2023 год", "О плане на 2023 год"),
        ("«Об утверждении плана»", "Об утверждении плана"),
        ("ОБ УТВЕРЖДЕНИИ\nДОРОЖНОЙ КАРТЫ «ШАГ»", "ОБ УТВЕРЖДЕНИИ ДОРОЖНОЙ КАРТЫ «ШАГ»"),
        ("О внесении изменений в приказ\nот 12.01.2021 № 5", "О внесении изменений в приказ от 12.01.2021 № 5"),
        ("План поддержки школ в 2023 году", "План поддержки школ в 2023 году"),
        ("О плане\nг. Тверь", "О плане"),
    ],
)
def test_a_title(lines: str, title: str) -> None:
    found = head(f"ПРИКАЗ\nот 01.03.2023 № 7\n{lines}\nВо исполнение решения совета приказываю:\n1. Делать.")
    assert (found.title, found.number, found.date) == (title, "7", dt.date(2023, 3, 1))
    assert found.basis == "Во исполнение решения совета"


@pytest.mark.parametrize(
    ("points", "read"),
    [
        ("1. Первое.\n2. Второе.", ["Первое.", "Второе."]),
        ("1) Первое.\n2) Второе.", ["Первое.", "Второе."]),
        ("п. 1. Первое.\nп. 2. Второе.", ["Первое.", "Второе."]),
        ("1. Первое:\n1.1. Одно.\n1.2. Другое.\n2. Второе.", ["Первое:\n1.1. Одно.\n1.2. Другое.", "Второе."]),
        ("1. Первое:\n1) одно;\n2) другое.\n2. Второе.", ["Первое:\n1) одно;\n2) другое.", "Второе."]),
    ],
)
@pytest.mark.parametrize("command", ["приказываю:", "П Р И К А З Ы В А Ю:", "администрация постановляет:", "обязываю:"])
def test_points(points: str, read: list[str], command: str) -> None:
    assert list(head(f"О делах\nВ целях порядка {command}\n{points}\nДиректор И.И. Чиж").points) == read


def test_an_order_without_a_word_of_command() -> None:
    found = head(
        "РАСПОРЯЖЕНИЕ\nО комплексе мер\n1. Утвердить комплекс мер.\n2. Контроль оставляю за собой.\nГлава А.А. Сыч"
    )
    assert found.points == ("Утвердить комплекс мер.", "Контроль оставляю за собой.")
    assert (found.control, found.signed_by) == ("за собой", "А.А. Сыч")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("Директор И.И. Чиж", "И.И. Чиж"),
        ("И.о. начальника\nуправления\nЗайцева-Белова Н.Н.", "Зайцева-Белова Н.Н."),
        ("Глава района\nВолков Пётр Ильич", "Волков Пётр Ильич"),
        ("Врио министра\nобразования А. Сыч", "А. Сыч"),
        ("Первый заместитель министра                 О.Л.Чайкина", "О.Л.Чайкина"),
    ],
)
def test_a_signature(lines: str, name: str) -> None:
    assert head(f"О делах\nприказываю:\n1. Делать.\n{lines}").signed_by == name


@pytest.mark.parametrize(
    ("stamp", "day", "number"),
    [
        ("УТВЕРЖДЕНО приказом управления от 01.03.2023 № 7-од", dt.date(2023, 3, 1), "7-од"),
        ("Приложение № 1\nк приказу управления\nот «1» марта 2023 г. № 7-од", dt.date(2023, 3, 1), "7-од"),
        ("Приложение 2\nУТВЕРЖДЕНА\nраспоряжением\nот 01.03.2023\n№ 7-од", dt.date(2023, 3, 1), "7-од"),
        ("УТВЕРЖДАЮ\nМинистр\n_______ А.А. Сыч\n«01» марта 2023 г.", dt.date(2023, 3, 1), None),
        ("УТВЕРЖДАЮ\nМинистр\n_______ А.А. Сыч\n«__» ______ 2023 г.", None, None),
        ("СОГЛАСОВАНО\n«10» января 2022 г.\nУТВЕРЖДАЮ\n«01» марта 2023 г.", dt.date(2023, 3, 1), None),
    ],
)
@pytest.mark.parametrize(
    "heading", ["План-график мероприятий", "Муниципальная дорожная карта", "П Л А Н работы", "Медиаплан"]
)
def test_a_stamp_above_a_plan(stamp: str, day: dt.date | None, number: str | None, heading: str) -> None:
    found = head(f"{stamp}\n{heading}\nна 2023 год")
    assert (found.stamp_date, found.number, found.heading) == (day, number, f"{heading} на 2023 год")


def test_the_stamp_of_the_roadmap_is_the_last_one() -> None:
    found = head(
        """ПРИКАЗ
        01.03.2023 № 7
        О делах
        приказываю:
        1. Делать.
        Директор И.И. Чиж
        Приложение 1 к приказу от 01.03.2023 № 7
        Состав рабочей группы
        Чиж И.И., директор
        Сыч А.А., методист
        Сорока Б.Б., методист
        Галка В.В., методист
        Стриж Г.Г., методист
        Приложение 2 к приказу от 02.03.2023 № 7
        План мероприятий"""
    )
    assert (found.number, found.points) == ("7", ("Делать.",))
    assert (found.stamp_date, found.heading) == (dt.date(2023, 3, 2), "План мероприятий")
