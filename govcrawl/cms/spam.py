"""Words of the trades that plant links into government pages: gambling, pornography, fake papers and their like.

The words stand in `spam.tsv`. Source: fact sheet 5.6 (keyword classes), V1c.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_name("spam.tsv")


class Spam(NamedTuple):
    """A word of such a trade and the name of the trade in Chinese."""

    word: str
    kind: str


_HOST = re.compile(
    r"(?:^|[^a-z])(?:bet365|casino|poker|porn|xxx|slots?777|baccarat|18sex|sexy?vid\w*)(?=[^a-z]|$)"
    r"|(?:bet|casino)\d{2,}|caipiao|bocai|liuhecai|qipaiwang"
)
# Who fights such things names them: 打击网络赌博, 禁止代开发票, 扫黄打非.
_FOUGHT = re.compile(
    r"打击|严打|整治|查处|查获|查办|禁止|严禁|抵制|防范|防止|警惕|预防|举报|破获|取缔|侦破|拒绝|远离|涉嫌|涉赌|涉黄|犯罪|诈骗|案|罪"
    r"|警方|公安|治理|专项|处罚|清理|净化|曝光|谨防|骗局|套路"
)


@cache
def _words(strength: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Return the words of a strength as one pattern, a group a trade, and the trades."""
    trades: dict[str, list[str]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, strong, word = line.split("\t")
            if strong == strength:
                trades.setdefault(kind, []).append(word)
    return re.compile("|".join(f"({'|'.join(words)})" for words in trades.values()), re.IGNORECASE), tuple(trades)


def spam_in(words: str, *, telling: bool = False) -> Spam | None:
    """Return the first word of such a trade in an anchor or title, or None.

    With `telling` the weaker words count too. Words that speak of fighting the trade clear it.
    """
    for strength in ("plain", "telling") if telling else ("plain",):
        pattern, kinds = _words(strength)
        found = pattern.search(words)
        if found and not _FOUGHT.search(words):
            return Spam(found[0], kinds[(found.lastindex or 1) - 1])
    return None


def spam_words(text: str) -> set[str]:
    """Return the different plain words of such trades in a text."""
    return {found[0] for found in _words("plain")[0].finditer(text)}


def spam_host(host: str) -> Spam | None:
    """Return the part of a host name that names such a trade, or None."""
    found = _HOST.search(host.lower())
    return Spam(found[0].strip(".-"), "赌博或色情域名") if found else None
