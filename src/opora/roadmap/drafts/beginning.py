"""From a file to a draft: keeping the document, reading it, saying why it cannot be read."""

from collections.abc import Callable

from django.db import transaction
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from opora.core import journal
from opora.core.actions import keep
from opora.core.actors import Actor
from opora.core.files import actions as files
from opora.core.files.actions import Readable
from opora.core.files.kinds import Family
from opora.core.files.models import StoredFile
from opora.core.files.reading import files_of, open_stored
from opora.core.jobs.actions import start
from opora.core.models import Origin, stamp
from opora.orders import Order, UnreadableOrder
from opora.orders import kept as keeping
from opora.orders.confined import read_confined
from opora.orders.lint import lint
from opora.orders.reading import Stage
from opora.organisations.models import Region
from opora.programmes.asked import last_day
from opora.roadmap.drafts.stages import stage_text
from opora.roadmap.drafts.work import told, year_of
from opora.roadmap.models import DraftState, OrderDraft

FAMILIES = (Family.DOCUMENT, Family.SPREADSHEET, Family.TEXT, Family.WEB)
AT_HAND = 100 * 1024
"""Bytes of a file that is read while the reader waits; a larger one is work in the background."""
IN_BOTH = 300
"""Rows of an order whose findings are kept in both languages; of a longer one in that of the reader."""
LANGUAGES = ("ru", "en")
_STAGES = {stage: done for done, stage in enumerate(Stage)}
Tell = Callable[[int, int, str], None]


def _unheard(_done: int, _total: int, _what: str) -> None:
    """Nobody waits to hear how far it is."""


def begin(
    *, content: Readable, name: str, region: Region, by: Actor, year: int | None = None, origin: str = Origin.IMPORT
) -> OrderDraft:
    """Keep a document and begin to read it: a small one at once, a larger one in the background ("read-order").

    `year` is that of the programme; None takes it from the title of the document. ValidationError when the file is
    not accepted at all; one that cannot be read is a draft that failed.
    """
    stored = files.store(content=content, name=name, accept=FAMILIES, of=f"upload:{by.key}", by=by)
    with transaction.atomic():
        made = stamp(on=last_day(region), by=by, origin=origin)
        draft = keep(OrderDraft(region=region, year=year, file_name=stored.name[:255], **made))
        files.share(stored=stored, of=journal.key_of(draft), by=by)
        files.remove(stored=stored, by=by)
        journal.write(by=by, verb="begin-order", object_key=journal.key_of(draft))
        if stored.size > AT_HAND:
            arguments = {"draft": draft.pk}
            start(name="read-order", by=by, of=journal.key_of(draft), title=draft.file_name, arguments=arguments)
    if stored.size <= AT_HAND:
        read_draft(draft=draft, by=by)
    return draft


def read_draft(*, draft: OrderDraft, by: Actor, tell: Tell = _unheard) -> None:
    """Read the document of a draft and say how far it is; what cannot be read ends with its reason.

    A second run finds the draft read and does nothing.
    """
    if draft.state != DraftState.READING:
        return
    try:
        order, findings = _read(draft, tell)
    except UnreadableOrder as error:
        _fail(draft, str(error), by)
        return
    year = draft.year or year_of(order)
    if year is None:
        _fail(draft, _("The title of the order names no year. Say for which year it is."), by)
        return
    _keep(draft, order, findings, year, by)


def document_of(draft: OrderDraft) -> StoredFile | None:
    """The document of a draft; None when it is lost."""
    return files_of(journal.key_of(draft)).first()


def findings_of(order: Order) -> dict[str, list[dict[str, object]]]:
    """The faults of an order by language, as a draft keeps them."""
    here = get_language() or LANGUAGES[0]
    found = {}
    for language in LANGUAGES if len(order.actions) <= IN_BOTH else (here,):
        with translation.override(language):
            found[language] = told(lint(order))
    return found


def _read(draft: OrderDraft, tell: Tell) -> tuple[Order, dict[str, list[dict[str, object]]]]:
    steps = len(Stage)
    stored = document_of(draft)
    if stored is None:
        raise UnreadableOrder(draft.file_name, _("the file is not kept any more"))
    try:
        with open_stored(stored) as stream:
            content = stream.read()
    except FileNotFoundError as error:
        raise UnreadableOrder(draft.file_name, _("the file is not kept any more")) from error
    order = read_confined(content, draft.file_name, told=lambda stage: tell(_STAGES[stage], steps, stage_text(stage)))
    long = len(order.actions) > IN_BOTH
    findings = {get_language() or LANGUAGES[0]: told(order.findings)} if long else findings_of(order)
    tell(steps, steps, "")
    return order, findings


@transaction.atomic
def _keep(draft: OrderDraft, order: Order, findings: dict[str, list[dict[str, object]]], year: int, by: Actor) -> None:
    draft.state, draft.year, draft.rows = DraftState.CHECKING, year, len(order.actions)
    draft.order_number, draft.order_date = (order.head.number or "")[:40], order.head.date
    draft.order, draft.findings = keeping.keep(order), findings
    draft.save()
    journal.write(by=by, verb="read-order", object_key=journal.key_of(draft), count=draft.rows)


@transaction.atomic
def _fail(draft: OrderDraft, reason: str, by: Actor) -> None:
    draft.state, draft.reason = DraftState.FAILED, reason[:500]
    draft.save()
    journal.write(by=by, verb="fail-order", object_key=journal.key_of(draft))
