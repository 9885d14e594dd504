"""`scrapy crawl wechat`: the accounts of WeChat (微信公众号) alone, at a pace and an hour of their own."""

from govcrawl.spiders.accounts import AccountSpider


class WechatSpider(AccountSpider):
    """Visits the WeChat accounts. The platform has no public list: their mirrors are all there is to be asked."""

    name = "wechat"
    job = "wechat"
    platform = "微信公众号"
