"""`scrapy crawl weibo`: the accounts of Sina Weibo (新浪微博) alone, at a pace and an hour of their own."""

from collections.abc import Sequence

from govcrawl.model.target import Account
from govcrawl.platforms.weibo_mobile import list_address
from govcrawl.spiders.accounts import AccountSpider


class WeiboSpider(AccountSpider):
    """Visits the Weibo accounts. One without a mirror is asked for by its number at the platform's own open answer."""

    name = "weibo"
    job = "weibo"
    platform = "新浪微博"

    def sources(self, account: Account) -> Sequence[str]:
        """Return the mirrors of an account, else the list that m.weibo.cn gives of its number."""
        own = (list_address(account.account_id),) if account.account_id.isdecimal() else ()
        return account.mirrors or own
