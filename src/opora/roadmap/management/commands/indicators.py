"""`opora indicators show | members KEY`."""

import datetime as dt
import difflib
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.core import numbers
from opora.core.actors import SYSTEM
from opora.core.commands import Command as BaseCommand
from opora.core.commands import add_json
from opora.indicators.access import visible_members
from opora.indicators.facts import State
from opora.indicators.figures import Figure
from opora.programmes.populations import region_municipalities
from opora.roadmap import console
from opora.roadmap.exports.data import indicator_data, member_data, part_data
from opora.roadmap.extent import By, Extent, Part, breakdown, read_extent
from opora.roadmap.queries import ActionView, IndicatorView, RoadmapView


class Row(NamedTuple):
    """An indicator with its figure over the scope, and the parts of that figure when it is broken down."""

    action: ActionView
    indicator: IndicatorView
    figure: Figure
    parts: list[Part] | None


class Command(BaseCommand):
    help = gettext_lazy("Figures of the roadmap as of a day, and the members behind them.")

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = self.verbs(parser)
        show = verbs.add("show", self.show, help=_("every indicator: lists, value, range, target, result, execution"))
        console.add_view(show)
        show.add_argument(
            "--scope", default="region", metavar="SCOPE", help=_("region, municipality:ID or school:ID; ID or code")
        )
        show.add_argument("--by", choices=[by.value for by in By], help=_("break each figure down"))
        add_json(show)
        members = verbs.add("members", self.members, help=_("who is in one of the four lists of an indicator"))
        members.add_argument("key", metavar=_("KEY"), help=_("such as 5, or 35.2 where an action has several"))
        members.add_argument(
            "--list", required=True, choices=[state.value for state in State], dest="state", help=_("which list")
        )
        console.add_view(members)
        add_json(members)

    def show(
        self,
        as_of: dt.date | None,
        known_at: dt.datetime | None,
        programme: int | None,
        region: str | None,
        scope: str,
        by: str | None,
        as_json: bool,  # noqa: FBT001 - a flag of the command line
    ) -> None:
        view = console.view(programme, region, as_of, known_at)
        extent = read_extent(scope, view.context.programme)
        names = {one.pk: one.name for one in view.context.history.once(region_municipalities)} if by else {}
        rows = []
        for action, indicator in view.indicators.values():
            parts = breakdown(extent.of(indicator.figure), By(by), names) if by else None
            rows.append(Row(action, indicator, extent.of(indicator.figure), parts))
        if as_json:
            self.write_json([_row_data(row, extent) for row in rows])
        else:
            self.stdout.write(_("As of %(day)s") % {"day": numbers.day(view.as_of)})
            self._table(rows)

    def members(
        self,
        key: str,
        state: str,
        as_of: dt.date | None,
        known_at: dt.datetime | None,
        programme: int | None,
        region: str | None,
        as_json: bool,  # noqa: FBT001 - a flag of the command line
    ) -> None:
        view = console.view(programme, region, as_of, known_at)
        _action, indicator = self._find(view, key)
        members = visible_members(SYSTEM, indicator.figure.list(State(state)))
        if as_json:
            self.write_json([member_data(member) for member in members])
            return
        rows = [
            [member.subject.label, numbers.day(member.on) if member.on else numbers.NOTHING, member.reason]
            for member in members
        ]
        self.stdout.write(indicator.sentence)
        self.stdout.write(console.table([_("who"), _("day"), _("reason")], rows))

    def _find(self, view: RoadmapView, key: str) -> tuple[ActionView, IndicatorView]:
        if key in view.indicators:
            return view.indicators[key]
        several = [known for known in view.indicators if known.startswith(f"{key}.")]
        near = several or difflib.get_close_matches(key, view.indicators, 1, cutoff=0.5)
        if not near:
            raise ValidationError(
                _("There is no indicator “%(key)s”; “opora indicators show” lists them.") % {"key": key}
            )
        message = _("There is no indicator “%(key)s”; did you mean %(near)s?")
        raise ValidationError(message % {"key": key, "near": ", ".join(f"“{one}”" for one in near)})

    def _table(self, rows: Sequence[Row]) -> None:
        heads = [_("key"), _("execution"), _("figure"), _("target"), _("result"), _("what is counted")]
        lines = []
        for row in rows:
            target = row.indicator.outline.target
            lines.append(
                [
                    row.indicator.key,
                    console.execution_text(row.action.execution),
                    console.figure_text(row.figure),
                    target.text if target else numbers.NOTHING,
                    console.result_text(row.figure.verdict(target)),
                    row.indicator.sentence,
                ]
            )
            lines += [["", "", console.figure_text(part.figure), "", "", f"  {part.label}"] for part in row.parts or ()]
        self.stdout.write(console.table(heads, lines))


def _row_data(row: Row, extent: Extent) -> dict[str, Any]:
    data = indicator_data(row.action, row.indicator, extent)
    return data if row.parts is None else {**data, "by": [part_data(part) for part in row.parts]}
