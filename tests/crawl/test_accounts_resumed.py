"""A crawl of accounts that is killed goes on with what it has: no mirror that was read and kept is asked again."""

import signal

from pymongo import MongoClient

from bench.accounts import AS_OF, province, write_register
from govcrawl.model.fact import FeedSeen
from govcrawl.store.mongo import open_store
from tests.mockgov import MockGov

ACCOUNTS, HOSTS = 160, 8


def test_no_mirror_is_asked_twice_and_no_account_is_lost(program_for, tmp_path):
    accounts = province(ACCOUNTS, HOSTS)
    folder = write_register(tmp_path / "province", accounts)
    with MockGov(*accounts) as web:
        program = program_for(web.proxy_url)
        crawl = ("scrapy", "crawl", "feed", "-a", f"city={folder}", "-a", "period=2021Q2", "-a", f"as_of={AS_OF}")
        slowly = {"GOVCRAWL_DOWNLOAD_DELAY": "0.05", "GOVCRAWL_TARGETS_AT_ONCE": "16"}
        process = program.start(*crawl, **slowly)
        web.await_requests(ACCOUNTS, process)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        at_kill = len(web.log)
        environment = program.environment
        with MongoClient(environment["GOVCRAWL_MONGO_URI"]) as client:
            kept = {it["url"] for it in client[environment["GOVCRAWL_MONGO_DB"]].snapshots.find({}, {"url": 1})}
        assert 0 < len(kept) < 2 * ACCOUNTS
        went_on = program.run(*crawl)
        assert went_on.returncode == 0, went_on.stderr
        again = {f"http://{it.host}{it.path}" for it in web.log[at_kill:]}
    assert not kept & again
    with open_store(environment["GOVCRAWL_MONGO_URI"], environment["GOVCRAWL_MONGO_DB"]) as store:
        facts = dict(store.facts("province", "2021Q2", AS_OF))
    newest = {
        target: {fact.newest for fact in own if isinstance(fact, FeedSeen)}
        | {sum(isinstance(it, FeedSeen) for it in own)}
        for target, own in facts.items()
    }
    assert newest == {it.target: {it.newest, 2} for it in accounts}
