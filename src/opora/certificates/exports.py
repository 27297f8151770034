"""Certificates as a spreadsheet."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opora.certificates.models import Certificate
from opora.certificates.showing import show
from opora.core import clock
from opora.core.spreadsheets import Column, Sheet, workbook


def certificates_book(certificates: Iterable[Certificate], *, invented: bool) -> bytes:
    """An xlsx file of these, in their order; an invented region says so in it."""
    columns = [
        Column(pgettext("of a certificate", "Number"), 18),
        Column(pgettext("of a person", "Name"), 34),
        Column(_("As what"), 16),
        Column(_("For what"), 60),
        Column(_("First day"), 12),
        Column(_("Last day"), 12),
        Column(_("Minutes"), 10),
        Column(_("Place"), 30),
        Column(_("Organiser"), 34),
        Column(_("Issued on"), 12),
        Column(_("Revoked on"), 12),
    ]
    rows = [
        (
            one.number,
            one.name,
            str(one.get_role_display()),
            one.title,
            one.first_day,
            one.last_day,
            one.minutes,
            one.place,
            one.organiser,
            one.occurred_on,
            show(one).revoked_on,
        )
        for one in certificates
    ]
    title = _("Certificates")
    lines = [title, *[_("Demonstration: everything is invented")] * invented]
    return workbook([Sheet(title, columns, rows, lines)], title=title, made_at=clock.now())
