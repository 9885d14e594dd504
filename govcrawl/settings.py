"""All settings of the project. Any of them is overridden by the environment as GOVCRAWL_<NAME>.

The user agent alone is made of CONTACT. Figures behind the choices are measured: docs/performance.md.
"""

import os

from govcrawl import __version__

BOT_NAME = "govcrawl"
SPIDER_MODULES = ["govcrawl.spiders"]
SPIDER_LOADER_CLASS = "govcrawl.spiders.loader.JobLoader"
NEWSPIDER_MODULE = "govcrawl.spiders"
COMMANDS_MODULE = "govcrawl.commands"

# Who we are: an address or telephone number in the user agent, where a site's office reaches the inspectors.
CONTACT = ""

# Politeness: only public pages, robots.txt, at most two requests at a time and a pause per host.
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "govcrawl"
CONCURRENT_REQUESTS = 64
CONCURRENT_REQUESTS_PER_DOMAIN = 2
DOWNLOAD_DELAY = 1.0  # seconds
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 30.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
RETRY_AFTER_TIMES = 2  # how often a page is asked again after the host told us to wait (429, 503 with Retry-After)
RETRY_AFTER_UNNAMED = 30.0  # seconds, where the host does not say how long
RETRY_AFTER_MAX = 300.0  # seconds; a longer wait is not worth it, the page stays "not observed"
CRAWL_DELAY_MAX = 60.0  # seconds; a host whose robots.txt asks for more is not crawled
REQUESTS_PER_HOST = 20_000  # in one run, of all sites that share the host
REQUESTS_PER_SITE = 5_000  # in one run
INCREMENTAL = True  # a site whose pages are unchanged is confirmed and not read again
TARGETS_AT_ONCE = 64  # visits under way; one that is cut off is made again, one that is over is not
# Mirrors of accounts: a pause of seconds a host, with a third of it left to chance; others have DOWNLOAD_DELAY.
DOWNLOAD_SLOTS = {
    host: {"concurrency": 1, "delay": seconds, "jitter": 0.3}
    for host, seconds in {
        "weixin.sogou.com": 10.0,
        "mp.weixin.qq.com": 5.0,
        "m.weibo.cn": 5.0,
        "weibo.cn": 5.0,
        "www.toutiao.com": 5.0,
        "www.douyin.com": 10.0,
        "www.kuaishou.com": 10.0,
        "itunes.apple.com": 3.5,  # its maker asks for at most some 20 a minute
    }.items()
}
MIRROR_PATIENCE = 5  # captchas or logins in a row after which a mirror is asked no more in a run
MIRROR_PAGES = 3  # of one list, where older posts of the look-back stand on further pages
COMMENT_PAGES = 2  # of one mirror
PAGES_PER_SITE = 600  # pages of one site in one run
ATTACHMENTS_PER_SITE = 20  # files of content pages that the job `attachments` opens in one run
COLUMN_DEPTH = 3  # clicks from the home page to a column

# Bounds on what a server can make us do.
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 20 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
PRIVATE_ADDRESSES = False  # True: hosts of the register may lie on loopback or in a private network
REDIRECT_MAX_TIMES = 8
RETRY_TIMES = 2

# Speed and safety of the framework itself.
CONCURRENT_ITEMS = 1  # of one answer; all that it brings is one item
ITEM_PROCESSOR = "govcrawl.pipelines.chain.Chain"
WARN_ON_GENERATOR_RETURN_VALUE = False
URLLENGTH_LIMIT = 0  # a request that is dropped without a word would leave its visit open for ever
METAREFRESH_ENABLED = False  # the page reader tells where a stub leads to
TWISTED_DNS_RESOLVER = "scrapy.resolver.CachingHostnameResolver"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
}

DOWNLOADER_MIDDLEWARES = {
    "govcrawl.middlewares.registered_hosts.RegisteredHosts": 50,
    "govcrawl.middlewares.stored_answers.StoredAnswers": 60,
    "govcrawl.middlewares.crawl_delay.CrawlDelay": 110,  # behind robots.txt (100)
    "govcrawl.middlewares.budget.Budget": 120,
    "govcrawl.middlewares.public_addresses.PublicAddresses": 760,  # behind HttpProxyMiddleware (750)
    "govcrawl.middlewares.browser.BrowserAnswers": 800,
    "govcrawl.middlewares.patience.Patience": 560,  # sees an answer before Scrapy's retry (550)
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # RegisteredHosts is stricter
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,  # Footprints count per host
}
SPIDER_MIDDLEWARES = {"govcrawl.middlewares.gather.Gather": 900} | dict.fromkeys(
    (
        "scrapy.spidermiddlewares.start.StartSpiderMiddleware",
        "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware",  # every status is a fact
        "scrapy.spidermiddlewares.depth.DepthMiddleware",  # a column knows its own depth
        "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware",
    )
)
ITEM_PIPELINES = {
    "govcrawl.pipelines.observe.Observe": 100,
    "govcrawl.pipelines.attachments.Unpack": 150,
    "govcrawl.pipelines.proofread.Proofread": 200,
    "govcrawl.pipelines.keep.Keep": 900,
}
# Scrapy's own without its two consoles, ports that run Python; switched off they are still imported (0.2 s of CPU).
EXTENSIONS_BASE = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.memusage.MemoryUsage": 0,
    "scrapy.extensions.memdebug.MemoryDebugger": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.feedexport.FeedExporter": 0,
    "scrapy.extensions.logstats.LogStats": 0,
    "scrapy.extensions.spiderstate.SpiderState": 0,
    "scrapy.extensions.throttle.AutoThrottle": 0,
}
EXTENSIONS = {
    "govcrawl.extensions.lifeline.Lifeline": 100,
    "govcrawl.extensions.progress.Progress": 500,
    "govcrawl.extensions.footprints.Footprints": 500,
    "govcrawl.extensions.quality.Quality": 500,
}

# Did we crawl well? Shares above which a run ends with status 1 and a line that says why.
QUALITY_UNOBSERVED_SHARE = 0.1  # targets not observed, of all
QUALITY_UNDATED_SHARE = 0.3  # rows without a date, of all
QUALITY_READER_DROP = 0.2  # drop of the share of dated columns of one CMS against the run before
QUALITY_WEBHOOK = ""  # an address that the figures are posted to as JSON

LOG_LEVEL = "INFO"
LOG_SHORT_NAMES = True
LOG_FILE = None
LIFELINE_FD = -1  # file descriptor of a pipe whose end ends the crawl; -1: none
PROGRESS_FD = -1  # file descriptor that progress is written to as JSON lines; -1: none

# The browser for lists that a script fills in; nothing is started before a page needs it.
DOWNLOAD_HANDLERS = dict.fromkeys(("http", "https"), "govcrawl.middlewares.downloads.Downloads")
PLAYWRIGHT_BROWSER_PROVIDER = "govcrawl.middlewares.found_browser.FoundBrowser"
PLAYWRIGHT_ABORT_REQUEST = "govcrawl.middlewares.browser.foreign_or_unused"
PLAYWRIGHT_MAX_PAGES_PER_CONTEXT = 4  # one context for all: a second costs 54 MB and halves the pages a second
PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT = 30_000  # milliseconds

# The store: unset URI means a mongod of our own below STATE_DIR.
MONGO_URI = ""
MONGO_DB = "govcrawl"
STATE_DIR = ".govcrawl"
STORE_PATIENCE = 120.0  # seconds that a crawl waits for a MongoDB that is being restarted

globals().update(
    {
        name.removeprefix("GOVCRAWL_"): value
        for name, value in os.environ.items()
        if name.startswith("GOVCRAWL_") and name.isupper()
    }
)

USER_AGENT = f"govcrawl/{__version__} ({f'+{CONTACT}' if CONTACT else 'government website inspection'})"
