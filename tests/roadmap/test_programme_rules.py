"""Each rule of a programme file finds its fault, at its place, under its code, and all faults are told at once."""

import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from opora.roadmap.findings import Level
from opora.roadmap.programme_file import check_programme, programme_path, read_programme
from opora.roadmap.programme_rules import RULES
from opora.roadmap.programme_values import as_data, take
from tests.roadmap.language import small_language

GOOD: dict[str, Any] = {
    "programme": {
        "year": 2022,
        "title": {"ru": "Проект", "en": "Project"},
        "order": {"number": "1", "date": "2022-02-28", "stamp_date": "2022-02-08"},
    },
    "cohorts": {"current": 2022, "previous": 2021},
    "executors": {
        "ministry": {"ru": "Министерство", "en": "Ministry"},
        "institute": {"ru": "Институт", "en": "Institute"},
    },
    "groups": {"events": {"ru": "События", "en": "Events"}},
    "pages": {"audit": {"ru": "Страница", "en": "Page", "url": "https://example.org/a"}},
    "titles": {
        "first": {"ru": "первое", "en": "first"},
        "delivered:guide": {"ru": "пособие готово", "en": "guide done"},
    },
    "awaiting": {
        "delivered": {"kind": "delivery", "arguments": ["code"], "proof": "source", "ru": "{code}", "en": "{code}"}
    },
    "order_oddities": ["two dates"],
    "actions": [
        {
            "n": 1,
            "ru": "Посещение школ",
            "en": "Visits to schools",
            "group": "events",
            "due": ["2022-02-16..2022-03-01"],
            "by": "ministry+institute",
            "info": ["audit"],
            "indicators": [{"formula": 'share(schools(current), called_at("first"))', "target": "= 100"}],
            "reading": {"ru": "так", "en": "so"},
            "oddities": ["no link"],
        },
        {
            "n": "1.1",
            "ru": "Пособие",
            "en": "Guide",
            "due": ["2022-04", "2022-08"],
            "by_plan": True,
            "by": "institute",
            "indicators": [
                {"formula": 'delivered("guide")', "target": "done"},
                {"formula": 'count(schools(current, previous), called_at(kind="first"))'},
            ],
        },
    ],
}


GOOD_EXECUTORS = ("ministry", "institute")


def found(change: Callable[[dict[str, Any]], None]) -> list[tuple[str, str, str]]:
    data = deepcopy(GOOD)
    change(data)
    with translation.override("en"):
        return [(one.code, one.level[0], one.place) for one in check_programme(data, small_language())]


def put(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    """A change that writes a value at a path; None removes what stands there."""

    def change(data: dict[str, Any]) -> None:
        *way, last = path.split(".")
        place: Any = data
        for part in way:
            place = place[int(part)] if isinstance(place, list) else place[part]
        if value is None:
            del place[last]
        else:
            place[int(last) if isinstance(place, list) else last] = value

    return change


def test_a_good_programme_has_no_findings() -> None:
    assert check_programme(GOOD, small_language()) == []


FORMULA = "actions.0.indicators.0.formula"
FAULTS = [
    # the rules
    (put("actions.1.n", 1), ("number-twice", "e", "actions.1")),
    (put("actions.0.due", ["2022-02-30"]), ("period", "e", "actions.1.due")),
    (put("actions.0.due", ["2022-03-02..2022-03-01"]), ("period", "e", "actions.1.due")),
    (put("actions.0.due", ["в апреле"]), ("period", "e", "actions.1.due")),
    (put("actions.1.due", ["2022-08", "2022-04"]), ("period-order", "w", "actions.1.1.due")),
    (put("actions.1.due", ["2022-04..2022-06", "2022-06"]), ("period-order", "w", "actions.1.1.due")),
    (put("actions.0.due", ["2002-03-01"]), ("period-year", "w", "actions.1.due")),
    (put("programme.order.date", "2022-02-31"), ("order-date", "e", "programme.order.date")),
    (put("cohorts.current", 2023), ("cohort-years", "e", "cohorts.current")),
    (put("cohorts.previous", 2022), ("cohort-years", "e", "cohorts.previous")),
    (put("cohorts.previous", None), ("cohort-years", "w", "actions.1.1.indicators.2.formula")),
    (put("actions.0.by", "ministri+institute"), ("code-unknown", "e", "actions.1")),
    (put("actions.0.group", "event"), ("code-unknown", "e", "actions.1")),
    (put("actions.0.info", ["audits"]), ("code-unknown", "e", "actions.1")),
    (put("executors.cnppm", {"ru": "Центр", "en": "Centre"}), ("code-unused", "w", "executors.cnppm")),
    (put("awaiting.delivered.proof", "maybe"), ("awaiting-form", "e", "awaiting.delivered.proof")),
    (put("awaiting.schools", {"kind": "population", "of": ["school"], "ru": "школ", "en": "schools"}),
     ("awaiting-registered", "e", "awaiting.schools")),
    (put("awaiting.current", {"kind": "records", "proof": "running", "ru": "и", "en": "a"}),
     ("awaiting-registered", "e", "awaiting.current")),
    (put("awaiting.news", {"kind": "records", "proof": "running", "ru": "новостей", "en": "news"}),
     ("awaiting-unused", "w", "awaiting.news")),
    (put(FORMULA, 'share(school(current), called_at("first"))'), ("formula", "e", "actions.1.indicators.1.formula")),
    (put(FORMULA, "__import__('os')"), ("formula", "e", "actions.1.indicators.1.formula")),
    (put("actions.1.indicators.1.formula", 'delivered( "guide" )'), ("formula-twice", "e", "actions.1.1.indicators")),
    (put("actions.0.indicators.0.target", "много"), ("target", "e", "actions.1.indicators.1.target")),
    (put("actions.0.indicators.0.target", "done"), ("target", "e", "actions.1.indicators.1.target")),
    (put("actions.0.indicators.0.target", ">= 101"), ("target", "e", "actions.1.indicators.1.target")),
    (put("actions.1.indicators.0.target", ">= 1"), ("target", "e", "actions.1.1.indicators.1.target")),
    (put("titles.first", None), ("title-missing", "w", "actions.1.indicators.1.formula")),
    (put("titles.second", {"ru": "второе", "en": "second"}), ("title-unused", "w", "titles.second")),
    (put("awaiting.praised", {"kind": "fact", "of": ["action"], "proof": "subjects", "ru": "х", "en": "x"}),
     ("awaiting-unused", "w", "awaiting.praised")),
    (put("programme", None), ("section-missing", "w", "programme")),
    (put("executors", None), ("section-missing", "w", "executors")),
    (put("groups", None), ("section-missing", "w", "groups")),
    (put("pages", None), ("section-missing", "w", "pages")),
    (put("awaiting", None), ("section-missing", "w", "awaiting")),
    # the shape
    (put("actions.0.ru", None), ("shape", "e", "actions.1")),
    (put("actions.0.title", "x"), ("shape", "e", "actions.1")),
    (put("actions.0.indicators", []), ("shape", "e", "actions.1.indicators")),
    (put("actions.0.due", "2022-04"), ("shape", "e", "actions.1.due")),
    (put("actions.0.n", "1."), ("shape", "e", "actions.1..n")),
    (put("actions.0.oddities", ["no link", "no link"]), ("shape", "e", "actions.1.oddities")),
    (put("pages.audit.url", "javascript:alert(1)"), ("shape", "e", "pages.audit.url")),
    (put("programme.year", "2022"), ("shape", "e", "programme.year")),
    (put("programme.year", 1922), ("shape", "e", "programme.year")),
    (put("cohorts", None), ("shape", "e", ".")),
    (put("programme", {}), ("shape", "e", "programme")),
    (put("actions.0.reading", {"ru": "так"}), ("shape", "e", "actions.1.reading")),
    (put("actions.0.reading", 5), ("shape", "e", "actions.1.reading")),
    (put("actions.0.oddities", [{"ru": "х", "en": ""}]), ("shape", "e", "actions.1.oddities.1.en")),
    (put("actions", {}), ("shape", "e", "actions")),
    (put("surprise", 1), ("shape", "e", ".")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected"), FAULTS, ids=lambda value: ".".join(value) if isinstance(value, tuple) else ""
)
def test_a_fault_is_found(change: Callable[[dict[str, Any]], None], expected: tuple[str, str, str]) -> None:
    assert expected in found(change)


def test_a_section_that_nobody_needs_is_not_missed() -> None:
    def change(data: dict[str, Any]) -> None:
        del data["groups"], data["actions"][0]["group"]
        del data["pages"], data["actions"][0]["info"]
        del data["awaiting"], data["actions"][1]["indicators"][0], data["titles"]["delivered:guide"]

    assert found(change) == []


def test_the_bare_form_has_no_errors_and_can_be_loaded() -> None:
    """Only cohorts and actions: what the file leaves out has a stand-in."""
    bare = {name: GOOD[name] for name in ("cohorts", "actions", "order_oddities")}
    bare["actions"] = [{**bare["actions"][0], "reading": "так же"}]
    assert {one.level for one in check_programme(bare, small_language())} == {Level.WARNING}
    file = take(bare)
    assert (file.year, dict(file.title)) == (2022, {"ru": "Программа 2022 года", "en": "Programme of 2022"})
    assert (file.actions[0].reading, file.actions[0].executors) == ({"ru": "так же", "en": "так же"}, GOOD_EXECUTORS)
    assert take(as_data(file)) == file


def test_execution_must_not_rest_on_itself() -> None:
    def change(data: dict[str, Any]) -> None:
        put("awaiting.praised", {"kind": "fact", "of": ["action"], "proof": "subjects", "ru": "х", "en": "x"})(data)
        put("actions.1.indicators.1.formula", "share(actions(), praised())")(data)

    assert ("cycle", "e", "actions.1.1.indicators.2.formula") in found(change)
    assert found(put("actions.1.indicators.1.formula", "share(actions(), executed())")) == []


def test_every_rule_has_a_fault_of_its_code() -> None:
    codes = {code for _change, (code, _level, _place) in FAULTS} | {"cycle"}
    named = {rule.__name__.replace("_", "-") for rule in RULES} - {"codes-known", "codes-used"}
    assert named <= codes
    assert all(rule.__doc__ for rule in RULES)


def test_the_documentation_names_every_code() -> None:
    page = Path(__file__).parents[2] / "docs" / "programme-files.md"
    told = set(re.findall(r"`([a-z-]+)`", page.read_text("utf-8")))
    assert {code for _change, (code, _level, _place) in FAULTS} | {"cycle"} <= told


def test_faults_are_told_together_with_their_columns() -> None:
    def change(data: dict[str, Any]) -> None:
        put(FORMULA, 'share(school(current), calle_at("first"))')(data)
        put("actions.1.ru", None)(data)
        put("actions.0.indicators.0.target", "=")(data)

    data = deepcopy(GOOD)
    change(data)
    with translation.override("en"):
        told = [str(one) for one in check_programme(data, small_language()) if one.level is Level.ERROR]
    assert told == [
        "actions.1.1: is missing: ru",
        "actions.1.indicators.1.formula: column 7: “school” is not known; did you mean “schools”?",
        "actions.1.indicators.1.formula: column 24: “calle_at” is not known; did you mean “called_at”?",
        "actions.1.indicators.1.target: “=” is not a target; accepted: done, = 100, >= 5, > 0, <= 10, < 3",
    ]


def test_a_file_is_read_into_values(tmp_path: Path) -> None:
    path = tmp_path / "next.yaml"
    path.write_text(
        "programme: {year: 2022, title: {ru: Проект, en: Project}}\ncohorts: {current: 2022}\n"
        "executors: {ministry: {ru: Министерство, en: Ministry}}\n"
        "actions:\n- {n: 1.10, ru: Раз, en: One, due: [2022-04..2022-08-15], by: ministry,"
        " indicators: [{formula: 'share(schools(current), called_at(\"a\"))', target: null}]}\n"
    )
    file = read_programme(path, small_language())
    (action,) = file.actions
    assert (action.number, action.executors, action.keys()) == ("1.10", ("ministry",), ["1.10"])
    (due,) = action.due
    assert (str(due.start), str(due.end), due.precision) == ("2022-04-01", "2022-08-15", "month")
    assert file.starts_on == due.start


def test_a_file_with_errors_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text("programme: 1\n")
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        read_programme(path, small_language())
    assert "wrong.yaml has 2 errors, the first: " in refused.value.messages[0]


def test_the_programme_of_2022_has_the_right_shape() -> None:
    findings = check_programme(programme_path("2022"), small_language())
    assert [one for one in findings if one.code in {"shape", "period", "number-twice", "target", "awaiting-form"}] == []
    assert [one for one in findings if one.code.startswith(("period", "code-", "cohort", "order-"))] == []
