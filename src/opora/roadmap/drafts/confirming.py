"""Saying of the fields of a draft that they are right, or how they are right, and taking it back."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.core import journal
from opora.core.actions import keep, void
from opora.core.actors import Actor
from opora.core.models import Origin, stamp
from opora.programmes.asked import last_day
from opora.roadmap.drafts.beginning import findings_of
from opora.roadmap.drafts.keys import Key, read_text
from opora.roadmap.drafts.values import checked, checked_formula
from opora.roadmap.drafts.words import words_for
from opora.roadmap.drafts.work import Work
from opora.roadmap.models import DraftCell, DraftCursor, DraftState, Field, OrderDraft


@transaction.atomic
def confirm_cell(*, draft: OrderDraft, key: Key, by: Actor, origin: str = Origin.ENTERED) -> DraftCell:
    """Say that a field is right as it stands; one that was confirmed or corrected already stays as it was said.

    ValidationError when what stands there cannot be right.
    """
    work = held(draft)
    if key in work.cells:
        return work.cells[key]
    return _write(work, key, _right(work, key), corrected=False, by=by, origin=origin)


@transaction.atomic
def correct_cell(*, draft: OrderDraft, key: Key, text: str, by: Actor, origin: str = Origin.ENTERED) -> DraftCell:
    """Say how a field is right. ValidationError with what is wrong with the text; see drafts.values."""
    work = held(draft)
    _refuse_strange(work, key, new=True)
    value = _read(work, key, text)
    same = key.field not in (Field.TARGET, Field.FORMULA) and value == read_text(
        work.read.actions[key.row - 1], key.field, key.position
    )
    cell = _write(work, key, value, corrected=not same, by=by, origin=origin)
    _look_again(draft)
    return cell


@transaction.atomic
def leave_uncounted(*, draft: OrderDraft, key: Key, by: Actor, origin: str = Origin.ENTERED) -> DraftCell:
    """Publish an indicator that nobody has said how to count: it is unknown until somebody defines it."""
    work = held(draft)
    _refuse_strange(work, key)
    return _write(work, key, "", corrected=True, by=by, origin=origin)


@transaction.atomic
def confirm_rows(*, draft: OrderDraft, rows: Iterable[int], by: Actor, origin: str = Origin.ENTERED) -> list[DraftCell]:
    """Say that every field of these rows that nobody confirmed yet is right; formulas are confirmed by themselves.

    ValidationError, and nothing is written, when one of them cannot be right.
    """
    work = held(draft)
    keys = [key for row in rows for key in work.keys(row) if not work.confirmed(key)]
    return _write_all(work, {key: _right(work, key) for key in keys}, by=by, origin=origin)


@transaction.atomic
def confirm_right_rows(
    *, draft: OrderDraft, rows: Iterable[int], by: Actor, origin: str = Origin.ENTERED
) -> list[DraftCell]:
    """The same for those of these rows that no error speaks of and that can be right; the others are left."""
    work = held(draft)
    wrong = {work.row_of(one) for one in work.open_errors}
    values: dict[Key, str] = {}
    for row in rows:
        try:
            own = {key: _right(work, key) for key in work.keys(row) if row not in wrong and not work.confirmed(key)}
        except ValidationError:
            continue
        values |= own
    return _write_all(work, values, by=by, origin=origin)


def _write_all(work: Work, values: Mapping[Key, str], *, by: Actor, origin: str) -> list[DraftCell]:
    draft = work.draft
    made = stamp(on=last_day(draft.region), by=by, origin=origin)
    cells = [
        DraftCell(draft=draft, row=key.row, field=key.field, position=key.position, value=value, **made)
        for key, value in values.items()
    ]
    DraftCell.objects.bulk_create(cells)
    if cells:
        fields = [[key.row, key.field.value, key.position] for key in values]
        journal.write(
            by=by,
            verb="confirm-fields",
            object_key=journal.key_of(draft),
            count=len(cells),
            details={"fields": fields},
        )
    return cells


@transaction.atomic
def undo(*, draft: OrderDraft, key: Key, by: Actor) -> None:
    """Take back what was said last of a field; what was said before it counts again. ValidationError for nothing."""
    work = held(draft)
    cell = work.cells.get(key)
    if cell is None:
        raise ValidationError(_("Nobody has confirmed this field."))
    void(record=cell, reason=_("taken back while the order was confirmed"), by=by, about=journal.key_of(draft))
    if cell.corrected:
        _look_again(draft)


@transaction.atomic
def stay_at(*, draft: OrderDraft, key: Key, by: Actor) -> None:
    """Keep where somebody is, so that they find the place again. It is no fact: nothing of it is journalled."""
    place = {"row": key.row, "field": key.field, "position": key.position}
    DraftCursor.objects.update_or_create(draft=draft, person=by.key, defaults=place)


def held(draft: OrderDraft) -> Work:
    """The draft, held so that two who confirm it come one after another. ValidationError when it is over."""
    locked = OrderDraft.objects.select_for_update().get(pk=draft.pk)
    if locked.state != DraftState.CHECKING:
        raise ValidationError(
            _("This order is not being confirmed any more: %(state)s.") % {"state": locked.get_state_display()}
        )
    return Work.of(locked)


def _refuse_strange(work: Work, key: Key, *, new: bool = False) -> None:
    """A field that the order does not have; `new` lets the indicator after the last one pass."""
    known = 1 <= key.row <= len(work.read.actions)
    if known and key.field == Field.FORMULA:
        known = work.indicator(key.row, key.position) is not None
    elif known:
        places = work.positions(key.row)
        read = range(1, len(work.read.actions[key.row - 1].indicators) + 1)
        free = {*read, max({*places, *read}, default=0) + 1} if new and key.field == Field.INDICATOR else set()
        known = key in work.keys(key.row) or (key.position in free)
    if not known:
        raise ValidationError(_("The order has no such field."))


def _right(work: Work, key: Key) -> str:
    """What stands in a field, checked as if somebody had written it."""
    _refuse_strange(work, key)
    text = work.text(key)
    if key.field == Field.FORMULA and not text:
        raise ValidationError(_("No formula is proposed. Write one, or leave the indicator uncounted for now."))
    return _read(work, key, text)


def _read(work: Work, key: Key, text: str) -> str:
    if key.field == Field.FORMULA:
        target = work.text(Key(key.row, Field.TARGET, key.position))
        return checked_formula(text, target, words_for(work.draft.region))
    return checked(work.order, work.row(key.row), key.field, text)


def _write(work: Work, key: Key, text: str, *, corrected: bool, by: Actor, origin: str) -> DraftCell:
    made = stamp(on=last_day(work.draft.region), by=by, origin=origin)
    place = {"row": key.row, "field": key.field, "position": key.position}
    earlier = work.text(key) if key in work.cells else None
    cell = keep(DraftCell(draft=work.draft, **place, value=text, corrected=corrected, **made))
    journal.write(
        by=by,
        verb="correct-field" if corrected else "confirm-field",
        object_key=journal.key_of(cell),
        about=journal.key_of(work.draft),
        details={**place, "before": earlier, "after": text},
    )
    return cell


def _look_again(draft: OrderDraft) -> None:
    """Find the faults of the order as it is corrected now."""
    locked = OrderDraft.objects.get(pk=draft.pk)
    locked.findings = findings_of(Work.of(locked).order)
    locked.save(update_fields=["findings"])
