"""Text that was decoded wrongly before it was published (乱码): 锟斤拷, ï¿½, 涓浗, visible entities."""

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from govcrawl.errortext.detector import TextDetector
from govcrawl.errortext.text import ExaminedText
from govcrawl.model.candidate import Candidate, Severity

_FAULTS = {
    "gbk": "锟斤拷?[锟斤拷]*|(?:烫烫烫|屯屯屯)[烫屯]*",
    "utf8_as_latin": r"ï¿½|(?:[ÃÂâãäåæçèé][\u0080-\u00bf\u0152-\u0178\u2013-\u203a\u20ac\u2122]{1,2}){2,40}|â€[œ™“”]",
    "replacement": "(?:�[^\n�]{0,2}){2,40}",
    "escapes": r"(?:\\u[0-9a-fA-F]{4}){2,100}|(?:&#x?[0-9a-fA-F]{2,5};){2,100}"
    r"|&(?:amp;){0,3}(?:nbsp|ldquo|rdquo|middot|mdash|quot|amp|lt|gt);"
    r"|(?:%[Ee][4-9](?:%[89ABab][0-9A-Fa-f]){2}){2,100}",
}
_PATTERN = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _FAULTS.items()))
# What 的, 。, ， and other common characters of UTF-8 become when they are read as GBK: rare ones.
_AS_GBK = "鐨鍏鏂鍜鎴鍙鍦銆锛鈥涓浜鏄鏀鍥鍒瀹骞鏈缁寰鍚浠搴绔鐢鍔闃璁娌鏃寮彂縺"
_RUN = re.compile(rf"[\u3400-\u9fff\ue000-\uf8ff€�]{{0,20}}[{_AS_GBK}][\u3400-\u9fff\ue000-\uf8ff€�]{{3,40}}")
_CHARACTERS = f"锟烫屯�ïÃÂâãäåæçèé{_AS_GBK}"
_SIGN = re.compile(rf"[{_CHARACTERS}]|\\u|&#|&\w{{3,6}};|%[Ee][4-9]")
_HAN = re.compile("[\u4e00-\u9fff]")
_ADDRESS = re.compile(r"(?:://|www\.|\.(?:cn|com|html?|jsp)\b)[\w.:/?=&%#-]{0,200}$")
OURS = 0.02  # of the text: so much broken text may be our own reading of the bytes


class Mojibake(TextDetector):
    """One candidate a kind and text; a text that is broken all over is left out, because then we may be to blame."""

    prefix: ClassVar[str] = "mojibake"
    title: ClassVar[str] = "乱码"
    severity: ClassVar[Severity] = Severity.TYPO
    signs = frozenset((*_CHARACTERS, "\\u", "&", "%E", "%e"))

    def find(self, text: ExaminedText) -> Iterable[Candidate]:
        """Yield the first broken place of each kind."""
        if not _SIGN.search(text.text) or text.text.count("�") > OURS * len(text.text) + 8:
            return
        told: set[str] = set()
        for kind, found in _broken(text.text):
            start = found.start()
            quoted = text.text[max(start - 1, 0) : start] in ("“", "‘", '"', "《")
            in_address = kind == "escapes" and _ADDRESS.search(text.text[max(start - 200, 0) : start])
            if kind not in told and not quoted and not in_address:
                told.add(kind)
                yield text.candidate(start, found.end(), "", f"{self.prefix}/{kind}", self.severity)


def _broken(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for found in _PATTERN.finditer(text):
        yield found.lastgroup or "", found
    for found in _RUN.finditer(text):
        # Read back the way it went wrong, it has to be Chinese: no sound text is, by chance.
        meant = found[0].encode("gb18030", "ignore").decode("utf-8", "replace")
        if len(_HAN.findall(meant)) >= max(2, meant.count("�") * 2):
            yield "utf8_as_gbk", found
