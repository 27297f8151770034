"""Query strings that nobody should write: each must give a page, and those of TOLD a word about what is wrong."""

LONG = "x" * 5000

TOLD: dict[str, tuple[str, ...]] = {
    "as_of=31.02.2022": ("«31.02.2022» — не дата", "2022-10-17"),
    "as_of=abc": ("«abc» — не дата",),
    "as_of=2022-02-31": ("«2022-02-31» — не дата",),
    f"as_of={LONG}": ("— не дата",),
    "as_of=%00": ("— не дата",),
    "as_of=<script>": ("&lt;script&gt;",),
    "as_of=2022-06-02": ("ещё не наступил",),
    "as_of=9999-12-31": ("ещё не наступил",),
    "as_of=0001-01-01": ("слишком рано", "2000"),
    "as_of=1999-12-31": ("слишком рано",),
    "known_at=2022-99-99": ("«2022-99-99» — не момент", "2022-10-17T18:30"),
    f"known_at={LONG}": ("— не момент",),
    "known_at=%00": ("— не момент",),
    "known_at=0001-01-01T00:00": ("— не момент",),
    "known_at=9999-12-31T23:59-12:00": ("— не момент",),
    "programme=1": ("Нет программы «1»",),
    "programme=%00": ("Нет программы",),
    f"programme={'9' * 5000}": ("Нет программы «999",),
    "programme=2022'--": ("Нет программы",),
}
"""What each must be answered with, somewhere on the page."""

HOSTILE = [
    *TOLD,
    "list=<script>",
    "list=%00",
    f"list={LONG}",
    "page=-1",
    "page=0",
    "page=9999",
    "page=%00",
    f"page={'9' * 5000}",
    "page=1e3",
    "which=zzz",
    "which=%00",
    f"which={LONG}",
    "order=%00",
    "group=%00",
    "view=%00",
    "state=zzz",
    f"state={LONG}",
    "executor=%00",
    f"executor={LONG}",
    "%00=%00",
    "as_of=&known_at=&programme=",
]
