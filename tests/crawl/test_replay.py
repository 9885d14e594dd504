"""`scrapy crawl replay`: the stored pages through today's readers, without a visit."""

from tests.crawl.conftest import in_cities


def facts(crawled):
    return {
        target: sorted(
            (
                type(fact).__name__,
                getattr(fact, "url", ""),
                str(getattr(fact, "newest", "")),
                getattr(fact, "snapshot", ""),
            )
            for fact in found
        )
        for target, found in crawled.facts().items()
    }


@in_cities("yulin")
def test_a_replay_asks_nobody_and_finds_the_same(crawled):
    before = facts(crawled)
    ended = crawled.crawl("replay", "-a", "job=site")
    assert ended.returncode == 0, ended.stderr
    assert not crawled.asked["replay"]
    assert facts(crawled) == before


@in_cities("yulin")
def test_a_replay_of_accounts_too(crawled):
    before = facts(crawled)
    ended = crawled.crawl("replay", "-a", "job=feed")
    assert ended.returncode == 0, ended.stderr
    assert not crawled.asked["replay"]
    assert facts(crawled) == before
