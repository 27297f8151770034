"""Writing about events: planning them, presenting at them, noting who was there, closing the list."""

from opora.events.actions.attendance import close_attendance, note_presences, reopen_attendance, take_presence_back
from opora.events.actions.certifying import certify
from opora.events.actions.checking import check_in_name, check_in_person, close_check_in, open_check_in
from opora.events.actions.feedback import give_feedback
from opora.events.actions.inviting import answer, invite, invite_guest, take_invitation_back
from opora.events.actions.lists import Brought, bring_list, decide, take_list_back, undecide
from opora.events.actions.planning import (
    Changes,
    Planned,
    call_off,
    change_event,
    change_series,
    hold,
    move,
    plan_event,
    plan_series,
    take_back,
)
from opora.events.actions.presenting import note_speaker

__all__ = [
    "Brought",
    "Changes",
    "Planned",
    "answer",
    "bring_list",
    "call_off",
    "certify",
    "change_event",
    "change_series",
    "check_in_name",
    "check_in_person",
    "close_attendance",
    "close_check_in",
    "decide",
    "give_feedback",
    "hold",
    "invite",
    "invite_guest",
    "move",
    "note_presences",
    "note_speaker",
    "open_check_in",
    "plan_event",
    "plan_series",
    "reopen_attendance",
    "take_back",
    "take_invitation_back",
    "take_list_back",
    "take_presence_back",
    "undecide",
]
