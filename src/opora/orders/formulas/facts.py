"""What an indicator asks about each of those it counts: the wordings of every fact of the language.

A new wording of a fact is one line of KEYS. COMPANY holds what may stand beside any wording of the fact, in any order,
and adds nothing to it. What a fact's brackets hold is made in `arguments.py`. Short hand: see `told.py`.
"""

from dataclasses import dataclass

_APPOINTED = r"назнач|закреплен|определен|прикреплен|утвержден|подобран|закрепи|определи"
_CURATOR = r"(?:региональн~ и муниципальн~ )?куратор~(?: проекта| школ)?"
_COORDINATOR = r"(?:муниципальн~ |районн~ )?координатор~(?: проекта)?"
_KIND = r"(?:(?:первичн|первоначальн|ознакомительн|повторн)~ |втор(?:ое|ым|ого|ых) |перв(?:ое|ым|ого|ых) )?"
_VISIT = rf"{_KIND}(?:посещени|выезд|визит|приезд)~"
_HELD = r"(?:состоял|прош|проведен|осуществлен|организован|выполнен|совершен)~"
_HOLDS = r"(?:провел|осуществил|совершил|выполнил)~"
_CAME = r"(?:посетил|побывал|выехал|выезжал|приезжал|приехал)~"
_MAPS = r"(?:(?:муниципальн|утвержденн|сво)~ )*(?:дорожн~ карт~|программ~ помощи)"
_PUBLISHED = r"(?:разме[щс]|опубликов|утвер|принявш|принят|обнародов)[а-я]+"
_EXPERTS = r"(?:региональн~ |краев~ |областн~ )?экспертиз~"
_VERDICT = r"положительн~ (?:экспертн~ )?(?:заключени|оценк)~"
_TEACHER = r"(?:педагог|учител|преподавател|педагогическ~ (?:работник|кадр)|работник)~"
_TAKING = r"(?:котор~|приня~|участие|участвова~|участву~|прошл~|прошли|прошедш~|в|на|сво~|хотя бы один)"
_EXPERIENCE = r"(?:с |сво[а-я]+ |лучш~ |успешн~ |эффективн~ |положительн~ )*(?:опыт|практик)~"
_WORK = (
    r"(?:(?:сво|аналитическ|методическ|информационн|авторск)[а-я]+ )*"
    r"(?:публикаци|стать|материал|рассказ|анализ|описани|конспект|тезис|эссе|обзор)~"
)
_SHOW = "осуществля|реализу|демонстриру|обеспечива|показа|применя|использу|выстро|име|проявля"
_SCHOOLS = r"(?:шнор|школ(?:ами|ам|ы)?|образовательн~ организаци~)"
_LEVEL = r"(?:региональн|краев|областн|республиканск|муниципальн|районн)~"

KEYS: tuple[tuple[str, str], ...] = (
    # a curator of a school, a coordinator of a municipality is appointed
    ("curator_appointed", rf"(?:{_APPOINTED})~(?: приказ~)? {_CURATOR}"),
    ("curator_appointed", rf"{_CURATOR} (?:был~ )?(?:{_APPOINTED})~"),
    ("curator_appointed", rf"{_CURATOR} (?:работа~|имеется|имеются|есть)"),
    ("curator_appointed", rf"(?:имеется|имеются|есть|работает|работают|наличи~) {_CURATOR}"),
    ("curator_appointed", rf"(?:назначени|закреплени|определени)~ {_CURATOR}"),
    ("curator_appointed", rf"(?:обеспечен|охвачен)~ (?:сопровождением )?{_CURATOR}"),
    ("curator_appointed", rf"(?:имеющ~|получивш~|с) (?:сво~ |назначенн~ |закрепленн~ )?{_CURATOR}"),
    ("coordinator_appointed", rf"(?:{_APPOINTED})~(?: приказ~)? {_COORDINATOR}"),
    ("coordinator_appointed", rf"{_COORDINATOR} (?:был~ )?(?:{_APPOINTED})~"),
    ("coordinator_appointed", rf"{_COORDINATOR} (?:работа~|имеется|имеются|есть)"),
    ("coordinator_appointed", rf"(?:имеется|имеются|есть|работает|работают|наличи~) {_COORDINATOR}"),
    ("coordinator_appointed", rf"(?:назначени|закреплени|определени)~ {_COORDINATOR}"),
    ("coordinator_appointed", rf"(?:обеспечен~|имеющ~|с) (?:назначенн~ |своего )?{_COORDINATOR}"),
    # a survey is completed
    ("surveyed", r"анкетировани~|анкетн~ опрос~"),
    ("surveyed", r"(?:заполни|заполнен|ответи|сдал|сдавш)[а-я]* (?:на (?:все )?вопросы )?анкет~"),
    ("surveyed", r"анкет~ котор~ (?:заполнен|получен)~|проанкетированн~"),
    # a curator visits a school
    ("visited", r"посещен~ (?:сво~ |региональн~ и муниципальн~ )?куратор~|куратор~ (?:был~ )?посещен~"),
    ("visited", r"посещенн~"),
    ("visited", rf"{_CAME} куратор~|куратор~ {_CAME}"),
    ("visited", rf"(?:{_HELD}|{_HOLDS}) {_VISIT}(?: куратор~)?|{_VISIT}(?: куратор~)? (?:был~ )?{_HELD}"),
    ("visited", rf"куратор~ {_HOLDS} {_VISIT}"),
    ("visited", rf"(?:охват~ |охваченн~ |с )?{_VISIT} куратор~"),
    # risk directions are activated
    ("risks_activated", r"активи(?:рова|зирова|рую)~|активаци~"),
    # a municipality approves and publishes its roadmap
    ("roadmap_published", rf"{_PUBLISHED}(?: и {_PUBLISHED})? {_MAPS}"),
    ("roadmap_published", rf"{_MAPS} (?:котор~ )?(?:были )?{_PUBLISHED}"),
    # experience is shown
    ("presented", rf"(?:представ|презентов|транслирова|подели|распростран)~ (?:на {_LEVEL} уровне )?{_EXPERIENCE}"),
    ("presented", rf"(?:выступи|показа)[а-я]+ {_EXPERIENCE}"),
    ("presented", r"представлени~ опыт~|опыт котор~ (?:был )?представлен~"),
    # a set of documents passes the expert review
    ("expertise_passed", rf"(?:прошл|прошед|прохожд)~ {_EXPERTS}|{_EXPERTS} (?:был~ )?пройден~"),
    ("expertise_passed", rf"(?:(?:получи|имею)[а-я]+ |с )?{_VERDICT}"),
    ("expertise_passed", r"(?:одобрен|положительно оценен)~ (?:региональн~ )?(?:экспертн~ совет~|экспертами)"),
    # documents are placed and confirmed by a curator
    ("documents_confirmed", r"(?:подтвержден|согласован)[а-я]+ (?:сво~ |школьн~ )?куратор~|подтвердил~ куратор~"),
    ("documents_confirmed", r"куратор~ (?:подтвердил|подтвержден)~|подтверждени~ куратор~"),
    # a team completes a training programme
    ("trained", r"(?:прош|заверш|законч|окончи)[а-я]+ (?:полн~ )?(?:обучени|курс|повышени|программ|дпп)~"),
    ("trained", r"обучен(?:н~|ы|о)?|обучил~|обучивш~|обучени~ (?:пройден|заверш|прошл)~"),
    ("trained", r"(?:повыси|освои)[а-я]+ (?:(?:сво[а-я]+ )?квалификаци~|дополнительн~|программ~|дпп~)"),
    ("trained", r"(?:получи|имею)[а-я]+ удостоверени~(?: о повышении квалификации)?|(?:охват~ |охваченн~ )?обучени~"),
    ("trained", r"(?:программ|курс)ами повышени~ квалификаци~"),
    # a teacher of a school takes part in a course
    ("took_course", rf"{_TEACHER}(?: {_TAKING}){{0,6}} (?:курс|обуч|учил|повы[сш]и)~"),
    ("took_course", rf"(?:направивш|обучивш|направил|обучил)~ (?:сво~ )?{_TEACHER}(?: на)?"),
    # material is prepared for an event
    ("prepared", rf"(?:подготов|предостав|направи|написа|опубликова|представи)[а-я]+ {_WORK}"),
    # a municipality shows a systemic approach
    ("systemic_approach", rf"(?:{_SHOW})[а-я]+ системн~ (?:подход|работ)~"),
    ("systemic_approach", r"(?:с )?системн~ подход~|работающ~ системно"),
    # pupils pass the test
    ("succeeded", r"(?:справи|выполни)[а-я]+(?: с)?"),
    # an action of the roadmap is executed
    ("executed", r"(?:исполнен|выполнен|реализован|реализаци|завершен)[а-я]*"),
    # people are at an event
    ("attended", r"(?:приня|принима)~ участие|участвова~|участву(?:ет|ют|ющ~)|ставш~ участни~"),
    ("attended", r"присутств~|посетивш~|посетил~|подключивш~|задействованн~ в|вовлеченн~ в|охваченн~"),
    ("attended", r"(?:прошедш|прошл|прош)~(?= стажировк~)"),
    ("attended", r"участник~|участниц~|участи[еяю]м?|явк~|охват~"),
)  # fmt: skip

_LEARNING = (
    r"(?:по )?(?:(?:дополнительн|профессиональн)~ )*программ~",
    r"повышени~ квалификаци~|дополнительн~ профессиональн~ образовани~",
    r"дпп(?: пк)?|пк|повышени~ квалификаци~|курс~(?: повышени~ квалификаци~| пк)?|обучени~|охват~|охваченн~",
)
_DOCUMENTS = r"(?:местн~ )?(?:(?:концептуальн|подтверждающ)~ )?документ(?:ы|ов|ами|ам)?|(?:пакет|комплект)~ документов"

COMPANY: dict[str, tuple[str, ...]] = {
    "curator_appointed": (r"за (?:которыми|ними)",),
    "coordinator_appointed": (),
    "surveyed": (
        r"(?:принявш|приняли|принял)~ участие|участвовавш~|участи~|опрос~|рисков~ профил~",
        r"(?:прошед|прош|пройден|заверш|проведен|состоял|охвач|охват|выполн)~",
    ),
    "visited": (rf"с {_KIND}(?:визит|посещени)~", r"куратор~|охват~|первичн~|повторн~|повторно"),
    "risks_activated": (
        r"(?:выбранн~ |свои )?(?:рисков|рискованн)~ (?:направлени|фактор|профил)~",
        r"направлени~ риск~|(?:фактор~ )?риск(?:а|и|ов|ы)",
        r"хотя бы одно|(?:выполнен|произведен|проведен|осуществил|завершивш|выполнивш|провел|прове)~",
    ),
    "roadmap_published": (
        r"разработа[а-я]+|наличи~|имеющ~",
        _PUBLISHED,
        r"в открыт~ доступ~|на свои~ (?:сайт|страниц)~",
    ),
    "presented": (
        r"опыт~ работы|работы|управленческ~ практик~",
        rf"на|{_LEVEL}(?: методическ~)? (?:мероприяти|уровн|площадк|конференци|семинар|фестивал|форум)~",
    ),
    "expertise_passed": (
        _DOCUMENTS,
        r"(?:региональн~ )?(?:эксперт(?:ов|а)|экспертн~ совет~|экспертиз~)",
        r"(?:получ|дан)[а-я]*|по (?:итогам|результатам)",
    ),
    "documents_confirmed": (
        _DOCUMENTS,
        r"(?:разме[щс]|загру|предостав|представ|получи)[а-я]+(?: и)?|(?:для )?мониторинг~(?: позитивн~ изменени~)?",
    ),
    "trained": (*_LEARNING, r"(?:пройден|заверш|прошл)~|профессиональн~"),
    "took_course": (
        r"(?:котор~ )?(?:приня~ участие|прошл~|прошли|обучил~|обучал~|обучен~|повысил~)",
        *_LEARNING,
        r"квалификаци~|хотя бы один|слушател~",
    ),
    "prepared": (
        r"(?:об? |из |опыт~ )*опыт~(?: работы| свое~)*",
        r"(?:перехода|перевода) (?:школ~ )?в эффективн~ режим~(?: работы)?",
        r"аналитическ~|методическ~|анализ~|свое~(?: работы)?|(?:(?:по|о|об|для) )?сопровождени~(?: шнор| школ)?",
    ),
    "systemic_approach": (
        rf"(?:при|к|в) (?:работ|сопровождени|поддержк|помощи|организаци)~(?: работы)?(?:(?: со?)? {_SCHOOLS})?",
        rf"со? {_SCHOOLS}",
        r"со? (?:шнор|школами)|реализ[а-я]+|осуществ[а-я]+|обеспеч[а-я]+|работ[аеы]",
    ),
    "succeeded": (
        r"(?:с )?(?:задани|работ)~(?: проверочн~ работ~)?|(?:проверочн|диагностическ)~(?: работ~)?",
        r"в отношении котор~ проводил~ оценка",
        r"(?:региональн|краев|областн)~ (?:проверочн~ |диагностическ~ )?работ~",
        r"(?:участвовавш~|писавш~|принявш~ участие)(?: в)?",
    ),
    "executed": (r"запланированн~|предусмотренн~|количеств~",),
    "attended": (r"в (?:работе|качестве (?:участник|слушател)~)|слушател~",),
}

_PEOPLE = ("schools", "municipal_heads", "school_heads", "curators", "coordinators")
OF: dict[str, tuple[str, ...]] = {
    "attended": _PEOPLE,
    "coordinator_appointed": ("municipalities",),
    "curator_appointed": ("schools",),
    "documents_confirmed": ("schools",),
    "executed": ("actions",),
    "expertise_passed": ("schools",),
    "prepared": _PEOPLE,
    "presented": ("schools",),
    "risks_activated": ("schools",),
    "roadmap_published": ("municipalities",),
    "succeeded": ("pupils_assessed",),
    "surveyed": ("schools",),
    "systemic_approach": ("municipalities",),
    "took_course": ("schools",),
    "trained": ("management_teams",),
    "visited": ("schools",),
}
"""The populations that each fact can be asked about."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say a fact: its key, what may stand beside it, and the populations it can answer for."""

    word: str
    key: str

    @property
    def company(self) -> tuple[str, ...]:
        """What adds nothing to it."""
        return COMPANY[self.word]

    @property
    def of(self) -> tuple[str, ...]:
        """Whom it can be asked about."""
        return OF[self.word]


FACTS = tuple(Wording(word, key) for word, key in KEYS)
