"""Who is invited as a spreadsheet."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opora.core import clock
from opora.core.spreadsheets import CSV, XLSX, Column, Sheet, separated, workbook
from opora.events.models import Event
from opora.events.shown import ShownGuest

FORMS = {"xlsx": XLSX, "csv": CSV}


def invited(event: Event, rows: Sequence[ShownGuest], form: str, *, contacts: bool) -> bytes:
    """These rows as a file of a form of FORMS; columns of contacts only for who may see them."""
    columns = [
        Column(pgettext("of a person", "Name"), 34),
        Column(_("invited as"), 44),
        Column(_("Answer"), 30),
        Column(_("Who will come instead"), 34),
        Column(_("Remark"), 34),
        Column(_("Answered at"), 20),
    ]
    if contacts:
        columns += [Column(_("E-mail"), 30), Column(_("Telephone"), 20)]
    cells = [
        (one.name, one.posts, one.word, one.substitute, one.note, one.at or None)
        + ((one.email, one.phone) if contacts else ())
        for one in rows
    ]
    sheet = Sheet(_("Invited"), columns, cells, [event.title])
    return workbook([sheet], title=event.title, made_at=clock.now()) if form == "xlsx" else separated(sheet)
