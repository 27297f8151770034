"""Things to count, and documents to deliver."""

from opora.indicators.context import Context
from opora.indicators.facts import Delivery, Item, Progress, Records, Source
from tests.wordbook.models import Approval, Consultation, Deliverable, News, PageViews, Request
from tests.wordbook.words.book import evidence, own, phrase, rows, running

_requests = rows(Request, "programme", "school__municipality_id")
_consultations = rows(Consultation)
_page_views = rows(PageViews)
_news = rows(News)
_deliverables = rows(Deliverable)
_approvals = rows(Approval, "deliverable__programme")


@own.records(phrase=phrase)
def requests(context: Context) -> Records:
    """Requests to the consultation desk."""
    found = context.once(_requests)
    items = [
        Item(
            f"request:{row.pk}",
            "request",
            row.occurred_on,
            school_id=row.school_id,
            municipality_id=row.school__municipality_id,
        )
        for row in found
    ]
    return Records(items, running(found))


@own.records(phrase=phrase)
def consultations(context: Context, mode: str) -> Records:
    """Consultations of a mode that were held."""
    found = [row for row in context.once(_consultations) if row.mode == mode]
    return Records([Item(f"consultation:{row.pk}", mode, row.occurred_on) for row in found], running(found))


@own.records(phrase=phrase)
def page_views(context: Context, section: str | None = None) -> Records:
    """Views of the resource, of one section or of all."""
    found = [row for row in context.once(_page_views) if section in (None, row.section)]
    items = [Item(f"views:{row.pk}", row.section, row.occurred_on, row.section, weight=row.views) for row in found]
    return Records(items, running(found))


@own.records(phrase=phrase)
def news(context: Context) -> Records:
    """Posts of the site."""
    found = context.once(_news)
    return Records([Item(f"news:{row.pk}", row.title, row.occurred_on) for row in found], running(found))


@own.delivery(phrase=phrase)
def delivered(context: Context, code: str) -> Delivery:
    """Whether the document is approved."""
    found = {row.pk for row in context.once(_deliverables) if row.code == code}
    approvals = [row for row in context.once(_approvals) if row.deliverable_id in found]
    if not approvals:
        return Delivery(Source(Progress.ABSENT), code)
    first = approvals[0]
    return Delivery(Source(Progress.COMPLETE, first.occurred_on), code, evidence("approval", first))
