"""permissions.yaml: role × object × verb × scope, and what each URL needs. Its mistakes raise when it is first read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from opora.accounts.models import Post
from opora.core.actors import Scope

FILE = Path(__file__).with_name("permissions.yaml")

Grants = Mapping[tuple[str, str], Scope]


class Open(StrEnum):
    """Doors that ask for no grant."""

    PUBLIC = "public"
    SIGNED_IN = "signed-in"


Door = Open | tuple[str, str]
"""What a URL asks for: nothing, somebody signed in, or a grant for (object, verb)."""


class MatrixError(ValueError):
    """The file says something that has no meaning; the message lists every mistake with what is accepted."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole file, checked."""

    objects: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, Grants]
    urls: Mapping[str, Door]


@lru_cache(maxsize=1)
def matrix() -> Matrix:
    """The matrix of this installation."""
    return read(parse(FILE.read_text(encoding="utf-8")), roles=Post.values)


def parse(text: str) -> Mapping[str, Any]:
    """The file as plain values; MatrixError for a name that stands twice, of which YAML would keep the last unasked."""
    loader = _Loader(text)
    try:
        values: dict[str, Any] = loader.get_single_data()
    finally:
        loader.dispose()
    return values


def grants_of(role: str) -> Grants:
    """What a role may; nothing for a role that is not known."""
    return matrix().roles.get(role, {})


def read(source: Mapping[str, Any], *, roles: Iterable[str]) -> Matrix:
    """Check the parsed file against the known roles; MatrixError lists everything that is wrong."""
    reader = _Reader(source, sorted(roles))
    found = Matrix(reader.objects, reader.read_roles(), reader.read_urls())
    if reader.mistakes:
        raise MatrixError("\n".join(reader.mistakes))
    return found


class _Loader(yaml.SafeLoader):
    """Plain YAML that refuses a mapping with a key twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - its base
        keys = [key.value for key, _value in node.value]
        if twice := sorted({key for key in keys if keys.count(key) > 1}):
            raise MatrixError(f"line {node.start_mark.line + 1}: named twice: {', '.join(twice)}")
        return super().construct_mapping(node, deep)


class _Reader:
    """Reads part by part and collects the mistakes."""

    def __init__(self, source: Mapping[str, Any], roles: list[str]) -> None:
        self.source, self.known_roles = source, roles
        self.mistakes: list[str] = []
        self._known("part", source, ["objects", "roles", "urls"], "the file")
        self.objects = {thing: tuple(verbs) for thing, verbs in source.get("objects", {}).items()}

    def read_roles(self) -> dict[str, Grants]:
        rows = self.source.get("roles", {})
        self._known("role", rows, self.known_roles, "roles")
        for role in self.known_roles:
            if role not in rows:
                self.mistakes.append(f"roles: the role {role!r} is missing")
        return {role: self._grants(role, things or {}) for role, things in rows.items()}

    def read_urls(self) -> dict[str, Door]:
        return {name: self._door(name, str(text)) for name, text in self.source.get("urls", {}).items()}

    def _grants(self, role: str, things: Mapping[str, Mapping[str, str]]) -> Grants:
        self._known("object", things, self.objects, f"role {role}")
        grants: dict[tuple[str, str], Scope] = {}
        for thing, verbs in things.items():
            place = f"role {role}, {thing}"
            self._known("verb", verbs, self.objects.get(thing, verbs), place)
            self._known("scope", verbs.values(), list(Scope), place)
            grants.update({(thing, verb): Scope(scope) for verb, scope in verbs.items() if scope in list(Scope)})
        return grants

    def _door(self, name: str, text: str) -> Door:
        if text in list(Open):
            return Open(text)
        thing, _space, verb = text.partition(" ")
        place = f"url {name}"
        accepted = [*Open, *self.objects]
        if self._known("object", [thing], accepted, place):
            self._known("verb", [verb], self.objects.get(thing, ()), place)
        return thing, verb

    def _known(self, what: str, given: Iterable[str], accepted: Iterable[str], place: str) -> bool:
        wrong = [word for word in given if word not in set(accepted)]
        listed = ", ".join(sorted(accepted))
        self.mistakes += [f"{place}: unknown {what} {word!r}; accepted: {listed}" for word in wrong]
        return not wrong
