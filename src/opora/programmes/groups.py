"""The schools a sentence can speak of: `current`, `previous` and `low_results`."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


class SchoolGroup(StrEnum):
    """What a word takes as its cohort."""

    CURRENT = "current"
    PREVIOUS = "previous"
    LOW_RESULTS = "low_results"


def schools_phrase(groups: Iterable[SchoolGroup]) -> str:
    """The schools of these groups in the genitive plural; without a group, all schools of the region."""
    chosen = frozenset(groups)
    return _joined(chosen, _SCHOOLS)


def municipalities_phrase(groups: Iterable[SchoolGroup]) -> str:
    """The municipalities with such schools in the genitive plural; without a group, all of the region."""
    return _joined(frozenset(groups), _MUNICIPALITIES)


def _joined(groups: frozenset[SchoolGroup], phrases: dict[frozenset[SchoolGroup], Callable[[], str]]) -> str:
    """The phrase for exactly these groups, or those of its parts joined by "and"."""
    if groups in phrases:
        return phrases[groups]()
    years = groups & {SchoolGroup.CURRENT, SchoolGroup.PREVIOUS}
    parts = [phrases[years](), phrases[groups - years]()]
    return get_text_list(parts, pgettext("joins two groups of schools", "and"))


_SCHOOLS: dict[frozenset[SchoolGroup], Callable[[], str]] = {
    frozenset(): lambda: _("schools of the region"),
    frozenset({SchoolGroup.CURRENT}): lambda: _("schools of this year's project"),
    frozenset({SchoolGroup.PREVIOUS}): lambda: _("schools of last year's project"),
    frozenset({SchoolGroup.CURRENT, SchoolGroup.PREVIOUS}): lambda: _("schools of this and last year's project"),
    frozenset({SchoolGroup.LOW_RESULTS}): lambda: _("schools on the list of low results"),
}
_MUNICIPALITIES: dict[frozenset[SchoolGroup], Callable[[], str]] = {
    frozenset(): lambda: _("municipalities of the region"),
    frozenset({SchoolGroup.CURRENT}): lambda: _("municipalities with schools of this year's project"),
    frozenset({SchoolGroup.PREVIOUS}): lambda: _("municipalities with schools of last year's project"),
    frozenset({SchoolGroup.CURRENT, SchoolGroup.PREVIOUS}): lambda: _(
        "municipalities with schools of this and last year's project"
    ),
    frozenset({SchoolGroup.LOW_RESULTS}): lambda: _("municipalities with schools on the list of low results"),
}
