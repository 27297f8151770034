"""The bar of a share: counted in, unknown (hatched), missing (empty), and a mark at the target."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opora.core import numbers


def bar(
    *,
    counted: int,
    missing: int = 0,
    unknown: int = 0,
    target: Fraction | int | None = None,
    met: bool = False,
    width: int = 190,
    height: int = 14,
) -> SafeString:
    """The parts of a share, with a mark at the target (percent): blue until it is reached, then green; never red."""
    total = counted + missing + unknown
    frame = _Frame(width, height)
    shapes = [frame.empty()]
    if unknown:
        shapes.append(frame.hatched(Fraction(counted, total), Fraction(counted + unknown, total)))
    if counted:
        shapes.append(frame.filled(Fraction(counted, total), "met" if met else "fill"))
    if target is not None:
        shapes.append(frame.mark(Fraction(target) / 100))
    return format_html(
        '<svg class="op-bar" width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">{3}</svg>',
        width,
        height,
        _label(counted, missing, unknown, target),
        format_html_join("", "{}", ((shape,) for shape in shapes)),
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """Shapes of a bar of this size; the mark of the target stands out above and below."""

    width: int
    height: int

    def empty(self) -> SafeString:
        return format_html(
            '<rect x=".5" y="3.5" width="{}" height="{}" rx="3" fill="var(--op-unknown-soft)"'
            ' stroke="var(--op-line-2)"/>',
            self.width - 1,
            self.height - 7,
        )

    def hatched(self, start: Fraction, end: Fraction) -> SafeString:
        left, right = self._x(start), self._x(end)
        return format_html(
            '<rect class="op-hatch" x="{}" y="3.5" width="{}" height="{}" stroke="var(--op-unknown)"'
            ' stroke-width=".8"/>',
            left,
            round(right - left, 1),
            self.height - 7,
        )

    def filled(self, part: Fraction, colour: str) -> SafeString:
        """Round at the left, and at the right too when the whole is counted in."""
        whole = (
            '<path d="M3 3H{x}a3 3 0 013 3V{upper}a3 3 0 01-3 3H3a3 3 0 01-3-3V6a3 3 0 013-3z" fill="var(--op-{c})"/>'
        )
        some = '<path d="M3 3H{x}V{lower}H3a3 3 0 01-3-3V6a3 3 0 013-3z" fill="var(--op-{c})"/>'
        return format_html(
            whole if part == 1 else some,
            x=self.width - 3 if part == 1 else max(self._x(part), 4),
            upper=self.height - 6,
            lower=self.height - 3,
            c=colour,
        )

    def mark(self, part: Fraction) -> SafeString:
        return format_html(
            '<path d="M{0} 0v{1}" stroke="var(--op-surface)" stroke-width="4"/>'
            '<path d="M{0} 0v{1}" stroke="var(--op-ink)" stroke-width="2"/>',
            min(max(self._x(part), 1), self.width - 1),
            self.height,
        )

    def _x(self, part: Fraction) -> float:
        return round(float(part) * self.width, 1)


def _label(counted: int, missing: int, unknown: int, target: Fraction | int | None) -> str:
    total = counted + missing + unknown
    parts = [_("Met {met} of {total}").format(met=numbers.integer(counted), total=numbers.integer(total))]
    if unknown:
        parts.append(_("unknown {unknown}").format(unknown=numbers.integer(unknown)))
    if missing:
        parts.append(_("missing {missing}").format(missing=numbers.integer(missing)))
    if target is not None:
        parts.append(_("target {target}").format(target=numbers.percentage(target)))
    return ", ".join(parts)
