"""What was brought in is shown with its counts, and taken back from its page as a whole."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from opora.accounts.models import Post
from opora.core import clock
from opora.core.models import ImportBatch, ImportState
from opora.organisations.models import Municipality
from tests.accounts.people import appoint, person, signed_in
from tests.core.markup import tables, text
from tests.organisations.places import Places
from tests.roadmap.lived import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(made: Places, tmp_path: Path) -> ImportBatch:
    file = tmp_path / "районы.csv"
    file.write_text("code;name;short_name\nnew;Новый район;Новый\nluga;Лужский округ;Лужский\n", "utf-8")
    with clock.at(NOW):
        call_command("lists", "import", "municipalities", str(file), "--commit", stdout=io.StringIO())
    return ImportBatch.objects.get()


def of_post(post: str, made: Places) -> Client:
    who = person("Читаева", f"reader-{post}")
    return signed_in(who, appoint(who, post, made.bor if post == Post.COORDINATOR else made.region))


def test_the_index_tells_of_every_import(made: Places, batch: ImportBatch) -> None:
    page = of_post(Post.CONTROLLER, made).get("/lists/").content.decode()
    assert [row[1:2] + row[3:6] for row in tables(page)["h-imports"]] == [["Муниципалитеты", "районы.csv", "1", "1"]]
    assert tables(page)["h-kinds"][0][2].endswith("районы.csv: создано 1, изменено 1")


def test_an_import_is_taken_back(made: Places, batch: ImportBatch) -> None:
    client, path = of_post(Post.MINISTRY, made), f"/lists/imports/{batch.pk}/"
    wrong = client.post(path, {"reason": ""})
    assert wrong.status_code == 422
    with clock.at(NOW):
        assert client.post(path, {"reason": "не тот файл"}).status_code == 302
    batch.refresh_from_db()
    assert batch.state == ImportState.UNDONE
    assert set(Municipality.objects.values_list("name", flat=True)) == {"Боровской район", "Лужский район"}
    page = client.get(path).content.decode()
    assert "не тот файл" in text(page)
    assert 'class="op-form' not in page
    assert client.post(path, {"reason": "ещё раз"}).status_code == 404


def test_what_rests_on_it_is_told_and_nothing_taken_back(made: Places, batch: ImportBatch) -> None:
    client = of_post(Post.MINISTRY, made)
    given = {
        "code": "new-1", "municipality": str(Municipality.objects.get(code="new").pk), "name": "Новая",
        "short_name": "Новая", "kind": "basic", "occurred_on": "2022-05-01",
    }  # fmt: skip
    assert client.post("/lists/schools/add/", given).status_code == 302
    response = client.post(f"/lists/imports/{batch.pk}/", {"reason": "не тот файл"})
    assert response.status_code == 422
    told = text(response.content.decode())
    assert "Сначала отмените это" in told
    assert "new: школ" in told
    batch.refresh_from_db()
    assert batch.state == ImportState.DONE
    assert 'value="не тот файл"' in response.content.decode()


def test_who_only_reads_takes_nothing_back(made: Places, batch: ImportBatch) -> None:
    for post in (Post.CONTROLLER, Post.INSTITUTE):
        client = of_post(post, made)
        assert client.get(f"/lists/imports/{batch.pk}/").status_code == 200
        assert client.post(f"/lists/imports/{batch.pk}/", {"reason": "x"}).status_code == 404
    client = of_post(Post.COORDINATOR, made)
    assert client.get(f"/lists/imports/{batch.pk}/").status_code == 404
    assert "районы.csv" not in client.get("/lists/").content.decode()


def test_an_import_of_another_region_is_not_found(made: Places, batch: ImportBatch) -> None:
    client = of_post(Post.MINISTRY, made)
    ImportBatch.objects.update(of="region:0")
    assert client.get(f"/lists/imports/{batch.pk}/").status_code == 404
    assert "районы.csv" not in client.get("/lists/").content.decode()
