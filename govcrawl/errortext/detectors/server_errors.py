"""Messages of a server or database that a visitor was never meant to read (堆栈信息、数据库报错)."""

from collections.abc import Iterable
from typing import ClassVar

from govcrawl.errortext.detector import TextDetector
from govcrawl.errortext.pattern_table import pattern_of
from govcrawl.errortext.text import ExaminedText
from govcrawl.model.candidate import Candidate, Severity

_PATTERN = pattern_of("server_errors.tsv")
# Of each pattern a word without which it finds nothing; most Chinese pages hold none of these and are through at once.
_SIGNS = (
    "Exception|.java:|rror|ORA-|SQL|HTTP |Gateway|Undefined|Unavailable|on line |Struts Problem|Unclosed quotation|"
    "Incorrect syntax|database server|VBScript|JET Database|OLE DB|ADODB|应用程序中|对象引用|数据库连接"
)


class ServerErrors(TextDetector):
    """One candidate a kind and text: a stack trace has hundreds of lines."""

    prefix: ClassVar[str] = "server_errors"
    title: ClassVar[str] = "服务器报错信息"
    severity: ClassVar[Severity] = Severity.TYPO
    signs = frozenset(_SIGNS.split("|"))

    def find(self, text: ExaminedText) -> Iterable[Candidate]:
        """Yield the first message of each kind."""
        told: set[str] = set()
        for found in _PATTERN.finditer(text.text):
            kind = found.lastgroup or ""
            if kind not in told:
                told.add(kind)
                yield text.candidate(found.start(), found.end(), "", f"{self.prefix}/{kind}", self.severity)
