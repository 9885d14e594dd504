"""A page that shows search engines what it does not show visitors (伪装、劫持): two answers of one address compared.

Source: fact sheet 5.6 (cloaking).
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from govcrawl.cms.sameness import content_of
from govcrawl.cms.spam import spam_in
from govcrawl.errortext.detectors.hidden_links import HiddenLinks
from govcrawl.errortext.detectors.tampering import Tampering
from govcrawl.errortext.hosts import host_of, is_foreign, registered_name
from govcrawl.errortext.knowledge import NOTHING
from govcrawl.errortext.text import ExaminedPage
from govcrawl.model.candidate import Candidate, Place, Severity

AGENT = "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)"
REFERER = "https://www.baidu.com/"
MANY_HOSTS = 3  # foreign hosts that only search engines are shown


def cloaked(visitor: ExaminedPage, engine: ExaminedPage) -> tuple[Candidate, ...]:
    """Return what only the search engine was shown, one candidate a kind.

    Two answers always differ a little (visitors counted, news changed); what counts are words of gambling and the
    like, foreign links, and faults of the markup that the visitor's answer does not have. Another page altogether is a
    hint.

    Args:
        visitor: The page as anybody is shown it.
        engine: The page as it came when a search engine asked, or when its visitor did.
    """
    return tuple(_differences(visitor, engine))


def _differences(visitor: ExaminedPage, engine: ExaminedPage) -> Iterator[Candidate]:
    shown = f"{visitor.document.title}\n" + "\n".join(visitor.document.texts)
    for text in (engine.document.title, *engine.document.texts):
        if (spam := spam_in(text)) and spam.word not in shown:
            yield _candidate(spam.word, "words", f"{spam.kind}：{text.strip()[:60]}", engine)
            break
    hosts = _foreign(engine) - _foreign(visitor)
    if len(hosts) >= MANY_HOSTS:
        yield _candidate("、".join(sorted(hosts)[:5]), "links", f"仅搜索引擎可见{len(hosts)}个站外网站", engine)
    for detector in (HiddenLinks(NOTHING), Tampering(NOTHING)):
        known = {candidate.rule for candidate in detector.find(visitor)}
        for candidate in detector.find(engine):
            if candidate.rule not in known and candidate.severity is Severity.HIDDEN_LINK:
                yield _candidate(candidate.wrong, "markup", candidate.context, engine)
                return
    first, second = content_of(visitor.page), content_of(engine.page)
    other = len(first & second) * 2 < max(len(first), len(second))
    if other and engine.document.title.strip() != visitor.document.title.strip():
        yield _candidate(engine.document.title, "page", f"访问者所见：{visitor.document.title}", engine, Severity.HINT)


def _foreign(page: ExaminedPage) -> set[str]:
    own = registered_name(urlsplit(page.page.url or "").hostname or "")
    named = map(host_of, page.document.addresses.splitlines())
    return {registered_name(host) for host in named if is_foreign(host)} - {own}


def _candidate(
    wrong: str, rule: str, context: str, engine: ExaminedPage, severity: Severity = Severity.HIDDEN_LINK
) -> Candidate:
    start = max(engine.page.text.find(wrong), 0)
    return Candidate(start, start + len(wrong), wrong, "", f"cloaking/{rule}", severity, context, Place.MARKUP)
