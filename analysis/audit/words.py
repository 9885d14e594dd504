"""Words of a notice worth a look: damaged text, one thing under two words, objects named beyond what is counted."""

import re
from collections.abc import Iterator

from analysis.audit.figures import Figures
from analysis.audit.mark import Mark, Remark
from analysis.audit.notice import Notice

_DAMAGED = re.compile(r"[〔\[](?:19|20)\d{2}\d+号|(?<!\d)(?:19|20)\d{5,6}日|(?<![\d年月至-])\d{3,4}日")
_MOMENTS = ("监测时间点", "检测时间点")
_QUOTED = re.compile(r"“([^”]{2,30})”(微信(?:服务|订阅)号)|(微信(?:服务|订阅)号)“([^”]{2,30})”")
_EXAMPLES = re.compile(r"[,，]如[:：]?(.*)")
_BODY = re.compile(r"^[^,，]{2,30}?(?:网站|专栏|栏目)")


def words_worth_a_look(notice: Notice, figures: Figures) -> Iterator[Remark]:
    """Yield what an editor would ask about; none of it is a figure that does not fit."""
    for number, words in enumerate(notice.lines, start=1):
        if damaged := _DAMAGED.findall(words):
            yield Remark(Mark.LOOK, number, f"文字缺损：{'、'.join(damaged)}")
    used = [word for word in _MOMENTS if any(word in line for line in notice.lines)]
    if len(used) == 2:
        line = next(number for number, text in enumerate(notice.lines, start=1) if used[1] in text)
        yield Remark(Mark.LOOK, line, f"同一概念用词不一：{'、'.join(used)}")
    yield from _platforms(notice)
    yield from _coverage(notice)
    yield from _beyond_counts(notice, figures)


def _platforms(notice: Notice) -> Iterator[Remark]:
    """Yield accounts whose kind the body tells otherwise than the list (微信服务号, 微信号)."""
    rows = [row for table in notice.tables if table.group == "account" for row in table.body]
    for sentence in notice.sentences:
        for match in _QUOTED.finditer(sentence.text):
            name, told = match[1] or match[4], match[2] or match[3]
            listed = next((cell for row in rows if name in row for cell in row if cell.startswith("微信")), told)
            if listed != told:
                yield Remark(Mark.LOOK, sentence.lines[match.start()], f"“{name}”正文称{told}，名单称{listed}")


def _coverage(notice: Notice) -> Iterator[Remark]:
    """Yield that a body speaks of checking all and of sampling."""
    whole = next((it for it in notice.sentences if "全覆盖检查" in it.text), None)
    sampled = next((it for it in notice.sentences if "抽查" in it.text), None)
    if whole and sampled:
        yield Remark(Mark.LOOK, whole.lines[whole.text.index("全覆盖检查")], "正文既称抽查，又称全覆盖检查")


def _beyond_counts(notice: Notice, figures: Figures) -> Iterator[Remark]:
    """Yield that the examples name more websites and sections than the body counts, where no list names them all."""
    counted = [figures.failing[kind] for kind in ("site", "section") if kind in figures.failing]
    if notice.tables or not counted:
        return
    named: dict[str, int] = {}
    follows = False
    for sentence in notice.sentences:
        examples = _EXAMPLES.search(sentence.text)
        if examples or follows:
            match = _BODY.match(examples[1] if examples else sentence.text)
            if match and "域名" not in sentence.text:
                named.setdefault(match[0], sentence.lines[0])
        follows = bool(examples or follows) and not sentence.text.endswith("。")
    if len(named) > sum(counted):
        text = f"问题部分点名{len(named)}个（{'、'.join(named)}），总体情况只计{sum(counted)}个"
        yield Remark(Mark.LOOK, min(named.values()), text)
