"""Whom the rows of a list of appointments mean, and whom they bring along: people nobody like whom is known."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from opora.accounts.actions import NewPerson
from opora.accounts.imports.contacts import is_login
from opora.accounts.imports.people import certain, new_person, withdrawn_people
from opora.accounts.imports.telling import Telling
from opora.accounts.logins import login_for
from opora.accounts.matching import Alike, Match, People, key_of, may_be_one, name_of, same_name
from opora.accounts.models import User
from opora.accounts.names import PersonName, folded_name, read_name
from opora.core.imports.cells import SHOWN, Fault
from opora.core.imports.plans import Plan
from opora.core.imports.tables import Problem, Row


@dataclass(slots=True, eq=False)
class NewPeople:
    """Somebody whom a list of appointments brings along; `person` once they are entered."""

    name: PersonName
    login: str
    email: str = ""
    phone: str = ""
    rows: list[Row] = field(default_factory=list)
    person: User | None = None

    @property
    def row(self) -> NewPerson:
        """Them as somebody to be entered."""
        values = {name: value for name in ("email", "phone") if (value := getattr(self, name))}
        return new_person(self.name, self.login, values)

    def apart(self, login: str, email: str, phone: str) -> bool | None:
        """Whether another row speaks of somebody else: True or False for sure, None when nothing tells."""
        pairs = ((self.login, login), (self.email.casefold(), email.casefold()), (self.phone, phone))
        given = [one == two for one, two in pairs if one and two]
        return not any(given) if given else None


Someone = User | NewPeople


class Persons:
    """Finds the person of each row, first those who are known; the others are entered after all rows were seen."""

    def __init__(self, people: People, telling: Telling, taken: dict[str, bool]) -> None:
        self._people = people
        self._telling = telling
        self._taken = taken
        self._new: dict[tuple[str, str, str], list[NewPeople]] = {}
        self._surnames: dict[str, list[NewPeople]] = defaultdict(list)
        self._back = {key_of(name_of(one)): one.login for one in withdrawn_people()}
        self.named: set[int] = set()

    @property
    def new(self) -> list[NewPeople]:
        """Everybody who is to be entered."""
        return [one for known in self._new.values() for one in known]

    def known(self, row: Row, holders: set[int], members: set[int]) -> tuple[User | None, Match | None]:
        """The person of a row, or the match that leaves it open; Fault when it is not sure or no name."""
        text, login = row.get("person"), row.get("login") or ""
        email, phone = _contacts(row)
        if not login and is_login(text.casefold()):
            login = text.casefold()
            if login not in self._people.by_login:
                message = _("There is nobody with the login “%(login)s”.")
                raise Fault("person-unknown", message % {"login": login[:SHOWN]})
            return self._seen(self._people.by_login[login]), None
        readings = read_name(text) if not is_login(text.casefold()) else []
        if login and login in self._people.by_login:
            person = self._people.by_login[login]
            names = self._people.names[person.pk]
            if readings and not any(may_be_one(reading, name) for reading in readings for name in names):
                message = _("The login “%(login)s” is that of another person: %(name)s.")
                raise Fault("name-differs", message % {"login": login, "name": person.full_name})
            return self._seen(person), None
        match = self._people.find(readings, holders=holders, members=members, email=email, phone=phone)
        if match.person and not login:
            return self._seen(match.person), None
        if (match.person or match.candidates) and not login:
            raise self._telling.unclear(text, match)
        return None, match

    def enter(self, row: Row, match: Match) -> NewPeople:
        """The person of a row nobody is known for; the same for every row of that name. Fault when it is unsure."""
        text, login = row.get("person"), row.get("login") or ""
        readings = read_name(text)
        name = certain(readings, self._people)
        nearest = [one for one in match.nearest if one.pk not in self.named]
        if nearest:
            message = _("Nobody is called “%(text)s”; known: %(people)s. Correct it, or bring the person in first.")
            told = {"text": text[:SHOWN], "people": self._telling.similar(nearest)}
            raise Fault("person-unknown", message % told)
        if not name.spelt_out:
            message = _("Nobody is called “%(text)s”; somebody new is entered with the name spelt out.")
            raise Fault("person-unknown", message % {"text": text[:SHOWN]})
        if self._taken.get(login) is False:
            raise Fault("login-taken", _("Somebody of another region has this login."))
        email, phone = _contacts(row)
        return self._one_of(self._new.setdefault(key_of(name), []), row, name, (login, email, phone))

    def _one_of(self, known: list[NewPeople], row: Row, name: PersonName, said: tuple[str, str, str]) -> NewPeople:
        """The one among new people of a name whom a row means, else one more."""
        login, email, phone = said
        verdicts = [one.apart(*said) for one in known]
        same = [one for one, apart in zip(known, verdicts, strict=True) if apart is False]
        open_ = [one for one, apart in zip(known, verdicts, strict=True) if apart is None]
        if len(same) == 1 or (not same and len(open_) == 1 == len(known)):
            one = (same or open_)[0]
            one.email, one.phone = one.email or email, one.phone or phone
            one.rows.append(row)
            return one
        if same or open_:
            message = _("Several people of the file are called “%(text)s”: give each row a login.")
            raise Fault("person-unclear", message % {"text": name.text[:SHOWN]})
        for other in self._surnames[folded_name(name.surname)]:
            if not same_name(name, other.name) and may_be_one(name, other.name) and not other.apart(*said):
                message = _("Is this “%(name)s” of row %(row)d? Write the name alike, or give logins.")
                raise Fault("person-unclear", message % {"name": other.name.text, "row": other.rows[0].number})
        one = NewPeople(name, login, email, phone, [row])
        known.append(one)
        self._surnames[folded_name(name.surname)].append(one)
        return one

    def drop(self, kept: set[int]) -> None:
        """Forget the new people of whom no row is left."""
        for known in self._new.values():
            known[:] = [one for one in known if id(one) in kept]

    def sign(self, plan: Plan) -> None:
        """Give the new people logins, and tell how many there are and which names among them are alike."""
        alike = Alike()
        for one in self.new:
            if not one.login:
                one.login = self._back.pop(key_of(one.name), "") or login_for(one.name, self._taken)
            self._taken[one.login] = False
            if near := [other for other in alike.near(one.name) if isinstance(other, PersonName)]:
                message = _("Two new people with names that are alike: “%(one)s” and “%(other)s”.")
                told = message % {"one": one.name.text, "other": near[0].text}
                plan.warnings.append(one.rows[0].problem("person", "person-similar", told))
            alike.add(one.name, one.name)
        if self.new:
            message = _("People who are entered along with their posts: %(n)d.") % {"n": len(self.new)}
            plan.warnings.append(Problem("", None, "", "new-people", message))

    def _seen(self, person: User) -> User:
        self.named.add(person.pk)
        return person


def _contacts(row: Row) -> tuple[str, str]:
    phone = row.get("phone")
    return row.get("email") or "", phone.number if phone else ""
