"""Works of every place with a file each, and what the bank of practices of either region holds.

Who works in a region meets all of its bank: so that belongs to a place of its own, `bank`.
"""

import datetime as dt

from opora.accounts.models import User
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import StoredFile
from opora.organisations import actions as organisations
from opora.organisations.actions import NewMunicipality, NewSchool
from opora.organisations.models import Region, School
from opora.practices import actions
from opora.practices.actions import NewPractice, NewWork
from opora.practices.models import Work
from opora.programmes.models import Programme

WORKS_OF_PEOPLE = {"bor": "borcoordinator", "first": "firstcurator", "third": "thirdcurator"}


def mark(place: str) -> str:
    """As in `neighbours`."""
    return f"кенар-{place}"


def make(schools: dict[str, School], regions: dict[str, Region], at: dt.datetime) -> None:
    """All of it at a moment; `regions` by the mark of what their bank holds."""
    with clock.at(at):
        for place, school in schools.items():
            _store(place, _work(place, school))
        for place, login in WORKS_OF_PEOPLE.items():
            _work(place, User.objects.get(login=f"kenar-{login}"))
        for place, region in regions.items():
            _bank(place, region, at.date())


def _work(place: str, author: School | User) -> Work:
    region = "far" if place == "remote" else "own"
    programme = Programme.objects.filter(region__code=region).latest("year")
    today = clock.today()
    row = NewWork(
        at="festival",
        kind="experience",
        title=mark(place),
        author=author,
        on=today,
        link=f"https://example.org/{mark(place)}",
    )
    work = actions.hand_in(programme=programme, work=row, by=SYSTEM)
    actions.return_work(work=work, remarks=mark(place), on=today, by=SYSTEM)
    actions.hand_in_again(work=work, note=mark(place), on=today, by=SYSTEM)
    return work


def _store(place: str, work: Work) -> None:
    """A file of the work, as it stands in the database; its content is lost."""
    StoredFile.objects.create(
        name=f"{mark(place)}.pdf",
        media_type="application/pdf",
        size=1,
        sha256="0" * 64,
        of=f"work:{work.pk}",
        stored_at=clock.now(),
        stored_by="system",
        pages=1,
    )


def _bank(place: str, region: Region, today: dt.date) -> None:
    named = mark(place)
    (municipality,) = organisations.add_municipalities(
        region=region, rows=[NewMunicipality(code=f"{place}-b", name=f"{named} б", short_name=f"{named} б")], by=SYSTEM
    )
    row = NewSchool(municipality=municipality, code=f"{place}-bank", name=f"{named} банк", short_name=f"{named} банк")
    (school,) = organisations.add_schools(region=region, rows=[row], on=today, by=SYSTEM)
    told = NewPractice(title=named, direction=named, summary=named, link=f"https://example.org/{named}")
    practice = actions.add_practice(school=school, practice=told, on=today, by=SYSTEM)
    site = actions.name_site(school=school, topic=named, basis=named, practice=practice, on=today, by=SYSTEM)
    actions.end_site(site=site, on=today, basis=named, by=SYSTEM)
    other = NewSchool(municipality=municipality, code=f"{place}-site", name=f"{named} сад", short_name=f"{named} сад")
    (host,) = organisations.add_schools(region=region, rows=[other], on=today, by=SYSTEM)
    actions.name_site(school=host, topic=named, basis=named, practice=practice, on=today, by=SYSTEM)
