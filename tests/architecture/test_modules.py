"""The rooms of an app and the habits inside them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture import source

LONGEST = 400
VAGUE = frozenset({"utils", "util", "helpers", "helper", "services", "service", "constants", "common", "misc", "base"})
WRITES = frozenset({"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"})
CLOCKS = frozenset({"now", "today", "utcnow", "localdate", "localtime"})
OPEN_ENDS = ("TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error")  # in pieces: this file is read too
UNFINISHED = re.compile(rf"\b(?:{'|'.join(OPEN_ENDS)})\b")
EXCEPTION = re.compile(r"#\s*(?:noqa\b|type:\s*ignore|nosec\b|pragma:)")
# The reason stands behind the codes: after a hyphen (noqa) or in a comment of its own.
REASONED = re.compile(
    r"#\s*(?:noqa:\s*[A-Z]+[0-9]+(?:,\s*[A-Z]+[0-9]+)*\s+[-#]|type:\s*ignore\[[\w, -]+\]\s*#)\s*\S.{3,}"
)
SKIPPED = re.compile(r"\bpytest\.(?:mark\.)?(?:skip|skipif|xfail|importorskip)\b")


def python(under: str = "src") -> Iterator[Path]:
    return (path for path in source.files(".py", under=under) if "migrations" not in path.parts)


def calls(text: str, names: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Calls of methods with these names."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names:
            yield node.lineno, node.func.attr


def other_clocks(text: str) -> Iterator[int]:
    """Lines that ask another clock than core.clock for the moment or the day (with an argument they only convert)."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
            owner = node.func.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if name in {"timezone", "datetime", "date"} and (not node.args or node.func.attr == "now"):
                yield node.lineno


def loose_actions(text: str) -> Iterator[str]:
    """Public functions of an actions module that take arguments by position, or no `by`."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            arguments = node.args
            if arguments.args or arguments.posonlyargs or "by" not in {a.arg for a in arguments.kwonlyargs}:
                yield node.name


def unreasoned(text: str) -> Iterator[int]:
    """Lines with an exception to a rule that does not say why."""
    for at, line in enumerate(text.splitlines(), start=1):
        if EXCEPTION.search(line) and not REASONED.search(line):
            yield at
        if SKIPPED.search(line) and "reason=" not in line:
            yield at


def test_no_module_outgrows_a_screenful_of_thought() -> None:
    long = {
        str(p.relative_to(source.ROOT)): n
        for p in python("")
        if (n := len(p.read_text("utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def test_modules_say_what_they_hold() -> None:
    assert [str(p) for p in source.tracked() if p.suffix == ".py" and p.stem in VAGUE] == []


def test_every_module_tells_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(source.ROOT))
        for path in python("src/opora")
        if (text := path.read_text("utf-8")).strip()
        and path.name != "apps.py"
        and not ast.get_docstring(ast.parse(text))
    ]
    assert silent == []


def test_views_and_commands_write_through_actions() -> None:
    found = [
        f"{source.where(path, line)} .{name}()"
        for path in python("src/opora")
        if path.name == "views.py" or "views" in path.parts or "commands" in path.parts
        for line, name in calls(path.read_text("utf-8"), WRITES)
    ]
    assert found == []


def test_there_is_one_clock() -> None:
    found = [
        source.where(path, line)
        for path in python("src/opora")
        if path != source.PACKAGE / "core" / "clock.py"
        for line in other_clocks(path.read_text("utf-8"))
    ]
    assert found == []


def test_actions_are_keyword_only_and_know_who_acts() -> None:
    found = [
        f"{path.relative_to(source.ROOT)} {name}"
        for path in python("src/opora")
        if path.name == "actions.py" or "actions" in path.parts
        for name in loose_actions(path.read_text("utf-8"))
        if (path.parent.name, name) != ("core", "keep")  # the tool with which actions of all apps save
    ]
    assert found == []


def test_nothing_is_left_open() -> None:
    found = [
        source.where(path, at)
        for path in source.files(".py", ".html", ".css", ".js", ".sh", ".yaml", ".toml", ".md", "")
        for at, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if UNFINISHED.search(line)
    ]
    assert found == []


def test_every_exception_says_why() -> None:
    found = [source.where(p, at) for p in python("") if p != Path(__file__) for at in unreasoned(p.read_text("utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    ("line", "accepted"),
    [
        ("import x  # noqa: F401", False),
        ("import x  # noqa", False),
        ("import x  # noqa: F401 - registers itself", True),
        ("a = b  # type: ignore", False),
        ("a = b  # type: ignore[misc]", False),
        ("a = b  # type: ignore[misc] # Django's own way", True),
        ("@pytest.mark.skip", False),
        ('@pytest.mark.skip(reason="needs PostgreSQL")', True),
    ],
)
def test_an_exception_without_reason_is_seen(line: str, *, accepted: bool) -> None:
    assert (list(unreasoned(line)) == []) is accepted


@pytest.mark.parametrize("line", ["timezone.now()", "dt.datetime.now(tz=utc)", "date.today()", "dt.date.today()"])
def test_another_clock_is_seen(line: str) -> None:
    assert list(other_clocks(line)) == [1]
    assert list(other_clocks("clock.now()")) == []
    assert list(other_clocks("timezone.localdate(moment)")) == []


@pytest.mark.parametrize(
    ("signature", "loose"),
    [("*, name, by", False), ("name, *, by", True), ("*, name", True), ("name", True), ("by", True)],
)
def test_a_loose_action_is_seen(signature: str, *, loose: bool) -> None:
    assert bool(list(loose_actions(f"def rename({signature}): ..."))) is loose
    assert list(loose_actions("def _own(name): ...")) == []


def test_a_write_in_a_view_is_seen() -> None:
    assert list(calls("form.save()\nSchool.objects.create(name=1)", WRITES)) == [(1, "save"), (2, "create")]
    assert list(calls("actions.open_school(by=actor)", WRITES)) == []


@pytest.mark.parametrize("word", OPEN_ENDS)
def test_an_open_end_is_seen(word: str) -> None:
    assert UNFINISHED.search(f"x = 1  # {word}: later")
