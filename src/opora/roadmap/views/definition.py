"""The passport of an indicator, and defining it otherwise: check, preview, save, take back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opora.accounts.guard import AskingRequest
from opora.core import clock
from opora.core.components.links import Link
from opora.indicators import examples
from opora.indicators.checker import read
from opora.indicators.syntax import Faults
from opora.programmes.asked import asked_of
from opora.roadmap import defined, opened
from opora.roadmap.actions import define_indicator, take_back_definition
from opora.roadmap.forms.definition import DefinitionForm, TakeBackForm, lines
from opora.roadmap.found import asked_indicator, asked_roadmap
from opora.roadmap.models import Indicator, IndicatorDefinition
from opora.roadmap.passport import passport as passport_of
from opora.roadmap.queries import RoadmapView, versions
from opora.roadmap.showing import Links, show_action, show_indicator
from opora.roadmap.shown import ShownCheck
from opora.roadmap.views.shared import way_up

LOOKING = ["GET", "HEAD", "POST"]


@require_safe
def passport(request: AskingRequest, key: str) -> HttpResponse:
    """What an indicator is, as one brings it to a meeting."""
    view = asked_roadmap(request)
    if view is None:
        return render(request, "roadmap/none.html")
    row, one = asked_indicator(view, key)
    links = Links(request)
    may = request.actor.scope("indicator", "define") is not None and not asked_of(request).moment.known_at
    context = {
        **_heading(request, view, key),
        **passport_of(view, row, one),
        "title": _("No. %(key)s: passport of the indicator") % {"key": one.number},
        "indicator": show_indicator(one, links),
        "moves": opened.moves(row.outline),
        "source": opened.source(view, row, one.outline.reading),
        "define_url": links.definition(key) if may else "",
        "take_back_url": links.take_back(key) if may else "",
    }
    return render(request, "roadmap/passport.html", context)


@require_http_methods(LOOKING)
def define(request: AskingRequest, key: str) -> HttpResponse:
    """Check a definition, see what it would move, save it. Nothing is written before the last step."""
    view = asked_roadmap(request)
    if view is None:
        return render(request, "roadmap/none.html")
    asked_indicator(view, key)
    if asked_of(request).moment.known_at:
        return _as_known_now(request, view, key)
    latest, number = _latest(view, key)
    form = DefinitionForm(
        request.POST or None, initial=_initial(view, latest), before=latest, words=view.outline.registry
    )
    step = request.POST.get("step", "")
    if step == "save" and form.is_valid() and (saved := _saved(request, key, latest, form)):
        return saved
    given = {name: str(form[name].value() or "") for name in ("formula", "target", "examples")}
    checked = _checked(view, key, given)
    context = {**_heading(request, view, key), "form": form, "latest": latest, "number": number}
    if step == "preview" and form.is_valid():
        context |= {
            "title": _("No. %(key)s: what version %(number)d moves")
            % {"key": view.indicators[key][1].number, "number": number},
            "lead": checked.sentence,
            "proposed": form.proposed,
            **defined.moves(view, key, form.proposed, number, Links(request)),
        }
        return render(request, "roadmap/preview.html", context)
    context |= {
        "title": _("No. %(key)s: definition of the indicator") % {"key": view.indicators[key][1].number},
        "check": checked,
        "check_url": Links(request).check(key),
    }
    return render(request, "roadmap/define.html", context)


@require_POST
def check(request: AskingRequest, key: str) -> HttpResponse:
    """The part of the page of a definition that says what is typed; it writes nothing."""
    view = asked_roadmap(request)
    if view is None:
        raise Http404("no roadmap")
    asked_indicator(view, key)
    return render(request, "roadmap/_check.html", {"check": _checked(view, key, request.POST.dict())})


@require_http_methods(LOOKING)
def take_back(request: AskingRequest, key: str) -> HttpResponse:
    """Take the latest version back, with a reason."""
    view = asked_roadmap(request)
    if view is None:
        return render(request, "roadmap/none.html")
    asked_indicator(view, key)
    if asked_of(request).moment.known_at:
        return _as_known_now(request, view, key)
    latest, _number = _latest(view, key)
    form = TakeBackForm(request.POST or None, latest=latest)
    if request.method == "POST" and form.is_valid():
        try:
            take_back_definition(definition=latest, reason=form.cleaned_data["reason"], by=request.actor)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Version %(number)d is taken back.") % {"number": latest.version})
            return redirect(Links(request).passport(key))
    before = IndicatorDefinition.objects.standing().filter(indicator=latest.indicator_id, version__lt=latest.version)
    context = {
        **_heading(request, view, key),
        "title": _("No. %(key)s: take version %(number)d back")
        % {"key": view.indicators[key][1].number, "number": latest.version},
        "latest": latest,
        "before": before.order_by("version").last(),
        "form": form,
    }
    return render(request, "roadmap/take_back.html", context)


def _heading(request: AskingRequest, view: RoadmapView, key: str) -> dict[str, Any]:
    row, one = view.indicators[key]
    links = Links(request)
    return {
        "crumbs": [*way_up(request), Link(_("No. %(number)s") % {"number": row.number}, links.indicator(key))],
        "lead": one.sentence,
        "action": show_action(row, links, view.as_of),
        "passport_url": links.passport(key),
    }


def _as_known_now(request: AskingRequest, view: RoadmapView, key: str) -> HttpResponse:
    """A definition follows from what is known now; a page as known earlier says so."""
    context = {
        **_heading(request, view, key),
        "title": _("No. %(key)s: definition of the indicator") % {"key": view.indicators[key][1].number},
    }
    return render(request, "roadmap/define_now.html", {**context, "now_url": request.path})


def _latest(view: RoadmapView, key: str) -> tuple[IndicatorDefinition, int]:
    """The version that stands last, and the number that the next one gets."""
    recorded = versions(view.indicators[key][1].outline.id, clock.now())
    standing = [version for version in recorded if version.voided_at is None]
    return standing[-1], recorded[-1].version + 1


def _initial(view: RoadmapView, latest: IndicatorDefinition) -> dict[str, Any]:
    try:
        proposed = examples.proposed(read(latest.formula, view.outline.registry))
    except Faults:
        proposed = ""
    return {
        "formula": latest.formula,
        "target": latest.target,
        "target_basis": latest.target_basis,
        "reading": latest.reading,
        "examples": latest.examples or proposed,
        "occurred_on": max(view.as_of, latest.occurred_on),
        "version": latest.version,
    }


def _checked(view: RoadmapView, key: str, given: dict[str, str]) -> ShownCheck:
    formula, target, told = (lines(given.get(name, "")) for name in ("formula", "target", "examples"))
    return defined.check(view, key, formula=formula, target=target.strip(), lines=told)


def _saved(
    request: AskingRequest, key: str, latest: IndicatorDefinition, form: DefinitionForm
) -> HttpResponseRedirect | None:
    """To the passport; None, with the reason in the form, when another version came between."""
    indicator = Indicator(pk=latest.indicator_id)
    try:
        made = define_indicator(
            indicator=indicator, proposed=form.proposed, edited=form.cleaned_data["version"], by=request.actor
        )
    except ValidationError as error:
        form.add_error(None, error)
        return None
    messages.success(request, _("Version %(number)d is saved.") % {"number": made.version})
    return redirect(Links(request).passport(key))
