"""What moved a figure, in words: the cause, then how many, so that no noun has to follow a verb."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opora.indicators.changes import Cause, Change, Step
from opora.indicators.nouns import counted


def step_text(step: Step) -> str:
    """Where the changes of a step come from."""
    return {
        Step.CORRECTED: _("What is known otherwise of the days before"),
        Step.HAPPENED: _("What happened since"),
        Step.REDEFINED: _("What is counted otherwise"),
    }[step]


def cause_text(change: Change, unit: str) -> str:
    """ "Засчитано: 10 школ"."""
    return _("%(cause)s: %(units)s") % {"cause": _cause(change), "units": counted(unit or "subject", _moved(change))}


def _moved(change: Change) -> int:
    """How many units came or went, were counted in or out, or became known."""
    before, after = change.before, change.after
    if change.cause in (Cause.ENTERED, Cause.LEFT):
        return abs(after.total - before.total)
    if change.cause in (Cause.MET, Cause.UNMET):
        return abs(after.met - before.met)
    return abs(after.unknown - before.unknown)


def _cause(change: Change) -> str:
    if change.step is Step.CORRECTED:
        return {
            Cause.ENTERED: pgettext("cause", "Recorded later as taking part"),
            Cause.LEFT: pgettext("cause", "Recorded later as not taking part"),
            Cause.MET: pgettext("cause", "Recorded later"),
            Cause.UNMET: pgettext("cause", "Taken back"),
            Cause.KNOWN: pgettext("cause", "Became known later, missing"),
            Cause.UNKNOWN: pgettext("cause", "Not known after a correction"),
        }[change.cause]
    if change.step is Step.REDEFINED:
        return {
            Cause.ENTERED: pgettext("cause", "Counted by the new definition"),
            Cause.LEFT: pgettext("cause", "Not counted by the new definition"),
            Cause.MET: pgettext("cause", "Met by the new definition"),
            Cause.UNMET: pgettext("cause", "Not met by the new definition"),
            Cause.KNOWN: pgettext("cause", "Missing by the new definition"),
            Cause.UNKNOWN: pgettext("cause", "Not known by the new definition"),
        }[change.cause]
    return {
        Cause.ENTERED: pgettext("cause", "Joined"),
        Cause.LEFT: pgettext("cause", "Left"),
        Cause.MET: pgettext("cause", "Counted in"),
        Cause.UNMET: pgettext("cause", "Not counted in any more"),
        Cause.KNOWN: pgettext("cause", "Became known, missing"),
        Cause.UNKNOWN: pgettext("cause", "Not known any more"),
    }[change.cause]
