"""The letters about to-dos, for the ministry: their rules, who would get one today and what, those that went."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from opora.accounts.guard import AskingRequest
from opora.core import clock
from opora.core.components.links import Link
from opora.core.forms import refused
from opora.inbox import reminding, settings
from opora.inbox.reminder_forms import RulesForm
from opora.organisations.models import Region
from opora.outbox import queries, reasons, showing
from opora.outbox.people import Recipient
from opora.programmes.asked import last_day
from opora.programmes.models import RegionSetting
from opora.programmes.region_settings import Settings

PAGE = 20
"""Letters that are shown at once."""
LATEST = 5
"""Mailings that are named; the others stand in the history."""


@dataclass(frozen=True, slots=True)
class ShownLetter:
    """One person's letter of today; `why`: nothing can be sent to them."""

    name: str
    post: str
    language: str
    subject: str
    text: str
    why: str


@require_safe
def reminders(request: AskingRequest) -> HttpResponse:
    """The rules, and the letters of today as they would go now."""
    region = _region(request)
    return render(request, "inbox/reminders.html", _context(request, region, RulesForm(own=_own(region))))


@require_POST
def rules(request: AskingRequest) -> HttpResponse:
    """Change rules from today on."""
    region = _region(request)
    own = _own(region)
    form = RulesForm(request.POST, own=own)
    if form.is_valid():
        in_force = Settings({key: row.value for key, row in own.items()})
        try:
            count = settings.change(
                region=region, values=form.cleaned_data, own=in_force, on=last_day(region), by=request.actor
            )
        except ValidationError as error:
            refused(form, error)
        else:
            text = ngettext("%(n)d rule is changed.", "%(n)d rules are changed.", count) % {"n": count}
            messages.success(request, text if count else _("Nothing was changed: the rules are the same."))
            return redirect("inbox:reminders")
    return render(request, "inbox/reminders.html", _context(request, region, form), status=422)


@require_POST
def send(request: AskingRequest) -> HttpResponse:
    """Prepare and send the letters of today to those who have none yet; a draft where nothing can be sent."""
    region = _region(request)
    if why := reminding.why_not(region):
        messages.error(request, why)
        return redirect("inbox:reminders")
    found = reminding.plan(region)
    site = request.build_absolute_uri("/").rstrip("/")
    mailing = reminding.send(found=found, site=site, by=request.actor) if found else None
    if mailing is None:
        messages.info(request, _("There is nobody to be told of anything now."))
        return redirect("inbox:reminders")
    return redirect("outbox:mailing", mailing.pk)


def _region(request: AskingRequest) -> Region:
    region = request.presence.region
    if region is None:
        raise Http404("nobody's region")
    return region


def _own(region: Region) -> dict[str, RegionSetting]:
    """The region's own values in force today, by key."""
    keys = [one.key for one in settings.ALL]
    rows = RegionSetting.objects.filter(region=region, key__in=keys).known(last_day(region), clock.now())
    return {row.key: row for row in rows.oldest_first()}


def _context(request: AskingRequest, region: Region, form: RulesForm) -> dict[str, Any]:
    found = reminding.plan(region)
    digests = found.digests if found else ()
    page = Paginator(digests, PAGE).get_page(request.GET.get("page"))
    site = request.build_absolute_uri("/").rstrip("/")
    letters = found.letters(page.object_list, site) if found else []
    mailings = list(reminding.mailings(region)[:LATEST])
    counts = queries.counts(mailings)
    why_not = reminding.why_not(region)
    return {
        "crumbs": [Link(_("Messages"), reverse("outbox:history"))],
        "form": form,
        "day": last_day(region),
        "rows": [_shown(letter) for letter in letters],
        "total": len(digests),
        "told": len(reminding.told_on(region, last_day(region))),
        "no_programme": found is None,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "latest": [showing.show_mailing(mailing, counts[mailing.pk], {}) for mailing in mailings],
        "button": "" if why_not or not digests else _button(region, found.reachable if found else 0, len(digests)),
        "why_not": why_not,
        "mail_off": showing.mail_off(),
        "invented": region.demonstration_on is not None,
    }


def _button(region: Region, reachable: int, total: int) -> str:
    if reminding.only_draft(region):
        return ngettext("Prepare %(n)d letter", "Prepare %(n)d letters", total) % {"n": total}
    text = ngettext("Send %(n)d letter now", "Send %(n)d letters now", reachable) % {"n": reachable}
    return text if reachable else ""


def _shown(letter: Recipient) -> ShownLetter:
    why = letter.left_out or ("" if letter.address else reasons.NO_ADDRESS)
    return ShownLetter(
        name=letter.name,
        post=", ".join(filter(None, (letter.post, letter.place))),
        language=letter.language,
        subject=letter.fields["subject"],
        text=letter.fields["text"],
        why=reasons.text(why),
    )
