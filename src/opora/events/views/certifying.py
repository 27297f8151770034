"""Certificates of an event."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from opora.accounts.guard import AskingRequest
from opora.core import journal
from opora.events import actions
from opora.events.views.shared import to, written_event


@require_POST
def certify(request: AskingRequest, pk: int) -> HttpResponse:
    """Give certificates to everybody who was there and has none, and show them."""
    found = written_event(request, pk)
    try:
        made = actions.certify(event=found.event, on=found.asked.latest, by=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(to(request, "events:event", pk))
    if made:
        told = ngettext("%(n)d certificate is given.", "%(n)d certificates are given.", len(made)) % {"n": len(made)}
        messages.success(request, told)
    else:
        messages.info(request, _("Everybody who was there has a certificate already."))
    return redirect(f"{reverse('certificates:certificates')}?about={journal.key_of(found.event)}")
