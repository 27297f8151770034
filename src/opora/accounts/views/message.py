"""Writing to many people."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from opora.accounts import addressees
from opora.accounts.addressees import Circle
from opora.accounts.forms.message import MessageForm
from opora.accounts.guard import AskingRequest
from opora.core import journal
from opora.core.components.links import Link
from opora.outbox import actions, showing
from opora.outbox.people import Office
from opora.programmes.asked import asked_of


@require_http_methods(["GET", "POST"])
def message(request: AskingRequest) -> HttpResponse:
    """Choose whom to write to and what; the draft then shows every recipient before anything is sent.

    `?to=coordinator,curator` marks posts beforehand.
    """
    region = request.presence.region
    if region is None:
        raise Http404("nobody writes without a region")
    posts = addressees.posts_for(request.actor)
    wanted = [post for post in request.GET.get("to", "").split(",") if post in posts]
    form = MessageForm(request.POST or None, posts=posts, initial={"posts": wanted, "circle": Circle.PROGRAMME})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        found = addressees.recipients(request.actor, asked_of(request), chosen["posts"], chosen["circle"])
        office = Office(journal.key_of(region), region.time_zone, invented=region.demonstration_on is not None)
        try:
            mailing = actions.prepare(office=office, recipients=found, text=form.text, by=request.actor)
        except ValidationError as error:
            _refused(form, error)
        else:
            return redirect("outbox:mailing", mailing.pk)
    context = {
        "form": form,
        "crumbs": [Link(_("Messages"), reverse("outbox:history"))],
        "mail_off": showing.mail_off(),
    }
    return render(request, "account/message.html", context, status=422 if form.errors else 200)


def _refused(form: MessageForm, error: ValidationError) -> None:
    """Faults of a text beside it, the absence of people beside the choice of posts."""
    faults = error.message_dict if hasattr(error, "error_dict") else {"posts": error.messages}
    for name, texts in faults.items():
        for text in texts:
            form.add_error(name, text)
