"""Two entries of a school or of a person become one: works, files and sites go along, and the two clocks hold."""

import pytest
from django.core.exceptions import ValidationError

from opora.accounts.merging import merge_people
from opora.core.models import StoredFile
from opora.organisations.actions import NewSchool, add_schools
from opora.organisations.merging import merge_schools
from opora.practices import access, actions
from opora.practices.models import Work
from opora.practices.papers import files_of
from tests.accounts.people import person
from tests.organisations.places import OPENED
from tests.practices.fair import JUDGE, NOW, Fair, june

pytestmark = pytest.mark.django_db


def store(key: str) -> StoredFile:
    given = {"media_type": "application/pdf", "size": 1, "sha256": "0" * 64, "stored_by": "system", "pages": 1}
    return StoredFile.objects.create(name="работа.pdf", of=key, stored_at=NOW, **given)


def test_a_work_of_a_double_counts_for_who_is_kept_and_keeps_its_files(fair: Fair) -> None:
    double = person("Чижовакуратор", "double")
    fair.held["double"] = double, fair.held["curator"][1]
    work = fair.work("double", june(6))
    stored = store(f"work:{work.pk}")
    actions.accept(work=work, on=june(7), by=JUDGE)
    merge_people(kept=fair.person("curator"), double=double, reason="один человек", by=JUDGE)
    (now,) = Work.objects.standing()
    assert (now.person, now.pk != work.pk) == (fair.person("curator"), True)
    assert list(files_of(now)) == [stored]
    assert fair.browser("curator").get(f"/files/{stored.pk}/").status_code == 200
    assert fair.browser("far-curator").get(f"/files/{stored.pk}/").status_code == 404
    figure = fair.ask('count(curators(current), prepared("festival", "analysis"))', june(30))
    assert figure.value == 1


def test_files_of_a_work_that_was_taken_back_are_closed(fair: Fair) -> None:
    work = fair.work("curator", june(6))
    stored = store(f"work:{work.pk}")
    client = fair.browser("curator")
    assert client.get(f"/files/{stored.pk}/").status_code == 200
    actions.take_back(work=work, reason="по ошибке", by=JUDGE)
    assert client.get(f"/files/{stored.pk}/").status_code == 404
    assert not access.may_see_work(JUDGE, "work:none")


def test_two_sites_of_one_day_are_in_the_way(fair: Fair) -> None:
    row = NewSchool(municipality=fair.made.luga, code="twin", name="Лужская школа", short_name="Лужская")
    (twin,) = add_schools(region=fair.made.region, rows=[row], on=OPENED, by=JUDGE)
    for school in (fair.made.third, twin):
        actions.name_site(school=school, topic="x", basis="приказ 1", on=june(1), by=JUDGE)
    with pytest.raises(ValidationError, match="both are innovation sites on"):
        merge_schools(kept=fair.made.third, double=twin, reason="одна школа", by=JUDGE)
