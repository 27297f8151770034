"""Reading an order critically: many small named rules, each with a stable code (docs/lint-codes.md).

A rule reports everything it sees, with the action and a sentence that names it. It knows only the order, never a
particular one.
"""

from opora.orders.lint import deadlines, integrity, links, people, targets, texts
from opora.orders.lint.rules import RULES, Rule
from opora.orders.order import Finding, Order

_MODULES = (integrity, deadlines, texts, people, targets, links)


def lint(order: Order) -> tuple[Finding, ...]:
    """All findings: of the order as a whole first, then row by row; inside a row by code."""
    found = [(finding, place) for rule in RULES.values() for finding, place in rule.findings(order)]
    return tuple(finding for finding, _place in sorted(found, key=lambda pair: (pair[1], pair[0].code)))


__all__ = ["RULES", "Rule", "lint"]
