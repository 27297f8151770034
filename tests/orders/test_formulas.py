"""Proposed formulas are sentences of the language with every word of the design connected."""

import pytest

from opora.indicators.checker import read
from opora.orders import Order, read_order
from tests.wordbook.words import book


@pytest.mark.parametrize("name", ["damaged_order", "real_order"])
def test_every_proposal_is_a_sentence(name: str, request: pytest.FixtureRequest) -> None:
    order: Order = request.getfixturevalue(name)
    formulas = [indicator.formula for action in order.actions for indicator in action.indicators if indicator.formula]
    words = book()
    assert len(formulas) > 20
    for formula in formulas:
        read(formula, words)


def proposed(title: str, indicator: str, year: int = 2023) -> str | None:
    """The proposal for one row of an order of this year."""
    text = f"О делах на {year} год\n№\tДействие\tСрок\tИсполнитель\tПоказатель\n1.\t{title}\tмарт\tОтдел\t{indicator}"
    return read_order(text.encode(), "order.txt").actions[0].indicators[0].formula


@pytest.mark.parametrize(
    ("title", "indicator", "formula"),
    [
        (
            "Круглый стол",
            "Доля школ 2022 и 2023 годов, принявших участие",
            'share(schools(current, previous), attended("round-table"))',
        ),
        ("Круглый стол", "Доля школ 2022 года, принявших участие", 'share(schools(previous), attended("round-table"))'),
        ("Круглый стол", "Число кураторов, принявших участие", 'count(curators(current), attended("round-table"))'),
        (
            "Форум",
            "Доля кураторов, муниципальных координаторов, принявших участие",
            'share(curators(current) | coordinators(current), attended("forum"))',
        ),
        ("Повторные посещения", "Доля школ, посещенных кураторами", 'share(schools(current), visited("repeated"))'),
        ("Пособие", "Методическое пособие", 'delivered("methodical-guide")'),
        ("Курсы «Умный учитель»", "Доля школ, прошедших обучение", 'share(schools(current), trained("umnyy-uchitel"))'),
        ("Курсы", "Доля школ, прошедших обучение", None),
        ("Уборка", "Доля школ, где чисто", None),
        ("Уборка", "Всем понравилось", None),
    ],
)
def test_patterns(title: str, indicator: str, formula: str | None) -> None:
    assert proposed(title, indicator) == formula
