"""The pages of works, of the bank and of the sites: who sees and does what, what is said when it is refused."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from pypdf import PdfWriter

from opora.core.files.reading import files_of
from opora.core.models import StoredFile
from opora.practices import actions
from opora.practices.actions import NewPractice
from opora.practices.models import InnovationSite, Practice, Work
from opora.practices.states import State, course_now
from tests.core.markup import tables, text
from tests.practices.fair import JUDGE, Fair, june

pytestmark = pytest.mark.django_db
EVERYBODY = (
    "ministry",
    "controller",
    "institute",
    "expert",
    "head-of-bor",
    "coordinator",
    "curator",
    "head",
    "deputy",
    "team",
)
TOLD = NewPractice(title="Час чтения", direction="Чтение", summary="О чём она.")


def page(response: HttpResponse, status: int = 200) -> str:
    assert response.status_code == status, text(response.content.decode())
    return text(response.content.decode())


def pdf(name: str = "работа.pdf") -> SimpleUploadedFile:
    writer, buffer = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=100, height=100)
    writer.write(buffer)
    return SimpleUploadedFile(name, buffer.getvalue(), content_type="application/pdf")


def given(fair: Fair, **more: Any) -> dict[str, Any]:
    return {
        "author": f"school:{fair.made.first.pk}",
        "at": "festival",
        "kind": "experience",
        "title": "Наш опыт",
        "link": "",
        "on": "2022-06-20",
        **more,
    }


# Who sees what --------------------------------------------------------------------------------------------------------

SEEN = {
    "ministry": {"first", "third", "curator", "far-curator", "coordinator", "far-coordinator"},
    "controller": {"first", "third", "curator", "far-curator", "coordinator", "far-coordinator"},
    "institute": {"first", "third", "curator", "far-curator", "coordinator", "far-coordinator"},
    "head-of-bor": {"first", "curator", "coordinator"},
    "coordinator": {"first", "curator", "coordinator"},
    "curator": {"first", "curator"},
    "far-curator": {"third", "far-curator"},
    "head": {"first"},
    "deputy": {"first"},
    "team": {"first"},
    "far-head": {"third"},
}


@pytest.mark.parametrize("role", SEEN)
def test_works_are_seen_as_far_as_the_post_reaches(fair: Fair, role: str) -> None:
    works = {author: fair.work(author, june(6), title=f"Работа {author}.") for author in SEEN["ministry"]}
    client = fair.browser(role)
    listed, saved = (client.get(f"/practices/{path}").content.decode() for path in ("", "works.csv"))
    for author, work in works.items():
        seen = author in SEEN[role]
        assert [f"{work.title}" in one for one in (listed, saved)] == [seen, seen], author
        assert client.get(f"/practices/works/{work.pk}/").status_code == (200 if seen else 404), author


def test_who_has_nothing_to_do_with_works_is_led_to_the_bank_and_who_has_no_part_in_it_nowhere(fair: Fair) -> None:
    assert fair.browser("expert").get("/practices/").headers["Location"] == "/practices/bank/"
    assert fair.browser("editor").get("/practices/").status_code == 404


@pytest.mark.parametrize("role", EVERYBODY)
def test_everybody_at_work_reads_the_bank_and_the_sites(fair: Fair, role: str) -> None:
    practice = actions.add_practice(school=fair.made.third, practice=TOLD, on=june(1), by=JUDGE)
    site = actions.name_site(school=fair.made.fourth, topic="Чтение вслух", basis="приказ 1", on=june(1), by=JUDGE)
    client = fair.browser(role)
    for path in ("bank/", f"bank/{practice.pk}/"):
        assert "Час чтения" in page(client.get(f"/practices/{path}"))
    for path in ("sites/", f"sites/{site.pk}/"):
        assert "Чтение вслух" in page(client.get(f"/practices/{path}"))
    writes = role == "institute"
    assert (client.get("/practices/bank/add/").status_code == 200) is writes
    told = {"step": "withdraw", "reason": "x"}
    assert (client.post(f"/practices/bank/{practice.pk}/", told).status_code == 302) is writes
    assert (client.post(f"/practices/sites/{site.pk}/", {**told, "step": "take-back"}).status_code == 302) is writes
    assert Practice.objects.standing().exists() is not writes


# Handing in -----------------------------------------------------------------------------------------------------------


def test_a_head_hands_in_a_file_that_the_judge_opens_and_a_neighbour_does_not(fair: Fair) -> None:
    client = fair.browser("head")
    asked = client.get(f"/practices/works/add/?at=festival&kind=experience&author=school:{fair.made.first.pk}")
    assert "Боровская № 1" in page(asked)
    assert "Лужская" not in asked.content.decode()
    assert client.post("/practices/works/add/", given(fair, file=pdf())).status_code == 302
    work = Work.objects.get()
    assert (work.school, work.occurred_on, work.recorded_by) == (fair.made.first, june(20), fair.person("head").key)
    (stored,) = files_of(f"work:{work.pk}")
    assert StoredFile.objects.count() == 1, "nothing is left of what was sent"
    assert fair.browser("institute").get(f"/files/{stored.pk}/").status_code == 200
    assert fair.browser("far-head").get(f"/files/{stored.pk}/").status_code == 404
    assert "работа.pdf" in page(client.get(f"/practices/works/{work.pk}/"))


WRONG = {
    "neither file nor address": ({}, "Attach the work as a file or give its address."),
    "no title": ({"title": "", "link": "https://e.org"}, "Write the title of the work."),
    "nobody": ({"author": "", "link": "https://e.org"}, "Choose the school or the person who prepared it."),
    "a day to come": ({"on": "2022-07-10", "link": "https://e.org"}, "has not come yet"),
    "another kind of file": (
        {"file": SimpleUploadedFile("a.exe", b"MZ" + b"0" * 99)},
        "",
    ),
}


@pytest.mark.parametrize("which", WRONG)
def test_what_is_wrong_is_said_and_nothing_is_written(fair: Fair, which: str) -> None:
    more, told = WRONG[which]
    html = fair.browser("head").post("/practices/works/add/", given(fair, **more))
    assert "Nothing is written yet" in page(html, 422)
    assert told in page(html, 422)
    assert not Work.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("role", "author"),
    [
        ("head", "third"),
        ("head", "curator"),
        ("curator", "first"),
        ("curator", "far-curator"),
        ("coordinator", "first"),
    ],
)
def test_nobody_hands_in_for_others(fair: Fair, role: str, author: str) -> None:
    school = getattr(fair.made, author, None)
    chosen = f"school:{school.pk}" if school else f"person:{fair.person(author).pk}"
    told = given(fair, author=chosen, link="https://e.org")
    assert fair.browser(role).post("/practices/works/add/", told).status_code == 422
    assert not Work.objects.exists()


@pytest.mark.parametrize("role", ["ministry", "controller", "team", "head-of-bor", "expert"])
def test_who_does_not_hand_in_finds_no_page_for_it(fair: Fair, role: str) -> None:
    assert fair.browser(role).get("/practices/works/add/").status_code == 404


def test_the_institute_hands_in_for_anybody(fair: Fair) -> None:
    client = fair.browser("institute")
    for author in (f"school:{fair.made.fourth.pk}", f"person:{fair.person('far-curator').pk}"):
        assert client.post("/practices/works/add/", given(fair, author=author, link="https://e.org")).status_code == 302
    assert Work.objects.count() == 2


# Steps ----------------------------------------------------------------------------------------------------------------


def test_a_work_goes_its_way_on_its_page(fair: Fair) -> None:
    work = fair.work("first", june(6), link="https://example.org/w")
    url, head, institute = f"/practices/works/{work.pk}/", fair.browser("head"), fair.browser("institute")
    assert "Accept the work" not in page(head.get(url))
    assert institute.post(url, {"step": "return", "remarks": "Допишите", "on": "2022-06-08"}).status_code == 302
    assert "Допишите" in page(head.get(url))
    assert head.post(url, {"step": "again", "note": "Дописано", "on": "2022-06-09", "file": pdf()}).status_code == 302
    assert institute.post(url, {"step": "accept", "on": "2022-06-10"}).status_code == 302
    told = {"step": "bank", "direction": "Чтение", "summary": "О чём", "on": "2022-06-11"}
    assert institute.post(url, told).status_code == 302
    assert course_now(work).state is State.PUBLISHED
    practice = Practice.objects.get()
    assert "работа.pdf" in page(fair.browser("far-head").get(f"/practices/bank/{practice.pk}/"))
    shown = page(head.get(url))
    for happened in ("Handed in", "Returned with remarks", "Дописано", "Accepted", "Published"):
        assert happened in shown
    assert institute.post(url, {"step": "take-back-step", "reason": "по ошибке"}).status_code == 302
    assert course_now(work).state is State.ACCEPTED


@pytest.mark.parametrize("step", ["accept", "return", "publish", "bank", "take-back-step"])
@pytest.mark.parametrize("role", ["ministry", "head", "team", "head-of-bor"])
def test_only_the_institute_judges(fair: Fair, role: str, step: str) -> None:
    work = fair.work("first", june(6))
    told = {"step": step, "on": "2022-06-08", "remarks": "x", "link": "https://e.org", "reason": "x"}
    fair.browser(role).post(f"/practices/works/{work.pk}/", told)
    assert course_now(work).steps == ()
    assert Work.objects.standing().exists()


def test_a_step_that_came_too_late_is_told_and_an_unknown_one_is_nothing(fair: Fair) -> None:
    work = fair.work("first", june(6))
    actions.accept(work=work, on=june(7), by=JUDGE)
    client, url = fair.browser("institute"), f"/practices/works/{work.pk}/"
    answer = client.post(url, {"step": "accept", "on": "2022-06-08"}, follow=True)
    assert "cannot be done with the work as it stands now" in page(answer)
    assert client.post(url, {"step": "praise"}).status_code == 404


def test_a_wrong_step_is_said_beside_its_field(fair: Fair) -> None:
    work = fair.work("first", june(6))
    client, url = fair.browser("institute"), f"/practices/works/{work.pk}/"
    assert "before what happened last" in page(client.post(url, {"step": "accept", "on": "2022-06-05"}), 422)
    assert "Say what should be changed." in page(client.post(url, {"step": "return", "on": "2022-06-08"}), 422)


def test_nothing_is_written_on_a_page_of_the_past(fair: Fair) -> None:
    work = fair.work("first", june(6))
    client, past = fair.browser("institute"), "?as_of=2022-06-20"
    assert f'href="/practices/works/{work.pk}/{past}"' in client.get(f"/practices/{past}").content.decode()
    assert "Accept the work" not in page(client.get(f"/practices/works/{work.pk}/{past}"))
    for path in (f"works/{work.pk}/", "works/add/", "bank/add/", "sites/add/"):
        assert client.post(f"/practices/{path}{past}", {"step": "accept", "on": "2022-06-19"}).status_code == 404
    assert "earlier day or moment" in page(client.get(f"/practices/works/add/{past}"))
    assert client.get(f"/practices/works/{work.pk}/?as_of=2022-06-05").status_code == 404, "not handed in yet"


# The bank and the sites -----------------------------------------------------------------------------------------------


def test_the_institute_keeps_the_bank_and_the_sites(fair: Fair) -> None:
    client, school = fair.browser("institute"), str(fair.made.fourth.pk)
    told = {"school": school, "title": "Тьюторы", "direction": "Помощь", "summary": "О чём", "on": "2022-06-01"}
    assert client.post("/practices/bank/add/", {**told, "file": pdf("тьюторы.pdf")}).status_code == 302
    practice = Practice.objects.get()
    assert "тьюторы.pdf" in page(client.get(f"/practices/bank/{practice.pk}/"))
    named = {
        "school": school,
        "topic": "Тьюторы",
        "practice": str(practice.pk),
        "basis": "приказ 1",
        "on": "2022-06-02",
    }
    assert client.post("/practices/sites/add/", named).status_code == 302
    assert "innovation site already" in page(client.post("/practices/sites/add/", named), 422)
    site = InnovationSite.objects.get()
    assert "Яснолуговая" in page(client.get(f"/practices/bank/{practice.pk}/")), "who shows it"
    end = {"step": "end", "basis": "приказ 2", "on": "2022-06-20"}
    assert client.post(f"/practices/sites/{site.pk}/", end).status_code == 302
    assert "No such site" in page(client.get("/practices/sites/"))
    assert "until" in page(client.get("/practices/sites/?state=ended"))
    assert "Яснолуговая" in page(client.get("/practices/sites/?as_of=2022-06-19"))


def test_the_bank_is_searched_and_filtered(fair: Fair) -> None:
    for title, topic in (("Час чтения", "Чтение"), ("Ёлка идей", "Труд")):
        row = NewPractice(title=title, direction=topic, summary="О чём она.")
        actions.add_practice(school=fair.made.second, practice=row, on=june(1), by=JUDGE)
    client = fair.browser("team")
    for asked, found in (("q_practice=елка", ["Ёлка идей"]), ("topic=Чтение", ["Час чтения"]), ("q_practice=zzz", [])):
        html = client.get(f"/practices/bank/?{asked}").content.decode()
        assert [row[0].split("\n")[0] for row in tables(html).get("", [])] == found, asked
    assert "No practice fits" in page(client.get("/practices/bank/?q_practice=zzz"))


def test_empty_lists_say_how_they_fill(fair: Fair) -> None:
    institute, ministry = fair.browser("institute"), fair.browser("ministry")
    assert "Begin with the button above" in page(institute.get("/practices/"))
    assert "your post covers" in page(ministry.get("/practices/"))
    assert "The bank is empty yet" in page(ministry.get("/practices/bank/"))
    assert "No school is an innovation site yet" in page(ministry.get("/practices/sites/"))
    fair.work("first", june(6))
    assert "No work fits" in page(ministry.get("/practices/?state=accepted"))
