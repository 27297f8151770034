"""The people of a region, by login or by name. Names, addresses and telephones change at once; old names stay known."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, cast

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.accounts import batches
from opora.accounts.actions import NewPerson
from opora.accounts.batches import ChangedPerson
from opora.accounts.exports import people_rows
from opora.accounts.imports.columns import EMAIL, LOGIN, PHONE
from opora.accounts.imports.resting import resting, take_away
from opora.accounts.imports.telling import Telling
from opora.accounts.logins import login_for
from opora.accounts.matching import People, key_of, may_be_one, name_of, same_name
from opora.accounts.models import Language, User
from opora.accounts.names import PersonName, folded_name, is_initial, read_name, read_part
from opora.core import clock
from opora.core.actors import Actor
from opora.core.imports import cells
from opora.core.imports.plans import Before, Kind, Outcome, Plan, Step, Written, register
from opora.core.imports.tables import Column, Row, Table, Where
from opora.core.merging import merged_into
from opora.core.models import Origin

LANGUAGES = {"русский": Language.RUSSIAN, "рус": Language.RUSSIAN, "английский": Language.ENGLISH}
NAME_PARTS = ("surname", "given_name", "patronymic")
COLUMNS = (
    LOGIN,
    Column(
        key="surname",
        title=gettext_lazy("Surname"),
        help=gettext_lazy("After a change of the name the old one may stand beside it: Чижова (Синицына)."),
        example="Чижова",
        read=cells.text(80),
        also=("фамилия",),
        width=22,
    ),
    Column(
        key="given_name",
        title=gettext_lazy("Given name"),
        help=gettext_lazy("Spelt out."),
        example="Елена",
        read=cells.text(80),
        also=("имя",),
    ),
    Column(
        key="patronymic",
        title=gettext_lazy("Patronymic"),
        help=gettext_lazy("If there is one."),
        example="Викторовна",
        read=cells.text(80),
        also=("отчество",),
        width=22,
    ),
    Column(
        key="full_name",
        title=gettext_lazy("Full name"),
        help=gettext_lazy("Instead of the three columns before: surname, given name, patronymic in one cell."),
        example="Чижова Елена Викторовна",
        read=cells.text(200),
        also=("фио", "ф.и.о", "ф. и. о", "фамилия имя отчество", "фамилия, имя, отчество", "сотрудник"),
        width=36,
    ),
    EMAIL,
    PHONE,
    Column(
        key="language",
        title=gettext_lazy("Language"),
        help=gettext_lazy("In which pages and messages are: Russian or English; Russian if not given."),
        example="Русский",
        read=cells.choice(Language, LANGUAGES),
        also=("язык",),
    ),
)


@dataclass(slots=True)
class Wish:
    """What a row says about a person."""

    row: Row
    readings: list[PersonName]
    login: str = ""
    email: str = ""
    phone: str = ""
    values: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> PersonName:
        """The most likely reading of the name."""
        return self.readings[0]

    def apart(self, other: "Wish") -> bool:
        """Whether something tells two rows apart: both have a login, address or telephone, and none is the same."""
        pairs = ((self.login, other.login), (self.email.casefold(), other.email.casefold()), (self.phone, other.phone))
        given = [one == two for one, two in pairs if one and two]
        return bool(given) and not any(given)


class _Planned:
    """What becomes of the rows, one after another."""

    def __init__(self, table: Table, where: Where) -> None:
        self.plan = Plan(problems=table.problems, warnings=table.warnings)
        self.people = People(where.region.pk)
        self.telling = Telling(self.people, where.region.pk)
        self.taken = dict(User.objects.values_list("login", "withdrawn"))
        self.back = {key_of(name_of(one)): one.login for one in withdrawn_people()}
        self.found: dict[int, list[tuple[Wish, User]]] = defaultdict(list)
        self.new: list[Wish] = []

    def sort(self, row: Row) -> None:
        """Find whom a row means; Fault when that is not sure."""
        wish = _wish(row)
        if wish.login and (person := self.people.by_login.get(wish.login)):
            _refuse_other(wish, person)
            self.found[person.pk].append((wish, person))
            return
        if not wish.readings:
            raise cells.Fault("empty", _("Give the name: there is no login “%(login)s”.") % {"login": wish.login})
        if wish.login in self.taken and not self.taken[wish.login]:
            raise cells.Fault("login-taken", _("Somebody of another region has this login."))
        match = self.people.find(wish.readings, email=wish.email, phone=wish.phone, whole=True)
        if match.person and not wish.login:
            self.found[match.person.pk].append((wish, match.person))
        elif (match.person or match.candidates) and not wish.login:
            raise self.telling.unclear(wish.name.text, match)
        else:
            self._enter(wish, [*([match.person] if match.person else []), *match.candidates], match.nearest)

    def _enter(self, wish: Wish, namesakes: Sequence[User], nearest: Sequence[User]) -> None:
        name = certain(wish.readings, self.people)
        if not name.spelt_out:
            raise cells.Fault("name-short", _("Somebody new is entered with the name spelt out."))
        wish.readings = [name]
        if alike := [*namesakes, *nearest]:
            message = _("Entered as somebody new; alike: %(people)s.")
            told = message % {"people": self.telling.similar(alike)}
            self.plan.warnings.append(wish.row.problem(_name_column(wish.row), "person-similar", told))
        self.new.append(wish)

    def finish(self) -> Plan:
        """The plan of all rows that were sorted."""
        for wishes in self.found.values():
            if len(wishes) > 1:
                self._refuse([wish for wish, _person in wishes], "duplicate")
            else:
                self._compare(*wishes[0])
        for wish in self._told_apart():
            self._create(wish)
        return self.plan

    def _told_apart(self) -> list[Wish]:
        """The new people of whom no two can be one; the others become problems."""
        surnames: dict[str, list[Wish]] = defaultdict(list)
        logins: dict[str, list[Wish]] = defaultdict(list)
        for wish in self.new:
            surnames[folded_name(wish.name.surname)].append(wish)
            logins[wish.login].append(wish)
        refused: set[int] = set()
        for login, wishes in logins.items():
            if login and len(wishes) > 1:
                self._refuse(wishes, "duplicate", refused)
        for wishes in surnames.values():
            for one, other in combinations(wishes, 2):
                if may_be_one(one.name, other.name) and not one.apart(other):
                    same = same_name(one.name, other.name) and _same_contacts(one, other)
                    self._refuse([one, other], "duplicate" if same else "person-unclear", refused)
        return [wish for wish in self.new if id(wish) not in refused]

    def _refuse(self, wishes: Sequence[Wish], code: str, refused: set[int] | None = None) -> None:
        """Rows that speak of one person, or of two who cannot be told apart; each names the next."""
        for wish, other in zip(wishes, [*wishes[1:], wishes[0]], strict=True):
            if refused is not None:
                if id(wish) in refused:
                    continue
                refused.add(id(wish))
            message = (
                _("The same person or login stands in row %(row)d; keep one of them.")
                if code == "duplicate"
                else _("Row %(row)d may mean the same person: give each a login of their own, or e-mail and telephone.")
            )
            self.plan.problems.append(
                wish.row.problem(_name_column(wish.row), code, message % {"row": other.row.number})
            )

    def _compare(self, wish: Wish, person: User) -> None:
        values, other_name = _changes(wish, person, self.people.names[person.pk])
        if not values and other_name is None:
            self.plan.same.append(wish.row)
            return
        change = ChangedPerson(person=person, values=values, other_name=other_name)
        self.plan.steps.append(Step(person.login, Outcome.UPDATE, (wish.row,), change))

    def _create(self, wish: Wish) -> None:
        login = wish.login or self.back.pop(key_of(wish.name), "") or login_for(wish.name, self.taken)
        self.taken[login] = False
        self.plan.steps.append(Step(login, Outcome.CREATE, (wish.row,), new_person(wish.name, login, wish.values)))


def withdrawn_people() -> list[User]:
    """Who was taken back and can come to life again, the latest first; doubles of somebody else cannot."""
    return list(User.objects.filter(withdrawn=True).exclude(pk__in=merged_into(User)).order_by("-pk"))


def new_person(name: PersonName, login: str, values: dict[str, str]) -> NewPerson:
    """Somebody to be entered, without a password."""
    parts = {"surname": name.surname, "given_name": name.given_name, "patronymic": name.patronymic}
    return NewPerson(login=login, **{**values, **parts})


def _plan(table: Table, where: Where) -> Plan:
    planned = _Planned(table, where)
    for row in table.rows:
        try:
            planned.sort(row)
        except cells.Fault as fault:
            column = "login" if fault.code in {"login-taken", "name-differs"} else _name_column(row)
            planned.plan.problems.append(row.problem(column, fault.code, fault.message))
            continue
        warn_of_extension(planned.plan, row)
    return planned.finish()


def warn_of_extension(plan: Plan, row: Row) -> None:
    """Tell of a telephone whose extension has no place."""
    phone = row.get("phone")
    if phone and phone.extension:
        message = _("The extension %(extension)s is not kept, only %(number)s.")
        told = message % {"extension": phone.extension, "number": phone.number}
        plan.warnings.append(row.problem("phone", "extension-left-out", told))


def _wish(row: Row) -> Wish:
    values = {name: row.get(name) for name in ("email", "language") if row.get(name)}
    if phone := row.get("phone"):
        values["phone"] = phone.number
    return Wish(
        row,
        _readings(row),
        login=row.get("login") or "",
        email=values.get("email", ""),
        phone=values.get("phone", ""),
        values=values,
    )


def _readings(row: Row) -> list[PersonName]:
    """How the name of a row can be read; empty when it has a login and no name."""
    parts = [row.get(part) for part in NAME_PARTS]
    if not any(parts):
        if row.get("full_name"):
            return read_name(row.get("full_name"))
        if row.get("login"):
            return []
        raise cells.Fault("empty", _("Give surname and given name, or the full name in one cell."))
    surname, given_name, patronymic = parts
    if not surname or not given_name:
        raise cells.Fault("empty", _("Give both, surname and given name."))
    read, former = read_part(surname)
    first, _none = read_part(given_name)
    second = read_part(patronymic)[0] if patronymic else ""
    return [PersonName(read, first, second, former)]


def _name_column(row: Row) -> str:
    return "surname" if row.get("surname") or "full_name" not in row.headings else "full_name"


def certain(readings: Sequence[PersonName], people: People) -> PersonName:
    """The name of somebody new. Of two words the surname stands first; Fault when it is known as a given name."""
    name = readings[0]
    if len(readings) > 1 and people.given_name(name.surname) and not people.given_name(name.given_name):
        message = _("Which word of “%(text)s” is the surname? Write it first, or give the parts in columns.")
        raise cells.Fault("name-unclear", message % {"text": name.text})
    return name


def _refuse_other(wish: Wish, person: User) -> None:
    """Fault when the login belongs to somebody with quite another name."""
    if not wish.readings:
        return
    current = name_of(person)
    for reading in wish.readings:
        surnames = {folded_name(reading.surname), folded_name(reading.former)}
        initial = folded_name(reading.given_name)[:1] == folded_name(current.given_name)[:1]
        if folded_name(current.surname) in surnames or initial:
            wish.readings = [reading]
            return
    message = _("The login “%(login)s” is that of another person: %(name)s.")
    raise cells.Fault("name-differs", message % {"login": person.login, "name": person.full_name})


def _changes(wish: Wish, person: User, known: Iterable[PersonName]) -> tuple[dict[str, str], PersonName | None]:
    """What a row says otherwise about a person, and an earlier surname it tells that was not known."""
    values = {name: value for name, value in wish.values.items() if value != getattr(person, name)}
    if not wish.readings:
        return values, None
    current, known = name_of(person), list(known)
    reading = next((one for one in wish.readings if same_name(one, current)), wish.name)
    surnames = {folded_name(one.surname) for one in known}
    old = folded_name(reading.surname) in surnames - {folded_name(current.surname)}  # an earlier name changes nothing
    for part in NAME_PARTS:
        text: str = getattr(reading, part)
        differs = folded_name(text) != folded_name(getattr(current, part))
        if text and differs and not is_initial(text) and not old:
            values[part] = text
    former = reading.former
    if former and folded_name(former) not in surnames and not old:
        return values, PersonName(former, current.given_name, current.patronymic)
    return values, None


def _same_contacts(one: Wish, other: Wish) -> bool:
    return (one.login, one.email.casefold(), one.phone) == (other.login, other.email.casefold(), other.phone)


def _write(steps: Sequence[Step], where: Where, by: Actor) -> list[Written]:
    changes = [step.change for step in steps if step.outcome is Outcome.UPDATE]
    earlier = {one.person.pk: {name: getattr(one.person, name) for name in one.values} for one in changes}
    others = batches.change_people(rows=changes, on=clock.today(), by=by, origin=Origin.IMPORT) if changes else []
    left = {one.person.pk: names for one, names in zip(changes, others, strict=True)}
    new = [step.change for step in steps if step.outcome is Outcome.CREATE]
    added = {one.login: one for one in batches.enter_people(rows=new, by=by)} if new else {}
    written = []
    for step in steps:
        if step.outcome is Outcome.CREATE:
            written.append(Written(made=[added[step.change.login]]))
        else:
            person, later = step.change.person, dict(step.change.values)
            changed = [Before(person, earlier[person.pk], later)] if later else []
            written.append(Written(made=left[person.pk], changed=changed))
    return written


def _put_back(changed: Sequence[tuple[Model, dict[str, Any]]], by: Actor) -> None:
    rows = [ChangedPerson(person=person, values=values) for person, values in cast(Any, changed)]
    batches.put_people_back(rows=rows, by=by)


PEOPLE = register(
    Kind(
        name="people",
        title=gettext_lazy("People"),
        columns=COLUMNS,
        plan=_plan,
        write=_write,
        export=people_rows,
        put_back=_put_back,
        take_away=take_away,
        resting=resting,
    )
)
