"""What differs between two versions of a programme, or between a programme and its order: place, before, after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from opora.roadmap.programme_values import ProgrammeFile, as_data

VOCABULARY = ("executors", "groups", "pages", "titles", "awaiting", "order_oddities")
"""Sections that only say how things are called or noted; loading a file again brings them up to date."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is not the same; None where one side has nothing."""

    place: str
    before: Any
    after: Any

    def __str__(self) -> str:
        return f"{self.place}: {_said(self.before)} → {_said(self.after)}"

    @property
    def of_vocabulary(self) -> bool:
        """Whether it is about names and notes alone."""
        section, _dot, rest = self.place.partition(".")
        return section in VOCABULARY or (section == "actions" and rest.endswith(".oddities"))


def _said(value: Any) -> str:
    if value is None:
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    if isinstance(value, Mapping):
        return " / ".join(dict.fromkeys(map(_said, value.values())))
    return str(value)


def differences(before: ProgrammeFile, after: ProgrammeFile) -> list[Difference]:
    """Everything in which two programmes differ, in the order of the places of both."""
    old, new = dict(_leaves(before)), dict(_leaves(after))
    places = dict.fromkeys([*old, *new])
    return [Difference(place, old.get(place), new.get(place)) for place in places if old.get(place) != new.get(place)]


def _leaves(file: ProgrammeFile) -> Iterator[tuple[str, Any]]:
    """Each value with its place; actions by number, periods and lists of texts as one value."""
    data = as_data(file)
    for action in data.pop("actions"):
        place = f"actions.{action.pop('n')}"
        for number, indicator in enumerate(action.pop("indicators"), start=1):
            yield from _flat(f"{place}.indicators.{number}", indicator)
        yield from _flat(place, action)
    for name, words in data.pop("awaiting", {}).items():
        yield f"awaiting.{name}", words
    yield from _flat("", data)


def _flat(place: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _flat(f"{place}.{name}" if place else str(name), part)
    else:
        yield place, value
