"""Who holds which post where: appointed from a day, by a document, and until which day."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy

from opora.accounts import batches
from opora.accounts.batches import ListedAppointment
from opora.accounts.exports import appointment_rows
from opora.accounts.imports import posts
from opora.accounts.imports.columns import EMAIL, LOGIN, PHONE
from opora.accounts.imports.persons import NewPeople
from opora.accounts.imports.resting import resting, take_away
from opora.accounts.imports.tenures import Planned, Tenure
from opora.accounts.models import EndReason, Tier
from opora.core.actors import Actor
from opora.core.imports import cells
from opora.core.imports.plans import Kind, Plan, Step, Written, register
from opora.core.imports.tables import Column, Table, Where
from opora.core.models import Origin

REASONS = {
    "уволен": EndReason.RESIGNED,
    "уволена": EndReason.RESIGNED,
    "увольнение": EndReason.RESIGNED,
    "перевод": EndReason.TRANSFERRED,
    "переведен": EndReason.TRANSFERRED,
    "переведена": EndReason.TRANSFERRED,
    "назначен другой": EndReason.REPLACED,
    "передача": EndReason.REPLACED,
    "срок истек": EndReason.TERM,
    "истек срок": EndReason.TERM,
    "ликвидация": EndReason.CLOSED,
    "школа закрыта": EndReason.CLOSED,
    "другое": EndReason.OTHER,
    "иное": EndReason.OTHER,
}
TIERS = {
    "регион": Tier.REGIONAL,
    "региональный уровень": Tier.REGIONAL,
    "муниципалитет": Tier.MUNICIPAL,
    "муниципальный уровень": Tier.MUNICIPAL,
}
COLUMNS = (
    Column(
        key="person",
        title=gettext_lazy("Person"),
        help=gettext_lazy("Full name or login; surname and initials where only one such person is of that place."),
        example="Чижова Елена Викторовна",
        read=cells.text(200),
        required=True,
        also=("фио", "ф.и.о", "полное имя", "фамилия имя отчество", "full name", "сотрудник"),
        width=36,
    ),
    LOGIN,
    EMAIL,
    PHONE,
    Column(
        key="post",
        title=gettext_lazy("Post"),
        help=gettext_lazy("As pages call it, or as orders do: директор, и. о. директора, куратор региональный."),
        example="куратор",
        read=posts.post,
        required=True,
        also=("должность", "роль", "role"),
        width=30,
    ),
    Column(
        key="organisation",
        title=gettext_lazy("School or organisation"),
        help=gettext_lazy("The school of a post at a school, by its code or name; the region for its own coordinator."),
        example="22-0415",
        read=cells.text(400),
        also=("школа", "код школы", "организация", "оо", "код оо", "school"),
        width=28,
    ),
    Column(
        key="municipality",
        title=gettext_lazy("Municipality"),
        help=gettext_lazy("Its code, its full or its short name, for posts of a municipality."),
        example="Боровской район",
        read=cells.text(200),
        also=("район", "моуо", "мо", "код муниципалитета", "муниципальное образование"),
        width=28,
    ),
    Column(
        key="acting",
        title=gettext_lazy("Acting"),
        help=gettext_lazy("Yes for an acting head; empty: as the post says."),
        example="нет",
        read=cells.yes_no,
        also=("и.о", "и. о", "ио", "исполняет обязанности", "врио"),
    ),
    Column(
        key="tier",
        title=gettext_lazy("Tier"),
        help=gettext_lazy("Of a curator: regional or municipal, unless the post says it."),
        example="региональный",
        read=cells.choice(Tier, TIERS),
        also=("уровень куратора",),
    ),
    Column(
        key="from",
        title=gettext_lazy("Appointed from"),
        help=gettext_lazy("The first day. --on stands in for an empty cell or a missing column."),
        example="01.02.2022",
        read=cells.day,
        option="on",
        also=("с", "назначен с", "назначена с", "дата назначения", "дата начала"),
    ),
    Column(
        key="basis",
        title=gettext_lazy("Basis"),
        help=gettext_lazy("The document it rests on. --basis stands in for an empty cell or a missing column."),
        example="приказ от 31.01.2022 № 90",
        read=cells.text(300),
        option="basis",
        also=("документ", "приказ", "приказ о назначении"),
        width=36,
    ),
    Column(
        key="to",
        title=gettext_lazy("Without the post from"),
        help=gettext_lazy("The first day without the post; empty: still holds it, or as before."),
        example="01.09.2022",
        read=cells.day,
        also=("освобожден с", "освобождена с", "уволен с", "дата освобождения", "дата увольнения", "дата окончания"),
    ),
    Column(
        key="reason",
        title=gettext_lazy("Why it ended"),
        help=gettext_lazy("Needed with the day. Replaced, moved, left at own wish, the term is over, closed, another."),
        example="замена",
        read=cells.choice(EndReason, REASONS),
        also=("причина", "причина освобождения"),
        width=24,
    ),
    Column(
        key="note",
        title=gettext_lazy("The reason in words"),
        help=gettext_lazy("Needed for another reason."),
        example="на время отпуска",
        read=cells.text(300),
        width=28,
    ),
    Column(
        key="left_basis",
        title=gettext_lazy("Basis of the end"),
        help=gettext_lazy("The document by which the post was left; --basis stands in for it."),
        example="приказ от 31.08.2022 № 900",
        read=cells.text(300),
        option="basis",
        also=("приказ об освобождении",),
        width=36,
    ),
)


def _plan(table: Table, where: Where) -> Plan:
    planned = Planned(table, where)
    for row in table.rows:
        planned.sort(row)
    return planned.finish()


def _write(steps: Sequence[Step], where: Where, by: Actor) -> list[Written]:
    entering = [step for step in steps if isinstance(step.change, NewPeople)]
    people = batches.enter_people(rows=[step.change.row for step in entering], by=by) if entering else []
    for step, person in zip(entering, people, strict=True):
        step.change.person = person
    tenures = [step for step in steps if isinstance(step.change, Tenure)]
    rows = [_listed(step.change) for step in tenures]
    made = batches.record_appointments(rows=rows, by=by, origin=Origin.IMPORT) if rows else []
    written = {id(step): Written(made=[person]) for step, person in zip(entering, people, strict=True)}
    written |= {id(step): Written(made=one) for step, one in zip(tenures, made, strict=True)}
    return [written[id(step)] for step in steps]


def _listed(tenure: Tenure) -> ListedAppointment:
    return ListedAppointment(new=tenure.new_appointment(), held=tenure.held, leaving=tenure.leaving)


APPOINTMENTS = register(
    Kind(
        name="appointments",
        title=gettext_lazy("Appointments"),
        columns=COLUMNS,
        plan=_plan,
        write=_write,
        export=appointment_rows,
        take_away=take_away,
        resting=resting,
    )
)
