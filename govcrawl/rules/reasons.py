"""Why something was not seen or not read: the short names of crawl and readers, told in Chinese."""

REASONS = {
    # no answer
    "dns": "域名无法解析",
    "refused": "连接被拒绝",
    "reset": "连接被对方中断",
    "tls": "HTTPS 握手失败",
    "unreachable": "网络不可达",
    "timeout": "访问超时",
    "cut_off": "传输中断",
    "too_large": "页面过大",
    "connection": "连接失败",
    "robots": "robots.txt 不允许访问",
    "refused_by_us": "不在采集范围内",
    "our_error": "采集程序出错",
    "offline": "采集端断网",
    "proxy": "采集端代理故障",
    "outside_register": "不在登记的域名内",
    "no_dns_answer": "域名服务器未应答",
    "behind_proxy": "采集端经代理访问",
    "no_ipv6_here": "采集端没有可用的IPv6网络",
    "no_pages": "尚无已采集的页面，须先运行 site 任务",
    "malformed": "地址无法从互联网打开",
    "not_replayable": "该任务不能回放",
    "needs_browser": "采集端没有浏览器",
    # an answer that is not the page
    "blocked": "被防护或验证页面拦截",
    "captcha": "被验证码拦截",
    "login_wall": "须登录后访问",
    "empty_answer": "返回空页面",
    "redirected_away": "跳转到登记以外的地址",
    "redirect_loop": "重定向次数过多",
    "soft_404": "内容为“页面不存在”",
    "closed_site": "指向已关停的政府网站",
    "external": "站外链接，未作访问",
    "over_limit": "超出本次抽查数量",
    "unstable": "检查期间网站中断，未能确认",
    "nothing_read": "未读到任何内容",
    "no_board": "未发现留言栏目",
    "no_mirror": "台账未登记可采集的发布页",
    # a page whose rows or dates could not be read
    "rows_by_script": "条目由脚本加载",
    "no_list": "页面上未识别出列表",
    "several_lists": "页面上有多个列表，无法判定哪个是本栏目",
    "no_article": "不是内容页",
    "no list on the page": "页面上未识别出列表",
    "blank": "空白",
    "no_date": "未显示日期",
    "no_year": "日期缺年份",
    "no_day": "日期缺日",
    "no_publication": "仅有非发布日期",
    "generation_time": "仅有页面生成时间",
    "two_dates": "同一条目有两个日期",
    "impossible": "日期不存在",
    "after_capture": "日期晚于采集时间",
    "several_accounts": "发布页含多个账号",
    "no_such_application": "应用不存在",
    "only_written": "仅有成文日期",
    "meta_refresh": "页面自动跳转",
    "no_label": "未标注日期含义",
    "no_labels_of_guide": "未识别出办事指南要素",
    "no_letters": "无留言",
    "no_labels_of_letters": "留言字段无法识别",
    "store_error": "存储出错",
    "mixed": "日期无法确定",
}


def told(reason: str) -> str:
    """Return a reason in Chinese; a name that is not known here stays as it is."""
    if reason.startswith("http_"):
        return f"返回 HTTP {reason.removeprefix('http_')}"
    return REASONS.get(reason, reason)
