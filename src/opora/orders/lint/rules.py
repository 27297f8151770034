"""The registry of rules."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from opora.orders.order import Finding, Order, Severity


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule saw: the action (None: the order), a sentence, the other actions it speaks of."""

    action: str | None
    message: str
    related: tuple[str, ...] = ()


Check = Callable[[Order], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its code and severity; the docstring of the check says what it looks for."""

    code: str
    severity: Severity
    check: Check

    def findings(self, order: Order) -> Iterator[Finding]:
        """What the check sees, with the code."""
        for found in self.check(order):
            yield Finding(self.code, self.severity, found.action, found.message, found.related)


RULES: dict[str, Rule] = {}


def rule(code: str, severity: Severity) -> Callable[[Check], Check]:
    """Register a check under a code that never changes its meaning. A code twice raises ValueError."""

    def register(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"The code {code} is taken")
        RULES[code] = Rule(code, severity, check)
        return check

    return register


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
