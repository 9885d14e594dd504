"""Where an imported fact comes from, as evidence tells it."""

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import Imported, ScreenshotTaken
from govcrawl.model.finding import Evidence


def origin(fact: Imported) -> str:
    """Return who brought a fact, when and from where, in brackets; empty for one that a crawl saw."""
    if not fact.imported_on:
        return ""
    return f"（导入：{fact.source.removeprefix('import/')}，{fact.imported_by} {fact.imported_on}）"


def pictures(dossier: Dossier, code: str) -> list[Evidence]:
    """Return the screenshots that were taken of the target for an indicator, or for no certain one."""
    taken = sorted({it for it in dossier.of(ScreenshotTaken) if it.code in ("", code)}, key=lambda it: it.url)
    return [picture(it) for it in taken]


def picture(taken: ScreenshotTaken) -> Evidence:
    """Return a screenshot as evidence: its file, and the first digits of its hash to tell it by."""
    text = f"截图：{taken.note or taken.source}{origin(taken)} sha256:{taken.sha256[:12]}"
    return Evidence(taken.url, "", text, taken.seen_at)
