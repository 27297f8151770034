"""Two rows that are one thing: what was recorded of the double is recorded anew of the one that is kept.

Both clocks hold. The double's records are voided and made again, with the days they happened on and everything that
depends on them, so that any earlier moment still shows them where they were. Undoing does the same backwards. The
double itself stays as a bare row, for those moments refer to it. Whatever app a table belongs to, it is found by its
relations; an app says with `check` what must not meet.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from opora.core import clock, journal, numbers
from opora.core.actors import Actor
from opora.core.models import Merge, Record, SpanEnd, SpanStart

TOLD = 20
"""Obstacles that a refusal names."""

Check = Callable[[models.Model, models.Model], Iterable[str]]
"""Given the kept one and its double: lines for people about what cannot stand side by side."""

Already = Callable[[models.Model, models.Model], Iterable[Record]]
"""Given the kept one and its double: records of the double that the kept one says as well."""

_checks: list[Check] = []
_already: list[Already] = []


class Clashing(ValidationError):
    """The two cannot be one as they are: mend what `obstacles` say first. Nothing was written."""

    def __init__(self, message: str, obstacles: list[str]) -> None:
        self.obstacles = obstacles
        shown = [*obstacles[:TOLD], *(["…"] if len(obstacles) > TOLD else [])]
        super().__init__(f"{message}: {'; '.join(shown)}.")


def check(function: Check) -> Check:
    """Register a check; an app does so in its module `merging`."""
    _checks.append(function)
    return function


def already(function: Already) -> Already:
    """Register what finds records that need not be made anew: taken back with the double, they stand with the kept."""
    _already.append(function)
    return function


@transaction.atomic
def merge(
    *,
    kept: models.Model,
    double: models.Model,
    reason: str,
    by: Actor,
    values: Collection[type[Record]] = (),
    leave: Collection[type[models.Model]] = (),
) -> Merge:
    """Make one of two rows of a table.

    `values`: tables of dated values, in which what the kept one says holds; the double's are taken over only where the
    kept one says nothing. `leave`: tables without clocks whose rows may stay with the double. ValidationError without a
    reason, for one and the same row, and for one that was merged already; Clashing with a list of what is in the way.
    """
    reason = reason.strip()
    table = type(kept)
    _refuse_at_once(kept, double, reason)
    list(table._base_manager.select_for_update().filter(pk__in=[kept.pk, double.pk]).order_by("pk"))
    if obstacles := _obstacles(kept, double, leave):
        raise Clashing(_("They cannot be merged"), obstacles)
    writing = _Writing(kept, double, reason, by)
    for record, anew in _concerned(kept, double, values):
        writing.void(record)
        if anew:
            writing.record_anew(record)
    merged = Merge.objects.create(
        kept=_label(kept),
        double=_label(double),
        reason=reason,
        voided=[_label(one) for one in writing.voided],
        made=[_label(one) for one in writing.made],
        merged_at=clock.now(),
        merged_by=by.key,
    )
    count = len(writing.voided)
    journal.write(by=by, verb="merge", object_key=journal.key_of(merged), about=journal.key_of(kept), count=count)
    return merged


@dataclass(frozen=True, slots=True)
class Preview:
    """What merging would do: how many records of which kind it takes over or only takes back, what is in the way."""

    carried: tuple[tuple[str, int], ...]
    dropped: tuple[tuple[str, int], ...]
    obstacles: tuple[str, ...]


def preview(
    *,
    kept: models.Model,
    double: models.Model,
    values: Collection[type[Record]] = (),
    leave: Collection[type[models.Model]] = (),
) -> Preview:
    """The same as `merge` would find it now; writes nothing. ValidationError for two that can never be merged."""
    _refuse_pair(kept, double)
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for record, anew in _concerned(kept, double, values):
        counts[anew][str(record._meta.verbose_name_plural)] += 1
    told = {anew: tuple(sorted(counted.items())) for anew, counted in counts.items()}
    return Preview(told[True], told[False], tuple(_obstacles(kept, double, leave)))


@transaction.atomic
def undo(*, merged: Merge, reason: str, by: Actor) -> Merge:
    """Take a merge back: what it made is voided, what it voided is recorded anew of the double.

    ValidationError without a reason or when it was taken back already; Clashing when something rests on what it made,
    or some of that was taken back since.
    """
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("Say why the merge is taken back.")})
    merged = Merge.objects.select_for_update().get(pk=merged.pk)
    if merged.undone_at:
        raise ValidationError(_("Merge %(number)d was taken back already.") % {"number": merged.pk})
    made = [_thing(label) for label in merged.made]
    if obstacles := [*_touched(made), *_rests(made), *_replaced_since(made)]:
        raise Clashing(_("Merge %(number)d cannot be taken back") % {"number": merged.pk}, obstacles)
    double = _thing(merged.double)
    writing = _Writing(double, double, reason, by)
    for record in made:
        writing.void(record)
    for label in merged.voided:
        writing.record_anew(_thing(label))
    merged.undone_at, merged.undone_by, merged.undo_reason = clock.now(), by.key, reason
    merged.restored = [_label(one) for one in writing.made]
    merged.save(update_fields=["undone_at", "undone_by", "undo_reason", "restored"])
    about = journal.key_of(_thing(merged.kept))
    journal.write(by=by, verb="undo-merge", object_key=journal.key_of(merged), about=about, count=len(merged.voided))
    return merged


@transaction.atomic
def add_made(*, merged: Merge, records: Collection[Record]) -> Merge:
    """Let a merge answer for more that its caller made with it, so that undoing voids it too."""
    merged.made = [*merged.made, *map(_label, records)]
    merged.save(update_fields=["made"])
    return merged


def merged_into(table: type[models.Model]) -> dict[int, int]:
    """For every double of a table the key of the row that is kept, over several merges in a row."""
    prefix = f"{table._meta.label_lower}:"
    rows = Merge.objects.filter(undone_at=None, double__startswith=prefix).values_list("double", "kept")
    into = {int(double.removeprefix(prefix)): int(kept.removeprefix(prefix)) for double, kept in rows}
    for double, kept in into.items():
        while kept in into:
            kept = into[kept]  # noqa: PLW2901 - followed to the last
        into[double] = kept
    return into


def merges_of(table: type[models.Model]) -> models.QuerySet[Merge]:
    """Every merge of rows of a table, undone or not, in the order they were made."""
    return Merge.objects.filter(double__startswith=f"{table._meta.label_lower}:").order_by("pk")


def as_line(merged: Merge, codes: Mapping[int, str]) -> str:
    """A merge for the terminal."""
    kept, double = _known_by(merged, codes)
    day = numbers.day(timezone.localdate(merged.merged_at))
    back = [_("taken back: %(reason)s") % {"reason": merged.undo_reason}] if merged.undone_at else []
    return "  ".join([str(merged.pk), day, f"{double} → {kept}", merged.reason, *back])


def as_data(merged: Merge, codes: Mapping[int, str]) -> dict[str, object]:
    """A merge for JSON; `codes` are what its two rows are known by, by their ids."""
    kept, double = _known_by(merged, codes)
    names = ("reason", "merged_at", "merged_by", "undone_at", "undone_by", "undo_reason")
    told = {name: getattr(merged, name) for name in names}
    return {"number": merged.pk, "kept": kept, "double": double, "records": len(merged.voided), **told}


def _known_by(merged: Merge, codes: Mapping[int, str]) -> tuple[str, str]:
    kept, double = (codes.get(int(label.rpartition(":")[2]), label) for label in (merged.kept, merged.double))
    return kept, double


def voided_by_merges() -> dict[str, int]:
    """For every record ("app.model:id") that a merge made anew elsewhere the number of that merge, undone or not."""
    rows = Merge.objects.order_by("pk").values_list("pk", "voided")
    return {label: number for number, voided in rows for label in voided}


class _Writing:
    """Voids records and makes them again with one row in the place of another; remembers both."""

    def __init__(self, into: models.Model, instead_of: models.Model, reason: str, by: Actor) -> None:
        self._into = into
        self._instead_of = instead_of
        self._reason = reason
        self._by = by
        self._now = clock.now()
        self._successors: dict[tuple[type[models.Model], int], models.Model] = {}
        self.voided: list[Record] = []
        self.made: list[Record] = []

    def void(self, record: Record) -> None:
        standing = type(record)._base_manager.filter(pk=record.pk, voided_at=None)
        standing.update(voided_at=self._now, voided_by=self._by.key, void_reason=self._reason)
        self.voided.append(record)

    def record_anew(self, record: Record) -> None:
        """The same fact, known from now on."""
        table = type(record)
        fields = {
            field.name: self._replaced(getattr(record, field.name))
            if field.is_relation
            else getattr(record, field.name)
            for field in table._meta.concrete_fields
            if not field.primary_key and not field.name.startswith("void")
        }
        made = table(**{**fields, "recorded_at": self._now, "recorded_by": self._by.key})
        made.save(force_insert=True)
        for field in table._meta.many_to_many:
            many = [self._replaced(one) for one in getattr(record, field.name).all()]
            getattr(made, field.name).set({one.pk: one for one in many if one}.values())
        self._successors[table, record.pk] = made
        self.made.append(made)

    def _replaced(self, thing: models.Model | None) -> models.Model | None:
        if thing is None:
            return None
        return self._into if thing == self._instead_of else self._successors.get((type(thing), thing.pk), thing)


def _refuse_at_once(kept: models.Model, double: models.Model, reason: str) -> None:
    if not reason:
        raise ValidationError({"reason": _("Say why the two are one.")})
    _refuse_pair(kept, double)


def _refuse_pair(kept: models.Model, double: models.Model) -> None:
    if type(kept) is not type(double) or kept.pk == double.pk:
        raise ValidationError(_("Name two different ones."))
    merged = merged_into(type(kept))
    for one in (kept, double):
        if one.pk in merged:
            raise ValidationError(_("%(name)s was merged with another already.") % {"name": one})


def _obstacles(kept: models.Model, double: models.Model, leave: Collection[type[models.Model]]) -> list[str]:
    autodiscover_modules("merging")
    return [*_without_clocks(double, leave), *(line for one in _checks for line in one(kept, double))]


def _concerned(kept: models.Model, double: models.Model, values: Collection[type[Record]]) -> list[tuple[Record, bool]]:
    """The records of the double, each once and after what it depends on, and whether it is made anew."""
    autodiscover_modules("merging")
    known = {(type(one), one.pk) for function in _already for one in function(kept, double)}
    found: dict[tuple[type[Record], int], tuple[Record, bool]] = {}

    def add(record: Record, *, anew: bool) -> None:
        if (type(record), record.pk) in found:
            return
        anew = anew and (type(record), record.pk) not in known
        found[type(record), record.pk] = record, anew
        for relation in _relations(type(record)):
            for one in _standing(relation, record):
                add(one, anew=anew)

    for relation in _relations(type(kept)):
        said = relation.related_model in values and _standing(relation, kept).exists()
        for record in _with_later(_standing(relation, double)):
            add(record, anew=not said)
    return list(found.values())


def _relations(table: type[models.Model]) -> list[Any]:
    """Relations through which records refer to rows of a table; also many at once."""
    return [relation for relation in table._meta.related_objects if issubclass(relation.related_model, Record)]


def _standing(relation: Any, thing: models.Model) -> models.QuerySet[Any]:
    rows: models.QuerySet[Any] = relation.related_model._base_manager.filter(
        **{relation.field.name: thing}, voided_at=None
    )
    return rows.order_by("occurred_on", "recorded_at", "pk")


def _with_later(records: Iterable[Record]) -> list[Record]:
    """These, and those that replace one of them on the same day: made anew they must stay the later ones."""
    found = list(records)
    more = {(type(one), one.pk): one for record in found for one in (record, *_later(record))}
    return sorted(more.values(), key=lambda one: (one.occurred_on, one.recorded_at, one.pk))


def _later(record: Record) -> models.QuerySet[Any]:
    """Standing values of the same subject and day that were recorded after this one; spans replace nothing."""
    table = type(record)
    if issubclass(table, SpanStart | SpanEnd):
        return table._base_manager.none()
    same = {field.name: getattr(record, field.name) for field in table._meta.concrete_fields if field.is_relation}
    rows = table._base_manager.filter(**same, occurred_on=record.occurred_on, voided_at=None)
    return rows.filter(
        models.Q(recorded_at__gt=record.recorded_at) | models.Q(recorded_at=record.recorded_at, pk__gt=record.pk)
    )


def _replaced_since(made: Collection[Record]) -> Iterator[str]:
    own = {(type(one), one.pk) for one in made}
    for record in made:
        for other in _later(record):
            if (type(other), other.pk) not in own:
                yield _("%(what)s of %(day)s: entered since") % _told(other)


def _without_clocks(double: models.Model, leave: Collection[type[models.Model]]) -> Iterator[str]:
    """Rows that keep no history and refer to the double: they can be neither voided nor left behind unseen."""
    for relation in double._meta.related_objects:
        table = relation.related_model
        if issubclass(table, Record) or table in leave:
            continue
        if count := table._base_manager.filter(**{relation.field.name: double}).count():
            yield f"{table._meta.verbose_name_plural} – {count}"


def _touched(made: Iterable[Record]) -> Iterator[str]:
    for record in made:
        if record.voided_at:
            yield _("%(what)s of %(day)s: taken back since") % _told(record)


def _rests(made: Collection[Record]) -> Iterator[str]:
    """Standing records that refer to what the merge made and are not its own."""
    own = {(type(one), one.pk) for one in made}
    for record in made:
        for relation in _relations(type(record)):
            for other in _standing(relation, record):
                if (type(other), other.pk) not in own:
                    yield _("%(what)s of %(day)s: entered since") % _told(other)


def _told(record: Record) -> dict[str, object]:
    return {"what": record._meta.verbose_name, "day": record.occurred_on}


def _label(thing: models.Model) -> str:
    """What finds a row again: "app.model:id"."""
    return f"{thing._meta.label_lower}:{thing.pk}"


def _thing(label: str) -> Any:
    name, _colon, key = label.rpartition(":")
    return apps.get_model(name)._base_manager.get(pk=key)
