"""What can be wrong with a backup. Both are told as one line; `opora doctor` answers them differently."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class Unusable(ValidationError):
    """No backup, one of another Opora, or a database that it does not fit: take another file or another database."""


class Damaged(ValidationError):
    """A backup that is not as it was made; says the place. Take another copy."""

    def __init__(self, place: str, what: str) -> None:
        self.place = place
        told = {"place": place, "what": what}
        super().__init__(_("the backup is damaged: %(place)s: %(what)s") % told)


def row_place(table: str, line: int, after: object) -> str:
    """Where a row stands whose own key cannot be trusted: its line, and the key of the last good row before it."""
    if after is None:
        return _("table %(table)s, line %(line)d") % {"table": table, "line": line}
    return _("table %(table)s, line %(line)d, after row %(after)s") % {"table": table, "line": line, "after": after}
