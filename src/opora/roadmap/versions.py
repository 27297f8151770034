"""The version of a roadmap in force on a day: which rows it has, their numbers and wording.

Version 1 is the roadmap as it was loaded. Each later one is an order that amends it; what it says otherwise are rows of
their own, so the version before stays computable for the days before.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, FilteredRelation
from django.utils.translation import gettext as _

from opora.core import clock
from opora.core.dated import DatedValues
from opora.core.models import was_known
from opora.programmes.models import Programme
from opora.roadmap.models import Action, ActionWording, Brought, Indicator, Roadmap
from opora.roadmap.outline import Amendment

Codes = Mapping[int, Sequence[str]]
"""Codes by the key of the action."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A row as one version words it. `action` lends what no version changes."""

    action: Action
    position: int
    number: str
    title_ru: str
    title_en: str
    section: str
    executors: tuple[str, ...]
    pages: tuple[str, ...]
    indicators: tuple[Indicator, ...]

    @property
    def title(self) -> str:
        """In the active language."""
        return Action(title_ru=self.title_ru, title_en=self.title_en).title


class Wordings:
    """The rows of a roadmap on any day, from records that were loaded."""

    def __init__(
        self,
        actions: Iterable[Action],
        indicators: Iterable[Indicator],
        wordings: Iterable[ActionWording],
        *,
        executors: Codes,
        pages: Codes,
    ) -> None:
        """`wordings` oldest first; `executors` and `pages` as the rows themselves have them."""
        self._actions = list(actions)
        self._of_action: dict[int, list[Indicator]] = defaultdict(list)
        self._keyed: dict[str, Indicator] = {}
        for one in indicators:
            self._of_action[one.action_id].append(one)
            self._keyed[one.key] = one
        self._wordings = DatedValues(wordings, of="action_id")
        self._executors, self._pages = executors, pages

    def on(self, day: dt.date) -> tuple[Worded, ...]:
        """The rows of the version in force on a day, in its order."""
        return tuple(sorted(self._rows(day), key=lambda row: (row.position, row.action.pk)))

    def latest(self) -> tuple[Worded, ...]:
        """The rows of the last version."""
        return self.on(dt.date.max)

    def _rows(self, day: dt.date) -> Iterator[Worded]:
        for action in self._actions:
            if action.amendment_id is None or action.occurred_on <= day:
                wording = self._wordings.at(action.pk, day)
                if wording is None or not wording.dropped:
                    yield self.worded(action, wording)

    def history(self, action: Action) -> list[ActionWording]:
        """How versions worded an action anew, oldest first."""
        return self._wordings.history(action.pk)

    def worded(self, action: Action, wording: ActionWording | None) -> Worded:
        """The row by one of its wordings; None is that of the version that brought it."""
        return self._anew(action, wording) if wording else self._own(action)

    def _own(self, action: Action) -> Worded:
        """As the version words it that brought the row."""
        return Worded(
            action=action,
            position=action.position,
            number=action.number,
            title_ru=action.title_ru,
            title_en=action.title_en,
            section=action.section,
            executors=tuple(self._executors.get(action.pk, ())),
            pages=tuple(self._pages.get(action.pk, ())),
            indicators=tuple(one for one in self._of_action[action.pk] if one.amendment_id == action.amendment_id),
        )

    def _anew(self, action: Action, wording: ActionWording) -> Worded:
        return Worded(
            action=action,
            position=wording.position,
            number=wording.number,
            title_ru=wording.title_ru,
            title_en=wording.title_en,
            section=wording.section,
            executors=tuple(wording.executors),
            pages=tuple(wording.pages),
            indicators=tuple(self._keyed[key] for key in wording.indicators if key in self._keyed),
        )


def roadmap_known(programme: Programme, known_at: dt.datetime) -> tuple[Roadmap, list[Amendment]] | None:
    """The roadmap of a programme and what amends it, oldest first, as known at a moment: one query."""
    versions = FilteredRelation("versions", condition=was_known(known_at, prefix="versions__"))
    columns = {name: F(f"version__{name}") for name in ("pk", "number", "order_number", "order_date", "occurred_on")}
    rows = Roadmap.objects.filter(programme=programme).known_at(known_at).annotate(version=versions)
    order = ("version__occurred_on", "version__recorded_at", "version__pk")
    found: list[Any] = list(
        rows.annotate(**{f"version_{name}": column for name, column in columns.items()}).order_by(*order)
    )
    if not found:
        return None
    return found[0], [_amendment(row) for row in found if row.version_number is not None]


def _amendment(row: Any) -> Amendment:
    """From the columns that stand beside the roadmap."""
    return Amendment(
        id=row.version_pk,
        version=row.version_number,
        order_number=row.version_order_number,
        order_date=row.version_order_date,
        since=row.version_occurred_on,
    )


def number_on(action: Action, day: dt.date) -> str:
    """The number of an action in the version in force on a day, as known now; one query."""
    wording = ActionWording.objects.known(day, clock.now()).filter(action=action).oldest_first().last()
    return wording.number if wording else action.number


def refuse_brought(record: Brought) -> None:
    """ValidationError when an order that amends the roadmap brought the record: it falls with that version alone."""
    if record.amendment:
        message = _("Order No. %(number)s set it: take back version %(version)d of the roadmap instead.")
        said = {"number": record.amendment.order_number, "version": record.amendment.number}
        raise ValidationError(message % said)


def fresh_key(wanted: str, version: int, taken: Collection[str]) -> str:
    """The key of an indicator that a version brings: as any other where nobody ever had it, else marked by the version.

    "49" of a row put at the end; "12-2" of a row that version 2 put in as number 12, for "12" stays with its indicator.
    """
    if wanted not in taken:
        return wanted
    marked = f"{wanted}-{version}"
    return next(key for key in (marked, *(f"{marked}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)
