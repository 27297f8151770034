"""What a rule is, and the registry of all of them: each module of `opora.orders.lint.rules` is one."""

import pkgutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.order import Finding, Order, OrderAction, Severity


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule saw: the action (None: the order), what is wrong, what is proposed, each a sentence.

    `place` is the field it is about; `related` are the names of other actions that it speaks of.
    """

    action: OrderAction | None
    message: str
    mend: str
    place: Column | None = None
    related: tuple[str, ...] = ()


Check = Callable[[Order], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its code and severity. The docstring of its module tells what is wrong and what is proposed."""

    code: str
    severity: Severity
    check: Check

    @property
    def says(self) -> str:
        """What is wrong where the rule finds something."""
        return self._told()[0]

    @property
    def proposes(self) -> str:
        """What is proposed to do about it."""
        return self._told()[1].removeprefix("Proposed: ")

    def _told(self) -> list[str]:
        said, proposed = (sys.modules[self.check.__module__].__doc__ or "").strip().split("\n\n")
        return [" ".join(paragraph.split()) for paragraph in (said, proposed)]

    def findings(self, order: Order) -> Iterator[Finding]:
        """What the check sees, each with the line of its action (0: the order as a whole).

        An action that lost its number is told by its line.
        """
        for found in self.check(order):
            action, message = found.action, found.message
            if action and action.number is None:
                message = _("Line {line}: {message}").format(line=action.source.line, message=message)
            number, line = (action.number, action.source.line) if action else (None, 0)
            yield Finding(
                self.code, self.severity, number, message, found.related, place=found.place, line=line, mend=found.mend
            )


RULES: dict[str, Rule] = {}


def rule(code: str, severity: Severity) -> Callable[[Check], Check]:
    """Register a check under a code that never changes its meaning. A code twice raises ValueError."""

    def register(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"The code {code} is taken")
        RULES[code] = Rule(code, severity, check)
        return check

    return register


def load(package: str) -> None:
    """Import every module of a package, so that its rules are registered."""
    for module in pkgutil.iter_modules(import_module(package).__path__):
        import_module(f"{package}.{module.name}")
