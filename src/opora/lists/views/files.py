"""Lists as files: what a page shows, in the columns it is brought in by, and empty lists that explain themselves."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from opora.accounts.guard import AskingRequest
from opora.core import clock, numbers
from opora.core.attachments import attachment
from opora.core.imports import papers
from opora.core.imports.plans import kinds
from opora.core.spreadsheets import CSV, XLSX, Sheet, separated, workbook
from opora.lists import learned
from opora.lists.found import Lists, lists_of
from opora.lists.learned import learned_rows
from opora.lists.rows import NAMES, ROWS, Filters, Row, cells_of, columns, school_rows
from opora.lists.views.shared import PAGES, pages_of

FORMS = {"xlsx": XLSX, "csv": CSV}


@require_safe
def save(request: AskingRequest, kind: str, form: str) -> HttpResponse:
    """The rows that the page of the list shows for the same address."""
    lists = lists_of(request)
    if kind not in pages_of(lists) or form not in FORMS or (kind == "cohort" and lists.programme is None):
        raise Http404(f"no list {kind!r} as {form!r}")
    title = str(PAGES[kind][0])
    sheet = Sheet(title, columns(kind), cells_of(kind, _rows(lists, kind)))
    content = separated(sheet) if form == "csv" else workbook([sheet], title=title, made_at=clock.now())
    return _file(lists, content, form, title=title, plain=kind)


@require_safe
def template(request: AskingRequest, kind: str) -> HttpResponse:
    """An empty list that explains its columns."""
    found = kinds().get(kind)
    if found is None:
        raise Http404(f"no list {kind!r}")
    content = papers.template(found, made_at=clock.now())
    name = _("%(title)s, template.xlsx") % {"title": found.title}
    return attachment(content, kind=XLSX, name=name, plain_name=f"opora-{kind}-template.xlsx")


def _rows(lists: Lists, kind: str) -> list[Row]:
    asked = lists.request.GET
    if kind == "schools":
        return school_rows(lists, Filters.read(asked))
    if kind == NAMES:
        return learned_rows(lists, learned.Filters.read(asked))
    return ROWS[kind](lists)


def _file(lists: Lists, content: bytes, form: str, *, title: str, plain: str) -> HttpResponse:
    """Named by what it holds and its day; an invented region says so here too."""
    invented = lists.region.demonstration_on is not None
    parts = [_("Demonstration")] * invented + [title, numbers.day(lists.as_of)]
    plain_name = "-".join(["opora", *["demo"] * invented, plain, lists.as_of.isoformat()])
    return attachment(
        content,
        kind=FORMS[form],
        name=f"{', '.join(parts)}.{form}".replace(numbers.NBSP, " "),
        plain_name=f"{plain_name}.{form}",
    )
