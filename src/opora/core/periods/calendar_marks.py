"""From tokens to marks on the calendar, grouped as a text groups them: single, from, until, from – until."""

from collections.abc import Sequence
from dataclasses import dataclass

from opora.core.periods.period import SchoolYear, YearContext
from opora.core.periods.tokens import Kind, Mark, Token, Unit

Element = Mark | Kind


@dataclass
class Item:
    """One deadline of a list. `first` and `last` are the same mark when the text names one place."""

    first: Mark | None
    last: Mark | None
    at_beginning: bool = False


def items(found: Sequence[Token], year: YearContext) -> list[Item]:
    """The deadlines of a text in its order; marks without a year take it from a neighbour, else from `year`."""
    elements = _marks([_told_by_title(token, year) for token in found])
    _share_units(elements)
    year = _leading_year(elements, year)
    _share_years(elements)
    result = _grouped(elements)
    for item in result:
        _date(item, year)
    return result


def _leads_on(element: Element | None, before: Element | None) -> bool:
    """What may stand between the ends of a range: «–», «до», «– начало»."""
    return element in {Kind.DASH, Kind.UNTIL} or (element is Kind.BEGINNING and before is Kind.DASH)


def _until_as_before(result: list[Item], mark: Mark) -> bool:
    """«до 1 апреля, 1 июля»: the preposition holds for every day of the list."""
    before = result[-1] if result else None
    if before is None or before.first is not None or before.last is None:
        return False
    return mark.unit is Unit.DAY and before.last.unit is Unit.DAY


def _marks(found: Sequence[Token]) -> list[Element]:
    elements: list[Element] = []
    for place, token in enumerate(found):
        last = elements[-1] if elements and isinstance(elements[-1], Mark) else None
        value = token.value
        if token.kind is Kind.MARK and isinstance(value, Mark):
            elements.append(value)
        elif token.kind is Kind.NUMBER and isinstance(value, int):
            if last and last.unit in {Unit.QUARTER, Unit.HALF} and last.number is None:
                last.number = value
            else:
                elements.append(Mark(number=value, text=token.text))
        elif token.kind is Kind.MONTH and isinstance(value, int):
            _add_month(elements, last, value, token.text)
        elif token.kind is Kind.UNIT and isinstance(value, Unit):
            _add_unit(elements, last, value, token.text)
        elif token.kind in {Kind.YEAR, Kind.SCHOOL_YEAR}:
            _add_year(elements, token, ends=place + 1 == len(found) or found[place + 1].kind is Kind.COMMA)
        elif token.kind not in {Kind.WORD, Kind.NEXT_YEAR}:
            elements.append(token.kind)
    return [element for element in elements if not _nameless(element)]


def _nameless(element: Element) -> bool:
    """«квартал» without saying which."""
    return isinstance(element, Mark) and element.unit not in {None, Unit.MONTH, Unit.YEAR} and element.number is None


def _told_by_title(token: Token, year: YearContext) -> Token:
    """ "Next year" is a year once the title's is known."""
    if token.kind is not Kind.NEXT_YEAR or year is None:
        return token
    following = year.first + 2 if isinstance(year, SchoolYear) else year + 1
    return Token(Kind.YEAR, token.text, following)


def _add_month(elements: list[Element], last: Mark | None, month: int, text: str) -> None:
    if last and last.unit is None and last.month is None:
        last.unit, last.month, last.text = Unit.DAY, month, f"{last.text} {text}"
    elif last and last.unit in {Unit.DECADE, Unit.FORTNIGHT} and last.month is None:
        last.month = month
    else:
        elements.append(Mark(Unit.MONTH, month=month, text=text))


def _add_unit(elements: list[Element], last: Mark | None, unit: Unit, text: str) -> None:
    if unit is Unit.YEAR:
        if last is None:
            elements.append(Mark(Unit.YEAR, text=text))
    elif last and last.unit is None:
        last.unit, last.text = unit, f"{last.text} {text}"
    else:
        elements.append(Mark(unit, text=text))


def _add_year(elements: list[Element], token: Token, *, ends: bool) -> None:
    """A year belongs to the mark before it, also over one comma when nothing follows; alone it is a mark itself."""
    behind = next((element for element in reversed(elements) if element is not Kind.COMMA), None)
    touching = bool(elements) and isinstance(elements[-1], Mark)
    owner = behind if isinstance(behind, Mark) and behind.unit is not Unit.YEAR and not behind.dated else None
    mark = owner if owner and (touching or ends) else Mark(Unit.YEAR, text=token.text)
    value = token.value if isinstance(token.value, int) else None
    if token.kind is Kind.YEAR:
        mark.year = value
    elif value is not None:
        mark.school = value
    elif mark is not owner:
        mark.number = 0  # "the school year" without saying which: only a title can tell
    if mark is not owner:
        elements.append(mark)


def _share_units(elements: list[Element]) -> None:
    """«15, 20 и 25 апреля», «I – III квартал»: bare numbers take what they are from the next mark."""
    following: Mark | None = None
    for element in reversed(elements):
        if not isinstance(element, Mark):
            continue
        if element.unit is None and following and following.unit in {
            Unit.DAY, Unit.DECADE, Unit.FORTNIGHT, Unit.QUARTER, Unit.HALF,
        }:  # fmt: skip
            element.unit, element.month = following.unit, following.month
        elif element.unit in {Unit.DECADE, Unit.FORTNIGHT} and element.month is None and following:
            element.month = following.month
        following = element


def _leading_year(elements: list[Element], year: YearContext) -> YearContext:
    """«2022 год: март, июнь»: a year that stands first and alone is the year of what follows."""
    first, *others = [element for element in elements if isinstance(element, Mark)] or [Mark()]
    leads = others and first is elements[0] and elements[1] is Kind.COMMA
    if not leads or first.unit is not Unit.YEAR or not first.dated:
        return year
    if any(mark.dated or mark.unit is Unit.YEAR for mark in others):
        return year
    elements.pop(0)
    return SchoolYear(first.school) if first.school is not None else first.year


def _share_years(elements: list[Element]) -> None:
    """«апрель, август, октябрь 2022 г.»: a mark without a year takes the next one's; ranges are put right later."""
    following: Mark | None = None
    for element in reversed(elements):
        if isinstance(element, Mark) and element.unit is not Unit.YEAR:
            if not element.dated and following:
                element.school = following.school
                element.year = following.year
                element.borrowed = True
            following = element if element.dated else None


def _grouped(elements: list[Element]) -> list[Item]:
    result: list[Item] = []
    place = 0

    def at(index: int) -> Element | None:
        return elements[index] if index < len(elements) else None

    while place < len(elements):
        binder, beginning = None, False
        while not isinstance(current := at(place), Mark) and current is not None:
            binder = current if current in {Kind.FROM, Kind.UNTIL} else None if current is Kind.COMMA else binder
            beginning = current is Kind.BEGINNING
            place += 1
        if not isinstance(current, Mark):
            break
        place += 1
        ahead = place
        if binder is Kind.FROM and at(ahead) is Kind.AND and at(ahead + 1) is Kind.UNTIL:
            ahead += 1
        bound = False
        while binder is not Kind.UNTIL and _leads_on(at(ahead), at(ahead - 1)):
            bound, ahead = True, ahead + 1
        last = at(ahead)
        if bound and isinstance(last, Mark):
            result.append(Item(current, last))
            place = ahead + 1
        elif binder is Kind.FROM:
            result.append(Item(current, None, beginning))
        elif binder is Kind.UNTIL or _until_as_before(result, current):
            result.append(Item(None, current, beginning))
        else:
            result.append(Item(current, current))
    return result


def _date(item: Item, year: YearContext) -> None:
    """Give the marks of an item their years."""
    first, last = item.first, item.last
    if first and last and first is not last:
        _date_range(first, last, year)
        return
    for mark in (first, last):
        if mark and not mark.dated:
            _date_from(mark, year)


def _date_range(first: Mark, last: Mark, year: YearContext) -> None:
    """A range that would run backwards starts a year earlier when its end is told, else ends a year later."""
    first_told, last_told = first.dated and not first.borrowed, last.dated and not last.borrowed
    if first.year is not None and not last.dated:
        last.year = first.year
    for mark in (first, last):
        if not mark.dated:
            _date_from(mark, year)
    if first.year is None or last.year is None or (first.year, *_place(first)) <= (last.year, *_ending(last)):
        return
    if not first_told and (last_told or first.borrowed or isinstance(year, SchoolYear)):
        first.year = last.year - 1
    elif not last_told:
        last.year = first.year + 1


def _date_from(mark: Mark, year: YearContext) -> None:
    if isinstance(year, SchoolYear):
        mark.school = year.first
        if mark.unit in {Unit.DAY, Unit.MONTH, Unit.DECADE, Unit.FORTNIGHT} and mark.month:
            mark.year, mark.school = year.year_of(mark.month), None
    elif mark.number != 0 or mark.unit is not Unit.YEAR:
        mark.year = year


def _ending(mark: Mark) -> tuple[int, int]:
    """Where in its year a mark lies as the end of a range: a year ends after all its months."""
    return (13, 0) if mark.unit is Unit.YEAR else _place(mark)


def _place(mark: Mark) -> tuple[int, int]:
    """Where in its year a mark lies, for comparing."""
    number = mark.number or 0
    if mark.unit is Unit.QUARTER:
        return number * 3 - 2, 0
    if mark.unit is Unit.HALF:
        return number * 6 - 5, 0
    return mark.month or 0, number
