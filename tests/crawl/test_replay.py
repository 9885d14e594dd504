"""`scrapy crawl replay`: the stored pages through today's readers, without a visit."""

from govcrawl.store.mongo import open_store


def facts(one):
    environment = one.program.environment
    with open_store(environment["GOVCRAWL_MONGO_URI"], environment["GOVCRAWL_MONGO_DB"]) as store:
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
            for target, found in store.facts(one.folder.name, one.period, one.city.as_of)
        }


def test_a_replay_asks_nobody_and_finds_the_same(crawled):
    one = crawled("yulin")
    before, asked = facts(one), len(one.web.log)
    ended = one.program.crawl("replay", one.folder, one.period, "-a", f"as_of={one.as_of}", "-a", "job=site")
    assert ended.returncode == 0, ended.stderr
    assert len(one.web.log) == asked
    assert facts(one) == before


def test_a_replay_of_accounts_too(crawled):
    one = crawled("yulin")
    before, asked = facts(one), len(one.web.log)
    ended = one.program.crawl("replay", one.folder, one.period, "-a", f"as_of={one.as_of}", "-a", "job=feed")
    assert ended.returncode == 0, ended.stderr
    assert len(one.web.log) == asked
    assert facts(one) == before
