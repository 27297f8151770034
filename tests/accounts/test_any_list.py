"""Lists of every kind, by the thousand, with anything in their cells: each row is accounted for, none half written."""

import datetime as dt
import hashlib
import random
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from opora.core.actors import SYSTEM
from opora.core.imports import actions
from opora.core.imports.files import File, Sheet
from opora.core.imports.plans import Kind, Plan, kinds
from opora.core.imports.tables import Where, read_table
from opora.core.imports.undoing import Resting, undo
from opora.core.models import Record
from tests.accounts.people import person
from tests.organisations import places
from tests.programmes import years

FILES = 260
"""Files of each kind."""
STRANGE = (
    *("", "–", "=1+1", "@SUM(A1)", "+7", "-2", "нет", "да", "0", "1e400", "NaN", "#N/A", "9" * 400, "я" * 5000),
    *("<script>", "{{ x }}", "%(n)s", "%s", "'; DROP TABLE", "Ⅷ", "²", "🏫", "a\u0301", "ﬁ", "İ", "ß", "\u2028"),
    *("31.02.2022", "2022-13-01", "01.09.2022", "2022-09-01", "0001-01-01", "9999-12-31", "1 сентября 2022 г."),
    *("a@b", "a@пример.рф", "8 (385) 200-00-00", "Чижова Е. В.", "Чижова", "Е. В. Чижова", "директор", "и. о."),
    *("bor", "Боровской район", "22-1", "22-2", "СОШ № 1", "№", "им.", "ё" * 120, "()", "«»", "44805", "куратор"),
)  # fmt: skip
KNOWN = {
    "school": ("priobye-1", "priobye-2", "priobye-3", "priobye-4"),
    "municipality": ("bor", "Лужский район"),
    "person": ("Чижова Елена Викторовна", "chizhova"),
    "login": ("chizhova", ""),
    "organisation": ("priobye-1", "priobye-2", "priobye-3", "priobye-4"),
    "post": ("куратор", "директор", "методист"),
    "tier": ("региональный", ""),
    "note": ("",),
}
"""What is there already, by the key of a column."""


@pytest.fixture
def where() -> Where:
    made = places.make()
    years.make(made)
    person("Чижова", "chizhova")
    return Where(region=made.region, on=dt.date(2022, 9, 1), year=2022, basis="приказ 1")


@pytest.mark.django_db
@pytest.mark.parametrize("name", list(kinds()))
def test_whatever_stands_in_a_list_each_row_is_accounted_for(name: str, where: Where) -> None:
    kind = kinds()[name]
    rng = random.Random(f"{name} 1")  # noqa: S311 - the same files each time
    outcomes = set()
    for number in range(FILES):
        file = _file(kind, rng, number)
        plan = _plan(kind, file, where)
        assert _accounted(plan) == _filled(plan, file), (file.sheets[0].rows, plan.problems)
        outcomes |= {outcome for outcome, count in plan.counts.items() if count}
        if number % 3 == 0 and not (kind.whole and plan.problems):
            _written_and_back(kind, file, plan, where, back=number % 2 == 0)
    assert {"create", "error"} <= outcomes


def _file(kind: Kind, rng: random.Random, number: int) -> File:
    columns = [column for column in kind.columns if rng.random() < (0.98 if column.required else 0.7)]
    rng.shuffle(columns)
    head = tuple(rng.choice(sorted({column.key, *column.also, *column.titles()})) for column in columns)
    examples = [KNOWN.get(column.key, (column.example,)) for column in columns]
    body = [tuple(_cell(rng.choice(one), rng, number, row) for one in examples) for row in range(rng.randint(0, 5))]
    rows = (*([("Список",), ()] if rng.random() < 0.2 else []), head, *body)
    return File("list.csv", hashlib.sha256(repr(rows).encode()).hexdigest(), (Sheet("", tuple(rows)),))


def _cell(example: str, rng: random.Random, number: int, row: int) -> str:
    match rng.randrange(12):
        case 0 | 1:
            return rng.choice(STRANGE)
        case 2:
            return f"{example}{number}{row}"
        case 3:
            at = rng.randint(0, len(example))
            return example[:at] + rng.choice(STRANGE) + example[at:]
        case _:
            return example


def _plan(kind: Kind, file: File, where: Where) -> Plan:
    return kind.plan(read_table(file, kind.columns, where), where)


def _accounted(plan: Plan) -> Sequence[int]:
    """The rows that a plan speaks of; a row that is wrong is in no step and not "there already"."""
    wrong = {one.row for one in plan.problems if one.row is not None}
    right = [row.number for row in _right(plan)]
    assert not wrong & set(right)
    assert len(right) == len(set(right))
    return sorted(wrong | set(right))


def _right(plan: Plan) -> Iterator[Any]:
    for step in plan.steps:
        yield from step.rows
    yield from plan.same


def _filled(plan: Plan, file: File) -> Sequence[int]:
    """The rows below the headings that say anything; only the headings themselves when those are wrong."""
    (sheet,) = file.sheets
    at = next(number for number, row in enumerate(sheet.rows, 1) if len(row) > 1 or number == len(sheet.rows))
    if any(one.code in {"no-headings", "column-missing", "column-twice"} for one in plan.problems):
        return sorted({one.row for one in plan.problems if one.row is not None})
    return [number for number, row in enumerate(sheet.rows, 1) if number > at and any(row)]


def _written_and_back(kind: Kind, file: File, plan: Plan, where: Where, *, back: bool) -> None:
    before = _standing()
    try:
        batch = actions.write(kind=kind, file=file, plan=plan, where=where, by=SYSTEM, batch=None)
    except ValidationError as refused:
        pytest.fail(f"{file.sheets[0].rows}: {refused}")
    if batch is None:
        assert _standing() == before
        return
    assert (batch.created, batch.updated) == (plan.counts["create"], plan.counts["update"])
    again = _plan(kind, file, where)
    assert (again.counts["create"], again.counts["update"]) == (0, 0), file.sheets[0].rows
    if back:
        try:
            undo(batch=batch, reason="проба", by=SYSTEM)
        except Resting:
            return
        assert _standing() == before


def _standing() -> dict[str, int]:
    """How many records of each table nobody has voided."""
    tables = [table for table in apps.get_models() if issubclass(table, Record)]
    return {table._meta.label: table._base_manager.filter(voided_at=None).count() for table in tables}
