"""The indicators of 2022 counted once more, in plain Python over plain rows, as design section 3 says it.

Nothing here knows the language, its words or a database: sentences are written out by hand, the deadlines too.
"""

from tests.wordbook.oracle.counting import Recount
from tests.wordbook.oracle.evidence import everything, executed
from tests.wordbook.oracle.rows import Count

__all__ = ["Count", "Recount", "everything", "executed"]
