"""Who takes part on a day: computed in memory from what one context loads once for the whole programme."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from opora.core.dated import DatedValues
from opora.core.spans import Span, in_force, turning_days
from opora.indicators.context import Context, History, turning_on
from opora.indicators.subjects import Exclusion, Population, Subject
from opora.organisations.models import Municipality, School, Status
from opora.organisations.queries import SchoolHistories, SchoolState
from opora.programmes.groups import SchoolGroup
from opora.programmes.models import CohortMembership, LowResultsListing, Programme
from opora.programmes.queries import low_results_lists, memberships


@dataclass(frozen=True)
class Roster:
    """Schools in force on a day and those excluded by then, before they become subjects of any kind."""

    schools: Mapping[int, SchoolState]
    excluded: Mapping[int, "Left"]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """A school that would be counted but for a dated reason."""

    school: SchoolState
    reason: str
    on: dt.date | None


def roster(
    context: Context, on: dt.date, groups: Collection[SchoolGroup], *, growth_point: bool | None = None
) -> Roster:
    """Schools of the groups on a day; without a group all that the region had opened by then.

    Queries happen once per context.
    """
    members, left, warnings = _candidates(context, on, frozenset(groups))
    histories = _histories(context, frozenset(groups))
    schools: dict[int, SchoolState] = {}
    excluded: dict[int, Left] = {}
    for school_id in members | left.keys():
        state = histories.at(school_id, on)
        if not groups and not state.opened:
            continue
        if growth_point is not None and state.growth_point is not growth_point:
            continue
        if school_id not in members:
            excluded[school_id] = _left(state, left[school_id])
        elif not state.works:
            excluded[school_id] = _closed(state)
        else:
            schools[school_id] = state
    return Roster(schools, excluded, warnings)


def school_population(taken: Roster) -> Population:
    """The schools of a roster as subjects, by name."""
    return Population(
        [school_subject(state) for state in _sorted(taken.schools.values())],
        [Exclusion(school_subject(left.school), left.reason, left.on) for left in _by_school(taken)],
        taken.warnings,
    )


def school_subject(state: SchoolState) -> Subject:
    """A school as a subject."""
    return Subject(
        kind="school",
        key=f"school:{state.id}",
        label=state.short_name,
        municipality_id=state.municipality_id,
        school_id=state.id,
    )


def municipality_subject(municipality: Municipality) -> Subject:
    """A municipality as a subject."""
    return Subject(
        kind="municipality",
        key=f"municipality:{municipality.pk}",
        label=municipality.name,
        municipality_id=municipality.pk,
    )


def municipality_population(context: Context, taken: Roster | None) -> Population:
    """All municipalities of the region, or those with a school of the roster; by name.

    A municipality all of whose schools left is excluded, for the reason and on the day of the last of them.
    """
    municipalities = context.history.once(region_municipalities)
    if taken is None:
        return Population([municipality_subject(municipality) for municipality in municipalities])
    present = {state.municipality_id for state in taken.schools.values()}
    last: dict[int, Left] = {}
    for left in sorted(_by_school(taken), key=lambda left: left.on or dt.date.min):
        last[left.school.municipality_id] = left
    excluded = [
        Exclusion(municipality_subject(municipality), _no_school(last[municipality.pk]), last[municipality.pk].on)
        for municipality in municipalities
        if municipality.pk in last and municipality.pk not in present
    ]
    subjects = [municipality_subject(municipality) for municipality in municipalities if municipality.pk in present]
    return Population(subjects, excluded, taken.warnings)


@turning_on(lambda _municipalities: ())
def region_municipalities(history: History) -> list[Municipality]:
    """Every municipality of the programme's region, by name; load with `context.history.once`."""
    programme: Programme = history.programme
    return list(Municipality.objects.filter(region=programme.region_id).order_by("name"))


def _candidates(
    context: Context, on: dt.date, groups: frozenset[SchoolGroup]
) -> tuple[set[int], dict[int, Span[CohortMembership]], tuple[str, ...]]:
    """Schools that belong on the day, those that left by it with the membership they left last, and warnings."""
    if not groups:
        return set(context.history.once(_region_histories).schools), {}, ()
    members: set[int] = set()
    left: dict[int, Span[CohortMembership]] = {}
    warnings: list[str] = []
    for group in sorted(groups - {SchoolGroup.LOW_RESULTS}):
        programme_id = _programme_of(context.programme, group)
        if programme_id is None:
            warnings.append(_("No programme precedes this one: its cohort is empty."))
            continue
        of_cohort = context.history.once(_memberships)[programme_id]
        members.update(span.start.school_id for span in in_force(of_cohort, on))
        for span in of_cohort:
            if span.over(on) and not _left_later(left.get(span.start.school_id), span):
                left[span.start.school_id] = span
    if SchoolGroup.LOW_RESULTS in groups:
        listing = context.history.once(_lists).at(context.programme.region_id, on)
        if listing is None:
            warnings.append(_("The region has no list of low results on this day."))
        else:
            members.update(school.pk for school in listing.schools.all())
    return members, {school: span for school, span in left.items() if school not in members}, tuple(warnings)


def _left_later(one: Span[CohortMembership] | None, other: Span[CohortMembership]) -> bool:
    return one is not None and (one.ends_on or dt.date.max) > (other.ends_on or dt.date.max)


def _programme_of(programme: Programme, group: SchoolGroup) -> int | None:
    return programme.pk if group is SchoolGroup.CURRENT else programme.preceding_id


def _histories(context: Context, groups: frozenset[SchoolGroup]) -> SchoolHistories:
    if not groups:
        return context.history.once(_region_histories)
    return context.history.once(_listed_histories if SchoolGroup.LOW_RESULTS in groups else _cohort_histories)


def _membership_days(by_programme: Mapping[int, Collection[Span[CohortMembership]]]) -> Iterator[dt.date]:
    return turning_days(chain.from_iterable(by_programme.values()))


@turning_on(_membership_days)
def _memberships(history: History) -> dict[int, list[Span[CohortMembership]]]:
    return memberships(history.programme, history.known_at)


@turning_on(DatedValues.days)
def _lists(history: History) -> DatedValues[LowResultsListing]:
    return low_results_lists(history.programme.region_id, history.known_at)


@turning_on(SchoolHistories.days)
def _cohort_histories(history: History) -> SchoolHistories:
    return SchoolHistories(School.objects.filter(pk__in=member_ids(history)), history.known_at)


@turning_on(SchoolHistories.days)
def _listed_histories(history: History) -> SchoolHistories:
    """Schools on any list of low results and of the cohorts, for sentences that name both."""
    listed = School.objects.filter(low_results_listings__region=history.programme.region_id).values("pk")
    schools = School.objects.filter(Q(pk__in=member_ids(history)) | Q(pk__in=listed))
    return SchoolHistories(schools, history.known_at)


def member_ids(history: History) -> QuerySet[CohortMembership, Any]:
    """Schools that ever were in the programme's cohort or in the one before it, as a subquery."""
    programmes = [pk for pk in (history.programme.pk, history.programme.preceding_id) if pk is not None]
    return CohortMembership.objects.filter(cohort__programme__in=programmes).values("school")


@turning_on(SchoolHistories.days)
def _region_histories(history: History) -> SchoolHistories:
    schools = School.objects.filter(municipality__region=history.programme.region_id)
    return SchoolHistories(schools, history.known_at)


def _left(state: SchoolState, span: Span[CohortMembership]) -> Left:
    reason = _("left the project: %(why)s (%(basis)s)") % {"why": span.end.why, "basis": span.end.basis}
    return Left(state, reason, span.ends_on)


def _closed(state: SchoolState) -> Left:
    status = Status(state.status).label
    return Left(
        state, _("%(status)s (%(basis)s)") % {"status": status, "basis": state.status_basis}, state.status_since
    )


def _no_school(left: Left) -> str:
    return _("no school of the project any more; %(school)s %(reason)s") % {
        "school": left.school.short_name,
        "reason": left.reason,
    }


def _sorted(states: Collection[SchoolState]) -> list[SchoolState]:
    return sorted(states, key=lambda state: state.order)


def _by_school(taken: Roster) -> Iterator[Left]:
    return (taken.excluded[state.id] for state in _sorted([left.school for left in taken.excluded.values()]))
