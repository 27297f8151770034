"""Deciding what an unclear name of a file means, one name at a time, and back to where the file is checked."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opora.accounts.guard import AskingRequest
from opora.lists.found import Lists, lists_of
from opora.lists.views.names import is_sure
from opora.lists.views.shared import to
from opora.organisations.models import Municipality, School
from opora.organisations.names.actions import learn_alias


@require_POST
def learn(request: AskingRequest) -> HttpResponse:
    """Let the text mean the one that was chosen; not learned where it would stay unclear in spite of it."""
    lists = lists_of(request)
    text, beside = request.POST.get("text", "")[:400], request.POST.get("beside", "")[:200]
    of = _chosen(lists)
    told = {"text": text, "code": of.code}
    try:
        _learn(lists, text, beside, of)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("“%(text)s” means %(code)s from now on.") % told)
    onward = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(onward if safe else to(request, "lists:names"))


def _chosen(lists: Lists) -> School | Municipality:
    """The candidate of the button; 404 for one out of reach."""
    code = lists.request.POST.get("code", "")[:40]
    if lists.request.POST.get("of") == "municipality":
        return get_object_or_404(lists.municipalities, code=code)
    return get_object_or_404(lists.schools, code=code)


@transaction.atomic
def _learn(lists: Lists, text: str, beside: str, of: School | Municipality) -> None:
    file = lists.request.POST.get("file", "")[:200].strip()
    basis = _("decided for the file “%(file)s”") % {"file": file} if file else ""
    learn_alias(region=lists.region, text=text, of=of, basis=basis, by=lists.request.actor)
    if not is_sure(lists, text, of, beside):
        message = _("“%(text)s” is not learned: others are called so too. Give the code %(code)s in the file instead.")
        raise ValidationError(message % {"text": text, "code": of.code})
