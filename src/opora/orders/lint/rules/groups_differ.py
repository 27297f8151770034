"""An action invites several groups, its indicator counts several, and the lists differ.

Proposed: count the groups that the indicator names.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import told
from opora.orders.order import Order, Severity

_GROUPS = {
    "heads": r"руководител|директор",
    "teams": r"управленческ[а-я]+ команд",
    "curators": r"куратор",
    "coordinators": r"координатор",
    "teachers": r"педагог|учител",
    "methodists": r"методист",
    "deputies": r"заместител",
    "experts": r"эксперт",
}


@rule("R-08", Severity.WARNING)
def groups_differ(order: Order) -> Iterator[Found]:
    for action in order.actions:
        invited = _groups(action.title)
        for indicator in action.indicators if len(invited) > 1 else ():
            counted = _groups(re.split(r"\bприня|\bучаствова", told(indicator.text))[0])
            if len(counted) < 2 or invited == counted:
                continue
            parts = []
            if invited - counted:
                parts.append(_("invited and not counted: {names}").format(names=_names(invited - counted)))
            if counted - invited:
                parts.append(_("counted and not invited: {names}").format(names=_names(counted - invited)))
            text = _("The groups of the action and of its indicator differ; {parts}.").format(parts="; ".join(parts))
            mend = _("Count as the indicator says: {names}.").format(names=_names(counted))
            yield Found(action, text, mend, Column.INDICATORS)


def _groups(text: str) -> set[str]:
    folded = told(text)
    return {name for name, pattern in _GROUPS.items() if re.search(pattern, folded)}


def _names(groups: set[str]) -> str:
    names = {
        "heads": pgettext("groups of people", "heads"),
        "teams": pgettext("groups of people", "management teams"),
        "curators": pgettext("groups of people", "curators"),
        "coordinators": pgettext("groups of people", "coordinators"),
        "teachers": pgettext("groups of people", "teachers"),
        "methodists": pgettext("groups of people", "methodists"),
        "deputies": pgettext("groups of people", "deputies"),
        "experts": pgettext("groups of people", "experts"),
    }
    return ", ".join(names[group] for group in _GROUPS if group in groups)
