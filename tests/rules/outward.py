"""Home pages and where they lead out of government, as a case says."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from govcrawl.model.fact import OutwardLinksSeen
from govcrawl.model.outward import AdvertPlace, AdvertRead, LinkAway
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.target import Target


def outward(blocks: Iterable[Mapping[str, Any]], target: Target, as_of: date) -> list[OutwardLinksSeen]:
    """A block a page: `links` ([address, words]), `adverts` ([address, words, place]), `prompt`, `scripted`."""
    return [
        OutwardLinksSeen(
            target.id,
            target.url,
            datetime.combine(as_of, time(12), CHINA_TIME),
            f"o{number}",
            tuple(LinkAway(*link) for link in block.get("links", ())),
            len(block.get("links", ())),
            block.get("prompt", ""),
            block.get("scripted", False),
            tuple(AdvertRead(url, words, AdvertPlace(place)) for url, words, place in block.get("adverts", ())),
        )
        for number, block in enumerate(blocks)
    ]
