"""YAML read as plain data, for files that people edit: no aliases, no key twice, no dates or fractions guessed.

A file that cannot be read is refused with one line that says what and where; nothing of it is ever executed.
"""

import re
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from yaml.nodes import MappingNode, Node

LARGEST = 1_000_000
"""Bytes a file may have; the programme of 2022 has under 50 000."""


class _PlainLoader(yaml.SafeLoader):
    """Strings, whole numbers, true, false, null, lists and mappings."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.MarkedYAMLError(problem=_("references (*name) are not used in such files"), problem_mark=mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's
        seen: set[str] = set()
        for key, _value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.MarkedYAMLError(problem=_("a key must be a word"), problem_mark=key.start_mark)
            if key.value in seen:
                problem = _("“%(key)s” stands here twice") % {"key": key.value}
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(true|false)\Z"), list("tf"))
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?(0|[1-9]\d{0,8})\Z"), list("-0123456789"))
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(~|null|)\Z"), ["~", "n", ""])


def read_mapping(path: Path) -> dict[str, Any]:
    """The mapping that a file holds. Raises ValidationError with one line when it cannot be read as one."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise _refusal(path, error.strerror or str(error)) from None
    if len(raw) > LARGEST:
        raise _refusal(path, _("the file is larger than %(n)d bytes") % {"n": LARGEST})
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refusal(path, _("byte %(n)d is not UTF-8 text") % {"n": error.start + 1}) from None
    try:
        data = yaml.load(text, _PlainLoader)  # noqa: S506 - a subclass of SafeLoader that accepts less
    except yaml.MarkedYAMLError as error:
        raise _refusal(path, _problem(error)) from None
    except yaml.YAMLError:
        raise _refusal(path, _("it holds characters that YAML does not allow")) from None
    except RecursionError:
        raise _refusal(path, _("it is nested too deeply")) from None
    if not isinstance(data, dict):
        raise _refusal(path, _("it must be a mapping of names to values"))
    return data


def _problem(error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    place = _("line %(line)d, column %(column)d") % {"line": mark.line + 1, "column": mark.column + 1} if mark else ""
    return ": ".join(filter(None, [place, error.problem or error.context or ""]))


def _refusal(path: Path, why: str) -> ValidationError:
    message = _("%(path)s cannot be read: %(why)s")
    return ValidationError(message, code="unreadable", params={"path": path, "why": why})
