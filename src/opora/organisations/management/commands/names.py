"""`opora names match | teach | forget | show | merge | unmerge | merges | doubles`."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.core import clock, numbers
from opora.core.actors import SYSTEM
from opora.core.commands import Command as BaseCommand
from opora.core.commands import add_json
from opora.core.merging import as_data, as_line, merges_of
from opora.core.models import Merge
from opora.organisations.console import add_region, choose_region
from opora.organisations.merging import merge_schools, undo_merge
from opora.organisations.models import Municipality, NameAlias, Region, School
from opora.organisations.names.actions import forget_alias, learn_alias
from opora.organisations.names.loading import school_names
from opora.organisations.names.municipalities import NamedMunicipality
from opora.organisations.names.schools import NamedSchool
from opora.organisations.names.verdicts import Verdict
from opora.organisations.queries import working

LONGEST_NAME = 255
"""Bytes of the name of a file."""
LONGEST = 10_000
"""Lines of a file that are matched."""

Answer = Verdict[NamedSchool] | Verdict[NamedMunicipality]


class Command(BaseCommand):
    help = gettext_lazy("Names of schools and municipalities: whom they mean, what was learned, doubles.")

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = self.verbs(parser)
        match = verbs.add("match", self.match, help=_("say whom a name means, or each line of a file"))
        match.add_argument("text", metavar=_("TEXT|FILE"), help=_("a name, or a file with one in each line"))
        match.add_argument(
            "--municipality", default="", metavar=_("TEXT"), help=_("the municipality the schools are in")
        )
        match.add_argument("--municipalities", action="store_true", help=_("the names are those of municipalities"))
        teach = verbs.add("teach", self.teach, help=_("decide whom a name means"))
        teach.add_argument("text", metavar=_("TEXT"), help=_("the name"))
        teach.add_argument("code", metavar=_("CODE"), help=_("code of the school, or of the municipality"))
        teach.add_argument("--municipalities", action="store_true", help=_("the name is that of a municipality"))
        teach.add_argument("--basis", default="", metavar=_("TEXT"), help=_("who decided so, or why"))
        forget = verbs.add("forget", self.forget, help=_("take back what a name was decided to mean"))
        forget.add_argument("number", type=int, metavar=_("NUMBER"), help=_("as “opora names show” tells it"))
        forget.add_argument("--reason", required=True, metavar=_("TEXT"), help=_("why it is taken back"))
        merge = verbs.add("merge", self.merge, help=_("make one of two entries of a school"))
        merge.add_argument("kept", metavar=_("CODE"), help=_("code of the school that is kept"))
        merge.add_argument("double", metavar=_("DOUBLE"), help=_("code of the entry that goes"))
        merge.add_argument("--reason", required=True, metavar=_("TEXT"), help=_("why the two are one"))
        unmerge = verbs.add("unmerge", self.unmerge, help=_("take a merge back"))
        unmerge.add_argument("number", type=int, metavar=_("NUMBER"), help=_("as merging told it"))
        unmerge.add_argument("--reason", required=True, metavar=_("TEXT"), help=_("why it is taken back"))
        show = verbs.add("show", self.show, help=_("the names that were learned"))
        merges = verbs.add("merges", self.merges, help=_("the merges so far"))
        doubles = verbs.add("doubles", self.doubles, help=_("schools that were probably entered twice"))
        for verb in (match, teach, show, merge, merges, doubles):
            add_region(verb)
        for verb in (match, teach, show, merges, doubles):
            add_json(verb)

    def match(self, text: str, municipality: str, region: str | None, *, municipalities: bool, as_json: bool) -> None:
        names = school_names(choose_region(region).pk)
        lines = self._lines(text)
        answers: list[Answer] = (
            [names.municipalities.match(line) for line in lines]
            if municipalities
            else [names.match(line, municipality) for line in lines]
        )
        if as_json:
            self.write_json([_data(line, answer) for line, answer in zip(lines, answers, strict=True)])
        else:
            for line, answer in zip(lines, answers, strict=True):
                self.stdout.write(_line(line, answer))
        if any(answer.found is None for answer in answers):
            raise SystemExit(1)

    def teach(
        self, text: str, code: str, basis: str, region: str | None, *, municipalities: bool, as_json: bool
    ) -> None:
        chosen = choose_region(region)
        of = self._of(chosen, code, municipalities=municipalities)
        alias = learn_alias(region=chosen, text=text, of=of, basis=basis, by=SYSTEM)
        if as_json:
            self.write_json(_alias_data(alias))
        else:
            self.stdout.write(_("“%(text)s” means %(code)s from now on.") % {"text": alias.text, "code": of.code})

    def forget(self, number: int, reason: str) -> None:
        alias = NameAlias.objects.filter(pk=number).select_related("school", "municipality").first()
        if alias is None:
            self.refuse(_("There is no learned name %(number)d; “opora names show” tells them.") % {"number": number})
        forget_alias(alias=alias, reason=reason, by=SYSTEM)
        self.stdout.write(_("“%(text)s” is forgotten.") % {"text": alias.text})

    def show(self, region: str | None, *, as_json: bool) -> None:
        aliases = NameAlias.objects.standing().filter(region=choose_region(region)).order_by("pk")
        found = list(aliases.select_related("school", "municipality"))
        if as_json:
            self.write_json([_alias_data(one) for one in found])
            return
        for one in found:
            day = numbers.day(timezone.localdate(one.recorded_at))
            self.stdout.write(f"{one.pk}  {day}  {one.of.code}  “{one.text}”  {one.basis}".rstrip())
        if not found:
            self.stdout.write(_("No name was learned yet."))

    def merge(self, kept: str, double: str, reason: str, region: str | None) -> None:
        chosen = choose_region(region)
        one, other = (self._of(chosen, code, municipalities=False) for code in (kept, double))
        assert isinstance(one, School)
        assert isinstance(other, School)
        merged = merge_schools(kept=one, double=other, reason=reason, by=SYSTEM)
        told = {"double": double, "kept": kept, "number": merged.pk, "count": len(merged.voided)}
        self.stdout.write(_("%(double)s is now %(kept)s: merge %(number)d, records taken over: %(count)d.") % told)

    def unmerge(self, number: int, reason: str) -> None:
        merged = Merge.objects.filter(pk=number).first()
        if merged is None:
            self.refuse(_("There is no merge %(number)d.") % {"number": number})
        undo_merge(merged=merged, reason=reason, by=SYSTEM)
        self.stdout.write(_("Merge %(number)d is taken back.") % {"number": number})

    def merges(self, region: str | None, *, as_json: bool) -> None:
        schools = School.objects.filter(municipality__region=choose_region(region))
        codes = dict(schools.values_list("pk", "code"))
        found = [one for one in merges_of(School) if int(one.kept.rpartition(":")[2]) in codes]
        if as_json:
            self.write_json([as_data(one, codes) for one in found])
            return
        for one in found:
            self.stdout.write(as_line(one, codes))
        if not found:
            self.stdout.write(_("Nothing was merged yet."))

    def doubles(self, region: str | None, *, as_json: bool) -> None:
        chosen, now = choose_region(region), clock.now()
        schools = working(School.objects.filter(municipality__region=chosen), timezone.localdate(now), now)
        pairs = school_names(chosen.pk).doubles(set(schools.values_list("pk", flat=True)))
        if as_json:
            self.write_json([[{"code": one.code, "name": one.names[0][0]} for one in pair] for pair in pairs])
            return
        for pair in pairs:
            self.stdout.write(_listed(pair))
        if not pairs:
            self.stdout.write(_("No two schools are called alike."))

    def _lines(self, text: str) -> list[str]:
        """The text itself, or the lines of the file with this name that are not empty."""
        path = Path(text)
        try:
            if len(text.encode()) > LONGEST_NAME or not path.is_file():
                return [text]
            lines = [line.strip() for line in path.read_text("utf-8-sig").splitlines() if line.strip()]
        except (OSError, ValueError):
            self.refuse(_("%(name)s cannot be read: a text in UTF-8, one name in each line.") % {"name": text})
        if len(lines) > LONGEST:
            self.refuse(_("%(name)s has more than %(lines)d lines.") % {"name": text, "lines": LONGEST})
        return lines

    def _of(self, region: Region, code: str, *, municipalities: bool) -> School | Municipality:
        of = (
            Municipality.objects.filter(region=region, code=code).first()
            if municipalities
            else School.objects.filter(municipality__region=region, code=code).first()
        )
        if of is None:
            message = (
                _("There is no municipality with the code “%(code)s”.")
                if municipalities
                else _("There is no school with the code “%(code)s”.")
            )
            self.refuse(message % {"code": code})
        return of


def _named(one: NamedSchool | NamedMunicipality) -> tuple[str, str]:
    """Code and name."""
    return one.code, one.names[0][1] if isinstance(one, NamedSchool) else one.name


def _line(text: str, answer: Answer) -> str:
    if answer.found:
        code, name = _named(answer.found)
        return _("%(text)s → %(code)s %(name)s") % {"text": text, "code": code, "name": name}
    if answer.candidates:
        told = {"text": text, "reason": answer.reason, "who": _listed(answer.candidates)}
        return _("%(text)s: not sure, %(reason)s. It may be %(who)s") % told
    if answer.nearest:
        return _("%(text)s: nobody; the nearest is %(who)s") % {"text": text, "who": _listed([answer.nearest])}
    return _("%(text)s: nobody, %(reason)s") % {"text": text, "reason": answer.reason}


def _listed(found: Any) -> str:
    return ", ".join(f"{name} ({code})" for code, name in map(_named, found))


def _data(text: str, answer: Answer) -> dict[str, object]:
    return {
        "text": text,
        "outcome": answer.outcome,
        "code": answer.found.code if answer.found else None,
        "why": answer.why.value,
        "reason": answer.reason,
        "candidates": [one.code for one in answer.candidates],
        "nearest": answer.nearest.code if answer.nearest else None,
    }


def _alias_data(one: NameAlias) -> dict[str, object]:
    return {
        "number": one.pk,
        "text": one.text,
        "of": "school" if one.school_id else "municipality",
        "code": one.of.code,
        "basis": one.basis,
        "recorded_at": one.recorded_at,
        "recorded_by": one.recorded_by,
    }
