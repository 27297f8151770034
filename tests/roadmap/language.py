"""A small language of the tests: two populations, one fact, the words of this app; nothing queries a database."""

import datetime as dt

from opora.indicators.context import Context
from opora.indicators.facts import Answer, Fact, Proof, missing
from opora.indicators.registry import Registry
from opora.indicators.subjects import Population, Subject


class Group:
    """What `current` and `previous` are."""


def _spoken(*_arguments: object, **_keywords: object) -> str:
    return "слов"


def _nobody(_subject: Subject) -> Answer:
    return missing("no")


def small_language() -> Registry:
    """A registry that knows schools, actions, visited_once and executed."""
    registry = Registry()
    registry.constant("current", Group())
    registry.constant("previous", Group())

    @registry.population(of="school", phrase=_spoken)
    def schools(context: Context, on: dt.date, *cohorts: Group, growth_point: bool = False) -> Population:
        """Schools of cohorts."""
        return Population(())

    @registry.population(of="action", phrase=_spoken)
    def actions(context: Context, on: dt.date) -> Population:
        """Actions."""
        return Population(())

    @registry.fact(of=("school",), proof=Proof.SUBJECTS, phrase=_spoken)
    def called_at(context: Context, kind: str) -> Fact:
        """A fact with a code."""
        return Fact(_nobody)

    @registry.fact(of=("action",), proof=Proof.RUNNING, phrase=_spoken)
    def executed(context: Context) -> Fact:
        """Executed."""
        return Fact(_nobody)

    return registry
