"""Sets of documents: reviewed by experts, confirmed by curators.

The set of the stage "concept" is the concept, the mid-term programme and one anti-risk programme per activated
direction; of the other stages, evidence for every measure due by then.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable

from opora.indicators.context import Context
from opora.indicators.facts import (
    Answer,
    Fact,
    Gap,
    Progress,
    Proof,
    Source,
    excluded,
    met,
    missing,
)
from opora.indicators.subjects import Subject
from tests.wordbook.models import (
    Conclusion,
    Confirmation,
    Document,
    Exemption,
    Measure,
    ReviewClosed,
    RiskAgreement,
    Stage,
    Submission,
    Version,
)
from tests.wordbook.words.book import evidence, own, phrase, rows

CONCEPT = "concept"
AGREE = Gap("curator", step="Agree on a direction with the school", completes=False)
"""It takes both sides, and the school may say no."""
SUBMIT = Gap("school", step="Submit the documents of the stage", completes=False)
MEND = Gap("school", step="Mend the documents and submit them again", completes=False)
CONCLUDE = Gap("expert", step="Write the conclusion")
CONFIRM = Gap("curator", step="Confirm the documents")
_agreements = rows(RiskAgreement)
_stages = rows(Stage)
_measures = rows(Measure)
_documents = rows(Document)
_versions = rows(Version, "document__programme")
_confirmations = rows(Confirmation, "version__document__programme")
_submissions = rows(Submission)
_conclusions = rows(Conclusion)
_reviews_closed = rows(ReviewClosed)
_exemptions = rows(Exemption)

Item = tuple[str, str]
"""A place of a set: the kind of document and what it is about."""


def activations(context: Context) -> dict[int, dict[str, dt.date]]:
    """For each school the directions that school and curator agreed on, and the day the second of them did."""
    agreed: dict[tuple[int, str], dict[str, dt.date]] = defaultdict(dict)
    for row in context.once(_agreements):
        agreed[row.school_id, row.direction].setdefault(row.side, row.occurred_on)
    found: dict[int, dict[str, dt.date]] = defaultdict(dict)
    for (school, direction), sides in agreed.items():
        if sides.keys() >= {"school", "curator"}:
            found[school][direction] = max(sides.values())
    return found


@own.fact(of=("school",), proof=Proof.SUBJECTS, phrase=phrase)
def risks_activated(context: Context) -> Fact:
    """Whether at least one direction is agreed by school and curator."""
    active = context.once(activations)

    def answer(subject: Subject) -> Answer:
        days = active.get(subject.school_id or 0, {}).values()
        return met(min(days)) if days else missing("no direction is agreed", AGREE)

    return Fact(answer)


@own.fact(of=("school",), proof=Proof.SOURCE, phrase=phrase)
def expertise_passed(context: Context, stage: str) -> Fact:
    """Whether the latest final conclusion on the set is positive."""
    final: dict[int, Conclusion] = {}
    for conclusion in context.once(_conclusions):
        if conclusion.stage == stage and conclusion.final:
            final[conclusion.school_id] = conclusion
    submitted = {row.school_id for row in context.once(_submissions) if row.stage == stage}
    exempt = _exempt(context, stage)

    def answer(subject: Subject) -> Answer:
        school = subject.school_id or 0
        if school in exempt:
            return _nothing_to_do(exempt[school])
        if (said := final.get(school)) and said.positive:
            return met(said.occurred_on, *evidence("conclusion", said))
        if said:
            return missing("returned for revision", MEND)
        return missing("in review", CONCLUDE) if school in submitted else missing("not submitted", SUBMIT)

    return Fact(answer, _review(context, stage, begun=bool(final or submitted)))


@own.fact(of=("school",), proof=Proof.SUBJECTS, phrase=phrase)
def documents_confirmed(context: Context, stage: str) -> Fact:
    """Whether every document of the set is there and confirmed in its current version."""
    confirmed = {row.version_id: row for row in reversed(context.once(_confirmations))}
    current = {row.document_id: row for row in context.once(_versions)}
    of_school: dict[int, dict[Item, Document]] = defaultdict(dict)
    for document in context.once(_documents):
        if document.stage == stage:
            of_school[document.school_id][document.kind, document.about] = document
    exempt, required = _exempt(context, stage), _required(context, stage)

    def answer(subject: Subject) -> Answer:
        school = subject.school_id or 0
        if school in exempt:
            return _nothing_to_do(exempt[school])
        documents = [of_school[school].get(place) for place in required(school)]
        versions = [current.get(document.pk) if document else None for document in documents]
        if not versions or None in versions:
            return missing("not submitted", SUBMIT)
        confirmations = [confirmed[version.pk] for version in versions if version and version.pk in confirmed]
        if len(confirmations) < len(versions):
            return missing("not confirmed", CONFIRM)
        return met(max(row.occurred_on for row in confirmations), *evidence("confirmation", *confirmations))

    return Fact(answer)


def _required(context: Context, stage: str) -> Callable[[int], list[Item]]:
    """The places of a school's set at a stage."""
    active = context.once(activations)
    measures_by = next((row.measures_by for row in context.once(_stages) if row.code == stage), None)
    due: dict[int, list[Item]] = defaultdict(list)
    for measure in context.once(_measures):
        if measures_by and measure.due_on <= measures_by:
            due[measure.school_id].append(("evidence", measure.code))

    def places(school: int) -> list[Item]:
        if stage != CONCEPT:
            return due[school]
        return [("concept", ""), ("mid-term", ""), *(("anti-risk", one) for one in active.get(school, ()))]

    return places


def _review(context: Context, stage: str, *, begun: bool) -> Source:
    """The review of a stage: its closing is the evidence."""
    closed = [row.occurred_on for row in context.once(_reviews_closed) if row.stage == stage]
    if closed:
        return Source(Progress.COMPLETE, min(closed))
    return Source(Progress.PENDING if begun else Progress.ABSENT)


def _exempt(context: Context, stage: str) -> dict[int, Exemption]:
    return {row.school_id: row for row in reversed(context.once(_exemptions)) if row.stage == stage}


def _nothing_to_do(row: Exemption) -> Answer:
    return excluded(f"nothing to do there ({row.basis})", row.occurred_on)
