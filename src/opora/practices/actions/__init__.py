"""Writing works, practices and innovation sites."""

from opora.practices.actions.practices import NewPractice, add_practice, withdraw
from opora.practices.actions.sites import end_site, name_site, take_back_site
from opora.practices.actions.works import (
    NewWork,
    accept,
    attach,
    hand_in,
    hand_in_again,
    hand_in_many,
    publish,
    publish_in_bank,
    return_work,
    take_back,
    take_back_step,
)

__all__ = [
    "NewPractice",
    "NewWork",
    "accept",
    "add_practice",
    "attach",
    "end_site",
    "hand_in",
    "hand_in_again",
    "hand_in_many",
    "name_site",
    "publish",
    "publish_in_bank",
    "return_work",
    "take_back",
    "take_back_site",
    "take_back_step",
    "withdraw",
]
