"""Items that a person decides: what is to be looked at, and who is asked about it.

No machine fails an object by one of these. Where a profile asks for an item (`[rules.X] asked = true`), every object it
applies to waits for a person (待复核) until a row of reviews.csv decides it; else the item is not sampled and says so.
An item that a rule judges is that rule's; with `beside_rule` its entry speaks of what the rule leaves to people.
Source: 国办秘函〔2019〕19号, fact sheet 1.2 to 1.5, classes H!, P and R.
"""

from dataclasses import dataclass
from enum import StrEnum

from govcrawl.rules.catalogue import rule_types
from govcrawl.rules.indicators import item_of
from govcrawl.rules.rule import ACCOUNTS, SITES


class Path(StrEnum):
    """How an item is decided (判定途径)."""

    CRAWL = "crawl"
    IMPORT = "import"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class ByPerson:
    """What a person looks at, in Chinese, and of which objects. `path` is IMPORT where an office's export decides."""

    question: str
    applies_to: frozenset[str] = SITES
    path: Path = Path.PERSON
    beside_rule: bool = False  # a part that stays with people where a rule judges the item


BY_PERSON = {
    "V1": ByPerson("有无严重表述错误、泄密、反动暴力色情内容或链接、网络安全事故、伪造发稿日期、严重负面舆情"),
    "V5": ByPerson("有无可用的咨询建言渠道；近1年有效留言是否超过3个月未回应（须后台留言导出）", beside_rule=True),
    "V6": ByPerson("是否提供办事服务；办事指南10类要素是否缺4类以上", beside_rule=True),
    "N1": ByPerson("有无严重表述错误、泄密、反动暴力色情内容或链接、因发布内容引发严重负面舆情", ACCOUNTS),
    "N2b": ByPerson("移动客户端或其他应用能否下载、安装、使用", ACCOUNTS),
    "N3": ByPerson("有无有效互动功能（菜单、评论、留言）；有无购买“粉丝”、强制点赞关注等弄虚作假", ACCOUNTS),
    "A1": ByPerson("概况信息是否及时、准确", beside_rule=True),
    "A2": ByPerson("机构职能是否准确", beside_rule=True),
    "A3": ByPerson("领导姓名、简历是否齐全、准确", beside_rule=True),
    "A4": ByPerson("动态要闻类栏目是否开设、2周内是否更新"),
    "A5": ByPerson("政策文件栏目是否开设、6个月内是否更新"),
    "A6": ByPerson("政策解读栏目是否开设、6个月内是否更新"),
    "A7": ByPerson("未见解读的文件是否社会关注度高、是否确无解读", beside_rule=True),
    "A9": ByPerson("其他栏目有无空白、应更新未更新"),
    "B1": ByPerson("办事服务事项是否集中分类展示"),
    "B2": ByPerson("用户（含异地用户）能否注册，注册后能否在线办事"),
    "B3": ByPerson("办事统计数据是否公开、按月更新"),
    "B4": ByPerson("抽查5个事项，办事指南要素、材料、依据是否齐全明确"),
    "B5": ByPerson("抽查5个办事指南，信息（电话、地址等）是否准确、与实际办理一致"),
    "B6": ByPerson("抽查2个办事指南，要求提供的表格样表能否获取"),
    "C1": ByPerson("网民（含异地用户）能否提交留言"),
    "C2": ByPerson("除信访、举报外，各互动栏目是否统一注册登录"),
    "C3": ByPerson("留言是否公开、要素是否齐全、2个月内是否更新、有无受理反馈统计"),
    "C4": ByPerson("模拟提交2个简单常见问题，5个工作日内是否在线答复，答复是否推诿敷衍"),
    "D5": ByPerson("“我为政府网站找错”平台留言答复质量，有无推诿敷衍", beside_rule=True),
    "D6": ByPerson("搜索结果是否分类；统一平台或脚本提供的搜索能否使用", beside_rule=True),
    "D7": ByPerson("一个账号能否登录各功能板块（信访、举报除外）"),
    # We run one engine (Chromium) without a screen, and what it draws it also judges: no machine tells "not displayed
    # normally" from a design. The points are per kind of browser, so people open the page in each.
    "D9": ByPerson("分别用主流浏览器（各内核）打开首页和栏目页，页面是否正常显示"),
    "P1": ByPerson("数据发布栏目3个月或6个月内是否更新，有无图表解读，数据集是否可下载或提供接口", beside_rule=True),
    "P2": ByPerson("抽查3个解读，是否采用新闻发布会、图解、音视频、动漫等形式", beside_rule=True),
    "P3": ByPerson("服务事项有无评价功能，评价结果是否公开"),
    "P4": ByPerson("集成式、专题式服务有几项"),
    "P5": ByPerson("抽查2个服务事项，政策依据是否准确关联到本站政策文件库"),
    "P6": ByPerson("模拟提交1个简单问题，1个工作日内是否准确答复；实时智能问答是否准确"),
    "P7": ByPerson("近1年征集调查是否达6次，结束后1个月内是否公布结果", beside_rule=True),
    "P8": ByPerson("能否模糊搜索、“搜索即服务”；2个下级网站标题能否在结果首页找到"),
    "P9": ByPerson("用户空间是否展示本人咨询、办事记录"),
    "P10": ByPerson("有无创新做法并获本地区、本部门主要负责同志肯定"),
}


def judged_by_rules(code: str) -> list[str]:
    """Return the codes of the rules that judge an item or a line of it."""
    return [known for known in rule_types() if known == code or item_of(known) == code]


def left_to_people() -> dict[str, ByPerson]:
    """Return the items that no rule judges."""
    return {code: item for code, item in BY_PERSON.items() if not judged_by_rules(code)}


def decided(code: str, codes: set[str]) -> bool:
    """Tell whether one of the codes settles what a person was asked: the code itself, or a line of the item."""
    return any(other == code or item_of(other) == code for other in codes)
