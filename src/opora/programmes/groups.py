"""The schools a sentence can speak of (`current`, `previous`, `low_results`), and how they are spoken of."""

from collections.abc import Iterable
from enum import StrEnum

from django.utils.translation import pgettext


class SchoolGroup(StrEnum):
    """What a word takes as its cohort."""

    CURRENT = "current"
    PREVIOUS = "previous"
    LOW_RESULTS = "low_results"


def schools_phrase(schools: str, groups: Iterable[str]) -> str:
    """`schools` ("heads of schools", in the genitive plural) of these groups.

    A group is a `SchoolGroup`, or the title that a programme gives it: the year of the cohort.
    """
    return _phrase(
        schools,
        groups,
        years=pgettext("schools …", "in the project of %(years)s"),
        listed=pgettext("schools …", "on the list of low results"),
        everywhere=pgettext("schools …", "of the region"),
    )


def municipalities_phrase(groups: Iterable[str]) -> str:
    """Municipalities with a school of these groups, in the genitive plural."""
    return _phrase(
        pgettext("genitive plural", "municipalities"),
        groups,
        years=pgettext("municipalities …", "in the project of %(years)s"),
        listed=pgettext("municipalities …", "with schools on the list of low results"),
        everywhere=pgettext("municipalities …", "of the region"),
    )


def _phrase(head: str, groups: Iterable[str], *, years: str, listed: str, everywhere: str) -> str:
    chosen = list(dict.fromkeys(groups))
    spoken_years = [_year(group) for group in sorted(chosen) if group != SchoolGroup.LOW_RESULTS]
    either = pgettext("joins two alternatives", "or")
    tails = [years % {"years": f" {either} ".join(spoken_years)}] if spoken_years else []
    if SchoolGroup.LOW_RESULTS in chosen:
        tails.append(listed)
    return f"{head} {f' {either} '.join(tails) or everywhere}"


def _year(group: str) -> str:
    if group == SchoolGroup.CURRENT:
        return pgettext("project of …", "this year")
    if group == SchoolGroup.PREVIOUS:
        return pgettext("project of …", "last year")
    return group
