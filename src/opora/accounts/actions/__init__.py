"""Writing about people: entering them, how they sign in, and the posts they are given, leave and hand over."""

from opora.accounts.actions.appointing import (
    NewAppointment,
    Organisation,
    appoint,
    appoint_each,
    appoint_many,
    end_appointment,
    end_each,
    hand_over_each,
    handover,
    replace,
    take_back,
    take_back_end,
)
from opora.accounts.actions.people import (
    NewPerson,
    add_people,
    add_person,
    allow_sign_in,
    change_person,
    forbid_sign_in,
    give_password,
    set_password,
)

__all__ = [
    "NewAppointment",
    "NewPerson",
    "Organisation",
    "add_people",
    "add_person",
    "allow_sign_in",
    "appoint",
    "appoint_each",
    "appoint_many",
    "change_person",
    "end_appointment",
    "end_each",
    "forbid_sign_in",
    "give_password",
    "hand_over_each",
    "handover",
    "replace",
    "set_password",
    "take_back",
    "take_back_end",
]
