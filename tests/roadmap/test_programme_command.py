"""`opora programme`: an empty installation gets the roadmap of a year, and a year before it."""

import pytest

from opora.organisations.models import Region
from opora.programmes.models import Programme
from opora.roadmap.management.commands import programme as command
from opora.roadmap.models import Action
from tests.organisations import places


@pytest.mark.django_db
def test_a_year_is_started_and_the_next_one_loaded(capsys: pytest.CaptureFixture[str]) -> None:
    region: Region = places.make().region
    for arguments in (["start", "2021"], ["load", "2022"]):
        command.Command().run_from_argv(["opora", "programme", *arguments])
    before, loaded = Programme.objects.order_by("year")
    assert (before.year, before.title, before.begins_on) == (2021, "Программа 2021 года", None)
    assert (loaded.year, loaded.preceding, loaded.region) == (2022, before, region)
    assert Action.objects.count() == 48
    capsys.readouterr()
    with pytest.raises(SystemExit) as stopped:
        command.Command().run_from_argv(["opora", "programme", "start", "2021"])
    assert stopped.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
