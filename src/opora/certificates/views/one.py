"""One certificate: what it says, its paper, and taking it back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from opora.accounts.guard import AskingRequest
from opora.certificates import actions, queries
from opora.certificates.access import may_issue, visible_to
from opora.certificates.forms import RevokeForm
from opora.certificates.models import Certificate
from opora.certificates.showing import show
from opora.certificates.views.listing import as_pdf, site_of
from opora.core import pdf as making
from opora.core.actors import names_of
from opora.core.components.links import Link
from opora.core.forms import refused


@require_safe
def certificate(request: AskingRequest, pk: int) -> HttpResponse:
    """What it says and whether it holds."""
    return _page(request, _found(request, pk), RevokeForm())


@require_safe
def file(request: AskingRequest, pk: int) -> HttpResponse:
    """The paper; not found for one that was revoked."""
    found = _found(request, pk)
    if found.revoked:
        raise Http404("revoked")
    name = _("Certificate %(number)s") % {"number": found.number}
    return as_pdf(request, [found], name=name, plain=f"certificate-{found.number}")


@require_POST
def revoke(request: AskingRequest, pk: int) -> HttpResponse:
    """Take it back; what is wrong stands beside the field."""
    found = _found(request, pk)
    form = RevokeForm(request.POST)
    if form.is_valid():
        try:
            actions.revoke(certificate=found, reason=form.cleaned_data["reason"], by=request.actor)
        except ValidationError as error:
            refused(form, error)
        else:
            messages.success(request, _("Certificate %(number)s is revoked.") % {"number": found.number})
            return redirect("certificates:certificate", pk)
    return _page(request, found, form, status=422)


def _page(request: AskingRequest, found: Certificate, form: RevokeForm, status: int = 200) -> HttpResponse:
    shown = show(found)
    issues = may_issue(request.actor)
    by = found.voided_by or found.recorded_by
    context = {
        "crumbs": [Link(_("Certificates"), reverse("certificates:certificates"))],
        "shown": shown,
        "address": site_of(request) + shown.verify_url,
        "file_url": shown.file_url if making.available() else "",
        "issues": issues,
        "by": names_of([by]).get(by, "") if issues else "",
        "reason": found.void_reason if issues else "",
        "form": form if issues and not found.revoked else None,
    }
    return render(request, "certificates/certificate.html", context, status=status)


def _found(request: AskingRequest, pk: int) -> Certificate:
    rows = queries.latest(visible_to(request.actor, Certificate.objects.select_related("region", "person")))
    return get_object_or_404(rows, pk=pk)
