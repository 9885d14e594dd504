"""Codes and names of all indicators (检查指标), judged by a rule here or not yet.

Source: 国办秘函〔2019〕19号, fact sheet 1.2 to 1.5. S, R and L are our own: the score, faults of the
register, and local extras.
"""

TITLES = {
    "V1": "安全、泄密事故等严重问题",
    "V1a": "严重表述错误",
    "V1b": "泄露国家秘密",
    "V1c": "发布或链接反动、暴力、色情等内容",
    "V1d": "网络攻击处置不及时造成严重安全事故",
    "V1e": "弄虚作假（伪造发稿日期等）",
    "V1f": "造成严重负面舆情",
    "V2": "站点无法访问",
    "V3": "首页不更新",
    "V4": "栏目不更新",
    "V5": "互动回应差",
    "V5a": "未提供有效的咨询建言渠道",
    "V5b": "有效留言长期未回应",
    "V6": "服务不实用",
    "V6a": "未提供办事服务",
    "V6b": "办事指南要素缺失",
    "V6c": "全部办事指南要素缺失",
    "N1": "安全、泄密事故等严重问题",
    "N1a": "严重表述错误",
    "N2": "内容不更新",
    "N2b": "无法下载或使用",
    "N3": "互动回应差",
    "N3a": "未提供有效互动功能",
    "N3b": "购买“粉丝”、强制点赞等弄虚作假",
    "A1": "概况信息",
    "A2": "机构职能",
    "A3": "领导信息",
    "A4": "动态要闻",
    "A5": "政策文件",
    "A6": "政策解读",
    "A7": "解读比例",
    "A8": "解读关联",
    "A9": "其他栏目",
    "B1": "事项公开",
    "B2": "在线申请",
    "B3": "办事统计",
    "B4": "办事指南",
    "B5": "内容准确",
    "B6": "表格样表",
    "C1": "信息提交",
    "C2": "统一登录",
    "C3": "留言公开",
    "C4": "办理答复",
    "D1": "域名名称",
    "D2": "网站标识",
    "D3": "可用性",
    "D4": "“我为政府网站找错”入口",
    "D5": "“我为政府网站找错”办理",
    "D6": "站内搜索",
    "D7": "一号登录",
    "D8": "页面标签",
    "D9": "兼容性",
    "D10": "IPv6改造",
    "P1": "数据发布",
    "P2": "解读回应",
    "P3": "服务功能",
    "P4": "服务内容",
    "P5": "服务关联",
    "P6": "实时互动",
    "P7": "调查征集",
    "P8": "智能搜索",
    "P9": "用户空间",
    "P10": "创新发展",
    "S": "检查得分",
    "E11": "个人隐私",
    "E13": "错别字",
    "R": "台账管理",
    "L": "地方要求",
}

SCORE = "S"  # the code of a score that makes a portal unqualified: no indicator, the sum of all


def item_of(code: str) -> str:
    """Return the item that a line belongs to: V4 for V4a."""
    return code.rstrip("abcdefgh")


def title_of(code: str) -> str:
    """Return the name of an indicator, that of its item or group where the line has none."""
    return TITLES.get(code) or TITLES.get(item_of(code)) or TITLES.get(code[:1], code)
