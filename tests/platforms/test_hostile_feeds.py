"""A feed cannot make its reader open a file or fill the memory."""

from datetime import datetime
from pathlib import Path

import pytest

from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME
from govcrawl.platforms import rss

NOW = datetime(2021, 7, 5, 9, tzinfo=CHINA_TIME)
ITEM = "<item><title>{title}</title><link>http://a.test/1</link><pubDate>Thu, 01 Jul 2021 00:00:00 GMT</pubDate></item>"


def feed(doctype: str, title: str) -> Page:
    channel = f"<channel><title>x</title>{ITEM.format(title=title)}</channel>"
    return Page(
        f'<?xml version="1.0"?>{doctype}<rss version="2.0">{channel}</rss>', NOW, "http://a.test/rss", "text/xml"
    )


def test_entities_within_entities_do_not_grow():
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    found = rss.read(feed(f'<!DOCTYPE rss [<!ENTITY l0 "lol">{levels}]>', "&l11;"))
    assert sum(len(post.title) for post in found.posts) < 1000


@pytest.mark.parametrize("kind", ['SYSTEM "file://{path}"', 'PUBLIC "x" "file://{path}"'])
def test_no_file_is_read_for_an_entity(tmp_path: Path, kind: str):
    secret = tmp_path / "secret"
    secret.write_text("top-secret", "utf-8")
    found = rss.read(feed(f"<!DOCTYPE rss [<!ENTITY x {kind.format(path=secret)}>]>", "A&x;B"))
    assert all("top-secret" not in post.title for post in found.posts)
