"""Plain tables behind the words that are awaited: one row is one thing that happened, on two clocks.

What closes, holds, approves or imports something is a record of its own, so that it can be late, back-dated or voided.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from opora.accounts.models import User
from opora.core.models import Record
from opora.organisations.models import Municipality, School
from opora.programmes.models import Programme


class Noted(Record):
    """A record of one programme."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")

    class Meta(Record.Meta):
        abstract = True


def once(name: str, *fields: str) -> list[models.BaseConstraint]:
    """A record's own constraints and one standing row for these fields."""
    return [
        *Record.Meta.constraints,
        models.UniqueConstraint(name=f"wordbook_{name}_once", fields=fields, condition=Q(voided_at=None)),
    ]


# Surveys, visits, risks, municipal roadmaps ---------------------------------------------------------------------------


class Campaign(Noted):
    """A survey of the schools; opened on its day."""

    code = models.CharField(max_length=40)

    class Meta(Noted.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = once("campaign", "programme", "code")


class CampaignClosed(Record):
    """No more answers are taken."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")


class Surveyed(Record):
    """A school has gathered all its answers."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")


class Visit(Noted):
    """A curator came to a school."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)


class RiskAgreement(Noted):
    """One side, "school" or "curator", agreed to activate a direction."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    direction = models.CharField(max_length=40)
    side = models.CharField(max_length=10)


class RoadmapStep(Noted):
    """A municipal roadmap was "approved" or "published"."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=10)


# Documents and their review -------------------------------------------------------------------------------------------


class Stage(Noted):
    """A stage of the documents; measures due by `measures_by` need evidence at it, the stage "concept" has none."""

    code = models.CharField(max_length=20)
    measures_by = models.DateField(null=True)

    class Meta(Noted.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = once("stage", "programme", "code")


class Measure(Noted):
    """Something a school set out to do by a day."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    due_on = models.DateField()


class Document(Noted):
    """A document of a stage: "concept", "mid-term", "anti-risk" about a direction, "evidence" about a measure."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=40, blank=True)


class Version(Record):
    """A version of a document was placed; the latest is the current one."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")


class Confirmation(Record):
    """The curator confirmed a version."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")


class Submission(Noted):
    """A school handed in the set of a stage for review."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=20)


class Conclusion(Noted):
    """Experts said something of the set; the latest final conclusion stands."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=20)
    positive = models.BooleanField()
    final = models.BooleanField()


class ReviewClosed(Noted):
    """The review of a stage is over."""

    stage = models.CharField(max_length=20)


class Exemption(Noted):
    """A school has nothing to do at a stage; made by the ministry with a document."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=20)
    basis = models.CharField(max_length=100)


# Training, courses, works ---------------------------------------------------------------------------------------------


class Group(Noted):
    """A group of a training programme; began on its day."""

    training = models.CharField(max_length=40)


class GroupClosed(Record):
    """A group is over, its completions are all in."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")


class Completion(Record):
    """A person completed the training in a group."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")


class OutsideCourse(Noted):
    """A course of somebody else; began on its day."""

    provider = models.CharField(max_length=40)


class CourseImported(Record):
    """The list of a course has come in."""

    course = models.ForeignKey(OutsideCourse, on_delete=models.PROTECT, related_name="+")


class CourseParticipant(Record):
    """A teacher of a school took part in a course."""

    course = models.ForeignKey(OutsideCourse, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")


# Monitoring and tests -------------------------------------------------------------------------------------------------


class Wave(Noted):
    """A wave of monitoring; `needed` requirements make the approach systemic. Opened on its day."""

    number = models.PositiveSmallIntegerField()
    needed = models.PositiveSmallIntegerField()

    class Meta(Noted.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = once("wave", "programme", "number")


class WaveClosed(Record):
    """A wave is over; what happens later is of no account for it."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="+")


class RequirementMet(Record):
    """A municipality meets one requirement of a wave."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    requirement = models.CharField(max_length=20)


class Assessment(Noted):
    """A test; announced on its day."""

    code = models.CharField(max_length=40)

    class Meta(Noted.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = once("assessment", "programme", "code")


class ExpectedClass(Record):
    """A class of a school is to write a test; known beforehand with its pupils."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=10)
    pupils = models.PositiveSmallIntegerField()


class ResultsImported(Record):
    """The results of a test have come in."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")


class ClassResult(Record):
    """How many pupils of a class wrote the test and how many succeeded."""

    expected = models.ForeignKey(ExpectedClass, on_delete=models.PROTECT, related_name="+")
    wrote = models.PositiveSmallIntegerField()
    succeeded = models.PositiveSmallIntegerField()


# Things to count ------------------------------------------------------------------------------------------------------


class Request(Noted):
    """Somebody asked the consultation desk."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, related_name="+")


class Consultation(Noted):
    """A consultation of a mode was held."""

    mode = models.CharField(max_length=20)


class PageViews(Noted):
    """Views of a section in a month, counted up to its last day."""

    section = models.CharField(max_length=40)
    views = models.PositiveIntegerField()


class News(Noted):
    """A post of the site."""

    title = models.CharField(max_length=100)


class Deliverable(Noted):
    """A document the programme is to produce."""

    code = models.CharField(max_length=40)

    class Meta(Noted.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = once("deliverable", "programme", "code")


class Approval(Record):
    """A deliverable was approved."""

    deliverable = models.ForeignKey(Deliverable, on_delete=models.PROTECT, related_name="+")
