"""A definition that somebody proposes: everything that is wrong with it, before anything is written."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _

from opora.indicators import examples
from opora.indicators.checker import misfit, read
from opora.indicators.registry import Registry
from opora.indicators.syntax import Faults, Node
from opora.indicators.targets import Target
from opora.roadmap.models import IndicatorDefinition

Faulty = tuple[str, str]
"""A field and what is wrong with it."""


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """The fields of a version as text, and the day from which it counts."""

    formula: str
    on: dt.date
    target: str = ""
    target_basis: str = ""
    reading: str = ""
    examples: str = ""
    basis: str = ""

    def columns(self) -> dict[str, Any]:
        """The columns of a version, without its clocks."""
        return {name: value for name, value in asdict(self).items() if name != "on"}

    def said(self) -> tuple[str, ...]:
        """What a version says, whatever it rests on."""
        return self.formula, self.target, self.target_basis, self.reading, self.examples


def wrong_with(
    proposed: Proposed, before: IndicatorDefinition | None, words: Registry, edited: int | None = None
) -> dict[str, list[str]]:
    """Everything that is wrong, by field; empty when it may be saved after `before`, the latest version that stands.

    `edited` is the version that was changed; None asks for none.
    """
    found: dict[str, list[str]] = {}
    for field, message in (*_after(proposed, before, edited), *wrong_sentence(proposed, words)):
        found.setdefault(field, []).append(message)
    return found


def wrong_sentence(proposed: Proposed, words: Registry) -> Iterator[Faulty]:
    """What is wrong with formula, target and examples."""
    node = None
    try:
        node = read(proposed.formula, words)
    except Faults as error:
        yield from (("formula", str(fault)) for fault in error.faults)
    yield from wrong_target(proposed, node, words)
    target, _message = read_target(proposed.target)
    if node and (target or not proposed.target):
        for example in examples.run(proposed.examples, node, words, target):
            if example.fault:
                yield "examples", str(example)


def wrong_target(proposed: Proposed, node: Node | None, words: Registry) -> Iterator[Faulty]:
    """A target can be read, fits its formula and rests on something."""
    if not proposed.target:
        if proposed.target_basis:
            yield "target", _("A basis is named, but no target.")
        return
    target, message = read_target(proposed.target)
    if message := (misfit(target, node, words) if target and node else message):
        yield "target", message
    if not proposed.target_basis.strip():
        yield "target_basis", _("Name the order or the decision that sets the target.")


def read_target(text: str) -> tuple[Target | None, str]:
    """The target, or what is accepted."""
    try:
        return (Target.read(text) if text else None), ""
    except ValueError as error:
        return None, str(error)


def _after(proposed: Proposed, before: IndicatorDefinition | None, edited: int | None) -> Iterator[Faulty]:
    """What does not go together with the version before."""
    if before is None:
        return
    if edited is not None and edited != before.version:
        message = _("Meanwhile version %(version)d is in force. What you write was based on version %(edited)d.")
        yield NON_FIELD_ERRORS, message % {"version": before.version, "edited": edited}
    elif proposed.said() == (before.formula, before.target, before.target_basis, before.reading, before.examples):
        yield NON_FIELD_ERRORS, _("This is how the indicator is counted already.")
    if not proposed.basis.strip():
        yield "basis", _("Name the order or the decision that changes how the indicator is counted.")
    if proposed.on < before.occurred_on:
        yield "occurred_on", _("A later version starts on that day or after it.")
