"""What schools and municipalities did: answered, were visited, published, met requirements."""

import datetime as dt
from collections import defaultdict

from opora.indicators.context import Context
from opora.indicators.facts import (
    Answer,
    Fact,
    Gap,
    Progress,
    Proof,
    Source,
    met,
    missing,
    unknown,
)
from opora.indicators.subjects import Subject
from tests.wordbook.models import (
    Campaign,
    CampaignClosed,
    RequirementMet,
    RoadmapStep,
    Surveyed,
    Visit,
    Wave,
    WaveClosed,
)
from tests.wordbook.words.book import evidence, own, phrase, rows

GATHER = Gap("school", step="Gather all answers")
VISIT = Gap("curator", step="Visit the school")
ROADMAP = {"approved": "Approve the municipal roadmap", "published": "Publish the municipal roadmap"}
_campaigns = rows(Campaign)
_campaigns_closed = rows(CampaignClosed, "campaign__programme")
_surveyed = rows(Surveyed, "campaign__programme")
_visits = rows(Visit)
_steps = rows(RoadmapStep)
_waves = rows(Wave)
_waves_closed = rows(WaveClosed, "wave__programme")
_requirements = rows(RequirementMet, "wave__programme")


@own.fact(of=("school",), proof=Proof.SUBJECTS, phrase=phrase)
def surveyed(context: Context, campaign: str) -> Fact:
    """Whether the school gathered all its answers. Unknown until the campaign is closed, except what is met."""
    found = {row.pk for row in context.once(_campaigns) if row.code == campaign}
    closed = any(row.campaign_id in found for row in context.once(_campaigns_closed))
    done = {row.school_id: row for row in reversed(context.once(_surveyed)) if row.campaign_id in found}

    def answer(subject: Subject) -> Answer:
        if row := done.get(subject.school_id or 0):
            return met(row.occurred_on, *evidence("survey", row))
        if closed:
            return missing("the campaign closed without it", Gap(closes="school", final=True))
        return unknown("the campaign is not closed", GATHER)

    return Fact(answer)


@own.fact(of=("school",), proof=Proof.SUBJECTS, phrase=phrase)
def visited(context: Context, kind: str) -> Fact:
    """Whether a curator paid a visit of the kind."""
    first = {row.school_id: row for row in reversed(context.once(_visits)) if row.kind == kind}

    def answer(subject: Subject) -> Answer:
        row = first.get(subject.school_id or 0)
        return met(row.occurred_on, *evidence("visit", row)) if row else missing("no visit", VISIT)

    return Fact(answer)


@own.fact(of=("municipality",), proof=Proof.SUBJECTS, phrase=phrase)
def roadmap_published(context: Context) -> Fact:
    """Whether the municipal roadmap is both approved and published."""
    steps: dict[int, dict[str, dt.date]] = defaultdict(dict)
    for row in context.once(_steps):
        steps[row.municipality_id].setdefault(row.step, row.occurred_on)

    def answer(subject: Subject) -> Answer:
        done = steps.get(subject.municipality_id or 0, {})
        if done.keys() >= {"approved", "published"}:
            return met(max(done["approved"], done["published"]))
        lacking = [one for one in ("approved", "published") if one not in done]
        gap = Gap("municipal_head", step=ROADMAP[lacking[0]], completes=len(lacking) == 1)
        return missing(f"not {lacking[0]}", gap)

    return Fact(answer)


@own.fact(of=("municipality",), proof=Proof.SOURCE, phrase=phrase)
def systemic_approach(context: Context, wave: int) -> Fact:
    """Whether enough requirements of the wave are met by its close.

    Unknown until the wave is closed, except what is met already.
    """
    found = next((row for row in context.once(_waves) if row.number == wave), None)
    closings = [row.occurred_on for row in context.once(_waves_closed) if found and row.wave_id == found.pk]
    closed_on = min(closings, default=None)
    days: dict[int, dict[str, dt.date]] = defaultdict(dict)
    for row in context.once(_requirements):
        if found and row.wave_id == found.pk and (closed_on is None or row.occurred_on <= closed_on):
            days[row.municipality_id].setdefault(row.requirement, row.occurred_on)
    if found is None:
        return Fact(lambda _subject: unknown("there is no such wave yet"), Source(Progress.ABSENT))
    needed = found.needed

    def answer(subject: Subject) -> Answer:
        done = sorted(days.get(subject.municipality_id or 0, {}).values())
        if len(done) >= needed:
            return met(done[needed - 1])
        if closed_on:
            return missing(f"{len(done)} of {needed}", Gap(closes="coordinator", final=True))
        lacking = needed - len(done)
        gap = Gap("coordinator", step=f"Meet {lacking} more requirements", completes=lacking == 1)
        return unknown("the wave is not closed", gap)

    source = Source(Progress.COMPLETE, closed_on) if closed_on else Source(Progress.PENDING)
    return Fact(answer, source, closed_on=closed_on)
