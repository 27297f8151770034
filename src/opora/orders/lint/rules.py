"""The registry of rules."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from textwrap import shorten

from django.utils.translation import gettext as _

from opora.orders.order import Finding, Order, OrderAction, Severity


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule saw: the action (None: the order), a sentence, the names of other actions it speaks of."""

    action: OrderAction | None
    message: str
    related: tuple[str, ...] = ()


Check = Callable[[Order], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its code and severity; the docstring of the check says what it looks for."""

    code: str
    severity: Severity
    check: Check

    def findings(self, order: Order) -> Iterator[tuple[Finding, int]]:
        """What the check sees, each with the line of its action (0: the order as a whole).

        An action that lost its number is told by its line.
        """
        for found in self.check(order):
            action, message = found.action, found.message
            if action and action.number is None:
                message = _("Line {line}: {message}").format(line=action.source.line, message=message)
            number, line = (action.number, action.source.line) if action else (None, 0)
            yield Finding(self.code, self.severity, number, message, found.related), line


RULES: dict[str, Rule] = {}


def rule(code: str, severity: Severity) -> Callable[[Check], Check]:
    """Register a check under a code that never changes its meaning. A code twice raises ValueError."""

    def register(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"The code {code} is taken")
        RULES[code] = Rule(code, severity, check)
        return check

    return register


def called(action: OrderAction) -> str:
    """The number of an action, or its line in the file when the number is lost."""
    return action.number or _("line {line}").format(line=action.source.line)


def cut(text: str, longest: int) -> str:
    """A quotation of at most so many characters, cut between words."""
    return shorten(text, longest, placeholder="…")


def listed(numbers: list[str]) -> str:
    """Numbers of actions with runs shortened: "10, 17–20, 23"."""
    parts: list[list[str]] = []
    for number in numbers:
        last = parts[-1][-1] if parts else ""
        if last.isdigit() and number.isdigit() and int(number) == int(last) + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 2 else ", ".join(part) for part in parts)
