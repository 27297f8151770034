"""Reading an order critically: many small named rules, each with a stable code (docs/lint-codes.md).

A rule reports everything it sees, with its place, a sentence that names it and one that proposes what to do. It knows
only the order, never a particular one.
"""

from opora.orders.lint.registry import RULES, Rule, load
from opora.orders.order import Finding, Order

load("opora.orders.lint.rules")


def lint(order: Order) -> tuple[Finding, ...]:
    """All findings: of the order as a whole first, then row by row; inside a row by code."""
    found = [finding for rule in RULES.values() for finding in rule.findings(order)]
    return tuple(sorted(found, key=lambda finding: (finding.line, finding.code)))


__all__ = ["RULES", "Rule", "lint"]
