"""What the page of a draft shows: fields of a row, findings, formulas, as templates take them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opora.core.components.figures import Value
from opora.core.periods import write_periods, write_plan
from opora.indicators.checker import read
from opora.indicators.context import Context
from opora.indicators.evaluation import Question, evaluate
from opora.indicators.registry import Registry
from opora.indicators.sentences import Titles, sentence, unit
from opora.indicators.syntax import Faults, Node
from opora.indicators.targets import Target
from opora.orders.executors import code_of
from opora.orders.lint.telling import listed
from opora.orders.order import Evidence, Finding, Severity
from opora.programmes.models import Programme
from opora.roadmap.drafts.keys import COLUMNS, Key
from opora.roadmap.drafts.work import Work, subject_of
from opora.roadmap.models import Field
from opora.roadmap.showing import value

SIGNS = {Severity.ERROR: "overdue", Severity.WARNING: "at_risk", Severity.NOTE: "unknown"}
"""The sign of a severity is that of the state with the same weight."""
STEPS = (0.4, 0.75)
"""Below the first a proposal is doubtful, from the second on it is sure."""


@dataclass(frozen=True)
class ShownField:
    """A field of the chosen row."""

    key: Key
    label: str
    column: str
    text: str
    said: str
    notes: Sequence[str]
    findings: Sequence[Finding]
    confirmed: bool
    corrected: bool
    chosen: bool


@dataclass(frozen=True)
class ShownFindings:
    """Findings of one code. `rows`: the rows that are still wrong, in short; `open` of `total` are not accepted."""

    code: str
    severity: str
    sign: str
    message: str
    mend: str
    rows: str
    row: int | None
    total: int
    open: int
    reasons: Sequence[str] = ()

    @property
    def more(self) -> int:
        """Findings beside the one whose message is shown."""
        return self.total - 1


@dataclass(frozen=True)
class ShownFormula:
    """A formula to confirm: what it says, why it is proposed, what it counts today."""

    key: Key
    number: str
    indicator: str
    formula: str
    sentence: str
    faults: Sequence[str]
    evidence: Sequence[Evidence]
    sure: str
    confirmed: bool
    chosen: bool
    figure: Value | None = None


def fields_of(work: Work, chosen: Key) -> list[ShownField]:
    """The fields of the row in which somebody is."""
    row = chosen.row
    findings = [one for one in work.findings if work.row_of(one) == row and subject_of(one) not in work.accepted]
    several = len(work.positions(row)) > 1
    shown = []
    for key in work.keys(row):
        cell = work.cells.get(key)
        label = str(Field(key.field).label) if key.field != Field.LINKS else capfirst(_("information support"))
        shown.append(
            ShownField(
                key=key,
                label=f"{label} {work.positions(row).index(key.position) + 1}" if several and key.position else label,
                column=COLUMNS[key.field].value if key.field != Field.TARGET else "target",
                text=work.text(key),
                said=_said(work, key),
                notes=_notes(work, key),
                findings=[one for one in findings if _about(one, key)],
                confirmed=cell is not None,
                corrected=bool(cell and cell.corrected),
                chosen=key == chosen,
            )
        )
    return shown


def _about(finding: Finding, key: Key) -> bool:
    """Whether a finding stands beside a field; one that names no field stands beside the action."""
    column = finding.place or COLUMNS[Field.TITLE]
    return column is COLUMNS[key.field] and key.field not in (Field.TARGET, Field.FORMULA) and key.position <= 1


def _said(work: Work, key: Key) -> str:
    """A value as it is understood, for people to read."""
    text, action = work.text(key), work.row(key.row)
    match key.field:
        case Field.PERIODS:
            plans = {write_plan(period) for period in action.periods if write_plan(period)}
            return (
                ", ".join([write_periods(action.periods), *sorted(plans)])
                if action.periods
                else _("the row has no deadline")
            )
        case Field.TARGET:
            return _("the document is there") if text == "done" else text or _("no target is set")
        case Field.LINKS:
            return text or _("no address")
        case Field.INDICATOR:
            return text or _("no indicator")
        case _:
            return text or _("nothing")


def _notes(work: Work, key: Key) -> list[str]:
    """What is said in small below a value: what was mended, what the document has, what it will become."""
    action, notes = work.row(key.row), []
    column = COLUMNS[key.field]
    if key.field not in (Field.TARGET, Field.FORMULA) and key.position <= 1:
        notes += [
            _("read as “%(after)s”, in the document “%(before)s”")
            % {"before": one.before[:120], "after": one.after[:120]}
            for one in action.repairs
            if one.field is column and one.before
        ]
    if key.field == Field.PERIODS:
        notes += [_("in the document: “%(text)s”") % {"text": work.text(key)}, *action.problems]
    if key.field == Field.EXECUTORS:
        notes += [
            _("“%(name)s” is a new executor") % {"name": name}
            for name in action.executors
            if code_of(name, work.read.definitions) is None
        ]
    if key.field == Field.TARGET and not work.text(key):
        notes.append(_("it can be set now or later"))
    return notes


def findings_of(work: Work, severity: str) -> list[ShownFindings]:
    """Findings by code, what weighs most first; of one severity alone where it is asked for."""
    order = list(Severity)
    groups: dict[str, list[Finding]] = {}
    for one in work.findings:
        if not severity or one.severity == severity:
            groups.setdefault(one.code, []).append(one)
    shown = [_group(work, code, several) for code, several in groups.items()]
    return sorted(shown, key=lambda one: (one.open == 0, order.index(Severity(one.severity)), one.code))


def _group(work: Work, code: str, findings: list[Finding]) -> ShownFindings:
    still = [one for one in findings if subject_of(one) not in work.accepted]
    told = (still or findings)[0]
    numbers = list(dict.fromkeys(one.action or "?" for one in (still or findings) if one.action or one.line))
    return ShownFindings(
        code=code,
        severity=told.severity.value,
        sign=SIGNS[told.severity],
        message=told.message,
        mend=told.mend,
        rows=listed(numbers) or _("order"),
        row=work.row_of(told),
        total=len(still or findings),
        open=len(still),
        reasons=list(
            dict.fromkeys(work.accepted[subject_of(one)].reason for one in findings if subject_of(one) in work.accepted)
        ),
    )


def counts(work: Work) -> Counter[str]:
    """Findings that are not accepted, by severity."""
    return Counter(one.severity.value for one in work.findings if subject_of(one) not in work.accepted)


def doubted(work: Work, rows: Iterable[int]) -> dict[int, frozenset[str]]:
    """The columns of these rows that findings are about; where a finding names none, the number."""
    wanted = set(rows)
    found: dict[int, set[str]] = {}
    for one in work.findings:
        row = work.row_of(one)
        if row in wanted and row is not None and subject_of(one) not in work.accepted:
            found.setdefault(row, set()).add(one.place.value if one.place else "number")
    return {row: frozenset(columns) for row, columns in found.items()}


def formulas_of(
    work: Work,
    keys: Iterable[Key],
    chosen: Key,
    words: Registry,
    figures: tuple[Programme, dt.date, dt.datetime] | None,
) -> list[ShownFormula]:
    """Formulas as they stand, with the figure of today where the year has a programme."""
    shown = [_formula(work, key, chosen, words) for key in keys]
    nodes = {str(n): node for n, (_one, node) in enumerate(shown) if node}
    if figures is None or not nodes:
        return [one for one, _node in shown]
    programme, day, known_at = figures
    found = evaluate(
        Context.of(programme, day, known_at),
        words,
        [_question(work, shown[int(n)][0].key, n, node) for n, node in nodes.items()],
    )
    return [
        replace(one, figure=value(found[str(n)], unit(node))) if node else one for n, (one, node) in enumerate(shown)
    ]


def _question(work: Work, key: Key, name: str, node: Node) -> Question:
    target = work.text(Key(key.row, Field.TARGET, key.position))
    periods = tuple((period.start, period.end) for period in work.row(key.row).periods)
    return Question(name, node, periods, Target.read(target) if target else None)


def _formula(work: Work, key: Key, chosen: Key, words: Registry) -> tuple[ShownFormula, Node | None]:
    one, action = work.indicator(key.row, key.position), work.row(key.row)
    assert one is not None, "a formula belongs to an indicator"
    text = work.text(key)
    node, faults = _node(text, words)
    shown = ShownFormula(
        key=key,
        number=action.number or "?",
        indicator=one.text,
        formula=text,
        sentence=sentence(node, words, _titles(work)) if node else "",
        faults=faults,
        evidence=one.evidence,
        sure=_sure(one.confidence) if text and not work.confirmed(key) else "",
        confirmed=work.confirmed(key),
        chosen=key == chosen,
    )
    return shown, node


def _node(text: str, words: Registry) -> tuple[Node | None, list[str]]:
    if not text:
        return None, []
    try:
        return read(text, words), []
    except Faults as error:
        return None, [str(fault) for fault in error.faults]


def _titles(work: Work) -> Titles:
    year = work.draft.year or 0
    return {name: {"ru": str(one), "en": str(one)} for name, one in (("current", year), ("previous", year - 1))}


def _sure(confidence: float | None) -> str:
    if confidence is None:
        return ""
    doubtful, sure = STEPS
    word = _("sure") if confidence >= sure else _("probable") if confidence >= doubtful else _("doubtful")
    return _("%(word)s, %(percent)d %%") % {"word": word, "percent": round(100 * confidence)}


def rows_text(n: int) -> str:
    """ "48 rows"."""
    return ngettext("%(n)d row", "%(n)d rows", n) % {"n": n}
