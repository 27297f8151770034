"""To-dos as plain data: the JSON of `opora todo list`."""

import datetime as dt
from dataclasses import asdict
from typing import Any

from opora.inbox.lists import Item
from opora.inbox.models import Delegation, Snooze
from opora.roadmap.exports.data import member_data


def item_data(item: Item, day: dt.date) -> dict[str, Any]:
    """One to-do of a person on a day. `moves` is null when its step alone moves nothing, `due` without a deadline."""
    todo = item.todo
    return {
        "key": todo.key,
        "step": todo.step,
        "where": todo.gap.where,
        "due": todo.due.isoformat() if todo.due else None,
        "overdue": todo.overdue(day),
        "action": todo.action.number,
        "title": todo.action.outline.title,
        "indicator": todo.indicator.key,
        "subjects": [_subject(member_data(one)) for one in todo.members],
        "moves": asdict(todo.move) if todo.move else None,
        "role": todo.closing.role,
        "vacant": todo.answerable.vacant,
        "active": item.active,
        "put_off": _said(item.snooze),
        "given": _said(item.given),
        "received": _said(item.received),
    }


def _subject(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in ("key", "kind", "label", "municipality", "school", "reason")}


def _said(row: Snooze | Delegation | None) -> dict[str, Any] | None:
    """What was said of it: up to which day, why; by whom and to whom it was handed over, by their logins."""
    if row is None:
        return None
    people = {"from": row.person.login, "to": row.to.login} if isinstance(row, Delegation) else {}
    return {"until": row.until.isoformat(), "reason": row.reason, **people}
