"""Links out of government and advertising: what is planted on home pages is seen, and nobody is asked for it."""

from govcrawl.model.fact import OutwardLinksSeen
from tests.crawl.conftest import in_cities
from tests.mockgov import unobserved
from tests.mockgov.links import HOME, Trap, traps
from tests.mockgov.nouns import Blemish

SELLING = {Trap.ADVERT: "广告位招租 http://ads.elsewhere.test/", Trap.FLOATING: "年货促销 http://shop.elsewhere.test/"}


@in_cities("boundary")
def test_advertising_that_is_planted_is_put_before_a_person_and_nothing_else(crawled):
    findings = crawled.findings()
    found = {it["target_id"]: it for it in findings if it["code"] == "L21" and it["verdict"] == "needs_review"}
    planted = {site.target: [SELLING[it] for it in traps(site, HOME) if it in SELLING] for site in crawled.city.sites}
    assert {target: [piece["text"].partition("：")[2] for piece in it["evidence"]] for target, it in found.items()} == {
        target: words for target, words in planted.items() if words
    }
    assert all(piece["snapshot"] and piece["url"] for it in found.values() for piece in it["evidence"])
    assert not [it for it in findings if it["code"] == "L22"]  # no region of this profile asks for it
    unread = {it["target_id"] for it in findings if it["code"] == "L21" and it["verdict"] == "not_observed"}
    assert unread == {target for target in unobserved(crawled.city) if target.startswith("site/")}


@in_cities("boundary")
def test_a_prompt_is_seen_where_it_is_planted(crawled):
    facts = [fact for own in crawled.facts().values() for fact in own]
    seen = {fact.target_id: fact for fact in facts if isinstance(fact, OutwardLinksSeen)}
    prompted = {site.target for site in crawled.city.sites if Trap.PROMPT in traps(site, HOME)}
    assert prompted
    assert {target for target, fact in seen.items() if fact.prompt} == prompted
    bare = {
        site.target for site in crawled.city.sites if Blemish.FOOTER_IN_FRAME in site.blemishes
    }  # 友情链接 stand there
    assert {target for target, fact in seen.items() if not fact.links} == bare
    assert all(fact.count >= len(fact.links) for fact in seen.values())
