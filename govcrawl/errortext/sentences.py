"""The sentence around a place: what it speaks of, and whether it quotes or talks about the words itself."""

import re

REACH = 80  # characters on each side that still count as the sentence
_END = re.compile(r"[。！？；\n]")
_START = re.compile(r"[^。！？；\n]*\Z")
_PAIRS = (("《", "》"), ("〈", "〉"), ("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"))
_ABOUT_WORDS = re.compile(
    r"误写|错写|写成|错误表述|错别字|误为|误作|不得使用|不要使用|不使用|不宜使用|禁用|应为|应改为|改为|应称|不得称|不能称|不称"
)
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)年?")
_TAIWAN = re.compile(
    r"台湾|台北|台当局|台方|台海|岛内|两岸|海峡|民进党|国民党|蔡英文|陈水扁|马英九|赖清德|涉台|对台|台独"
)


def sentence(text: str, start: int, end: int) -> str:
    """Return the sentence around a place, no farther than `REACH` on each side."""
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    first = _START.search(before)
    last = _END.search(after)
    return (first[0] if first else before) + text[start:end] + (after[: last.start()] if last else after)


def enclosed(text: str, start: int, end: int) -> str:
    """Return the mark that opens the quotation or title around a place, or an empty string."""
    if text[start - 1 : start] == text[end : end + 1] == '"':
        return '"'
    first = max(text.rfind("\n", 0, start) + 1, start - REACH)
    for opening, closing in _PAIRS:
        if text.rfind(opening, first, start) > text.rfind(closing, first, start):
            return opening
    return ""


def speaks_of_words(text: str, start: int, end: int) -> bool:
    """Tell whether the words stand in quotation marks and the sentence is about how things are worded."""
    if text[start - 1 : start] not in tuple('“‘"「『') or text[end : end + 1] not in tuple('”’"」』'):
        return False
    return _ABOUT_WORDS.search(sentence(text, start, end)) is not None


def about_taiwan(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence around a place, without the place itself, is about Taiwan (涉台)."""
    whole = sentence(text, start, end)
    return _TAIWAN.search(whole.replace(text[start:end], "", 1)) is not None


def years_in(text: str, start: int, end: int) -> list[int]:
    """Return the years that the sentence around a place names: it may speak of that time."""
    return [int(match[1]) for match in _YEAR.finditer(sentence(text, start, end))]
