"""A small language of the tests: two populations, one fact, the words of this app; nothing queries a database."""

import datetime as dt

from opora.indicators.context import Context
from opora.indicators.facts import Fact, Proof, missing
from opora.indicators.registry import Registry
from opora.indicators.subjects import Population


class Group:
    """What `current` and `previous` are."""


def small_language() -> Registry:
    """A registry that knows schools, actions, visited_once and executed."""
    registry = Registry()
    registry.constant("current", Group())
    registry.constant("previous", Group())

    @registry.population(of="school", phrase=lambda *cohorts: "школ")
    def schools(context: Context, on: dt.date, *cohorts: Group, growth_point: bool = False) -> Population:
        """Schools of cohorts."""
        return Population(())

    @registry.population(of="action", phrase=lambda: "действий")
    def actions(context: Context, on: dt.date) -> Population:
        """Actions."""
        return Population(())

    @registry.fact(of=("school",), proof=Proof.SUBJECTS, phrase=lambda kind: "посещённых")
    def called_at(context: Context, kind: str) -> Fact:
        """A fact with a code."""
        return Fact(lambda subject: missing("no"))

    @registry.fact(of=("action",), proof=Proof.RUNNING, phrase=lambda: "выполненных")
    def executed(context: Context) -> Fact:
        """Executed."""
        return Fact(lambda subject: missing("no"))

    return registry
