"""Examples beside a definition, one a line: "3 of 5, unknown 1 → 60–80 %, the target is not met".

An example is run, not recalculated: the words of the sentence are swapped for ones that answer about invented subjects,
and the very evaluation of indicators says what comes out. Lines are Russian or English, whatever the active language.

    share, count     "3 of 5 → 60 %", "3 of 5, unknown 1 → 60–80 %", "0 of 0 → no value", "4 → 4"
    tally            "4 → 4"
    least_per_month  "2, 3, 1 → 1": finished months, one after the other
    change           "50 %, 75 % → 25 pp", "1 of 2; 3 of 4 → 25 pp"
    delivery         "yes → approved", "no → not approved"
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from opora.core import numbers
from opora.indicators.context import Context
from opora.indicators.evaluation import Question, evaluate
from opora.indicators.facts import Answer, Delivery, Fact, Item, Progress, Records, Source, State, met, missing, unknown
from opora.indicators.figures import Figure, FigureKind
from opora.indicators.registry import Kind, Registry, Word
from opora.indicators.subjects import Population, Subject
from opora.indicators.syntax import Call, Node, Union
from opora.indicators.targets import Number, Target, Verdict

LINES, LARGEST, MONTHS = 20, 1000, 24
"""Examples of one definition, subjects of one example, months of one example."""
BEGIN = dt.date(2022, 1, 1)

_NUMBER = r"\d{1,6}(?:[.,]\d)?"
_SHARE = re.compile(
    r"(?:(?P<percent>\d{1,3}(?:[.,]\d)?)\s*%"
    r"|(?P<met>\d{1,6})(?:\s*(?:из|of)\s*(?P<total>\d{1,6}))?(?:,\s*(?:не известно|unknown)\s*(?P<unknown>\d{1,6}))?)"
)
_ARROW = re.compile(r"\s*(?:→|->|=>)\s*")
_VERDICT = re.compile(r"\s*,\s*(?P<said>(?:the\s+)?target.*|цель.*)$")
_EXPECTED = re.compile(
    rf"(?P<low>[-−+]?{_NUMBER})(?:\s*(?:–|—|-)\s*(?P<high>[-−+]?{_NUMBER}))?"
    r"\s*(?P<unit>%|п\.\s?п|pp)?"
)
_VERDICTS = {
    "цель достигнута": Verdict.MET,
    "target is met": Verdict.MET,
    "цель не достигнута": Verdict.NOT_MET,
    "target is not met": Verdict.NOT_MET,
    "цель под вопросом": None,
    "target is open": None,
}
_THERE = {"есть": True, "yes": True, "нет": False, "no": False}
_WORDS = {
    "нет значения": "no value", "no value": "no value", "утверждён": "approved", "утвержден": "approved",
    "approved": "approved", "не утверждён": "not approved", "не утвержден": "not approved",
    "not approved": "not approved",
}  # fmt: skip

Verdicts = frozenset[Verdict | None]
N = TypeVar("N", bound=Node)
Outcome = tuple[str, Number | None, Number | None]
"""What an example says in either language: unit or word, and between what the number lies."""


@dataclass(frozen=True, slots=True)
class Example:
    """A line that was run. `fault` says what came out instead, or why it cannot be run; "" when it holds."""

    line: int
    text: str
    fault: str = ""

    def __str__(self) -> str:
        return _("line %(line)d, “%(text)s”: %(fault)s") % {
            "line": self.line,
            "text": self.text,
            "fault": self.fault,
        }


@dataclass(frozen=True, slots=True)
class _Given:
    """What the words answer: how many subjects stand in each list, the records of each month, whether it is there."""

    met: int = 0
    unknown: int = 0
    total: int = 0
    records: tuple[int, ...] = ()
    there: bool = False


class _Unclear(ValueError):
    """A line that cannot be run; the message says how it is right."""


def run(text: str, node: Node, registry: Registry, target: Target | None = None) -> list[Example]:
    """Every line that is not empty, run by a checked sentence. The words of the registry are not asked anything."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    found = [Example(number, line[:200], _fault(line, node, registry, target)) for number, line in lines[:LINES]]
    for number, line in lines[LINES:][:1]:
        found.append(Example(number, line[:200], _("%(n)d examples are enough") % {"n": LINES}))
    return found


def proposed(node: Node) -> str:
    """Examples to begin with, in the active language; they hold for every sentence of their kind."""
    assert isinstance(node, Call), "the checker lets only calls through"
    match node.name, len(node.arguments):
        case "share", _n:
            return "\n".join((_("3 of 5 → 60 %"), _("3 of 5, unknown 1 → 60–80 %"), _("0 of 0 → no value")))
        case "count", 2:
            return "\n".join((_("3 of 5 → 3"), _("3 of 5, unknown 1 → 3–4")))
        case "count", _n:
            return "0 → 0\n4 → 4"
        case "least_per_month", _n:
            return "2, 3, 1 → 1\n2, 0 → 0"
        case "change", _n:
            return "\n".join((_("50 %, 75 % → +25 pp"), _("75 %, 50 % → −25 pp")))
        case _:
            return "\n".join((_("no → not approved"), _("yes → approved")))


def _fault(line: str, node: Node, registry: Registry, target: Target | None) -> str:
    try:
        given, expected, verdicts = _read(line)
        figure = _came_out(given, node, registry, target)
        if _outcome(expected) != _outcome(said := written(figure)):
            return _("it came out %(said)s") % {"said": said}
    except _Unclear as unclear:
        return str(unclear)
    if (verdict := figure.verdict(target)) not in verdicts:
        return _("it came out: %(verdict)s") % {"verdict": _verdict_text(verdict, target)}
    return ""


def _read(line: str) -> tuple[str, str, Verdicts]:
    """What is given, what is expected of it, and the verdicts that fit; all of them when it names none."""
    if len(line) > 200:
        raise _Unclear(_("an example is at most 200 characters long"))
    sides = _ARROW.split(" ".join(line.split()).casefold().rstrip("."))
    if len(sides) != 2 or not all(sides):
        raise _Unclear(_("write it so: 3 of 5 → 60 %"))
    given, expected = sides
    if not (named := _VERDICT.search(expected)):
        return given, expected, frozenset(_VERDICTS.values())
    said = named["said"].removeprefix("the ").strip()
    if said not in _VERDICTS:
        raise _Unclear(_("of the target one says: the target is met, the target is not met, the target is open"))
    return given, expected[: named.start()], frozenset({_VERDICTS[said]})


def _came_out(given: str, node: Node, registry: Registry, target: Target | None) -> Figure:
    assert isinstance(node, Call), "the checker lets only calls through"
    if node.name == "least_per_month":
        return _evaluated(node, registry, target, _Given(records=_months(given)))
    if node.name == "change":
        return _evaluated(node, registry, target, *_two_shares(given))
    if node.name == "count" and len(node.arguments) == 1:
        if not re.fullmatch(r"\d{1,6}", given):
            raise _Unclear(_("records are counted: write it so: 4 → 4"))
        return _evaluated(node, registry, target, _Given(records=(_small(int(given)),)))
    if node.name in ("share", "count"):
        match = _SHARE.fullmatch(given)
        if not match or (node.name == "share" and not match["percent"] and not match["total"]):
            raise _Unclear(_("write it so: 3 of 5, or: 3 of 5, unknown 1"))
        return _evaluated(node, registry, target, _lists(match))
    if given not in _THERE:
        raise _Unclear(_("of a document one says: yes → approved, no → not approved"))
    return _evaluated(node, registry, target, _Given(there=_THERE[given]))


def _two_shares(given: str) -> tuple[_Given, _Given]:
    parts = given.split(";") if ";" in given else re.split(r"(?<=%)\s*,", given)
    matches = [match for part in parts if (match := _SHARE.fullmatch(part.strip()))]
    if len(parts) != 2 or len(matches) != 2 or not all(match["percent"] or match["total"] for match in matches):
        raise _Unclear(_("two shares are compared: write it so: 50 %, 75 % → +25 pp, or: 1 of 2; 3 of 4 → +25 pp"))
    return _lists(matches[0]), _lists(matches[1])


def _lists(match: re.Match[str]) -> _Given:
    """A share in percent stands for that many of a thousand; a number alone for that many of as many."""
    if match["percent"]:
        met_, total, not_known = int(Fraction(match["percent"].replace(",", ".")) * 10), 1000, 0
    else:
        met_, not_known = int(match["met"]), int(match["unknown"] or 0)
        total = int(match["total"]) if match["total"] else met_ + not_known
    if met_ + not_known > _small(total):
        raise _Unclear(_("there are more of them than there are in all"))
    return _Given(met=met_, unknown=not_known, total=total)


def _months(given: str) -> tuple[int, ...]:
    if not re.fullmatch(r"\d{1,6}(?:\s*[,;]\s*\d{1,6})*", given):
        raise _Unclear(_("the records of finished months are expected: write it so: 2, 3, 1 → 1"))
    months = tuple(_small(int(number)) for number in re.findall(r"\d+", given))
    if len(months) > MONTHS:
        raise _Unclear(_("an example has at most %(n)d months") % {"n": MONTHS})
    return months


def _small(number: int) -> int:
    if number > LARGEST:
        raise _Unclear(_("an example counts to %(n)d at most") % {"n": LARGEST})
    return number


def _evaluated(node: Call, registry: Registry, target: Target | None, *given: _Given) -> Figure:
    """The figure of a sentence whose words answer as given.

    Each share of a change gets words of its own, for both may name the same population and the same fact.
    """
    lent: dict[str, Word] = {}
    if node.name == "change":
        shares = tuple(_lend(share, registry, lent, own) for share, own in zip(node.arguments, given, strict=True))
        node = replace(node, arguments=shares)
    else:
        node = _lend(node, registry, lent, given[0])
    last = _month(max(len(given[0].records), 1)) - dt.timedelta(days=1)
    context = Context.of(None, last, dt.datetime.combine(last, dt.time(), tzinfo=dt.UTC))
    question = Question("example", node, ((BEGIN, last),), target)
    return evaluate(context, Registry(lent, registry.constants), [question])["example"]


def _lend(node: N, registry: Registry, lent: dict[str, Word], given: _Given) -> N:
    """The node with each of its words under a name of its own, and these words lent; values stay as they are."""
    match node:
        case Union():
            sides = (_lend(side, registry, lent, given) for side in (node.left, node.right))
            return replace(node, left=next(sides), right=next(sides))
        case Call(name=name) if word := registry.words.get(name):
            own = f"{name} {len(lent)}"
            lent[own] = replace(word, name=own, call=_canned(word, given))
            return replace(node, name=own)
        case Call():
            return replace(node, arguments=tuple(_lend(one, registry, lent, given) for one in node.arguments))
    return node


def _canned(word: Word, given: _Given) -> Callable[..., Any]:
    """What stands in for a word; it is asked with the arguments of the sentence and takes no notice of them."""
    complete = Source(Progress.COMPLETE, BEGIN)
    match word.kind:
        case Kind.POPULATION:
            found: Any = Population([_subject(word.of[0], n) for n in range(given.total)])
        case Kind.FACT:
            found = Fact(lambda subject: _answer(int(subject.label), given), complete, closed_on=BEGIN)
        case Kind.RECORDS:
            days = [(_month(place), count) for place, count in enumerate(given.records)]
            found = Records([Item(f"{day}/{n}", str(n), day) for day, count in days for n in range(count)], complete)
        case Kind.DELIVERY:
            found = Delivery(complete if given.there else Source(Progress.ABSENT))
    return lambda *_arguments, **_keywords: found


def _subject(kind: str, n: int) -> Subject:
    """The n-th of a kind. In a union every population has the same people, who must be counted once."""
    held = n if kind in ("post", "person") else None
    return Subject(kind, f"{kind}:{n}", str(n), person_id=held, person=str(n))


def _answer(n: int, given: _Given) -> Answer:
    if n < given.met:
        return met(BEGIN)
    return unknown("") if n < given.met + given.unknown else missing("")


def _month(n: int) -> dt.date:
    """The first day of the n-th month from the beginning on."""
    return dt.date(BEGIN.year + n // 12, n % 12 + 1, 1)


def written(figure: Figure) -> str:
    """What a figure of an example comes to, in the active language and as an example writes it."""
    low, high = figure.range
    if low is None or high is None:
        return _("no value")
    match figure.kind:
        case FigureKind.DELIVERY:
            return _("approved") if low else _("not approved")
        case FigureKind.SHARE if low == high:
            return numbers.percentage(low)
        case FigureKind.SHARE:
            counts = figure.counts
            most = counts[State.MET] + counts[State.UNKNOWN]
            return numbers.percent_range(counts[State.MET], most, figure.denominator)
        case FigureKind.CHANGE:
            ends = [_signed(low), _signed(high)]
            return _("%(number)s pp") % {"number": "–".join(dict.fromkeys(ends))}
        case _:
            return "–".join(dict.fromkeys((str(low), str(high))))


def _signed(number: Number) -> str:
    tenths = floor(abs(Fraction(number)) * 10 + Fraction(1, 2))
    return ("+" if number > 0 else numbers.MINUS if number < 0 else "") + numbers.decimal(tenths, drop_zero=True)


def _outcome(text: str) -> Outcome:
    """The same thing whichever language and sign says it."""
    plain = " ".join(text.split()).casefold().rstrip(".")
    if plain in _WORDS:
        return _WORDS[plain], None, None
    if not (match := _EXPECTED.fullmatch(plain)):
        raise _Unclear(_("after the arrow stands what comes out: 60 %, 60–80 %, 4, +25 pp, approved, no value"))
    unit = {"%": "%", None: ""}.get(match["unit"], "pp")
    low, high = (_number(match[end]) if match[end] else None for end in ("low", "high"))
    return unit, low, low if high is None else high


def _number(text: str) -> Fraction:
    return Fraction(text.replace(numbers.MINUS, "-").replace(",", "."))


def _verdict_text(verdict: Verdict | None, target: Target | None) -> str:
    if target is None:
        return _("no target is set")
    return {
        Verdict.MET: _("the target is met"),
        Verdict.NOT_MET: _("the target is not met"),
        None: _("the target is open"),
    }[verdict]
