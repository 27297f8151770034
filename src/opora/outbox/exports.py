"""The recipients of a mailing as a spreadsheet."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opora.core import clock, numbers
from opora.core.spreadsheets import CSV, XLSX, Column, Sheet, separated, workbook
from opora.outbox import phones, queries, reasons
from opora.outbox.models import Mailing, MessageState

FORMS = {"xlsx": XLSX, "csv": CSV}


def recipients(mailing: Mailing, form: str, language: str) -> bytes:
    """Who is written to and what became of it, as a file of a form of FORMS."""
    title = queries.subject(mailing, language)
    columns = [
        Column(pgettext("of a person", "Name"), 34),
        Column(_("Post"), 40),
        Column(_("E-mail"), 30),
        Column(_("Telephone"), 20),
        Column(_("State"), 22),
        Column(_("Reason"), 40),
        Column(_("Sent at"), 20),
    ]
    rows = [
        (
            message.name,
            message.post,
            message.address,
            phones.written(message.phone),
            str(MessageState(message.state).label),
            "; ".join(filter(None, (reasons.text(message.why), message.words))),
            numbers.moment(message.sent_at) if message.sent_at else None,
        )
        for message in mailing.messages.all()
    ]
    lines = [title, _("Demonstration: everything is invented")] if mailing.invented else [title]
    sheet = Sheet(_("Recipients"), columns, rows, lines)
    return workbook([sheet], title=title, made_at=clock.now()) if form == "xlsx" else separated(sheet)
