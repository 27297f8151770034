"""Files of attendance as services write them: who is in them, where, how long; each row counted once."""

import csv
import io

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError

from opora.events.logs import Layout, Log, Participant, read, unite


def table(text: str, delimiter: str = ";") -> bytes:
    """Lines of cells divided by semicolons as a csv file with another delimiter."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(line.split(";") for line in text.strip("\n").split("\n"))
    return buffer.getvalue().encode()


def told(log: Log) -> list[tuple[tuple[int, ...], str, int | None]]:
    return [(one.lines, one.text, one.minutes) for one in log.participants]


ZOOM = """
Topic;Meeting ID;Start Time;End Time;Host;Participants;Duration (Minutes)
Совещание;812;03/04/2022 09:50:00 AM;03/04/2022 12:45:00 PM;Грачёв;4;175

Name (Original Name);User Email;Join Time;Leave Time;Duration (Minutes);Guest;In Waiting Room
Чижова Е. В.;chizhova@example.org;03/04/2022 09:50:00 AM;03/04/2022 10:00:00 AM;10;Yes;Yes
Чижова Е. В.;chizhova@example.org;03/04/2022 10:00:00 AM;03/04/2022 11:00:00 AM;60;Yes;No
Чижова (телефон);Chizhova@example.org;03/04/2022 10:30:00 AM;03/04/2022 11:30:00 AM;60;Yes;No
Галактика;;03/04/2022 11:30:00 PM;03/05/2022 12:30:00 AM;60;Yes;No
Otter.ai;;03/04/2022 10:00:00 AM;03/04/2022 11:30:00 AM;90;Yes;No
"""
_ISO = "2022-03-04T10:00:00+07:00"
TEAMS = """
1. Summary
Meeting title;Совещание
Attended participants;2

2. Participants
Name;First Join;Last Leave;In-Meeting Duration;Email;Participant ID (UPN);Role
Чижова Елена;3/4/22, 10:00:00 AM;3/4/22, 12:00:00 PM;1h 30m;chizhova@example.org;chizhova@example.org;Organizer
Дятлов С.;3/4/22, 10:00:00 AM;3/4/22, 10:45:30 AM;45m 30s;;;Attendee

3. In-Meeting Activities
Name;Join Time;Leave Time;Duration;Email;Role
Чижова Елена;3/4/22, 10:00:00 AM;3/4/22, 11:00:00 AM;1h;chizhova@example.org;Organizer
Чижова Елена;3/4/22, 11:30:00 AM;3/4/22, 12:00:00 PM;30m;chizhova@example.org;Organizer
Дятлов С.;3/4/22, 10:00:00 AM;3/4/22, 10:45:30 AM;45m 30s;;Attendee
"""


def test_zoom_with_its_summary_above_and_two_devices() -> None:
    log = read(table(ZOOM, ","), "participants_812.csv")
    assert log.layout is Layout.ZOOM
    assert told(log) == [((5, 6, 7), "Чижова (телефон)", 90), ((8,), "Галактика", 60)]
    assert log.participants[0].texts == ("Чижова Е. В.", "Чижова (телефон)")
    assert [(one.line, one.text) for one in log.skipped] == [(9, "Otter.ai")]
    assert "Otter.ai" in log.warnings[0]


def test_of_the_sections_of_teams_one_is_counted() -> None:
    log = read(table(TEAMS, "\t").decode().encode("utf-16"), "attendance.csv")
    assert log.layout is Layout.TEAMS
    assert told(log) == [((12, 13), "Чижова Елена", 90), ((14,), "Дятлов С.", 45)]
    assert log.participants[0].host


def test_teams_without_activities_counts_what_is_written_and_not_the_span() -> None:
    first = TEAMS.partition("\n3. ")[0]
    assert told(read(table(first, "\t"), "attendance.csv")) == [((7,), "Чижова Елена", 90), ((8,), "Дятлов С.", 45)]


def test_rows_of_joining_and_leaving() -> None:
    log = read(
        table(
            "Full Name;User Action;Timestamp\nЧижова;Joined;3/4/2022, 9:58:00 AM\n"
            "Дятлов;Joined before;3/4/2022, 9:59:00 AM\nЧижова;Left;3/4/2022, 10:58:00 AM"
        ),
        "meetingAttendanceList.csv",
    )
    assert told(log) == [((2, 4), "Чижова", 60), ((3,), "Дятлов", None)]
    assert "3" in log.warnings[0]


@pytest.mark.parametrize(
    ("name", "text", "layout"),
    [
        ("Google Meet.csv", "First name;Last name;Email;Duration\nЕлена;Чижова;;1 hr 5 min", Layout.MEET),
        ("МТС Линк.csv", "Тема;\n\nИмя;Почта;Вход;Выход;Минут\nЧижова Елена;;10:00;11:05;65", Layout.MTS_LINK),
        ("Телемост.csv", "Участник;Вход;Выход\nЧижова Елена;04.03.2022 23:30;05.03.2022 00:35", Layout.TELEMOST),
        ("Контур Толк.csv", f"Имя участника;Вошёл;Вышел\nЧижова Елена;{_ISO};2022-03-04T04:05:00Z", Layout.TOLK),
        ("trueconf.csv", "Name;Joined;Left\nЧижова Елена;4 мар. 2022 г., 10:00;Mar 4, 2022 11:05", Layout.TRUECONF),
        ("SberJazz.csv", "Имя;Длительность (сек)\nЧижова Елена;3900", Layout.JAZZ),
        ("Сферум.csv", "Фамилия;Имя;Длительность\nЧижова;Елена;1 ч 5 мин", Layout.SFERUM),
        ("pruffme.csv", "Фамилия;Имя;E-mail;Минут онлайн\nЧижова;Елена;;65", Layout.PRUFFME),
        (
            "bbb.csv",
            ("Name;Moderator;Activity Score;Talk time;Webcam Time;Messages;Reactions;Poll Votes;Raise Hands;Duration;"
            "Join;Left\n"
            "Чижова Елена;false;2;00:01:00;00:00:00;3;1;0;0;01:05:23;2022-03-04 10:00:00 UTC;2022-03-04 11:05:23 UTC"),
            Layout.BIGBLUEBUTTON,
        ),
        ("log.csv", "Пользователь;Продолжительность\nЧижова Елена;PT1H5M", Layout.LOG),
        ("log.csv", "Слушатель;Зашёл;Покинул\nЧижова Елена;23:30;0:35", Layout.LOG),
        ("log.csv", "ФИО;Дата;Начало;Окончание\nЧижова Елена;04.03.2022;23:30:00;00:35:10", Layout.LOG),
        ("log.csv", "ФИО;Дата входа;Время входа;Время выхода\nЧижова Елена;04.03.2022;10:00;11:05", Layout.LOG),
        ("log.csv", "ФИО;Длительность\nДятлов;45:10\nЧижова Елена;65:00", Layout.LOG),
    ],
)  # fmt: skip
def test_layouts(name: str, text: str, layout: Layout) -> None:
    log = read(table(text), name)
    assert log.layout is layout
    last = log.participants[-1]
    assert sorted(last.text.split()) == ["Елена", "Чижова"]
    assert last.minutes == 65


def test_a_sheet_says_who_was_there() -> None:
    log = read(
        table(
            "Лист регистрации;;;;;\nСеминар, 4 марта;;;;;\n№;ФИО;Должность;Наименование ОО;Муниципалитет;Подпись\n"
            "1;Чижова Елена Львовна;директор;СОШ № 14, Ключи;Ключевской район;+\n"
            "2;Дятлов С. Н.;завуч;СОШ № 2;г. Приобск;-\n3;Орлова Н. Ю.;;СОШ № 3;;не была\n"
            "4;Зимина И. О.;;;;\nИтого: 4;;;;;"
        ),
        "list.csv",
    )
    assert log.layout is Layout.SHEET
    assert [(one.text, one.present, one.minutes) for one in log.participants] == [
        ("Чижова Елена Львовна", True, None),
        ("Дятлов С. Н.", False, None),
        ("Орлова Н. Ю.", False, None),
        ("Зимина И. О.", False, None),
    ]
    first = log.participants[0]
    assert (first.lines, first.post, first.organisation, first.municipality) == (
        (4,),
        "директор",
        "СОШ № 14, Ключи",
        "Ключевской район",
    )


def test_in_a_sheet_nobody_signed_everybody_was_there() -> None:
    log = read(table("ФИО;Подпись\nЧижова Е. Л.;\nДятлов С. Н.;"), "list.csv")
    assert [one.present for one in log.participants] == [True, True]
    log = read(table("ФИО;Школа;Явка 04.03.2022\nЧижова Е. Л.;;был\nДятлов С. Н.;;н"), "list.csv")
    assert [one.present for one in log.participants] == [True, False]


def test_cells_that_resemble_headings_are_rows() -> None:
    text = "ФИО;Организация;Муниципалитет\nЧижова Е.;школа с. Ключи;Муниципальный район Ключевский\nДятлов С.;Лицей;"
    assert [one.text for one in read(table(text), "list.csv").participants] == ["Чижова Е.", "Дятлов С."]


def test_names_that_resemble_headings_are_rows() -> None:
    names = ["Чижова Е.", "Дятлов С.", "Слушатель", "Имя", "Листова Н.", "Гость", "Зимина И."]
    for head in ("Участник;Почта\n", "ФИО\n", ""):
        log = read((head + "\n".join(names)).encode(), "list.csv")
        assert [one.text for one in log.participants] == names


def test_a_workbook_with_times_and_durations_of_its_own() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet("Участники")
    clock = book.add_format({"num_format": "[h]:mm:ss"})
    page.write_row(1, 0, ["Участник", "Длительность"])
    page.write_string(2, 0, "Чижова Елена")
    page.write_number(2, 1, 65 / 24 / 60, clock)
    page.write_string(3, 0, '=HYPERLINK("http://example.org","Дятлов")')
    book.add_worksheet("Чат").write_row(0, 0, ["Вопрос", "Ответ"])
    book.close()
    log = read(buffer.getvalue(), "log.xlsx")
    assert told(log)[0] == ((3,), "Чижова Елена", 65)
    assert log.participants[1].text.startswith("=HYPERLINK")
    assert any("Чат" in warning for warning in log.warnings)


def test_a_typed_list_in_the_encoding_of_windows() -> None:
    text = (
        "Список участников семинара\n\n1. Чижова Е. Л. — директор, СОШ № 14 Ключи\n2) Дятлов Семён\n"
        "• Орлова Н. Ю., СОШ 2\n"
        "Зимина И. О. zimina@example.org\n"
    )
    log = read(text.encode("cp1251"), "list.txt")
    assert log.layout is Layout.LIST
    assert [(one.lines, one.text, one.organisation) for one in log.participants] == [
        ((3,), "Чижова Е. Л.", "директор, СОШ № 14 Ключи"),
        ((4,), "Дятлов Семён", ""),
        ((5,), "Орлова Н. Ю., СОШ 2", ""),
        ((6,), "Зимина И. О. zimina@example.org", ""),
    ]
    assert log.participants[3].email == "zimina@example.org"


def test_a_list_pasted_from_a_spreadsheet() -> None:
    log = read("1\tЧижова Е. Л.\tдиректор\tСОШ № 14\n2\tДятлов «Сеня\tзавуч\n".encode(), "list.txt")
    assert [(one.text, one.organisation) for one in log.participants] == [
        ("Чижова Е. Л.", "директор, СОШ № 14"),
        ("Дятлов «Сеня", "завуч"),
    ]


def test_one_name_in_any_case_is_one_participant_and_its_durations_add_up() -> None:
    log = read(table("ФИО;Минут\nПерепёлкина  О. И.;20\nперепелкина о.и.;25\nЧижова;"), "log.csv")
    assert told(log) == [((2, 3), "Перепёлкина О. И.", 45), ((4,), "Чижова", None)]


def test_a_name_with_an_address_and_one_without_may_be_two_people() -> None:
    log = read(table("ФИО;Почта;Минут\nЧижова Е.;chizhova@example.org;20\nЧижова Е.;;25"), "log.csv")
    assert [one.lines for one in log.participants] == [(2,), (3,)]


def test_participants_who_are_one_person_are_not_counted_twice() -> None:
    log = read(table("ФИО;Вход;Выход\nЧижова;10:00;11:00\niPhone;10:30;11:30"), "log.csv")
    both: Participant = unite(log.participants)
    assert (both.minutes, both.lines) == (90, (2, 3))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("log.csv", b"", "пуст"),
        ("log.csv", b"\x00\x01\x02" * 40, "UTF-8"),
        ("log.xlsx", b"PK\x03\x04 broken", "повреждена"),
        ("log.pdf", b"%PDF", ".xlsx"),
        ("log.csv", "Дата;Итог\n1;2".encode(), "Время входа"),
        ("log.csv", b"1;2;3\n4;5;6", "ФИО"),
    ],
)
def test_what_holds_no_names_is_told(name: str, content: bytes, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        read(content, name)


def test_fifty_thousand_rows_are_read() -> None:
    rows = "\n".join(f"Чижова {number % 900};10:00;11:00" for number in range(49_990))
    assert len(read(f"ФИО;Вход;Выход\n{rows}".encode(), "log.csv").participants) == 900
