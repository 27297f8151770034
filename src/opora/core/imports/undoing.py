"""Taking an import back as a whole: records are voided, what keeps no history is put back or removed.

It is refused while something later rests on what the import made; nothing is taken back then. The check runs over all
tables that refer to it, whichever app they belong to.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from opora.core import clock, journal
from opora.core.actors import Actor
from opora.core.imports.plans import Kind, Tell, kinds, unheard
from opora.core.merging import voided_by_merges
from opora.core.models import ImportBatch, ImportState, ImportStep, Record

PORTION = 200
"""Steps of a transaction."""
TOLD = 20
"""Obstacles that a refusal names."""

Table = type[models.Model]
Keys = dict[Table, set[int]]


class Resting(ValidationError):
    """Something later rests on what the import made: undo that first. `obstacles` are lines for people."""

    def __init__(self, batch: ImportBatch, obstacles: Sequence[str]) -> None:
        self.obstacles = list(obstacles)
        message = _("Import %(number)d cannot be taken back, later entries rest on it: %(obstacles)s.")
        shown = [*self.obstacles[:TOLD], *(["…"] if len(self.obstacles) > TOLD else [])]
        super().__init__(message % {"number": batch.pk, "obstacles": "; ".join(shown)})


def obstacles(batch: ImportBatch) -> list[str]:
    """What rests on an import, as lines for people; with any it cannot be taken back."""
    return list(_obstacles(kinds()[batch.kind], batch.steps.filter(undone=False), _made(batch.steps.all())))


def undo(*, batch: ImportBatch, reason: str, by: Actor, tell: Tell = unheard) -> int:
    """Take an import back; says how many things it was. An interrupted undoing is continued by the same call.

    ValidationError without a reason, or when it was taken back already; Resting when something rests on it.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the import is taken back.")})
    if batch.state == ImportState.UNDONE:
        raise ValidationError(_("Import %(number)d was taken back already.") % {"number": batch.pk})
    if found := obstacles(batch):
        raise Resting(batch, found)
    own, total = _made(batch.steps.all()), batch.steps.count()
    if batch.state != ImportState.UNDOING:
        now = clock.now()
        ImportBatch.objects.filter(pk=batch.pk).update(
            state=ImportState.UNDOING, undone_at=now, undone_by=by.key, undo_reason=reason.strip()
        )
    portion_size = None if kinds()[batch.kind].at_once else PORTION
    while portion := list(batch.steps.filter(undone=False).order_by("-pk")[:portion_size]):
        _take_back(batch, portion, own, reason.strip(), by)
        tell(batch.steps.filter(undone=True).count(), total)
    with transaction.atomic():
        ImportBatch.objects.filter(pk=batch.pk).update(state=ImportState.UNDONE)
        batch.refresh_from_db()
        journal.write(by=by, verb="undo-import", object_key=journal.key_of(batch), about=batch.of, count=total)
    return total


@transaction.atomic
def _take_back(batch: ImportBatch, steps: Sequence[ImportStep], own: Keys, reason: str, by: Actor) -> None:
    kind = kinds()[batch.kind]
    if found := list(_obstacles(kind, steps, own)):  # entered since the check before
        raise Resting(batch, found)
    for table, keys in _made(steps).items():
        if issubclass(table, Record):
            standing = table._base_manager.filter(pk__in=keys, voided_at=None)
            standing.update(voided_at=clock.now(), voided_by=by.key, void_reason=reason)
    _remove(kind, [place for step in steps for place in _removed(step)], by)
    changed = [(_thing(one["thing"]), one["earlier"]) for step in steps for one in step.changed]
    if changed and kind.put_back:
        kind.put_back(changed, by)
    ImportStep.objects.filter(pk__in=[step.pk for step in steps]).update(undone=True)


def _remove(kind: Kind, places: Sequence[tuple[Table, int]], by: Actor) -> None:
    if kind.take_away:
        things = [thing for table, key in places for thing in table._base_manager.filter(pk=key)]
        if things:
            kind.take_away(things, by)
        return
    for table, key in places:
        table._base_manager.filter(pk=key).delete()


def _made(steps: Iterable[ImportStep]) -> Keys:
    """Everything that steps made, by table."""
    made: Keys = defaultdict(set)
    for step in steps:
        for text in step.made:
            table, key = _found(text)
            made[table].add(key)
    return made


def _found(text: str) -> tuple[Table, int]:
    name, _colon, key = text.rpartition(":")
    return apps.get_model(name), int(key)


def _thing(text: str) -> models.Model:
    table, key = _found(text)
    return table._base_manager.get(pk=key)


def _removed(step: ImportStep) -> list[tuple[Table, int]]:
    """What is deleted: a thing without clocks of which the step made no records.

    A thing that is known by its records alone, such as a school, stays as a bare code: earlier moments still show it.
    """
    made = [_found(text) for text in step.made]
    return [] if any(issubclass(table, Record) for table, _key in made) else made


def _obstacles(kind: Kind, steps: Iterable[ImportStep], own: Keys) -> Iterator[str]:
    """What rests on the steps, as lines for people: "22-0415: assignments – 2"."""
    steps = list(steps)
    names = {text: step.key for step in steps for text in step.made}
    removed = set() if kind.take_away else {place for step in steps for place in _removed(step)}
    for table, keys in _made(steps).items():
        counted: Counter[tuple[int, str]] = Counter()
        for relation in table._meta.related_objects:
            counted += _resting(relation, keys, own, {key for one, key in removed if one is table})
        for (key, what), count in sorted(counted.items()):
            name = names[f"{table._meta.label_lower}:{key}"]
            yield f"{name}: {what} – {count}"
        for key, what in kind.resting(table, keys, own) if kind.resting else ():
            yield f"{names[f'{table._meta.label_lower}:{key}']}: {what}"
    merged = voided_by_merges()
    for step in steps:
        for number in sorted({merged[text] for text in step.made if text in merged}):
            yield _("%(name)s: merged with another (merge %(number)d)") % {"name": step.key, "number": number}
        for one in step.changed:
            table, key = _found(one["thing"])
            if not table._base_manager.filter(pk=key, **one["later"]).exists():
                yield _("%(name)s: changed since") % {"name": step.key}


def _resting(relation: Any, keys: set[int], own: Keys, removed: set[int]) -> Counter[tuple[int, str]]:
    """Rows of another table that refer to these keys and are not the import's own, by key.

    A voided record rests on nothing, but what it refers to cannot be deleted.
    """
    table, name = relation.related_model, relation.field.attname if relation.one_to_many else relation.field.name
    rows = table._base_manager.filter(**{f"{relation.field.name}__in": keys})
    columns = ["pk", name, *(["voided_at"] if issubclass(table, Record) else [])]
    found: Counter[tuple[int, str]] = Counter()
    what = str(table._meta.verbose_name)
    for pk, key, *voided in rows.values_list(*columns):
        if pk not in own.get(table, ()) and (key in removed or voided in ([], [None])):
            found[key, what] += 1
    return found
