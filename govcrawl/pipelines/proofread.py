"""From the words of a page to what the detectors propose of them. Nothing is judged here."""

from dataclasses import replace
from typing import Any, Self

from scrapy.crawler import Crawler

from govcrawl.errortext import ExaminedText, Knowledge, examine, knowledge_of, opened, whereabouts
from govcrawl.errortext.knowledge import Whereabouts
from govcrawl.errortext.text import ExaminedPage
from govcrawl.items import CrawlItem, FactItem, TextItem
from govcrawl.model.candidate import Candidate, Place
from govcrawl.model.fact import ErrorTextSeen
from govcrawl.model.masking import masked
from govcrawl.model.page import Page

MOST_KEPT = 50  # candidates of one page; a page with more is faulty as a whole


class Proofread:
    """Turns the words of pages and posts into candidates, masked, and lets everything else pass."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.knowledge: Knowledge | None = None
        self.places: dict[str, Whereabouts] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the pipeline for one crawl."""
        return cls(crawler)

    def process_item(self, item: CrawlItem) -> CrawlItem:
        """Return the fact of what was found in the words of an item, or the item itself where it has none."""
        if not isinstance(item, TextItem):
            return item
        spider: Any = self.crawler.spider
        register = spider.inspection.register
        if self.knowledge is None:
            self.knowledge = knowledge_of(register)
            self.places = {target.id: whereabouts(register, target) for target in register.targets}
        return FactItem((error_text_seen(item, self.places[item.target_id], self.knowledge),))


def error_text_seen(item: TextItem, place: Whereabouts, knowledge: Knowledge) -> ErrorTextSeen:
    """Return what the detectors propose of a page or of the posts of an account; `place` says whose text it is."""
    examined: ExaminedText | ExaminedPage
    if isinstance(item.words, Page):
        examined = opened(item.words, day=item.day, division=place.division, site=place.names)
        text = examined.content
    else:
        examined = text = ExaminedText(
            item.words, item.day or item.snapshot.seen_at.date(), place.division, place.names, item.title
        )
    return ErrorTextSeen(
        target_id=item.target_id,
        url=item.snapshot.url,
        seen_at=item.snapshot.seen_at,
        snapshot=item.snapshot.id,
        title=masked(text.title)[:100],
        length=len(text.text),
        candidates=tuple(_placed(candidate, item) for candidate in examine(examined, knowledge)[:MOST_KEPT]),
        attachment=item.snapshot.url if item.page else "",
        page=item.page,
    )


def _placed(candidate: Candidate, item: TextItem) -> Candidate:
    return replace(candidate, place=Place.ATTACHMENT) if item.page else candidate
