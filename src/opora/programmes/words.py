"""Words about who takes part: schools and municipalities, and the groups `current`, `previous`, `low_results`."""

import datetime as dt

from django.utils.translation import pgettext

from opora.indicators.context import Context
from opora.indicators.registry import language
from opora.indicators.subjects import Population
from opora.programmes import populations
from opora.programmes.groups import SchoolGroup, municipalities_phrase, schools_phrase

for group in SchoolGroup:
    language.constant(group.value, group)


def _schools_phrase(*cohorts: str, growth_point: bool | None = None) -> str:
    head = {
        None: pgettext("genitive plural", "schools"),
        True: pgettext("genitive plural", "schools with a Growth Point centre"),
        False: pgettext("genitive plural", "schools without a Growth Point centre"),
    }
    return schools_phrase(head[growth_point], cohorts)


@language.population(of="school", settled=True, phrase=_schools_phrase)
def schools(context: Context, on: dt.date, *cohorts: SchoolGroup, growth_point: bool | None = None) -> Population:
    """Schools of the named groups on the day; without a group, all schools of the region.

    A school that left by the day, or was closed or made part of another by then, is excluded with the reason; one that
    joined later is not in. `growth_point` keeps the schools with (True) or without (False) a Growth Point centre.
    """
    return populations.school_population(populations.roster(context, on, cohorts, growth_point=growth_point))


@language.population(of="municipality", settled=True, phrase=lambda *cohorts: municipalities_phrase(cohorts))
def municipalities(context: Context, on: dt.date, *cohorts: SchoolGroup) -> Population:
    """Municipalities of the region; with a group, those with at least one of its schools in force on the day.

    A municipality whose schools have all left is excluded with the reason of the last one.
    """
    taken = populations.roster(context, on, cohorts) if cohorts else None
    return populations.municipality_population(context, taken)
