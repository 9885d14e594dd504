"""`scrapy crawl feed`: the posts of every account, read from its public mirrors."""

from govcrawl.spiders.accounts import AccountSpider


class FeedSpider(AccountSpider):
    """Visits the accounts of every platform."""

    name = "feed"
    job = "feed"
