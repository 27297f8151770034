"""What a name of a school or a municipality is taken for, case by case."""

import random

import pytest

from opora.organisations.names.letters import key, words
from opora.organisations.names.lexicon import Lexicon
from opora.organisations.names.municipalities import MunicipalityNames, NamedMunicipality
from opora.organisations.names.reading import read
from opora.organisations.names.schools import NamedSchool, SchoolNames

MUNICIPALITIES = MunicipalityNames(
    [
        NamedMunicipality(1, "klyuchi", "Ключевский район", "Ключевский"),
        NamedMunicipality(2, "luga", "Лужский муниципальный округ", "Лужский"),
        NamedMunicipality(3, "romashov", "г. Ромашов", "Ромашов, город"),
        NamedMunicipality(4, "romashovskii", "Ромашовский район", "Ромашовский р-н"),
        NamedMunicipality(5, "yar", "городской округ город Белый Яр", "Белый Яр"),
    ]
)
LEGAL = "Муниципальное бюджетное общеобразовательное учреждение"
SECONDARY, BASIC = frozenset({"secondary"}), frozenset({"basic"})
SCHOOLS = SchoolNames(
    [
        NamedSchool(14, "k-14", 1, (("МБОУ «СОШ № 14», с. Ключи", "СОШ № 14, Ключи"),), SECONDARY),
        NamedSchool(15, "k-15", 1, (("МБОУ «СОШ № 15», с. Ключи", "СОШ № 15, Ключи"),), SECONDARY),
        NamedSchool(16, "k-16", 1, (("МКОУ «ООШ», с. Нижние Ключи", "ООШ, Нижние Ключи"),), BASIC),
        NamedSchool(
            21,
            "l-21",
            2,
            (
                ("МБОУ «СОШ имени Героя России Д. Н. Егорова», с. Озёрки", "СОШ, Озёрки"),
                ("МБОУ «ООШ № 7», с. Озёрки", "ООШ № 7, Озёрки"),
            ),
            SECONDARY | BASIC,
        ),
        NamedSchool(22, "l-22", 2, (("МБОУ «СОШ», с. Луговое", "СОШ, Луговое"),), SECONDARY),
        NamedSchool(31, "r-1", 3, (("МБОУ «СОШ № 1», г. Ромашов", "СОШ № 1, Ромашов"),), SECONDARY),
        NamedSchool(32, "r-3", 3, (("МБОУ «Гимназия № 3», г. Ромашов", "Гимназия № 3"),), frozenset({"gymnasium"})),
        NamedSchool(41, "d-1", 4, (("МБОУ «СОШ № 1», с. Луговое", "СОШ № 1, Луговое"),), SECONDARY),
        NamedSchool(42, "d-2", 4, (("Филиал МБОУ «СОШ № 1», с. Луговое, в с. Дальнем", "Филиал"),), BASIC),
    ],
    MUNICIPALITIES,
    aliases={key("школа за рекой"): 16, key("СОШ № 15, Ключи"): 14, key("СОШ № 1"): 31},
)


@pytest.mark.parametrize(
    ("text", "beside", "code"),
    [
        ('МБОУ "СОШ № 14" с. Ключи', "", "k-14"),
        ("СОШ 14 Ключи", "", "k-14"),
        ("сош-14, ключи", "", "k-14"),
        ("CОШ No14 c.Kлючи", "", "k-14"),  # Latin letters in it
        ("МБОУ СОШ №14 села Ключи Ключевского района", "", "k-14"),
        ("МКОУ СОШ № 14 в селе Ключах", "", "k-14"),
        ("средняя школа номер четырнадцать (с. Ключи)", "", "k-14"),
        ("СОШ № 14", "Ключевский МО", "k-14"),
        (f"{LEGAL} «Ключевская средняя общеобразовательная школа № 14»", "", "k-14"),
        ("ООШ Нижних Ключей", "", ""),
        ("ООШ села Нижних Ключей", "", "k-16"),
        ("школа Нижние Ключи", "", "k-16"),
        ("СОШ № 1", "г. Ромашов", "r-1"),
        ("СОШ № 1 с. Лугвоое", "Ромашовский район", "d-1"),  # a slip, with all the rest
        ("МБОУ СШ № 14 Ключи", "", "k-14"),
        ("Школа за рекой!", "", "k-16"),
        ("СОШ им. Д.Н. Егорова с. Озерки", "", "l-21"),
        ("СОШ с. Озерки", "", "l-21"),
        ("ООШ № 7 с. Озёрки", "", "l-21"),  # its earlier name
        ("гимназия №3 г. Ромашов", "", "r-3"),
        ("Гимназия № 3", "городской округ город Ромашов", "r-3"),
        ("СОШ с. Луговое", "Лужский район", "l-22"),
        ("d-2", "", "d-2"),
        ("филиал мбоу «сош № 1» с. луговое в с. дальнем", "", "d-2"),
    ],
)
def test_one_school_is_meant(text: str, beside: str, code: str) -> None:
    found = SCHOOLS.match(text, beside).found
    assert (found.code if found else "") == code


@pytest.mark.parametrize(
    ("text", "beside", "why", "candidates"),
    [
        ("СОШ Ключи", "", "several", "k-14 k-15"),
        ("СОШ № 15, Ключи", "", "alias-disputed", "k-14 k-15"),  # decided for one, the name of another
        ("СОШ с. Луговое", "", "several", "d-1 l-22"),
        ("№ 1 СОШ", "", "little", "d-1 r-1"),
        ("СОШ № 1", "", "alias-disputed", "d-1 r-1"),  # decided for one, but it fits in other municipalities as well
        ("МБОУ СОШ № 1 г. Ромашов, филиал", "", "branch", "r-1"),
        ("Вечерняя школа № 1 г. Ромашов", "", "words", "r-1"),
        ("СОШ № 1 г. Ромашов Тальменского района", "", "words", "r-1"),
        ("СОШ № 1 имени Пушкина г. Ромашов", "", "words", "r-1"),
        ("ООШ д. Нижние Ключи", "", "settlement-kind", "k-16"),
        ("Ключевская СОШ", "", "derived", "k-14 k-15"),
        ("СОШ с. Лугвоое", "", "slip", "l-22 d-1"),
        ("СОШ с. Лугвоое", "Лужский район", "slip", "l-22"),
        ("СШ № 14 Ключи", "", "words", "k-14"),  # or a sports school
        ("МБУ СШ № 14 Ключи", "", "words", "k-14"),
        ("Ромашовская СОШ № 1", "", "derived", "r-1 d-1"),  # of the town, or of the district
        ("№ 14 Ключи", "", "little", "k-14"),
        ("СОШ № 14 Ключи", "Заречный район", "municipality", "k-14 k-15"),
    ],
)
def test_a_person_is_asked(text: str, beside: str, why: str, candidates: str) -> None:
    answer = SCHOOLS.match(text, beside)
    assert (answer.outcome, answer.why.value) == ("unclear", why)
    assert sorted(one.code for one in answer.candidates) == sorted(candidates.split())
    assert answer.reason
    assert why != "words" or answer.words.strip("“”")


@pytest.mark.parametrize(
    ("text", "beside", "nearest"),
    [
        ("СОШ № 16 с. Ключи", "", "k-14"),  # another number
        ("Лицей № 14 с. Ключи", "", "k-14"),  # another type
        ("СОШ № 14 с. Ключи", "Лужский район", None),  # another municipality
        ("СОШ имени Гагарина с. Озёрки", "", "l-21"),  # another person
        ("МБОУ СОШ", "", None),
        ("", "", None),
    ],
)
def test_no_school_is_meant(text: str, beside: str, nearest: str | None) -> None:
    answer = SCHOOLS.match(text, beside)
    assert answer.outcome == "none"
    assert nearest is None or (answer.nearest and answer.nearest.code == nearest)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ключевский район", "klyuchi"),
        ("Муниципальный район Ключевский", "klyuchi"),
        ("Ключевский муниципальный округ", "klyuchi"),
        ("Ключевский МО", "klyuchi"),
        ("МО «Ключевской район»", "klyuchi"),
        ("Ключевский р-н", "klyuchi"),
        ("Лужский район", "luga"),
        ("г. Ромашов", "romashov"),
        ("городской округ город Ромашов", "romashov"),
        ("Ромашов (город)", "romashov"),
        ("Ромашовский муниципальный район", "romashovskii"),
        ("ГО г. Белый Яр", "yar"),
        ("luga", "luga"),
    ],
)
def test_a_municipality_is_known_by_any_of_its_types(text: str, code: str) -> None:
    found = MUNICIPALITIES.match(text).found
    assert found
    assert found.code == code


@pytest.mark.parametrize("text", ["Ромашов", "Ромашовский", "Ромашовский муниципальный округ", "МО Ромашов"])
def test_a_town_and_the_district_named_after_it_are_not_guessed_apart(text: str) -> None:
    answer = MUNICIPALITIES.match(text)
    assert (answer.outcome, answer.why.value) == ("unclear", "kind")
    assert {one.code for one in answer.candidates} == {"romashov", "romashovskii"}


def test_an_unknown_municipality_names_the_nearest() -> None:
    answer = MUNICIPALITIES.match("Ключевкий район")
    assert (answer.outcome, answer.nearest and answer.nearest.code) == ("none", "klyuchi")
    assert MUNICIPALITIES.match("Тальменский район").outcome == "none"
    assert MUNICIPALITIES.match("город Ключевский").outcome == "none"


def test_two_entries_that_differ_in_signs_only_are_not_told_apart() -> None:
    names = SchoolNames(
        [
            NamedSchool(1, "a", 1, (("МБОУ «СОШ № 14» с. Ключи", "СОШ № 14, Ключи"),), SECONDARY),
            NamedSchool(2, "b", 1, (("МБОУ СОШ 14, село Ключи", "СОШ 14 село Ключи"),), SECONDARY),
            NamedSchool(3, "c", 1, (("СОШ, Ключи", "СОШ, Ключи"),), SECONDARY),
        ],
        MUNICIPALITIES,
    )
    for text in ("СОШ 14 Ключи", "СОШ 14 село Ключи"):
        for beside in ("", "Ключевский район"):
            assert {one.code for one in names.match(text, beside).candidates} == {"a", "b"}
    found = names.match("СОШ Ключи", "Ключевский район").found
    assert found
    assert found.code == "c"
    assert names.match("СОШ Ключи").found is None


def test_the_parts_of_a_name() -> None:
    parts = read("МБОУ «СОШ №14 имени А. С. Пушкина» р.п. Новые Ключи", Lexicon(MUNICIPALITIES), corrected=False)
    assert (parts.kind, parts.number, parts.legal) == ("secondary", "14", ["мбоу"])
    assert parts.honour == ["а", "с", "пушкина"]
    assert [(place.sign, place.phrase) for place in parts.strange] == [("рп", ("новые", "ключи"))]


def test_letters_that_look_alike_are_one() -> None:
    assert key("М Б О У «CОШ» N 5") == key("мбоу сош №5") == "мбоу сош 5"
    assert words("Ёлки, лес") == ["елки", "|", "лес"]
    assert key("school № 14а") == "school 14а"


@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_written_gets_an_answer(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - the same texts each time
    pieces = [
        *"сгпдр№#N.,-–«»\"'()|/\\0123456789 ²٣½\u200b\xa0\x00ё",
        *["СОШ", "школа", "имени", "филиал", "район", "р", "н", "ф", "л", "м", "о"],
    ]
    pieces += ["Ключи", "Ключевского", "с.", "номер", "пять", "интернат", "городской округ", "средняя", "İ", "ß", "ﬁ"]
    for _time in range(500):
        text = "".join(rng.choice(pieces) + rng.choice(("", " ")) for _piece in range(rng.randint(0, 30)))
        answer = SCHOOLS.match(text, rng.choice(("", "Ключевский район", text)))
        assert answer.outcome in {"sure", "unclear", "none"}
        assert answer.reason
        MUNICIPALITIES.match(text)
