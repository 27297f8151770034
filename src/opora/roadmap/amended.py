"""Versions of a roadmap as their page shows them."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from opora.roadmap.amending import told_versions
from opora.roadmap.amending.wording import ShownDifferences, show_differences
from opora.roadmap.loading import RoadmapRecords
from opora.roadmap.models import RoadmapVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVersion:
    """A version from the second on; `take_back_url` is "" where it cannot be taken back by this reader."""

    number: int
    key: str
    order_number: str
    order_date: dt.date
    since: dt.date
    in_force: bool
    differences: ShownDifferences
    take_back_url: str


def show_versions(records: RoadmapRecords, day: dt.date, carried: str | None) -> list[ShownVersion]:
    """The latest first; `in_force` is the one of the day. `carried` is None for who may not take the latest back."""
    told = told_versions(records)
    in_force = next((one.amendment for one in told if one.amendment.since <= day), None)
    latest = max((one.amendment.version for one in told), default=0)
    return [
        ShownVersion(
            number=(amendment := one.amendment).version,
            key=f"h-version-{amendment.version}",
            order_number=amendment.order_number,
            order_date=amendment.order_date,
            since=amendment.since,
            in_force=amendment == in_force,
            differences=show_differences(one.rows),
            take_back_url=reverse("roadmap:take_back_version", args=[amendment.version]) + carried
            if carried is not None and amendment.version == latest
            else "",
        )
        for one in told
    ]


def taken_back(roadmap_id: int, known_at: dt.datetime) -> list[RoadmapVersion]:
    """Versions that were taken back by a moment, the latest first."""
    rows = RoadmapVersion.objects.filter(roadmap=roadmap_id, voided_at__lte=known_at)
    return list(rows.order_by("-number"))
