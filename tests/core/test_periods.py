"""Deadlines: a table of texts as orders write and scanners damage them, and round trips of what we write ourselves."""

import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from opora.core.periods import (
    Period,
    PeriodStyle,
    Precision,
    Recurring,
    SchoolYear,
    plan_phrase,
    read_date,
    read_periods,
    read_year,
    write_period,
    write_periods,
    write_plan,
)


def period(text: str) -> Period:
    """ "2022-03-01..2022-03-31 month [monthly] [plan]" as a period; an end may be empty."""
    days, precision, *rest = text.split()
    start, _, end = days.partition("..")
    return Period(
        dt.date.fromisoformat(start) if start else None,
        dt.date.fromisoformat(end) if end else None,
        Precision(precision),
        next((Recurring(word) for word in rest if word != "plan"), None),
        "plan" in rest,
    )


DAYS = {
    "15.12.2021": "2021-12-15..2021-12-15 day",
    "15.12.21": "2021-12-15..2021-12-15 day",
    "15.12.2021 г.": "2021-12-15..2021-12-15 day",
    "15.12.2021г.": "2021-12-15..2021-12-15 day",
    "28.02 2022 г.": "2022-02-28..2022-02-28 day",
    "«08» 02 2022 г.": "2022-02-08..2022-02-08 day",
    "«15» марта 2022 года": "2022-03-15..2022-03-15 day",
    "15. 03. 2022": "2022-03-15..2022-03-15 day",
    "15 .03 .2022": "2022-03-15..2022-03-15 day",
    "15.03.20 22": "2022-03-15..2022-03-15 day",
    "15,03.2022": "2022-03-15..2022-03-15 day",
    "15/03/2022": "2022-03-15..2022-03-15 day",
    "15-03-2022": "2022-03-15..2022-03-15 day",
    "2022-03-15": "2022-03-15..2022-03-15 day",
    "З0.0З.2О22": "2022-03-30..2022-03-30 day",
    "l5.03.2022": "2022-03-15..2022-03-15 day",
    "15.03": "2022-03-15..2022-03-15 day",
    "1 марта": "2022-03-01..2022-03-01 day",
    "1марта2022г.": "2022-03-01..2022-03-01 day",
    "1 марта 2022 г. в 10:00": "2022-03-01..2022-03-01 day",
    "1 марта 22 г.": "2022-03-01..2022-03-01 day",
    "1-го марта 2022 г.": "2022-03-01..2022-03-01 day",
    "15.12.2021 (включительно)": "2021-12-15..2021-12-15 day",
    "30.03.2022 (по согласованию)": "2022-03-30..2022-03-30 day",
    "29 февраля 2024 г.": "2024-02-29..2024-02-29 day",
}
EDGES = {
    "до 30 марта 2022 г.": "..2022-03-30 day",
    "до 30.03.2022": "..2022-03-30 day",
    "к 30 марта": "..2022-03-30 day",
    "не позднее 01.03.2022": "..2022-03-01 day",
    "не позднее чем до 1 марта": "..2022-03-01 day",
    "в срок до 30.03.2022 г. включительно": "..2022-03-30 day",
    "по 30 апреля 2022": "..2022-04-30 day",
    "до конца апреля 2022 г.": "..2022-04-30 month",
    "до мая 2022": "..2022-05-31 month",
    "до конца 2022 года": "..2022-12-31 year",
    "до конца года": "..2022-12-31 year",
    "до конца I квартала": "..2022-03-31 quarter",
    "до начала сентября": "..2022-09-01 day",
    "с 1 сентября 2022": "2022-09-01.. day",
    "с 01.09.2022 г.": "2022-09-01.. day",
    "со 2 сентября": "2022-09-02.. day",
    "не ранее 1 сентября 2022 г.": "2022-09-01.. day",
    "начиная с 1 сентября": "2022-09-01.. day",
    "после 1 сентября 2022": "2022-09-01.. day",
    "с сентября 2022": "2022-09-01.. month",
    "с 2023 года": "2023-01-01.. year",
    "до 1 февраля следующего года": "..2023-02-01 day",
}
RANGES = {
    "16.02.2022 – 01.03.2022": "2022-02-16..2022-03-01 day",
    "16.02.2022–01.03.2022": "2022-02-16..2022-03-01 day",
    "16.02.2022 - 01.03.2022": "2022-02-16..2022-03-01 day",
    "16.02.2022 — 01.03.2022": "2022-02-16..2022-03-01 day",
    "16.02.2022 ‑ 01.03.2022": "2022-02-16..2022-03-01 day",
    "16.02.2022 −− 01.03.2022": "2022-02-16..2022-03-01 day",
    "16. 02 .2022-01. 03.2022": "2022-02-16..2022-03-01 day",
    "16.02 – 01.03.2022": "2022-02-16..2022-03-01 day",
    "16.02 – 01.03": "2022-02-16..2022-03-01 day",
    "16.02.–01.03.": "2022-02-16..2022-03-01 day",
    "с 16.02.2022 по 01.03.2022": "2022-02-16..2022-03-01 day",
    "с 16.02.2022 до 01.03.2022": "2022-02-16..2022-03-01 day",
    "16.02.2022 по 01.03.2022": "2022-02-16..2022-03-01 day",
    "с 16 февраля по 1 марта 2022 года": "2022-02-16..2022-03-01 day",
    "с 1 марта и до 15 апреля 2022": "2022-03-01..2022-04-15 day",
    "15-20 апреля 2022": "2022-04-15..2022-04-20 day",
    "15 – 20 апреля": "2022-04-15..2022-04-20 day",
    "с 15 по 20 апреля": "2022-04-15..2022-04-20 day",
    "16–20.05.2022": "2022-05-16..2022-05-20 day",
    "28-30 ноября 2022 года": "2022-11-28..2022-11-30 day",
    "28 декабря – 15 января 2023": "2022-12-28..2023-01-15 day",
    "28.12.2021 – 15.01": "2021-12-28..2022-01-15 day",
    "апрель – ноябрь 2022 г.": "2022-04-01..2022-11-30 month",
    "апрель-ноябрь 2022": "2022-04-01..2022-11-30 month",
    "апр – ноя": "2022-04-01..2022-11-30 month",
    "апр. – нояб. 2022 г.": "2022-04-01..2022-11-30 month",
    "с апреля по ноябрь 2022 года": "2022-04-01..2022-11-30 month",
    "ноябрь-декабрь, 2022 г.": "2022-11-01..2022-12-31 month",
    "декабрь 2021 – февраль 2022": "2021-12-01..2022-02-28 month",
    "декабрь – февраль 2022 г.": "2021-12-01..2022-02-28 month",
    "декабрь 2021 г. – февраль": "2021-12-01..2022-02-28 month",
    "декабрь – февраль": "2022-12-01..2023-02-28 month",
    "15 апреля – май 2022": "2022-04-15..2022-05-31 day",
}
UNITS = {
    "апрель": "2022-04-01..2022-04-30 month",
    "в апреле 2022 г.": "2022-04-01..2022-04-30 month",
    "апрель 22 г.": "2022-04-01..2022-04-30 month",
    "Апрель месяц 2022 года": "2022-04-01..2022-04-30 month",
    "ап-рель 2022": "2022-04-01..2022-04-30 month",
    "сен- тябрь 2022 г.": "2022-09-01..2022-09-30 month",
    "а п р е л ь 2022": "2022-04-01..2022-04-30 month",
    "март 2О22": "2022-03-01..2022-03-31 month",
    "aпpeль 2022": "2022-04-01..2022-04-30 month",  # Latin a, p, e
    "сентабрь 2022": "2022-09-01..2022-09-30 month",
    "февраль": "2022-02-01..2022-02-28 month",
    "в течение марта 2022 г.": "2022-03-01..2022-03-31 month",
    "конец декабря 2022": "2022-12-01..2022-12-31 month",
    "I квартал 2022 года": "2022-01-01..2022-03-31 quarter",
    "1 квартал": "2022-01-01..2022-03-31 quarter",
    "1-й квартал 2022": "2022-01-01..2022-03-31 quarter",
    "первый квартал 2022 г.": "2022-01-01..2022-03-31 quarter",
    "II кв. 2022 г.": "2022-04-01..2022-06-30 quarter",
    "П квартал 2022": "2022-04-01..2022-06-30 quarter",
    "Ш квартал": "2022-07-01..2022-09-30 quarter",
    "1V квартал": "2022-10-01..2022-12-31 quarter",
    "во II квартале": "2022-04-01..2022-06-30 quarter",
    "I – III квартал 2022": "2022-01-01..2022-09-30 quarter",
    "1-2 кварталы 2022 г.": "2022-01-01..2022-06-30 quarter",
    "IV квартал 2021 – I квартал 2022": "2021-10-01..2022-03-31 quarter",
    "IV – I квартал 2023 года": "2022-10-01..2023-03-31 quarter",
    "1-е полугодие": "2022-01-01..2022-06-30 half",
    "второе полугодие 2022 года": "2022-07-01..2022-12-31 half",
    "II полугодие 2022": "2022-07-01..2022-12-31 half",
    "2022 год": "2022-01-01..2022-12-31 year",
    "2022": "2022-01-01..2022-12-31 year",
    "в 2022 году": "2022-01-01..2022-12-31 year",
    "в течение года": "2022-01-01..2022-12-31 year",
    "в течение всего года": "2022-01-01..2022-12-31 year",
    "в течение 2022 года": "2022-01-01..2022-12-31 year",
    "2021-2022 гг.": "2021-01-01..2022-12-31 year",
    "2021 – 2022 годы": "2021-01-01..2022-12-31 year",
    "первая декада мая": "2022-05-01..2022-05-10 day",
    "2 декада мая 2022 г.": "2022-05-11..2022-05-20 day",
    "III декада февраля": "2022-02-21..2022-02-28 day",
    "третья декада мая 2022": "2022-05-21..2022-05-31 day",
    "1 – 2 декада мая": "2022-05-01..2022-05-20 day",
    "вторая половина мая": "2022-05-16..2022-05-31 day",
    "2022/2023 учебный год": "2022-09-01..2023-05-31 year",
    "2022-2023 уч. год": "2022-09-01..2023-05-31 year",
    "2022/23 учебный год": "2022-09-01..2023-05-31 year",
    "в течение 2022–2023 учебного года": "2022-09-01..2023-05-31 year",
    "сентябрь – май 2022/2023 учебного года": "2022-09-01..2023-05-31 month",
    "сентябрь 2022/2023 уч. г.": "2022-09-01..2022-09-30 month",
    "март 2022/2023 учебного года": "2023-03-01..2023-03-31 month",
    "I полугодие 2022/2023 учебного года": "2022-09-01..2022-12-31 half",
}
OPEN_TEXTS = {
    "постоянно": ".. open",
    "весь период": ".. open",
    "в течение всего периода реализации проекта": ".. open",
    "в течение 10 дней после утверждения": ".. open",
    "в течение 3 рабочих дней со дня получения": ".. open",
    "в течение месяца со дня подписания": ".. open",
    "не позднее 10 дней до мероприятия": ".. open",
    "за 3 дня до мероприятия": ".. open",
    "по мере необходимости": ".. open",
    "по итогам мониторинга": ".. open",
    "после утверждения состава": ".. open",
    "ежедневно": ".. open",
    "по отдельному плану": ".. open plan",
    "согласно плану-графику": ".. open plan",
    "еженедельно": ".. open weekly",
    "по пятницам": ".. open weekly",
    "ежемесячно": ".. open monthly",
    "ежемесячно до 5 числа": ".. open monthly",
    "до 5 числа каждого месяца": ".. open monthly",
    "до 10 числа месяца, следующего за отчётным, ежемесячно": ".. open monthly",
    "ежеквартально, до 10 числа месяца, следующего за отчётным кварталом": ".. open quarterly",
    "последний четверг месяца": ".. open",
    "не реже одного раза в месяц": ".. open monthly",
    "1 раз в месяц": ".. open monthly",
    "ежеквартально": ".. open quarterly",
    "1 раз в квартал": ".. open quarterly",
    "2 раза в год": ".. open half-yearly",
    "раз в полугодие": ".. open half-yearly",
    "ежегодно": ".. open yearly",
}
MIXED = {
    "ежегодно до 1 октября": "..2022-10-01 day yearly",
    "ежемесячно в течение 2022 года": "2022-01-01..2022-12-31 year monthly",
    "ежемесячно, март – декабрь 2022 г.": "2022-03-01..2022-12-31 month monthly",
    "в течение года, ежеквартально": "2022-01-01..2022-12-31 year quarterly",
    "1 раз в месяц с 1 сентября 2022 г.": "2022-09-01.. day monthly",
    "постоянно с 1 марта 2022": "2022-03-01.. day",
    "апрель 2022 г. (по отдельному плану)": "2022-04-01..2022-04-30 month plan",
    "апрель 2022 г. (по отд. плану)": "2022-04-01..2022-04-30 month plan",
    "04.03.2022 – 14.10.2022 (по отделенному плану)": "2022-03-04..2022-10-14 day plan",
    "октябрь 2022 г. (по отделению плану)": "2022-10-01..2022-10-31 month plan",
    "сентябрь 2022 г. (по отдель-": "2022-09-01..2022-09-30 month plan",
    "сентябрь 2022 г. (по отдель- ному плану)": "2022-09-01..2022-09-30 month plan",
    "сентябрь 2022 г. (по отдельному пла-": "2022-09-01..2022-09-30 month plan",
    "сентябрь 2022 г., согласно графику": "2022-09-01..2022-09-30 month plan",
}
LISTS = {
    "март, июнь 2022 г.": ("2022-03-01..2022-03-31 month", "2022-06-01..2022-06-30 month"),
    "март и июнь 2022 г.": ("2022-03-01..2022-03-31 month", "2022-06-01..2022-06-30 month"),
    "март; июнь": ("2022-03-01..2022-03-31 month", "2022-06-01..2022-06-30 month"),
    "2022 год: март, июнь": ("2022-03-01..2022-03-31 month", "2022-06-01..2022-06-30 month"),
    "декабрь 2021, март": ("2021-12-01..2021-12-31 month", "2022-03-01..2022-03-31 month"),
    "ноябрь, декабрь 2021 г., март 2022": (
        "2021-11-01..2021-11-30 month",
        "2021-12-01..2021-12-31 month",
        "2022-03-01..2022-03-31 month",
    ),
    "15, 20 и 25 апреля 2022": (
        "2022-04-15..2022-04-15 day",
        "2022-04-20..2022-04-20 day",
        "2022-04-25..2022-04-25 day",
    ),
    "15.04.2022, 20.05.2022": ("2022-04-15..2022-04-15 day", "2022-05-20..2022-05-20 day"),
    "март – май, сентябрь – ноябрь 2022 г.": ("2022-03-01..2022-05-31 month", "2022-09-01..2022-11-30 month"),
    "I, III кварталы 2022 г.": ("2022-01-01..2022-03-31 quarter", "2022-07-01..2022-09-30 quarter"),
    "1 и 3 декада марта": ("2022-03-01..2022-03-10 day", "2022-03-21..2022-03-31 day"),
    "апрель, август 2022 г. (по отделенному плану)": (
        "2022-04-01..2022-04-30 month plan",
        "2022-08-01..2022-08-31 month plan",
    ),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [*DAYS.items(), *EDGES.items(), *RANGES.items(), *UNITS.items(), *OPEN_TEXTS.items(), *MIXED.items()],
)
def test_one_period(text: str, expected: str) -> None:
    assert read_periods(text, year=2022) == ((period(expected),), ())


@pytest.mark.parametrize(("text", "expected"), LISTS.items())
def test_a_list_is_several_periods(text: str, expected: tuple[str, ...]) -> None:
    assert read_periods(text, year=2022) == (tuple(map(period, expected)), ())


@pytest.mark.parametrize("text", ["", "  ", "-", "–", "—"])
def test_nothing_is_no_period(text: str) -> None:
    assert read_periods(text, year=2022) == ((), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "сентябрь": "2022-09-01..2022-09-30 month",
        "март": "2023-03-01..2023-03-31 month",
        "сентябрь – май": "2022-09-01..2023-05-31 month",
        "до 25 декабря": "..2022-12-25 day",
        "до 25.05": "..2023-05-25 day",
        "в течение года": "2022-09-01..2023-05-31 year",
        "в течение учебного года": "2022-09-01..2023-05-31 year",
        "I полугодие": "2022-09-01..2022-12-31 half",
        "II полугодие": "2023-01-01..2023-05-31 half",
        "август 2022": "2022-08-01..2022-08-31 month",
        "август – май": "2022-08-01..2023-05-31 month",
    }.items(),
)
def test_a_school_year_in_the_title(text: str, expected: str) -> None:
    assert read_periods(text, year=SchoolYear(2022)) == ((period(expected),), ())


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("31.02.2022", "31.02.2022"),
        ("до 31 апреля", "31 апреля"),
        ("15.13.2022", "15.13.2022"),
        ("30.08.2022 – 01.08.2022", "30.08.2022"),
        ("5 квартал 2022", "5"),
        ("когда получится", "когда получится"),
        ("в течение учебного года", "учебного года"),
    ],
)
def test_what_cannot_be_read_is_open_and_told(text: str, fault: str) -> None:
    with translation.override("en"):
        periods, problems = read_periods(text, year=2022)
    assert periods == (period(".. open"),)
    assert len(problems) == 1
    assert fault.lower() in problems[0].lower()


def test_a_date_without_a_year_needs_a_title() -> None:
    periods, problems = read_periods("до 15 марта")
    assert periods == (period(".. open"),)
    assert len(problems) == 1


def test_words_beside_a_date_are_told_and_the_date_is_kept() -> None:
    with translation.override("en"):
        periods, problems = read_periods("15.03.2022, актовый зал", year=2022)
    assert periods == (period("2022-03-15..2022-03-15 day"),)
    assert problems == ("Part of the deadline is not understood: “актовый зал”.",)


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("О проекте в 2022 году", 2022),
        ("План на 2022/2023 учебный год", SchoolYear(2022)),
        ("План на 2022-2023 учебный год", SchoolYear(2022)),
        ("О мерах на 2023 – 2024 годы", 2023),
        ("О мерах", None),
    ],
)
def test_the_year_of_a_title(title: str, year: int | SchoolYear | None) -> None:
    assert read_year(title) == year


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("28.02 2022 г.", dt.date(2022, 2, 28)),
        ("от «08» 02 2022 г. № 17", dt.date(2022, 2, 8)),
        ("от 5 марта 2022 года № 12", dt.date(2022, 3, 5)),
        ("31.02.2022", None),
        ("г. Приобск", None),
    ],
)
def test_the_date_of_a_document(text: str, day: dt.date | None) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("апрель (по отделенному плану)", "по отделенному плану"),
        ("апрель (по отдель-", "по отдель-"),
        ("апрель (по отд. плану)", "по отд. плану"),
        ("апрель", None),
    ],
)
def test_the_words_about_a_plan(text: str, phrase: str | None) -> None:
    assert plan_phrase(text) == phrase


@pytest.mark.parametrize(
    ("days", "full", "dense", "short", "english"),
    [
        ("2022-03-30..2022-03-30 day", "30.03.2022", "30.03.2022", "30.03.2022", "30 Mar 2022"),
        (
            "2022-02-16..2022-03-01 day",
            "16.02.2022 – 01.03.2022",
            "16.02 – 01.03",
            "16.02 – 01.03",
            "16 Feb 2022 – 1 Mar 2022",
        ),
        ("2022-04-01..2022-04-30 month", "апрель 2022", "апрель", "апр", "April 2022"),
        ("2022-03-01..2022-12-31 month", "март – декабрь 2022", "март – декабрь", "мар – дек", "March – December 2022"),
        (
            "2022-04-01..2022-11-30 month",
            "апрель – ноябрь 2022",
            "апрель – ноябрь",
            "апр – ноя",
            "April – November 2022",
        ),
        (
            "2021-12-01..2022-02-28 month",
            "декабрь 2021 – февраль 2022",
            "декабрь 2021 – февраль 2022",
            "дек 2021 – фев 2022",
            "December 2021 – February 2022",
        ),
        ("..2022-03-30 day", "до 30.03.2022", "до 30.03.2022", "до 30.03.2022", "by 30 Mar 2022"),
        ("2022-09-01.. day", "с 01.09.2022", "с 01.09.2022", "с 01.09.2022", "from 1 Sep 2022"),
        (
            "..2022-04-30 month",
            "до конца апреля 2022",
            "до конца апреля",
            "до конца апреля",
            "by the end of April 2022",
        ),
        ("2022-01-01..2022-03-31 quarter", "I квартал 2022", "I квартал", "I квартал", "quarter I 2022"),
        (
            "2022-01-01..2022-09-30 quarter",
            "I – III квартал 2022",
            "I – III квартал",
            "I – III квартал",
            "quarters I – III 2022",
        ),
        ("2022-07-01..2022-12-31 half", "II полугодие 2022", "II полугодие", "II полугодие", "half-year II 2022"),
        ("2022-01-01..2022-12-31 year", "2022 год", "2022 год", "2022 год", "the year 2022"),
        (
            "2022-09-01..2023-05-31 year",
            "2022/2023 учебный год",
            "2022/2023 учебный год",
            "2022/2023 учебный год",
            "the school year 2022/2023",
        ),
        (".. open monthly", "ежемесячно", "ежемесячно", "ежемесячно", "monthly"),
        (".. open plan", "по отд. плану", "по отд. плану", "по отд. плану", "by a separate plan"),
        (".. open", "без даты", "без даты", "без даты", "no date"),
    ],
)
def test_writing(days: str, full: str, dense: str, short: str, english: str) -> None:
    with translation.override("ru"):
        assert write_period(period(days)) == full
        assert write_period(period(days), PeriodStyle.DENSE, year=2022) == dense
        assert write_period(period(days), "short", year=2022) == short
    with translation.override("en"):
        assert write_period(period(days)) == english


def test_a_year_that_is_not_the_tables_is_written() -> None:
    with translation.override("ru"):
        assert write_period(period("2021-12-15..2022-01-20 day"), "dense", year=2022) == "15.12.2021 – 20.01.2022"
        assert write_period(period("2021-04-01..2021-04-30 month"), "dense", year=2022) == "апрель 2021"


def test_several_periods_are_written_as_a_list() -> None:
    months = [period(f"2022-{month}-01..2022-{month}-{last} month plan") for month, last in (("04", 30), ("08", 31))]
    with translation.override("ru"):
        assert write_periods(months, "dense", year=2022) == "апрель, август"
        assert write_plan(months[0]) == "по отд. плану"
        assert write_plan(period("2022-03-30..2022-03-30 day")) == ""


@pytest.mark.parametrize(
    ("start", "end", "precision"),
    [
        (dt.date(2022, 3, 2), dt.date(2022, 3, 1), Precision.DAY),
        (None, None, Precision.DAY),
        (dt.date(2022, 3, 1), None, Precision.OPEN),
    ],
)
def test_what_no_text_can_mean_is_refused(start: dt.date | None, end: dt.date | None, precision: Precision) -> None:
    with pytest.raises(ValueError, match="period"):
        Period(start, end, precision)


def test_json_of_a_period() -> None:
    assert period("..2022-03-30 day yearly plan").as_json() == {
        "start": None,
        "end": "2022-03-30",
        "precision": "day",
        "recurring": "yearly",
        "by_plan": True,
    }


YEARS = st.integers(2015, 2035)
WIDTHS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6, Precision.YEAR: 12}


@st.composite
def spans(draw: st.DrawFn) -> Period:
    """Any period that an order can name: days or whole units, closed or with one end."""
    precision = draw(st.sampled_from(list(Precision)))
    recurring = draw(st.none() | st.sampled_from(list(Recurring)))
    by_plan = draw(st.booleans())
    if precision is Precision.OPEN:
        return Period(None, None, precision, recurring, by_plan)
    if precision is Precision.DAY:
        days = st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31))
        start, end = sorted((draw(days), draw(days)))
    else:
        width = WIDTHS[precision]
        first, count = draw(st.integers(0, 20 * 12 // width)), draw(st.integers(1, 15 if width < 12 else 3))
        start = _month(first * width)
        end = _month((first + count) * width) - dt.timedelta(days=1)
    closed = draw(st.sampled_from(["both", "start", "end"]))
    return Period(None if closed == "end" else start, None if closed == "start" else end, precision, recurring, by_plan)


def _month(months: int) -> dt.date:
    return dt.date(2015 + months // 12, months % 12 + 1, 1)


def _written(span: Period, style: str, year: int | None = None) -> str:
    with translation.override("ru"):
        return f"{write_period(span, style, year=year)} ({write_plan(span) or 'включительно'})"


@given(spans())
def test_what_is_written_in_full_is_read_back(span: Period) -> None:
    assert read_periods(_written(span, "full")) == ((span,), ())


@given(spans(), st.sampled_from(["dense", "short"]))
def test_what_a_table_of_a_year_shows_is_read_back(span: Period, style: str) -> None:
    year = (span.start or span.end or dt.date(2022, 1, 1)).year
    assert read_periods(_written(span, style, year), year=year) == ((span,), ())


@given(YEARS)
def test_a_school_year_is_read_back(first: int) -> None:
    year = SchoolYear(first)
    span = Period(year.start, year.end, Precision.YEAR)
    assert read_periods(_written(span, "full")) == ((span,), ())


@given(st.text(alphabet="0123456789. ,–-()гIVПШдопскартевльюнябмй/«»\t\n", max_size=40), st.none() | YEARS)
def test_no_text_breaks_the_reader(text: str, year: int | None) -> None:
    periods, problems = read_periods(text, year=year)
    assert all(isinstance(found, Period) for found in periods)
    assert all(problems)
