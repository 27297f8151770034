"""A file is checked before anything is written, written as it was checked, and taken back: all in the browser."""

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from opora.accounts.models import Post
from opora.core import clock
from opora.core.models import ImportBatch, StoredFile
from opora.lists import keeping
from opora.organisations.models import Municipality
from opora.programmes.models import CohortMembership, Programme
from tests.accounts.people import appoint, person, signed_in
from tests.core.markup import tables, text
from tests.organisations.places import Places
from tests.roadmap.lived import NOW

pytestmark = pytest.mark.django_db

GOOD = "code;name;short_name\nnew;Новый район;Новый\nluga;Лужский округ;Лужский\nbor;Боровской район;Боровской\n"
WRONG = "code;name;short_name\nnew;Новый район;Новый\nс пробелом;Другой;Другой\n=1+1;Третий;Третий\n"


@pytest.fixture(autouse=True)
def _june(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    with clock.at(NOW):
        yield


@pytest.fixture
def ministry(made: Places) -> Client:
    who = person("Читаева", "reader")
    return signed_in(who, appoint(who, Post.MINISTRY, made.region))


def send(client: Client, kind: str, content: str | bytes, name: str = "районы.csv", **more: Any) -> Any:
    data = content if isinstance(content, bytes) else content.encode()
    return client.post(f"/lists/{kind}/import/", {"file": SimpleUploadedFile(name, data), **more})


def checked(client: Client, kind: str, content: str, **more: Any) -> str:
    """The address of the page that says what a file would do."""
    response = send(client, kind, content, **more)
    assert response.status_code == 302, text(response.content.decode())
    address: str = response["Location"]
    return address


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    html: str = response.content.decode()
    return html


def test_a_file_is_checked_written_and_taken_back(made: Places, ministry: Client) -> None:
    address = checked(ministry, "municipalities", GOOD)
    told = text(page(ministry, address))
    assert "Создать1Изменить1Ужебыло1Сошибками0" in told.replace(" ", "")
    assert "Записать 2 строки" in told
    assert not Municipality.objects.filter(code="new").exists()
    written = ministry.post(address, {"step": "write"})
    batch = ImportBatch.objects.get()
    assert written["Location"] == f"/lists/imports/{batch.pk}/"
    assert (batch.created, batch.updated, batch.skipped, batch.file_name) == (1, 1, 1, "районы.csv")
    assert Municipality.objects.get(code="luga").name == "Лужский округ"
    assert "Записывать нечего" in text(page(ministry, checked(ministry, "municipalities", GOOD)))
    assert ministry.post(written["Location"], {"reason": "не тот файл"}).status_code == 302
    assert Municipality.objects.get(code="luga").name == "Лужский район"


def test_what_is_wrong_is_told_and_nothing_is_written(made: Places, ministry: Client) -> None:
    address = checked(ministry, "municipalities", WRONG)
    html = page(ministry, address)
    assert [(row[0], row[1], row[2].split()[-1]) for row in tables(html)["h-wrong"]] == [
        ("3", "code", "bad-code"), ("4", "code", "formula"),
    ]  # fmt: skip
    assert ministry.post(address, {"step": "write"}).status_code == 422
    assert not ImportBatch.objects.exists()
    copy = ministry.get(f"{address}remarks.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(copy.content)).get_sheet_by_index(0).to_python()
    assert [bool(row[0]) for row in rows[1:]] == [False, True, True]
    assert "bad-code" in str(rows[2][0])
    assert ministry.post(address, {"step": "partial"}).status_code == 302
    assert Municipality.objects.filter(code="new").exists()
    assert ImportBatch.objects.get().failed == 2


def test_the_day_and_the_basis_stand_in_for_empty_cells(made: Places, programme: Programme, ministry: Client) -> None:
    address = checked(ministry, "cohort", "code\npriobye-4\n", on="2022-05-20", basis="приказ 5")
    assert ministry.post(address, {"step": "write"}).status_code == 302
    row = CohortMembership.objects.get(cohort__programme=programme, school=made.fourth)
    assert (row.occurred_on.isoformat(), row.basis) == ("2022-05-20", "приказ 5")


def test_a_whole_list_is_not_written_without_its_wrong_rows(made: Places, ministry: Client) -> None:
    content = "code;on;basis\npriobye-1;2022-05-01;приказ\nnonsense;2022-05-01;приказ\n"
    address = checked(ministry, "low-results", content)
    assert "целиком" in text(page(ministry, address))
    for step in ("write", "partial"):
        assert ministry.post(address, {"step": step}).status_code == 422
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "x.csv", "пуст"),
        (b"PK\x03\x04nonsense", "x.xlsx", "повреждён"),
        (b"code;name", "x.exe", "только .xlsx и .csv"),
        (b"\x00\x01\x02", "../../etc/passwd.csv", "utf-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_beside_the_field(
    made: Places, ministry: Client, content: bytes, name: str, told: str
) -> None:
    response = send(ministry, "municipalities", content, name)
    assert response.status_code == 422
    assert told in text(response.content.decode()).casefold()
    assert not StoredFile.objects.exists()


def test_no_file_and_a_day_to_come(made: Places, ministry: Client) -> None:
    assert "Выберите файл" in text(ministry.post("/lists/schools/import/", {}).content.decode())
    response = send(ministry, "schools", "code\n", on="2022-06-02")
    assert "ещё не наступ" in text(response.content.decode())


def test_a_file_is_kept_for_who_sent_it_and_for_a_day(made: Places, ministry: Client, settings: Any) -> None:
    address = checked(ministry, "municipalities", GOOD)
    other = person("Другова", "other")
    stranger = signed_in(other, appoint(other, Post.MINISTRY, made.region))
    assert stranger.get(address)["Location"] == "/lists/municipalities/import/"
    assert stranger.get(f"{address}remarks.xlsx").status_code == 404
    with clock.at(NOW + keeping.DAY - dt.timedelta(seconds=1)):
        keeping.forget()
        assert ministry.get(address).status_code == 200
    with clock.at(NOW + keeping.DAY):
        keeping.forget()
        assert ministry.get(address).status_code == 302
    address = checked(ministry, "municipalities", GOOD)
    for path in settings.HOME.glob("files/??/*"):
        path.unlink()
    assert ministry.get(address).status_code == 302  # lost from the disk


@pytest.mark.parametrize("token", ["x", "0", "99999", ".."])
def test_what_was_never_sent_is_not_found(made: Places, ministry: Client, token: str) -> None:
    assert ministry.get(f"/lists/schools/import/{token}/").status_code in (302, 404)
    assert ministry.get(f"/lists/schools/import/{token}/remarks.xlsx").status_code == 404


def test_who_only_reads_brings_nothing_in(made: Places) -> None:
    who = person("Читаева", "reader")
    client = signed_in(who, appoint(who, Post.CONTROLLER, made.region))
    assert client.get("/lists/schools/import/").status_code == 404
    assert send(client, "municipalities", GOOD).status_code == 404


def test_no_cohort_is_brought_in_before_there_is_a_year(made: Places, ministry: Client) -> None:
    assert ministry.get("/lists/cohort/import/").status_code == 404
    assert "/lists/cohort/import/" not in page(ministry, "/lists/")
    assert "/lists/schools/import/" in page(ministry, "/lists/")
