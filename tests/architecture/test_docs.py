"""The documents tell what is there: commands, options, targets of make, links between files."""

import argparse
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from tests.architecture import source

FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PREFIX = re.compile(r"^(?:\$\s+)?(?:[A-Z_]+=\S+\s+)*(?:\./)?")


def documents() -> Iterator[Path]:
    """Every document of the repository."""
    return source.files(".md")


def lines_of_code(text: str) -> Iterator[str]:
    """Lines of code blocks, without remarks, and code inside sentences."""
    for block in FENCE.findall(text):
        yield from (line.partition(" #")[0].strip() for line in block.splitlines())
    yield from SPAN.findall(FENCE.sub("", text))


@cache
def parser_of(name: str) -> argparse.ArgumentParser:
    """The parser of one command."""
    application = get_commands()[name]
    assert isinstance(application, str)
    return load_command_class(application, name).create_parser("opora", name)


def verbs_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The verbs of a command of verbs."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def command_fault(line: str) -> str:
    """Why `opora …` in a document is wrong; "" when it is right."""
    words = re.split(r"\s[|>]\s|\s&&\s", line)[0].split()[1:]
    words = [word for word in words if word != "…"]
    if words[:1] == ["help"]:
        words = words[1:]
    if not words or words[0].startswith("-") or not words[0].isascii() or words[0].isupper():
        return ""
    if words[0] not in get_commands():
        return f"no command {words[0]}"
    parser = parser_of(words[0])
    verbs = verbs_of(parser)
    rest = words[1:]
    if verbs and rest and not rest[0].startswith(("-", "[")):
        for verb in rest[0].split("|"):
            if verb not in verbs:
                return f"no verb {verb} of {words[0]}"
        parser = verbs[rest[0].split("|")[0]]
    known = {option for action in parser._actions for option in action.option_strings}
    for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", " ".join(rest)):
        if option not in known:
            return f"no option {option} of {words[0]}"
    return ""


def target_fault(line: str) -> str:
    """Why `make …` in a document is wrong; "" when it is right."""
    targets = re.findall(r"^([a-z]+):", (source.ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    asked = [word for word in shlex.split(line)[1:] if "=" not in word and not word.startswith("-")]
    unknown = [word for word in asked if word not in targets]
    return f"no target {unknown[0]}" if unknown else ""


def faults(text: str) -> Iterator[str]:
    """Every wrong command of a document."""
    for code in lines_of_code(text):
        line = PREFIX.sub("", code)
        if re.match(r"opora(?=\s|$)", line) and (fault := command_fault(line)):
            yield f"{code}: {fault}"
        if re.match(r"make\s", line) and (fault := target_fault(line)):
            yield f"{code}: {fault}"


def test_documented_commands_exist() -> None:
    found = [f"{path.relative_to(source.ROOT)}: {f}" for path in documents() for f in faults(path.read_text("utf-8"))]
    assert found == []


def test_links_between_documents_lead_somewhere() -> None:
    found = [
        f"{path.relative_to(source.ROOT)}: {link}"
        for path in documents()
        for link in LINK.findall(FENCE.sub("", path.read_text("utf-8")))
        if "://" not in link and not link.startswith("mailto:") and not (path.parent / link).exists()
    ]
    assert found == []


def test_decisions_bear_one_number_each() -> None:
    numbers = []
    for path in sorted((source.ROOT / "docs" / "adr").glob("*.md")):
        number = int(path.name[:4])
        assert path.read_text("utf-8").startswith(f"# {number}. "), path.name
        numbers.append(number)
    assert len(numbers) == len(set(numbers)) > 5


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("`opora run --port 8001`", False),
        ("`opora rnu`", True),
        ("`opora run --prot 1`", True),
        ("`opora journal verify`", False),
        ("`opora journal praise`", True),
        ("```\n./opora check --deploy  # looks\n```", False),
        ("```\n$ OPORA_HOME=x ./opora check --nonsense\n```", True),
        ("`opora help run`", False),
        ("`opora КОМАНДА`", False),
        ("`make run`", False),
        ("`make coffee`", True),
        ("the opora nonsense of prose", False),
    ],
)
def test_a_wrong_command_is_seen(text: str, *, wrong: bool) -> None:
    assert bool(list(faults(text))) is wrong
