"""`scrapy crawl unregistered`: accounts that home pages or a search for a sponsor show, be they registered or not."""

from functools import partial
from urllib.parse import urlsplit

from govcrawl.cms.page_links import page_links
from govcrawl.inspection import Inspection
from govcrawl.items import FactItem
from govcrawl.model.fact import AccountFound, Trace
from govcrawl.model.page import Page
from govcrawl.model.snapshot import Snapshot
from govcrawl.model.target import Account, Site, Target
from govcrawl.platforms.account_links import AccountShown, linked_accounts, named_accounts, searched_accounts
from govcrawl.spiders.base import JobSpider, Output, Visit, with_www


class UnregisteredSpider(JobSpider):
    """Asks the home page of every site, and for every sponsor of accounts the addresses of [search] in city.toml.

    What a search shows is kept with the first account of the sponsor; its other accounts are not visited.
    """

    name = "unregistered"
    job = "unregistered"
    group = "site"

    @classmethod
    def concerned(cls, inspection: Inspection) -> list[Target]:
        """Return the sites, and one account of each sponsor where there is a search."""
        sponsors: dict[str, Account] = {}
        for account in inspection.targets if inspection.register.city.searches else ():
            if isinstance(account, Account) and account.operating and account.sponsor:
                sponsors.setdefault(account.sponsor, account)
        return [*super().concerned(inspection), *sponsors.values()]

    def first(self, target: Target) -> Output:
        """Ask the home page of a site, or the searches for the sponsor of an account."""
        if isinstance(target, Site):
            asked = {"home": (target.url, "")}
        else:
            asked = {
                f"search {platform}": (url, platform)
                for platform, url in self.inspection.register.city.searches_for(target.sponsor).items()
            }
        hosts = frozenset(urlsplit(url).hostname or "" for url, _ in asked.values())
        visit = Visit(target, with_www(hosts))
        for role, (url, platform) in asked.items():
            found = partial(self._found, visit, platform)
            yield self.ask(visit, url, role, arrived=found, lost=partial(self._lost, visit))

    def _found(self, visit: Visit, platform: str, page: Page, snapshot: Snapshot) -> Output:
        visit.observed, visit.reason = True, ""
        if isinstance(visit.target, Account):
            shown = [(Trace.SEARCHED, it) for it in searched_accounts(page, platform)]
        else:
            shown = [(Trace.LINKED, it) for it in linked_accounts((link.url, link.anchor) for link in page_links(page))]
            shown += [(Trace.NAMED, it) for it in named_accounts(page)]
        yield FactItem(tuple(_fact(visit.target, snapshot, trace, it) for trace, it in shown))

    def _lost(self, visit: Visit, snapshot: Snapshot) -> Output:
        if not visit.observed:
            visit.reason = snapshot.failure
        yield from ()


def _fact(target: Target, snapshot: Snapshot, trace: Trace, shown: AccountShown) -> AccountFound:
    about = (shown.name[:60], shown.account_id, shown.address, shown.subject[:60])
    return AccountFound(target.id, snapshot.url, snapshot.seen_at, shown.platform, trace, snapshot.id, *about)
