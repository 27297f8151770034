"""Whom an event invites: its sentence of the formula language, read, told in words, taken on a day."""

import datetime as dt

from django.utils.translation import gettext as _

from opora.indicators import sentences
from opora.indicators.awaiting import LANGUAGES
from opora.indicators.checker import read_population
from opora.indicators.context import Context
from opora.indicators.evaluation import population_of
from opora.indicators.registry import language
from opora.indicators.sentences import Titles
from opora.indicators.subjects import Population
from opora.indicators.syntax import Faults
from opora.programmes.models import Programme


def faults_of(source: str) -> list[tuple[int, str]]:
    """What is wrong with a sentence, by column; [] for one that can be read, and for none at all."""
    if not source.strip():
        return []
    try:
        read_population(source, language)
    except Faults as error:
        return [(fault.column, fault.message) for fault in error.faults]
    return []


def fault_texts(source: str) -> list[str]:
    """The same for a form and for the command line: "column 9: …"."""
    told = _("column %(column)s: %(message)s")
    return [told % {"column": column, "message": message} for column, message in faults_of(source)]


def told(source: str, programme: Programme) -> str:
    """A sentence that can be read, in plain words: "for heads of schools of the 2022 programme"."""
    node = read_population(source, language)
    return _("for %(population)s") % {"population": sentences.population(node, language, _titles(programme))}


def invited_on(context: Context, source: str, on: dt.date) -> Population:
    """Whom a sentence means on a day; nobody for an empty one, and for one that cannot be read any more."""
    if not source.strip() or faults_of(source):
        return Population(())
    return population_of(context, language, read_population(source, language), on)


def _titles(programme: Programme) -> Titles:
    """The cohorts by their years."""
    before = programme.preceding
    years = {"current": programme.year, "previous": before.year if before else programme.year - 1}
    return {name: dict.fromkeys(LANGUAGES, str(year)) for name, year in years.items()}
