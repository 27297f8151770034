"""docs/schema.md: every table of Opora, how records on two clocks are read in plain SQL, and worked examples.

`python -m tests.spec.schema` writes the page; the test beside holds it against the models.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from django.apps import AppConfig, apps
from django.db import models
from django.db.models import F, Q
from django.utils import translation

from tests.spec.schema_examples import EXAMPLES, Example

PAGE = Path(__file__).parents[2] / "docs" / "schema.md"
HEAD = """\
# Tables

Every table of Opora's own, for whoever reads the database past Opora: reports, checks, reference figures. This page is
generated (`python -m tests.spec.schema`), and a test fails when it differs from the models. Tables of Django (sessions,
content types, permissions) are not here. Reading is safe; writing past Opora is not, for it leaves no journal.

The same tables stand on SQLite and on PostgreSQL. A *date* is the text `2022-10-17` on SQLite; a *moment* is in UTC, on
SQLite the text `2022-10-17 05:00:00`; a *boolean* is 0 or 1 on SQLite. A text that may be empty is `''`, never NULL.

## Reading records on two clocks

A table marked *record* is never overwritten. `occurred_on` is the day something happened, `recorded_at` the moment
Opora learnt it; a mistake keeps its row and gets `voided_at`. As known at a moment are the rows with

```sql
recorded_at <= :known_at AND (voided_at IS NULL OR voided_at > :known_at)
```

and of those had happened by a day the rows with

```sql
occurred_on <= :as_of
```

For "as known now" leave out the first part but `voided_at IS NULL`. Three shapes are built from records:

- **A fact** happened on its day: both conditions, and that is all.
- **A value** holds from its day until the next one of the same subject: of the rows that pass both conditions the last
  by `occurred_on`, `recorded_at`, `id`.
- **A span** (marked *start of a span*) lasts from its `occurred_on` until the `occurred_on` of its end, a row of a
  table of its own with `span_id`. The end's day is the first one no longer in force. The end is a record too, with both
  clocks: a span is in force on a day when it passes both conditions and no end passes both. One end stands at a time.

A figure takes its population on the earlier of the day of the page and the last due day (for an event on the day it was
held); see [formula-language.md](formula-language.md).
"""
TYPES = {
    "BigAutoField": "integer",
    "AutoField": "integer",
    "ForeignKey": "integer",
    "OneToOneField": "integer",
    "PositiveSmallIntegerField": "integer",
    "PositiveIntegerField": "integer",
    "PositiveBigIntegerField": "integer",
    "SmallIntegerField": "integer",
    "IntegerField": "integer",
    "BigIntegerField": "integer",
    "BooleanField": "boolean",
    "DateField": "date",
    "DateTimeField": "moment",
    "TimeField": "time",
    "TextField": "text",
    "JSONField": "JSON",
}
LOOKUPS = {"exact": "=", "gt": ">", "gte": ">=", "lt": "<", "lte": "<=", "startswith": "begins with", "regex": "~"}


def page() -> str:
    """The whole page, in English."""
    with translation.override("en"):
        tables = [part for app in _ours() for part in _app(app)]
        return "\n".join([HEAD, *_examples(), "## The tables", "", *tables])


def _ours() -> list[AppConfig]:
    return [app for app in apps.get_app_configs() if app.name.startswith("opora.") and [*app.get_models()]]


def _examples() -> Iterator[str]:
    yield from ("## Three worked examples", "", "`:name` stands for a value. Tests run them on both databases.", "")
    for example in EXAMPLES:
        yield from _example(example)


def _example(example: Example) -> list[str]:
    return [f"### {example.title}", "", example.text, "", "```sql", example.sql, "```", ""]


def _app(app: AppConfig) -> Iterator[str]:
    yield from (f"### {app.label}", "")
    for model in app.get_models(include_auto_created=True):
        yield from _table(model)


def _table(model: type[models.Model]) -> Iterator[str]:
    yield from (f"#### `{model._meta.db_table}`", "", _purpose(model), "")
    yield from ("| column | type | null | meaning |", "|---|---|---|---|")
    for field in model._meta.local_concrete_fields:
        yield f"| `{field.column}` | {_type(field)} | {'yes' if field.null else ''} | {_meaning(field)} |"
    yield ""
    if rules := [*_unique_fields(model), *(_rule(model, one) for one in model._meta.constraints)]:
        yield from (*(f"- {rule}" for rule in rules), "")


def _purpose(model: type[models.Model]) -> str:
    from opora.core.models import Record, SpanEnd, SpanStart  # models are there after django.setup()

    kinds = {SpanStart: "start of a span", SpanEnd: "end of a span", Record: "record"}
    kind = next((said for base, said in kinds.items() if issubclass(model, base)), "")
    if model._meta.auto_created:
        return "Which of the one belong to which of the other."
    text = " ".join((model.__doc__ or "").split())
    return f"*{kind}* · {text}" if kind else text


def _type(field: "models.Field[object, object]") -> str:
    kind = field.get_internal_type()
    if field.remote_field:
        other = field.target_field
        return f"{_type(other)} → `{other.model._meta.db_table}`"
    if kind in ("CharField", "SlugField", "FileField"):
        return f"text({field.max_length})" if field.max_length else "text"
    return TYPES[kind]


def _meaning(field: "models.Field[object, object]") -> str:
    if field.primary_key and not field.remote_field:
        return "key"
    said = str(field.verbose_name)
    if field.choices:
        choices = ", ".join(f"`{value}` {label}" for value, label in field.flatchoices if value != "")
        said = f"{said}: {choices}"
    return said.replace("|", "\\|")


def _unique_fields(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.local_concrete_fields:
        if field.unique and not field.primary_key:
            yield f"unique: `{field.column}`"
    for names in model._meta.unique_together:
        yield f"unique: {_columns(model, names)}"


def _rule(model: type[models.Model], constraint: models.BaseConstraint) -> str:
    """A constraint in words and SQL."""
    if isinstance(constraint, models.UniqueConstraint):
        of = _columns(model, constraint.fields) or "an expression"
        where = f" where `{_said(model, constraint.condition)}`" if constraint.condition else ""
        return f"`{constraint.name}`: unique {of}{where}"
    assert isinstance(constraint, models.CheckConstraint), "the two kinds we use"
    return f"`{constraint.name}`: `{_said(model, constraint.condition)}`"


def _columns(model: type[models.Model], names: "tuple[str, ...] | list[str]") -> str:
    return ", ".join(f"`{model._meta.get_field(name).column}`" for name in names)


def _said(model: type[models.Model], condition: object) -> str:
    if not isinstance(condition, Q):
        name, value = condition  # type: ignore[misc]  # a pair of a Q
        return _compared(_column(model, name), value)
    said = [(child, _said(model, child)) for child in condition.children]
    parts = [f"({text})" if _mixed(child) else text for child, text in said]
    text = f" {condition.connector} ".join(parts)
    return f"NOT ({text})" if condition.negated else text


def _column(model: type[models.Model], lookup: str) -> str:
    """A lookup with the name of the column in place of that of the field."""
    name, dunder, rest = lookup.partition("__")
    return "id" + dunder + rest if name == "pk" else model._meta.get_field(name).column + dunder + rest


def _mixed(child: object) -> bool:
    return isinstance(child, Q) and len(child.children) > 1 and not child.negated


def _compared(name: str, value: object) -> str:
    column, _dunder, lookup = name.partition("__")
    if value is None or lookup == "isnull":
        return f"{column} IS {'' if value in (None, True) else 'NOT '}NULL"
    if lookup == "in":
        return f"{column} IN ({', '.join(map(_value, value))})"  # type: ignore[call-overload]  # a sequence
    if lookup == "range":
        first, last = value  # type: ignore[misc]  # a pair
        return f"{column} BETWEEN {_value(first)} AND {_value(last)}"
    return f"{column} {LOOKUPS.get(lookup or 'exact', lookup)} {_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, F):
        return str(value.name)
    return f"'{value}'" if isinstance(value, str) else str(value)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opora.config.settings")
    django.setup()
    PAGE.write_text(page(), "utf-8")
