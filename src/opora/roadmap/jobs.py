"""Work of the roadmap in the background: reading a large document."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from opora.core.jobs import job
from opora.core.jobs.running import Running
from opora.roadmap.drafts import read_draft
from opora.roadmap.models import DraftState, OrderDraft


@job("read-order", title=gettext_lazy("Reading of an order"), seconds=600)
def read_order(job: Running, *, draft: int) -> dict[str, str]:
    """Read the document of a draft; ValidationError with the one line that says why it cannot be read."""
    found = OrderDraft.objects.get(pk=draft)
    read_draft(draft=found, by=job.by, tell=job.tell)
    if found.state == DraftState.FAILED:
        raise ValidationError(found.reason)
    if found.state == DraftState.DISCARDED:
        raise ValidationError(_("The order was laid aside meanwhile."))
    text = ngettext("%(n)d row recognised.", "%(n)d rows recognised.", found.rows) % {"n": found.rows}
    return {"text": text, "url": reverse("roadmap:order", args=[found.pk])}
