"""Words about people: heads, curators, coordinators, teams; and whether somebody was appointed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opora.accounts import populations
from opora.accounts.appointed import appointed
from opora.accounts.models import Post
from opora.accounts.queries import curator_tiers
from opora.indicators.context import Context
from opora.indicators.facts import Fact, Proof
from opora.indicators.registry import language
from opora.indicators.subjects import Population, Subject
from opora.programmes.groups import SchoolGroup, schools_phrase


@language.population(of="post", settled=True, phrase=lambda: pgettext("genitive plural", "municipal heads"))
def municipal_heads(context: Context, on: dt.date) -> Population:
    """Heads of the municipal education authorities of the region: posts, one per municipality.

    The post carries its full holder on the day, or else the acting one; a vacant post stays in and is missing.
    """
    return populations.municipal_heads(context, on)


@language.population(
    of="post",
    settled=True,
    phrase=lambda *cohorts: schools_phrase(pgettext("genitive plural", "heads of schools"), cohorts),
)
def school_heads(context: Context, on: dt.date, *cohorts: SchoolGroup) -> Population:
    """Heads of the schools that `schools` gives for the same groups: posts, one per school.

    The post carries its full holder on the day, or else the acting one; a vacant post stays in and is missing. The
    post of an excluded school is excluded with it.
    """
    return populations.school_heads(context, on, cohorts)


@language.population(
    of="person",
    settled=True,
    phrase=lambda *cohorts: schools_phrase(pgettext("genitive plural", "curators of schools"), cohorts),
)
def curators(context: Context, on: dt.date, *cohorts: SchoolGroup) -> Population:
    """Persons who curate at least one of the schools on the day: each once, with all these schools.

    A municipal curator stands in the municipality of the schools, a regional one in the row of the region. Who left
    the last of these posts by the day, or whose last school left, is excluded with the reason.
    """
    return populations.curators(context, on, cohorts)


@language.population(
    of="person",
    settled=True,
    phrase=lambda *cohorts: schools_phrase(pgettext("genitive plural", "municipal coordinators of schools"), cohorts),
)
def coordinators(context: Context, on: dt.date, *cohorts: SchoolGroup) -> Population:
    """Persons who coordinate a municipality with at least one of the schools on the day: each once.

    Coordinators of the region itself are not meant. Who left the last of these posts by the day is excluded.
    """
    return populations.coordinators(context, on, cohorts)


@language.population(
    of="team",
    settled=True,
    phrase=lambda *cohorts: schools_phrase(pgettext("genitive plural", "management teams of schools"), cohorts),
)
def management_teams(context: Context, on: dt.date, *cohorts: SchoolGroup) -> Population:
    """Management teams of the schools that `schools` gives: one per school, in one that nobody belongs to as well."""
    return populations.teams(context, on, cohorts)


@language.fact(of=("municipality",), proof=Proof.SUBJECTS, phrase=lambda: _("in which a coordinator is appointed"))
def coordinator_appointed(context: Context) -> Fact:
    """Whether the municipality has a coordinator; met since the day from which it has had one without a break.

    Absence is missing: nobody was appointed, or the last one left, which is then the reason.
    """
    return appointed(context, Post.COORDINATOR, "municipality")


@language.fact(of=("school",), proof=Proof.SUBJECTS, phrase=lambda: _("in which a curator is appointed"))
def curator_appointed(context: Context) -> Fact:
    """Whether the school has at least one curator, of either tier; met since the day from which it has had one
    without a break.

    Absence is missing: nobody was appointed, or the last one left, which is then the reason. Beside the figure stands
    how many schools have a curator of which tier.
    """
    held = context.history.once(populations.holders)

    def tiers(schools: Sequence[Subject]) -> list[tuple[str, int]]:
        found = curator_tiers(held, [school.school_id for school in schools if school.school_id], context.as_of)
        return [
            (_("with a regional curator"), found.regional + found.both),
            (_("with a municipal curator"), found.municipal + found.both),
            (_("with curators of both tiers"), found.both),
        ]

    return replace(appointed(context, Post.CURATOR, "school"), beside=tiers)
