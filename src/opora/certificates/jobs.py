"""Printing many certificates in the background: the document is kept for a day, for who asked for it."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from opora.certificates.models import Certificate
from opora.certificates.papers import papers
from opora.certificates.queries import for_printing
from opora.core import clock
from opora.core.actors import SYSTEM, Actor
from opora.core.files import actions as files
from opora.core.files.kinds import Family
from opora.core.files.models import StoredFile
from opora.core.files.reading import files_of
from opora.core.jobs import actions, job
from opora.core.jobs.models import Job
from opora.core.jobs.running import Running
from opora.core.jobs.schedule import every
from opora.core.pdf import PdfUnavailableError

PRINT = "certificates-print"
"""Kind of the object that a document belongs to: "certificates-print:17", of the job that made it."""
DAY = dt.timedelta(days=1)


@job("print-certificates", title=gettext_lazy("Printing certificates"), seconds=3600)
def print_certificates(running: Running, *, certificates: list[int], site: str) -> dict[str, str]:
    """Set what still holds of these into one document; a run after a crash finds what was kept already."""
    of = f"{PRINT}:{running.job.pk}"
    stored = files_of(of).first()
    if stored is None:
        rows = list(for_printing(Certificate.objects.filter(pk__in=certificates)))
        if not rows:
            raise ValidationError(_("None of these certificates holds any more."))
        try:
            content = papers(rows, site=site, tell=running.tell)
        except PdfUnavailableError as missing:
            raise ValidationError(_("This system cannot make PDF: %(what)s is missing.") % {"what": missing}) from None
        name = f"{_('Certificates')}.pdf"
        stored = files.store(content=content, name=name, accept=[Family.DOCUMENT], of=of, by=running.by)
    text = ngettext("%(n)d certificate", "%(n)d certificates", stored.pages or 0) % {"n": stored.pages or 0}
    return {"text": text, "url": reverse("core:file", args=[stored.pk])}


@every("forget-certificate-prints", seconds=60 * 60, title=gettext_lazy("Removing printed certificates of yesterday"))
def forget_prints() -> None:
    """They can be printed again at any time."""
    for stored in StoredFile.objects.filter(of__startswith=f"{PRINT}:", stored_at__lte=clock.now() - DAY):
        files.remove(stored=stored, by=SYSTEM)


def start_printing(*, certificates: list[Certificate], site: str, by: Actor) -> Job:
    """Put the printing of these into the queue."""
    count = len(certificates)
    title = ngettext("%(n)d certificate", "%(n)d certificates", count) % {"n": count}
    arguments = {"certificates": [one.pk for one in certificates], "site": site}
    return actions.start(name="print-certificates", by=by, title=title, arguments=arguments)


def printed_by(actor: Actor, of: str) -> bool:
    """Door: a document is seen by who asked for it."""
    number = of.partition(":")[2]
    return Job.objects.filter(pk=int(number), started_by=actor.key).exists()
