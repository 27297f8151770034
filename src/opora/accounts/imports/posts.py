"""Names of posts as orders and lists write them: which post, whether acting, of which tier."""

import re
from dataclasses import dataclass
from functools import cache

from django.utils import translation
from django.utils.translation import gettext as _

from opora.accounts.models import Post, Tier
from opora.core.imports.cells import SHOWN, Fault, folded

_ACTING = re.compile(
    r"^(?:и\.?\s?о\.?|врио|вр\.?\s?и\.?\s?о\.?|(?:временно )?исполняющ\w+ обязанности|acting)(?:\s+|(?<=\.))"
)
_REGIONAL = re.compile(r"\bрегион\w*|\bregional\b")
_MUNICIPAL = re.compile(r"\bмуницип\w*(?: уровня)?|\bрайонн\w*|\bmunicipal\b")
_USUAL = {
    Post.SCHOOL_HEAD: r"директор\w*(?: \d*школы| оо| гимназии| лицея| интерната)?|заведующ\w+(?: школой)?|"
    r"руководител\w+ (?:школы|оо|образовательной организации)|head of (?:the |a )?school|head teacher|director",
    Post.DEPUTY_HEAD: r"зам(?:еститель|естителя)?\.? ?дир(?:ектора)?\b.*|завуч|deputy(?: head| director)?",
    Post.TEAM_MEMBER: r"(?:член|участник)\w*(?: школьной)? (?:управленческой )?команды|управленческая команда|"
    r"(?:management )?team member",
    Post.CURATOR: r"куратор\w*(?: школы| шнор| уровня| проекта)*|curator",
    Post.COORDINATOR: r"координатор\w*(?: района| округа| региона| мо| уровня| проекта)*|coordinator",
    Post.MUNICIPAL_HEAD: r"(?:начальник\w*|руководител\w+|председател\w+|заведующ\w+) (?:моуо|муниципального органа.*|"
    r"(?:управления|отдела|комитета|департамента)(?: по)? ?(?:образовани\w+)?(?: администрации.*)?)|municipal head",
    Post.INSTITUTE: r"(?:старш\w+ )?методист\w*(?: института.*| аиро.*)?|methodist",
    Post.EXPERT: r"эксперт\w*(?: экспертного совета)?|член экспертного совета|expert",
    Post.CONTROLLER: r"заместител\w+ министра.*|зам\.? ?министра.*|контрол[её]р|controller",
    Post.MINISTRY: r"(?:специалист|сотрудник|представитель)\w* министерства.*|министерство.*|ministry",
    Post.EDITOR: r"редактор\w*(?: сайта)?|editor",
    Post.OPERATOR: r"оператор\w*(?: системы)?|operator",
}


@dataclass(frozen=True, slots=True)
class NamedPost:
    """A post as a list names it; `tier` is "" when its name does not say it."""

    post: Post
    acting: bool = False
    tier: str = ""


def post(cell: str) -> NamedPost:
    """A post: its name in either language, or as orders usually write it."""
    said = folded(cell)
    rest = _ACTING.sub("", said)
    tier = Tier.REGIONAL if _REGIONAL.search(rest) else Tier.MUNICIPAL if _MUNICIPAL.search(rest) else ""
    bare = " ".join(re.sub(r"[(),]", " ", _MUNICIPAL.sub(" ", _REGIONAL.sub(" ", rest))).split())
    found = _labels().get(rest)
    for text in (rest, bare):
        found = found or next((known for known, usual in _USUAL.items() if re.fullmatch(usual, text)), None)
    if found is None:
        told = {"text": cell[:SHOWN], "accepted": ", ".join(str(label) for label in Post.labels)}
        raise Fault("bad-choice", _("“%(text)s” is not one of: %(accepted)s.") % told)
    return NamedPost(found, rest != said, tier if found in {Post.CURATOR, Post.COORDINATOR} else "")


@cache
def _labels() -> dict[str, Post]:
    names = {value.value: value for value in Post}
    for language in ("en", "ru"):
        with translation.override(language):
            names |= {folded(str(one.label)): one for one in Post}
    return names
