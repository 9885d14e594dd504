"""Canonical names of the platforms that accounts stand on, and the spellings found in registers and notices.

Source: fact sheet part 6.4 ("canonical platform names seen in tables").
"""

from unicodedata import normalize

# Canonical name -> its other spellings, written without blanks. Blanks, letter case and full width make no difference.
SPELLINGS = {
    name: tuple(spellings.split())
    for name, spellings in {
        "微信公众号": (
            "微信 微信号 微信订阅号 微信服务号 微信公众平台 微信公众账号 微信公众帐号 政务微信 官方微信 "
            "公众号 订阅号 服务号 微信企业号 wechat weixin"
        ),
        "新浪微博": "微博 政务微博 官方微博 新浪政务微博 新浪官方微博 微博号 weibo sinaweibo",
        "腾讯微博": "",
        "今日头条": "头条 头条号 今日头条号 政务头条号 政务头条 toutiao",
        "抖音": "抖音号 抖音短视频 抖音短视频号 政务抖音 抖音政务号 douyin",
        "快手": "快手号 快手短视频 快手短视频号 政务快手 kuaishou",
        "视频号": "微信视频号",
        "百家号": "百度百家号 百度百家 百家",
        "企鹅号": "腾讯企鹅号 腾讯号 腾讯内容开放平台",
        "大鱼号": "UC大鱼号 UC号 阿里大鱼号",
        "南方号": "南方+ 南方＋ 南方plus 南方+号 南方加",
        "澎湃号": "澎湃 澎湃新闻 澎湃新闻号 澎湃问政 澎湃政务号",
        "百度贴吧": "贴吧 官方贴吧",
        "APP": (
            "移动客户端 客户端 手机客户端 移动应用 手机应用 政务APP 手机APP 移动APP 移动客户端APP "
            "移动客户端(APP) 移动客户端/APP 客户端/APP APP客户端 应用程序"
        ),
        "小程序": "微信小程序 支付宝小程序 百度小程序 抖音小程序 政务小程序",
        "网易号": "网易 网易新闻 网易新闻号",
        "搜狐号": "搜狐 搜狐新闻 搜狐公众平台",
        "一点号": "一点资讯 一点资讯号 一点",
        "新浪看点": "新浪号",
        "凤凰号": "大风号 凤凰新闻",
        "人民号": "人民日报客户端人民号 人民日报人民号",
        "新华号": "新华社新华号",
        "央视频": "央视频号",
        "学习强国": "学习强国号 强国号",
        "西瓜视频": "西瓜",
        "微视": "腾讯微视",
        "小红书": "小红书号 红书",
        "哔哩哔哩": "B站 bilibili 哔哩哔哩号",
        "知乎": "知乎号",
        "喜马拉雅": "喜马拉雅FM",
        "支付宝生活号": "生活号 支付宝服务窗",
    }.items()
}


def _key(name: str) -> str:
    return "".join(normalize("NFKC", name).casefold().split())


_CANONICAL = {_key(spelling): name for name, spellings in SPELLINGS.items() for spelling in (name, *spellings)}


def canonical(name: str) -> str:
    """Return the canonical name of the platform that `name` spells, or "" where it is not a known one."""
    return _CANONICAL.get(_key(name), "")
