"""Control of the whole roadmap and its sheet: the five answers, the same in every form, on one page of A4."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

import docx
import pytest
from django.test import Client
from pypdf import PdfReader

from opora.accounts.models import Post, User
from opora.accounts.queries import actor_for
from opora.core import clock
from opora.core import pdf as papers
from opora.core.actors import Actor
from opora.programmes.models import Programme
from opora.reports.control import Controlled
from opora.reports.sheet import AT_RISK, LATE, MOVED, TO_SIGN
from opora.roadmap import actions
from opora.roadmap.execution import ExecutionState
from opora.roadmap.models import ControlEntry, Roadmap
from opora.roadmap.queries import read_roadmap
from tests.accounts.people import appoint, end, person, signed_in
from tests.core.markup import tables, text
from tests.organisations.places import Places
from tests.roadmap import small_programme

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2022, 4, 1, 9, tzinfo=dt.UTC)
TODAY = NOW.date()


@pytest.fixture
def ministry(roadmap: Roadmap, made: Places, siskin: User) -> Iterator[Client]:
    """On 1 April: coordinators everywhere since 8 February, two curators of three, of whom one left in March."""
    appoint(siskin, Post.CURATOR, made.first)
    end(appoint(person("Дроздов", "drozdov"), Post.CURATOR, made.third), dt.date(2022, 3, 10), NOW)
    for place in (made.bor, made.luga):
        appoint(person("Журавлёва", f"coordinator-{place.code}"), Post.COORDINATOR, place)
    who = person("Синицына", "sinitsyna")
    held = appoint(who, Post.MINISTRY, made.region)
    with clock.at(NOW):
        yield signed_in(who, held)


@pytest.fixture
def writer(ministry: Client) -> Actor:
    return actor_for(User.objects.get(login="sinitsyna"), on=TODAY)


def read(client: Client, path: str, status: int = 200, **asked: str) -> str:
    response = client.get(path, asked)
    assert response.status_code == status
    return response.content.decode().replace("\u00a0", " ")


def test_the_five_answers(ministry: Client) -> None:
    page = read(ministry, "/control/", since="2022-02-20")
    found = tables(page)
    assert [row[:2] for row in found["h-late"]] == [["5", "Действие 5"]]
    (late,) = found["h-late"]
    assert late[2].startswith("09.02.2022")
    assert "срок 08.02.2022" in late[2]
    assert late[3] == "Министерство: 2"
    assert "1 из 3" in late[4]
    assert [row[0] for row in found["h-moved"]][:1] == ["5"]
    assert "Больше не засчитано: 1 школа" in page
    assert [row[0] for row in found["h-sign"]] == ["4"]
    assert {row[0] for row in found["h-unknown"]} == {"1", "35"}
    assert "Под контролем действий: 5 из 5, снято: 0." in page


def test_what_is_released_leaves_the_questions_and_stays_in_the_list(ministry: Client, writer: Actor) -> None:
    roadmap = Roadmap.objects.get()
    for number in ("4", "5"):
        row = roadmap.actions.get(number=number)
        actions.release(action=row, note=f"снято {number}", on=TODAY, by=writer)
    page = read(ministry, "/control/")
    found = tables(page)
    assert "h-late" not in found
    assert "h-sign" not in found
    assert "Просроченного нет" in page
    assert "Подписывать нечего" in page
    assert "снято 4" in page
    assert "снято 5" in page
    assert "Под контролем действий: 3 из 5, снято: 2." in page
    assert "h-late" in tables(read(ministry, "/control/", as_of="2022-03-31"))


def test_a_meeting_becomes_the_day_to_compare_with(ministry: Client, writer: Actor) -> None:
    assert 'value="2022-03-02"' in read(ministry, "/control/")
    response = ministry.post("/control/meeting/", {"on": "2022-03-09", "text": "коллегия"}, follow=True)
    page = response.content.decode().replace("\u00a0", " ")
    assert "Совещание 09.03.2022 отмечено" in page
    assert "коллегия" in page
    for path in ("/control/", "/roadmap/changes/", "/indicators/5/history/", "/control/sheet/"):
        assert 'value="2022-03-09"' in read(ministry, path), path
    assert 'name="since" value="2022-03-09"' not in read(ministry, "/control/", as_of="2022-03-09")
    again = ministry.post("/control/meeting/", {"on": "2022-03-09"})
    assert again.status_code == 422
    assert "Совещание 09.03.2022 уже отмечено." in again.content.decode().replace("\u00a0", " ")
    assert ControlEntry.objects.count() == 1


def test_interim_notes_stand_by_the_late_rows(ministry: Client, writer: Actor) -> None:
    row = Roadmap.objects.get().actions.get(number="5")
    actions.write_note(action=row, text="подбираем замену", on=TODAY, by=writer)
    assert "01.04.2022: подбираем замену" in text(read(ministry, "/control/"))


def test_who_may_not_note_a_meeting_has_no_form(roadmap: Roadmap, made: Places) -> None:
    with clock.at(NOW):
        who = person("Иволгина", "ivolgina")
        institute = signed_in(who, appoint(who, Post.INSTITUTE, made.region))
        assert "/control/meeting/" not in read(institute, "/control/")
        assert institute.post("/control/meeting/", {"on": "2022-03-09"}).status_code == 404


def test_the_sheet_says_the_same_in_every_form(ministry: Client) -> None:
    asked = {"since": "2022-02-20"}
    page = read(ministry, "/control/sheet/", **asked)
    cells = [" ".join(unescape(cell).split()) for cell in re.findall(r"<td>([^<]*)</td>", page)]
    assert len(cells) > 20
    as_pdf = ministry.get("/control/sheet.pdf", asked)
    assert as_pdf["Content-Type"] == "application/pdf"
    assert 'filename="opora-control-sheet-2022-04-01.pdf"' in as_pdf["Content-Disposition"]
    sheet = PdfReader(io.BytesIO(as_pdf.content))
    assert len(sheet.pages) == 1
    on_paper = "".join(sheet.pages[0].extract_text().split())
    document = docx.Document(io.BytesIO(ministry.get("/control/sheet.docx", asked).content))
    written = [
        cell.text.replace("\u00a0", " ") for one in document.tables for row in one.rows[1:] for cell in row.cells
    ]
    assert [" ".join(cell.split()) for cell in written] == cells
    for cell in cells:
        assert "".join(cell.split()) in on_paper, cell
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert any("Контролёр" in line for line in lines)
    assert "Контролёр" in page
    assert "Контролёр" in on_paper


def test_a_file_that_there_is_not(ministry: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ministry.get("/control/sheet.xlsx").status_code == 404
    monkeypatch.setattr(papers, "available", lambda: False)
    assert ministry.get("/control/sheet.pdf").status_code == 404
    page = read(ministry, "/control/sheet/")
    assert "DOCX" in page
    assert "PDF" not in page


@pytest.fixture
def crowded(programme: Programme, made: Places) -> Iterator[Client]:
    """Every list is longer than the sheet, every text is as long as it may be."""
    content = small_programme.data()
    long = "Очень длинное название действия с подробностями, " * 9
    late = "share(schools(current), curator_appointed())"
    rows = [
        *(small_programme.row(f"1.{n}", "2022-02-08", late) for n in range(LATE + 5)),
        *(small_programme.row(f"2.{n}", "2022-04-03", late) for n in range(AT_RISK + 5)),
        *(
            small_programme.row(f"3.{n}", "2022-02-08", "share(municipalities(current), coordinator_appointed())")
            for n in range(TO_SIGN + 5)
        ),
        *(small_programme.row(f"4.{n}", "2022-02-08", 'share(municipal_heads(), summoned("call"))') for n in range(45)),
    ]
    for row in rows:
        row |= {"ru": long[:480], "en": long[:480], "by": "ministry+institute"}
    content["actions"] = rows
    content["programme"]["title"] = small_programme.words(long[:400], long[:400])
    who = {"ministry": long[:200], "institute": "Институт"}
    content["executors"] = {code: small_programme.words(title, title) for code, title in who.items()}
    content["pages"] = {}
    content["groups"] = {}
    small_programme.load(programme, content)
    for place in (made.bor, made.luga):
        appoint(person("Журавлёва", f"coordinator-{place.code}"), Post.COORDINATOR, place)
    appoint(person("Чижова", "chizhova"), Post.CURATOR, made.first)
    who = person("Синицына", "sinitsyna")
    held = appoint(who, Post.MINISTRY, made.region)
    with clock.at(NOW):
        yield signed_in(who, held)


def test_the_sheet_is_one_page_however_much_is_late(crowded: Client, programme: Programme) -> None:
    roadmap = Roadmap.objects.get(programme=programme)
    actor = actor_for(User.objects.get(login="sinitsyna"), on=TODAY)
    for row in roadmap.actions.all()[:6]:
        terms = row.terms.get().values()
        moved = (terms[0].__class__(terms[0].start, dt.date(2022, 2, 9), terms[0].precision),)
        basis = "приказ министерства образования и науки о переносе срока " * 4
        actions.move_deadline(action=row, periods=moved, basis=basis[:300], on=dt.date(2022, 3, 1), by=actor)
    view = read_roadmap(programme, TODAY)
    assert view
    controlled = Controlled(view)
    assert len(controlled.in_state(ExecutionState.OVERDUE)) == LATE + 5
    assert len(controlled.in_state(ExecutionState.AT_RISK)) == AT_RISK + 5
    assert len(controlled.to_sign) == TO_SIGN + 5
    answer = crowded.get("/control/sheet.pdf", {"since": "2022-01-10"})
    sheet = PdfReader(io.BytesIO(answer.content))
    assert len(sheet.pages) == 1
    words = " ".join(sheet.pages[0].extract_text().split())
    assert f"Просрочено: {LATE + 5}" in words
    assert words.count("ещё 5 на дорожной карте") == 3
    assert "Контролёр" in words
    page = read(crowded, "/control/sheet/", since="2022-01-10")
    assert [part.count("<tr>") - 1 for part in page.split("<table>")[1:]] == [LATE, AT_RISK, MOVED, TO_SIGN]


def test_a_document_holds_no_formula_and_no_link(ministry: Client) -> None:
    content = ministry.get("/control/sheet.docx").content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        body = parts.read("word/document.xml").decode()
    assert "hyperlink" not in body
    assert "instr" not in body
