"""Files of the roadmap: the rows of the board, and all members of a list that the reader may see."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from opora.accounts.guard import AskingRequest
from opora.core import clock, numbers
from opora.core.attachments import attachment
from opora.core.components.links import WORDS
from opora.core.documents import DOCX
from opora.core.spreadsheets import CSV, XLSX, separated, workbook
from opora.indicators.facts import State
from opora.programmes.asked import asked_of
from opora.roadmap import board, opened
from opora.roadmap.exports import heading
from opora.roadmap.exports.document import roadmap_document
from opora.roadmap.exports.order_document import order_document
from opora.roadmap.exports.order_rows import russian_view
from opora.roadmap.exports.order_sheet import order_workbook
from opora.roadmap.exports.sheets import about_sheet, indicators_sheet, members_sheet, roadmap_sheet
from opora.roadmap.found import asked_context, asked_indicator, asked_roadmap
from opora.roadmap.queries import RoadmapView
from opora.roadmap.showing import Links, show_member

KINDS = {"xlsx": XLSX, "docx": DOCX, "csv": CSV}


@require_safe
def roadmap(request: AskingRequest, form: str) -> HttpResponse:
    """The rows that the board shows for the same address."""
    view = _asked(request, form, board.FORMS)
    links, choice = Links(request), board.Choice.read(request.GET, view.actions)
    rows = board.chosen(view, choice)
    groups = board.groups(rows, choice, view, links)
    lines = heading.lines(view, choice, len(rows), asked_of(request))
    if form == "docx":
        content = roadmap_document(view, groups, lines)
    else:
        sheets = [roadmap_sheet(view, groups, lines), indicators_sheet(view, groups, links)]
        content = workbook(sheets, title=heading.title(view.outline), made_at=clock.now())
    return _file(view, content, form, plain="roadmap", name=_("Roadmap"))


@require_safe
def order(request: AskingRequest, form: str) -> HttpResponse:
    """The whole roadmap as the order prints it, in Russian whatever the language of the page."""
    asked = asked_context(request)
    view = russian_view(asked) if asked else None
    if view is None or form not in board.FORMS:
        raise Http404(f"no roadmap as {form!r}")
    content = order_document(view) if form == "docx" else order_workbook(view)
    return _file(view, content, form, plain="order", name=_("Roadmap as the order"))


@require_safe
def members(request: AskingRequest, key: str, state: str, form: str) -> HttpResponse:
    """One of the four lists in full. While nobody can say what to count there is no list and no file: not found."""
    view = _asked(request, form, opened.LIST_FORMS)
    row, indicator = asked_indicator(view, key)
    if state not in list(State) or not indicator.figure.known:
        raise Http404(f"no list {state!r} of {key!r}")
    which = State(state)
    seen, hidden = opened.whole_list(indicator, which, request.actor)
    place, closer = opened.municipality_name(view), opened.executor_title(view)
    sheet = members_sheet(indicator, which, [show_member(one, Links(request), place, closer) for one in seen])
    if form == "csv":
        content = separated(sheet)
    else:
        about = about_sheet(view, row, indicator, which, hidden, asked_of(request).moment.errors)
        content = workbook([sheet, about], title=indicator.sentence, made_at=clock.now())
    name = _("No. %(key)s, %(list)s") % {"key": indicator.number, "list": str(WORDS[state]).lower()}
    return _file(view, content, form, plain=f"{key}-{state}", name=name)


def _asked(request: AskingRequest, form: str, forms: tuple[str, ...]) -> RoadmapView:
    view = asked_roadmap(request)
    if view is None or form not in forms:
        raise Http404(f"no roadmap as {form!r}")
    return view


def _file(view: RoadmapView, content: bytes, form: str, *, plain: str, name: str) -> HttpResponse:
    """Named by what it holds and its day; an invented region says so here too, for csv has no other place for it."""
    invented = heading.invented(view)
    parts = [_("Demonstration")] * invented + [name, numbers.day(view.as_of)]
    plain_name = "-".join(["opora", *["demo"] * invented, plain, view.as_of.isoformat()])
    return attachment(
        content,
        kind=KINDS[form],
        name=f"{', '.join(parts)}.{form}".replace(numbers.NBSP, " "),
        plain_name=f"{plain_name}.{form}",
    )
