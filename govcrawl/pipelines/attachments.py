"""From an attached file to its words, in a thread that waits for the process that reads it."""

import asyncio

from govcrawl.attachments import read_attachment
from govcrawl.items import AttachmentItem, CrawlItem, FactItem, TextItem
from govcrawl.model.fact import ErrorTextSeen

AT_ONCE = 2  # processes


class Unpack:
    """Turns attached files into text for the detectors; one that cannot be read becomes a fact that says why."""

    def __init__(self) -> None:
        self.room = asyncio.Semaphore(AT_ONCE)

    async def process_item(self, item: CrawlItem) -> CrawlItem:
        """Return the words of a file, or the item itself where it is none."""
        if not isinstance(item, AttachmentItem):
            return item
        async with self.room:
            read = await asyncio.to_thread(read_attachment, item.body)
        snapshot = item.snapshot
        if not read.reason:
            return TextItem(item.target_id, snapshot, read.text, page=item.page, title=item.words)
        seen = ErrorTextSeen(
            item.target_id,
            snapshot.url,
            snapshot.seen_at,
            snapshot.id,
            item.words,
            attachment=snapshot.url,
            page=item.page,
            reason=read.reason,
        )
        return FactItem((seen,))
