"""What an address says of its page: article, column, later page of a list or file.

One table for all CMSs, and nothing here knows a host: the marks are those that a CMS (TRS, 大汉 jcms, 开普 ucap,
广东 gkmlpt/NFC, 博达 VSB, SiteServer, DedeCMS, JEECMS, PHPCMS, 新点 Epoint) puts into every address it makes.
"""

import re
from enum import Enum
from functools import lru_cache
from posixpath import splitext
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit


class AddressKind(Enum):
    """What an address alone tells. UNKNOWN leaves the decision to the place of the link."""

    ARTICLE = "article"
    COLUMN = "column"
    PAGING = "paging"
    FILE = "file"
    SERVICE = "service"  # login, search, mail, feeds: never a column
    HOME = "home"
    UNKNOWN = "unknown"


_FILES = frozenset(
    [
        "pdf",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "ppt",
        "pptx",
        "wps",
        "et",
        "dps",
        "ofd",
        "rtf",
        "txt",
        "csv",
        "zip",
        "rar",
        "7z",
        "gz",
        "tar",
        "jpg",
        "jpeg",
        "png",
        "gif",
        "bmp",
        "svg",
        "webp",
        "ico",
        "mp3",
        "wav",
        "mp4",
        "avi",
        "wmv",
        "flv",
        "swf",
        "mov",
        "m3u8",
        "apk",
        "exe",
        "msi",
        "css",
        "js",
        "json",
        "xml",
        "rss",
        "atom",
        "ceb",
        "ceba",
    ]
)
_PAGES = frozenset(
    ["html", "htm", "shtml", "shtm", "jhtml", "xhtml", "asp", "aspx", "jsp", "jspx", "php", "do", "action"]
)
_DEFAULT_STEMS = frozenset(("index", "default", "main", "home", "welcome"))

_SERVICE = re.compile(
    r"(?:^|/)(?:[a-z]*login[a-z]*|logon|logout|signin|regist|register|sso|passport|oauth|cas|user(?:center)?|member|ucenter|captcha"
    r"|search|sousuo|jsearch|fullsearch|was5|rss|mail|webmail|print|wza|en|english|big5|cgi-bin)"
    r"(?:$|[/._;-])",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"/t(?:19|20)\d{6}_\d+\."  # TRS: t20200623_61199953.html
    r"|/content_\d+(?:_\d+)?\.|/content/\d{4}[-/]"  # 开普: content_123.html
    r"|/m?post_\d+\.|/art_\d+_\d+\.|/art/\d{4}/\d"  # gkmlpt: post_123.html, 大汉: art_1_2.html
    r"|/info/\d+/\d+\.|/contents?/\d+/\d+\."  # 博达 info/1001/2345.htm, SiteServer contents/12/345.html
    r"|/(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:[0-3]\d)?|[-/]\d{1,2}(?:[-/]\d{1,2})?|/[01]\d[0-3]\d)"  # a folder of a day
    r"/(?!(?:index|default|list|node|more)[._])[^/]+$"
    r"|/[^/]*[0-9a-f]{16,}[^/]*\.\w+$|/[0-9a-f]{8}-[0-9a-f]{4}-[^/]*\.\w+$"  # hashes and UUIDs
    r"|/(?:show|view|detail|article|news|info|content|news_?(?:show|view|detail)|show_?news)[-_]\d[\d_-]*\."
    r"|/(?:show|view|detail|article|content|articleview|news_?(?:show|view|detail|info|content)|show_?(?:news|article|info|content)"
    r"|(?:article|info|content)_?(?:show|view|detail|content))\.(?:aspx?|jspx?|php|do|action|html?)$"
    r"|/(?:news_?|article_?)?(?:show|view|detail)$",
    re.IGNORECASE,
)
_NUMBER_PAGE = re.compile(r"(?:/([^/]+))?/(\d+)(?:\.\w+)?$")
_COLUMN_PARENT = re.compile(r"^(?:channels?|columns?|lists?|class|node|col|category|lanmu|lm|catalog)$", re.IGNORECASE)
_COLUMN = re.compile(
    r"/col/col\d+/?|/gkmlpt/m?index$|/(?:channel|column|col|node|class|category|catalog|list|lanmu|lm)[-_]?\d+(?:[-_]1?)?\.\w+$"
    r"|/c\d{4,8}/(?:[a-z]\w*)\.s?html?$"  # 开普: c100494/xwzx_list.html
    r"|/(?:index|default|node)\d{0,2}\.\w+$|/(?:\w*[_-]?list|list[_-]?\w*|\w*more(?:info)?|more\w*)\.\w+$",
    re.IGNORECASE,
)
_INDEX_PAGING = re.compile(r"/(?:index|default)[_-]\d+\.\w+$|/list[-_]\d+[-_](\d+)\.\w+$", re.IGNORECASE)
_FOLDER_PAGING = re.compile(r"/([^/]{2,})/\1[-_](\d+)\.\w+$")  # 003/003-2.html: the folder's name and the page

_ARTICLE_KEYS = frozenset(
    [
        "aid",
        "newsid",
        "articleid",
        "article_id",
        "contentid",
        "content_id",
        "infoid",
        "info_id",
        "wbnewsid",
        "docid",
        "doc_id",
        "postid",
        "post_id",
        "detailid",
        "news_id",
        "itemid",
    ]
)
_COLUMN_KEYS = frozenset(
    [
        "tid",
        "cid",
        "catid",
        "cat_id",
        "classid",
        "class_id",
        "channelid",
        "channel_id",
        "columnid",
        "column_id",
        "colid",
        "nodeid",
        "node_id",
        "typeid",
        "type_id",
        "wbtreeid",
        "lmid",
        "menuid",
        "categoryid",
        "category_id",
        "sortid",
    ]
)
_PAGE_KEYS = frozenset(
    ["page", "pagenum", "pageno", "pageindex", "currentpage", "p", "pn", "curpage", "page_no", "pageid", "totalresult"]
)
_SEARCH_KEYS = frozenset(["q", "wd", "keyword", "keywords", "searchword", "kw", "searchkey"])
_TRACKING = re.compile(
    r"^(?:utm_\w+|spm|isappinstalled|share_?token|jsessionid|phpsessid|_t|timestamp|rand|random)$", re.IGNORECASE
)
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)


@lru_cache(maxsize=8192)
def kind_of(url: str) -> AddressKind:
    """Return what an absolute address (or an absolute path) tells of its page; SERVICE where no browser opens it."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return AddressKind.SERVICE
    if parts.scheme not in ("http", "https", "") or parts.netloc.startswith("mail."):
        return AddressKind.SERVICE
    path = _SESSION.sub("", unquote(parts.path)) or "/"
    stem, extension = splitext(path.rsplit("/", 1)[-1])
    extension = extension[1:].lower()
    if extension in _FILES:
        return AddressKind.FILE
    keys = {key.lower(): value for key, value in parse_qsl(parts.query)} if parts.query else {}
    if _SERVICE.search(path) or _SEARCH_KEYS & keys.keys():
        return AddressKind.SERVICE
    if _is_home(path, keys):
        return AddressKind.HOME
    if _ARTICLE_KEYS & keys.keys() or _ARTICLE.search(path):
        return AddressKind.ARTICLE
    if any(value.isdigit() and int(value) > 1 for key, value in keys.items() if key in _PAGE_KEYS):
        return AddressKind.PAGING
    if folder := _FOLDER_PAGING.search(path):
        return AddressKind.COLUMN if int(folder[2]) <= 1 else AddressKind.PAGING
    if paging := _INDEX_PAGING.search(path):
        return AddressKind.COLUMN if paging[1] == "1" else AddressKind.PAGING
    if number := _NUMBER_PAGE.search(path):
        return AddressKind.COLUMN if _COLUMN_PARENT.match(number[1] or "") else AddressKind.ARTICLE
    if _COLUMN_KEYS & keys.keys() or _COLUMN.search(path) or path.endswith("/"):
        return AddressKind.COLUMN
    if not extension and not stem.isdigit():
        return AddressKind.COLUMN
    return AddressKind.UNKNOWN if extension in _PAGES else AddressKind.SERVICE


@lru_cache(maxsize=8192)
def path_of_article(href: str) -> bool:
    """Return whether a link as it is written, absolute or relative, has the path of an article."""
    path = href.partition("?")[0].partition("#")[0]
    return _ARTICLE.search(path if path[:1] == "/" else f"/{path}") is not None


def _is_home(path: str, keys: dict[str, str]) -> bool:
    if keys or path.count("/") > 1:
        return False
    return path == "/" or splitext(path[1:])[0].lower().rstrip("0123456789") in _DEFAULT_STEMS


def looks_like_article(url: str) -> bool:
    """Return whether the address alone says that the page is an article."""
    return kind_of(url) is AddressKind.ARTICLE


def looks_like_column(url: str) -> bool:
    """Return whether the address alone says that the page is a column."""
    return kind_of(url) is AddressKind.COLUMN


@lru_cache(maxsize=8192)
def canonical(url: str) -> str:
    """Return one spelling for all addresses of a page, for telling pages apart (never for fetching).

    The scheme, `www.`, default ports, default documents, fragments, session numbers and tracking parameters go;
    the case of the path stays. The column number behind `#` in gkmlpt addresses is part of the address. An address
    that no browser would open stays as it is.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "").removeprefix("www.")
    if port and port not in (80, 443):
        host = f"{host}:{port}"
    path = _SESSION.sub("", parts.path).strip() or "/"
    folder, _, name = path.rpartition("/")
    if splitext(name)[0].lower() in ("index", "default") and splitext(name)[1][1:].lower() in _PAGES:
        path = folder + "/"
    query = ""
    if parts.query:
        query = urlencode(sorted(pair for pair in parse_qsl(parts.query, True) if not _TRACKING.match(pair[0])))
    fragment = parts.fragment if "/gkmlpt/" in path and parts.fragment.isdigit() else ""
    return urlunsplit(("", host, path, query, fragment))
