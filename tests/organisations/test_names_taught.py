"""What people decide about names: learned, taken into account, forgotten; and `opora names`."""

import json
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry, Merge
from opora.organisations import actions
from opora.organisations.actions import NewSchool
from opora.organisations.management.commands import names as command
from opora.organisations.merging import merge_schools, undo_merge
from opora.organisations.models import NameAlias, School
from opora.organisations.names.actions import forget_alias, learn_alias
from opora.organisations.names.loading import school_names
from tests.organisations import places
from tests.organisations.lists import FIRST, HEAD, Lists
from tests.organisations.places import Places

pytestmark = pytest.mark.django_db


def test_a_learned_name_answers_until_it_is_forgotten(made: Places) -> None:
    alias = learn_alias(region=made.region, text=" Школа  у моста ", of=made.first, basis="звонок", by=SYSTEM)
    assert (alias.text, alias.key, alias.basis) == ("Школа у моста", "школа у моста", "звонок")
    answer = school_names(made.region.pk).match("ШКОЛА «У МОСТА»")
    assert (answer.why.value, answer.found and answer.found.code) == ("alias", made.first.code)
    assert school_names(made.region.pk).match("Школа у моста", "Лужский район").found is None
    assert learn_alias(region=made.region, text="школа у моста", of=made.first, by=SYSTEM) == alias
    with pytest.raises(ValidationError, match=made.first.code):
        learn_alias(region=made.region, text="школа у моста", of=made.second, by=SYSTEM)
    forget_alias(alias=alias, reason="ошибка", by=SYSTEM)
    assert school_names(made.region.pk).match("Школа у моста").found is None
    learn_alias(region=made.region, text="школа у моста", of=made.second, by=SYSTEM)
    verbs = JournalEntry.objects.filter(verb__in=["learn-alias", "void"]).order_by("pk").values_list("verb", "about")
    about = [f"school:{one.pk}" for one in (made.first, made.first, made.second)]
    assert list(verbs) == list(zip(["learn-alias", "void", "learn-alias"], about, strict=True))


def test_a_learned_name_does_not_silence_the_name_of_another(made: Places) -> None:
    learn_alias(region=made.region, text="Луговая школа", of=made.third, by=SYSTEM)
    answer = school_names(made.region.pk).match("Луговая школа")
    assert (answer.outcome, answer.why.value) == ("unclear", "alias-disputed")
    assert {one.code for one in answer.candidates} == {made.third.code, made.fourth.code}


def test_a_text_may_mean_a_school_and_a_municipality(made: Places) -> None:
    learn_alias(region=made.region, text="Бор", of=made.bor, by=SYSTEM)
    learn_alias(region=made.region, text="Бор", of=made.first, by=SYSTEM)
    names = school_names(made.region.pk)
    found = names.municipalities.match("бор").found
    assert found
    assert found.code == "bor"
    school = names.match("бор", "Бор").found
    assert school
    assert school.code == made.first.code


def test_what_cannot_be_learned(made: Places) -> None:
    other = places.make("another")
    for text, of in (("«»", made.first), ("школа", other.first), ("район", other.bor)):
        with pytest.raises(ValidationError):
            learn_alias(region=made.region, text=text, of=of, by=SYSTEM)
    assert not NameAlias.objects.exists()


def test_names_of_every_time_are_known_and_those_of_a_bare_code_are_not(made: Places) -> None:
    actions.rename_school(school=made.first, name="Гимназия Росток", short_name="Росток", on=clock.today(), by=SYSTEM)
    bare = School.objects.create(municipality=made.bor, code="bare")  # as an import leaves it that was taken back
    names = school_names(made.region.pk)
    for text in ("гимназия «Росток»", "Боровская школа № 1"):
        found = names.match(text).found
        assert found
        assert (found.code, found.names[0][1]) == (made.first.code, "Росток")
    assert bare.pk not in names.by_id
    actions.rename_school(school=made.second, name="Росток", short_name="Росток", on=clock.today(), by=SYSTEM)
    assert school_names(made.region.pk).match("Росток").outcome == "unclear"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str, int]:
    status = 0
    try:
        command.Command().run_from_argv(["opora", "names", *arguments])
    except SystemExit as stopped:
        status = int(stopped.code or 0)
    out, err = capsys.readouterr()
    return out, err, status


def test_the_command_teaches_matches_and_forgets(
    made: Places, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(capsys, "show")[2] == 0
    assert run(capsys, "match", "у моста")[2] == 1
    out, err, status = run(capsys, "teach", "у моста", made.first.code, "--basis", "звонок")
    assert (made.first.code in out, err, status) == (True, "", 0)
    file = tmp_path / "names.txt"
    file.write_text("У моста\n\nЛуговая школа\nСОШ № 40\n", "utf-8")
    out, err, status = run(capsys, "match", str(file), "--json")
    answers = [(one["text"], one["outcome"], one["code"]) for one in json.loads(out)]
    assert answers == [
        ("У моста", "sure", made.first.code),
        ("Луговая школа", "sure", made.fourth.code),
        ("СОШ № 40", "none", None),
    ]
    assert (err, status) == ("", 1)
    out, _err, status = run(capsys, "match", "Боровской муниципальный округ", "--municipalities")
    assert ("bor" in out, status) == (True, 0)
    number = str(NameAlias.objects.get().pk)
    assert json.loads(run(capsys, "show", "--json")[0])[0]["code"] == made.first.code
    assert "“у моста”" in run(capsys, "show")[0]
    assert run(capsys, "forget", number, "--reason", "ошибка")[2] == 0
    assert run(capsys, "forget", number, "--reason", "ошибка")[2] == 2
    for wrong in (("teach", "x", "nobody"), ("forget", "99", "--reason", "x"), ("unmerge", "9", "--reason", "x")):
        out, err, status = run(capsys, *wrong)
        assert (out, err.count("\n"), status) == ("", 1, 2)


def test_the_command_merges_and_takes_back(made: Places, capsys: pytest.CaptureFixture[str], lists: Lists) -> None:
    codes = made.first.code, made.second.code
    out, _err, status = run(capsys, "merge", *codes, "--reason", "одна школа")
    merged = Merge.objects.get()
    assert (str(merged.pk) in out, status) == (True, 0)
    row = (codes[1], "bor", *FIRST[2:])
    assert lists.codes("schools", lists.csv([HEAD, row])) == [(2, "Код школы", "merged")]
    assert run(capsys, "merge", *codes, "--reason", "ещё раз")[2] == 2
    (told,) = json.loads(run(capsys, "merges", "--json")[0])
    assert (told["number"], told["kept"], told["double"], told["reason"]) == (merged.pk, *codes, "одна школа")
    assert f"{codes[1]} → {codes[0]}" in run(capsys, "merges")[0]
    assert run(capsys, "unmerge", str(merged.pk), "--reason", "две школы")[2] == 0
    assert lists.codes("schools", lists.csv([HEAD, row])) == []


def test_the_command_tells_likely_doubles(made: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(run(capsys, "doubles", "--json")[0]) == []
    row = NewSchool(municipality=made.bor, code="twin", name="Боровская СОШ № 2", short_name="Боровская № 2")
    actions.add_schools(region=made.region, rows=[row], on=clock.today(), by=SYSTEM)
    pairs = json.loads(run(capsys, "doubles", "--json")[0])
    assert [[one["code"] for one in pair] for pair in pairs] == [[made.second.code, "twin"]]
    assert "(twin)" in run(capsys, "doubles")[0]


def test_an_import_whose_records_went_to_another_school_is_not_taken_back(made: Places, lists: Lists) -> None:
    data = lists.read("schools", lists.csv([HEAD, ("22-9", "bor", *FIRST[2:])]), "--commit")
    double = School.objects.get(code="22-9")
    merged = merge_schools(kept=made.first, double=double, reason="одна школа", by=SYSTEM)
    for _again in range(2):  # also when the merge was undone: its records are not those of the import any more
        _out, err, status = lists.run("undo", str(data["batch"]), "--reason", "не то")
        assert (status, f"22-9: объединено с другой записью (объединение {merged.pk})" in err) == (2, True)
        if not merged.undone_at:
            merged = undo_merge(merged=merged, reason="две", by=SYSTEM)


def test_a_new_code_with_the_name_of_a_school_looks_like_a_double(made: Places, lists: Lists) -> None:
    rows = [
        ("22-9", "Боровской МО", "МБОУ «Боровская школа №1»", "", "СОШ", "", ""),
        ("22-8", "Лужский район", "МБОУ «Боровская школа №1»", "", "СОШ", "", ""),
    ]
    data = lists.read("schools", lists.csv([HEAD, *rows]))
    assert (data["create"], data["error"]) == (2, 0)
    told = [(one["row"], one["column"], one["code"]) for one in data["warnings"]]
    assert told == [(2, "Код школы", "looks-like-double")]
    assert made.first.code in data["warnings"][0]["message"]


def test_two_new_rows_of_one_school_look_like_doubles(made: Places, lists: Lists) -> None:
    rows = [
        ("22-7", "Боровской район", "СОШ № 14, с. Ключи", "", "", "", ""),
        ("22-8", "Лужский район", "МБОУ «СОШ № 14», с. Ключи", "", "", "", ""),
        ("22-9", "Боровской МО", "МБОУ «СОШ № 14» с. Ключи", "", "", "", ""),
        ("22-6", "Боровской МО", "МБОУ «СОШ № 15» с. Ключи", "", "", "", ""),
    ]
    data = lists.read("schools", lists.csv([HEAD, *rows]))
    assert (data["create"], data["error"]) == (4, 0)
    told = [(one["row"], one["column"], one["code"], one["candidates"]) for one in data["warnings"]]
    assert told == [(4, "Код школы", "looks-like-double", ["22-7"])]
