"""Whose name stands in an entry: each rule, and what keeps it from being sure."""

import time

import pytest

from opora.events.logs import Entry, fold
from opora.events.logs.reading import participants
from opora.events.resolving import LABELS, Reason, Resolution, Status, label, resolve
from tests.events.small import PEOPLE, registry

MARIA, CURATOR_E, HEAD_E, PAVEL, OLGA, ANNA = 1, 2, 3, 4, 8, 9


def one(
    text: str, *, aliases: dict[str, list[int]] | None = None, invited: set[int] | None = None, **beside: str
) -> Resolution:
    """What becomes of one entry."""
    (participant,) = participants([Entry(1, text, **beside)])
    return resolve([participant], registry(), aliases=aliases, invited=invited or ())[0]


@pytest.mark.parametrize(
    ("text", "person", "reasons"),
    [
        ("СОШ 14 Ключи Иванова", MARIA, {"surname_and_organisation"}),
        ("Иванова М.П. МБОУ СОШ №14 с. Ключи", MARIA, {"initials_and_organisation"}),
        ("Иванова с. Ключи, СОШ 14", MARIA, {"surname_and_organisation"}),
        ("Иванова М.П. с. Ключи, СОШ 14", MARIA, {"initials_and_organisation"}),
        ("ИВАНОВА М П, сош14 ключи", MARIA, {"initials_and_organisation"}),
        ("МКОУ Ключевская СОШ №14 Иванова МП", MARIA, {"initials_and_organisation"}),
        ("Ключевской р-н, Петрова Анна", ANNA, {"name_and_municipality"}),
        ("Петрова А.С., Муниципальный округ Ключевский", ANNA, {"name_and_municipality"}),
        ("Ivanova Mariya Petrovna", MARIA, {"full_name", "translit"}),
        ("IvanovaMP SOSH14 Klyuchi", MARIA, {"initials_and_organisation", "translit"}),
        ("Bdfyjdf Vfhbz Gtnhjdyf", MARIA, {"full_name", "layout"}),
        ("СОШ 14 Ключи Bdfyjdf V/G/", MARIA, {"initials_and_organisation", "layout"}),
        ("Мария Петровна, Ключи СОШ 14", MARIA, {"given_and_patronymic_and_organisation"}),
        ("🌸 Мария Петровна ИВАНОВА 🌸", MARIA, {"full_name", "order"}),
        ("_Иванова_Мария_Петровна_ (iPhone)", MARIA, {"full_name"}),
        ("Иванова Мария Петрвна", MARIA, {"full_name", "slip"}),
        ("Ивонова Мария СОШ 14 Ключи", MARIA, {"name_and_organisation", "slip"}),
        ("Маша Иванова СОШ 14 Ключи", MARIA, {"initials_and_organisation", "diminutive", "order"}),
        ("и.о. директора СОШ 14 Ключи Иванова М.П.", MARIA, {"initials_and_organisation", "post"}),
        ("Перепелкина Ольга Ивановна", OLGA, {"full_name", "yo"}),
        ("Синицына Ольга Ивановна", OLGA, {"full_name", "former_surname"}),
        ("Перепёлкина (Синицына) О.И. СОШ 3 Ключи", OLGA, {"initials_and_organisation"}),
        ("Чижова Е.П. ООШ Озёрки", HEAD_E, {"initials_and_organisation"}),
        ("Стрижов, управление образования Берёзовского района", PAVEL, {"surname_and_organisation"}),
        ("Чайкина В.И. лицей 5 Приобск", 13, {"initials_and_organisation", "half_surname"}),
        ("Сойкина-Чайкина Вера Ильинична", 13, {"full_name"}),
        ("Орлова Наталия Юрьевна, СОШ 14 г. Приобск", 11, {"full_name", "organisation"}),
        ("Shcheglov Iurii Iakovlevich", 15, {"full_name", "translit"}),
        ("Scheglov Yuri Yakovlevich", 15, {"full_name", "translit"}),
        ("Caplin Hasan Shamilevich", 21, {"full_name", "translit"}),
        ("Роман Савелий СОШ 2 Приобск", 19, {"name_and_organisation"}),
        ("ООШ Озёрки им. Чижова, Дроздова О.М.", 7, {"initials_and_organisation"}),
        ("Грачев С.С. АИРО", 22, {"initials_and_organisation", "yo"}),
    ],
)
def test_sure(text: str, person: int, reasons: set[str]) -> None:
    found = one(text)
    assert (found.status, found.person_id) == (Status.MATCHED, person)
    assert reasons <= set(found.reasons)


@pytest.mark.parametrize(
    ("text", "reason", "first"),
    [
        ("Иванова М.", "too_little", MARIA),
        ("Иванова Мария", "too_little", MARIA),
        ("Иванова М.П.", "too_little", MARIA),
        ("ivanova.mp@mail.example", "too_little", MARIA),
        ("Иванова Мария Петровна, СОШ 3 Ключи", "other_organisation", MARIA),
        ("Иванова Мария Петровна, лицей 200 Новосибирск", "other_organisation", MARIA),
        ("Грачёв Семён Семёнович, г. Приобск", "other_organisation", 22),
        ("Галкина Юлия Евгеньевна, СОШ 14 Ключи", "too_little", 16),
        ("Иванова Мария Петровна Новосибирск", "other_words", MARIA),
        ("Ивонова Мария Петровна", "too_little", MARIA),
        ("Иванова (учитель) СОШ 14 Ключи", "too_little", MARIA),
        ("Чижова Е", "namesakes", HEAD_E),
        ("Чижова ООШ Озёрки", "namesakes", HEAD_E),
        ("Орлова Наталья Юрьевна", "namesakes", 11),
        ("стрижев п.а. берёзовка", "too_little", PAVEL),
        ("Петрова А.С.", "namesakes", ANNA),
        ("Иванова, Петрова — СОШ 14 Ключи", "several_people", MARIA),
        ("Иванова Мария Петровна и Петрова Анна Сергеевна", "several_people", MARIA),
        ("Иванова, Иванова СОШ 14 Ключи", "too_little", MARIA),
        ("Иванова М., Иванова А. СОШ 14 Ключи", "too_little", MARIA),
        ("Директор СОШ 14 Ключи", "post_and_organisation", MARIA),
        ("МБОУ «СОШ №14», с. Ключи", "organisation_only", MARIA),
        ("Ольга (iPhone)", "given_name_only", OLGA),
        ("iPhone Ольги", "given_name_only", OLGA),
        ("Сойкина Вера Ильинична", "too_little", 13),
    ],
)
def test_not_sure(text: str, reason: str, first: int) -> None:
    found = one(text)
    assert (found.status, found.person_id, found.reasons) == (Status.AMBIGUOUS, None, (reason,))
    assert first in [candidate.person_id for candidate in found.candidates][:2]
    assert all(candidate.reasons for candidate in found.candidates)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Samsung SM-A515F", "device"),
        ("Galaxy Tab A8", "device"),
        ("DESKTOP-3F2K", "device"),
        ("iPhone (2)", "device"),
        ("user4417", "shared_login"),
        ("Гость 3", "shared_login"),
        ("Галактика", "unknown_text"),
        ("+7 913 123-45-67", "unknown_text"),
        ("Иванова Кристина СОШ 14 Ключи", "unknown_name"),
        ("Иванова К.К., СОШ 14 Ключи", "unknown_name"),
        ("Иванова С. Ключи СОШ 14", "unknown_name"),
        ("иванова с, ключи, сош 14", "unknown_name"),
        ("Иванов СОШ 14 Ключи", "unknown_name"),
        ("Зимина Нина Олеговна", "unknown_name"),
    ],
)
def test_nobody(text: str, reason: str) -> None:
    found = one(text)
    assert (found.status, found.reasons, found.candidates) == (Status.UNMATCHED, (reason,), ())


def test_who_left_a_school_keeps_the_one_who_is_there_from_being_sure() -> None:
    found = one("Галкина СОШ 2 Берёзовка")
    assert found.status is Status.AMBIGUOUS
    assert [candidate.person_id for candidate in found.candidates] == [17, 16]
    assert "earlier_post" in found.candidates[1].reasons


def test_an_address_decides_unless_another_name_is_written() -> None:
    address = "ivanova@example.org"
    assert one("iPhone", email=address).person_id == MARIA
    assert one(address).person_id == MARIA
    assert one("Мария", email=address).person_id == MARIA
    for other in ("Петрова Анна", "Кукушкина", "Ольга"):
        found = one(other, email=address)
        assert (found.status, found.reasons) == (Status.AMBIGUOUS, ("other_name",))
        assert found.candidates[0].person_id == MARIA


def test_an_address_of_two_people_is_divided_by_the_name() -> None:
    address = "school14@example.org"
    assert one("Жаворонкова К.Ф.", email=address).person_id == 20
    found = one("iPad", email=address)
    assert (found.status, {candidate.person_id for candidate in found.candidates}) == (Status.AMBIGUOUS, {20, 21})


def test_a_learned_name_is_sure_only_where_it_can_mean_nobody_else() -> None:
    unclear = ("Чижова Е", "Ольга (iPhone)", "СОШ 14 Ключи", "user4417")
    learned = {fold(text): [CURATOR_E] for text in ("Галактика", *unclear)}
    found = one("  ГАЛАКТИКА ", aliases=learned)
    assert (found.person_id, found.reasons) == (CURATOR_E, ("alias",))
    for text in unclear:
        found = one(text, aliases=learned)
        assert found.status is Status.AMBIGUOUS, text
        assert found.candidates[0].person_id == CURATOR_E
        assert found.candidates[0].reasons == ("alias",)


def test_being_invited_ranks_and_never_decides() -> None:
    for invited in ({11}, {12}):
        found = one("Орлова Наталья Юрьевна", invited=invited)
        assert found.status is Status.AMBIGUOUS
        assert {found.candidates[0].person_id} == invited
        assert "invited" in found.candidates[0].reasons


def test_the_posts_that_fit_are_told_else_all_of_the_day() -> None:
    assert [held.place for held in one("Чижова Елена, СОШ 14 Ключи").posts] == [1]
    assert [held.place for held in one("Чижова Елена Викторовна").posts] == [1, 6]
    assert one("Галкина Юлия Евгеньевна").posts == ()


def test_columns_of_a_sheet_stand_beside_the_name() -> None:
    assert one("Иванова М.П.", organisation="МБОУ «СОШ № 14»", municipality="Ключевской район").person_id == MARIA
    assert one("Иванова М.П.", organisation="СОШ № 14", municipality="г. Приобск").status is Status.AMBIGUOUS
    assert one("Иванова", organisation="СОШ № 14, Ключи", post="Директор школы").person_id == MARIA
    assert one("Петрова", organisation="СОШ № 14, Ключи", post="Директор").status is Status.AMBIGUOUS


def test_one_address_under_two_names_is_two_people_unless_both_are_one() -> None:
    address = "hall@example.org"

    def of(*texts: str) -> Resolution:
        (participant,) = participants([Entry(line, text, address) for line, text in enumerate(texts, 1)])
        return resolve([participant], registry())[0]

    assert of("Иванова М.П. СОШ 14 Ключи", "Иванова М.").person_id == MARIA
    found = of("Иванова М.П. СОШ 14 Ключи", "Петрова Анна Сергеевна")
    assert (found.status, found.reasons) == (Status.AMBIGUOUS, ("several_people",))
    assert {candidate.person_id for candidate in found.candidates} == {MARIA, ANNA}
    assert of("Иванова М.П. СОШ 14 Ключи", "Кукушкина Ольга").status is Status.AMBIGUOUS
    assert of("Иванова М.П. СОШ 14 Ключи", "iPhone").person_id == MARIA


def test_two_texts_of_one_person_are_both_sure() -> None:
    entries = [Entry(1, "Иванова Мария Петровна"), Entry(2, "СОШ 14 Ключи Иванова")]
    assert [found.person_id for found in resolve(participants(entries), registry())] == [MARIA, MARIA]


def test_at_most_eight_candidates_are_shown() -> None:
    assert len(one("СОШ").candidates) == 0
    assert len(one("Ключевской район, директор").candidates) <= 8


def test_an_endless_text_is_read_in_no_time() -> None:
    began = time.perf_counter()
    for text in ("Иванова " * 4000, "w" * 30_000, "И.О." * 8000, "galaxy " + "a1 " * 9000, "Иванова-" * 4000):
        assert one(text).status is not Status.MATCHED
    assert time.perf_counter() - began < 2


def test_every_reason_has_words() -> None:
    assert set(LABELS) == set(Reason)
    assert all(label(reason) for reason in Reason)
    assert {person.id for person in PEOPLE} == set(range(1, len(PEOPLE) + 1))
