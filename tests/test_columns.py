# ruff: noqa: E501 -- names and pages of one line are easier to compare
"""Classes of columns: names of real kinds, tricky negatives, tables of a user."""

from datetime import date
from pathlib import Path

import pytest

from govcrawl.columns import Cadence, ColumnClassError, classify, load_classes, plain_name

POSITIVES = {
    "dynamic": "动态要闻 工作动态 政务动态 新闻动态 今日要闻 时政要闻 部门动态 乡镇动态 县区动态 图片新闻 教育要闻 侨务动态 业务要闻 滚动新闻 综合新闻 XX市要闻",
    "notice": "通知公告 公示公告 公告公示 通知公示 政务通知 业务通知 公告栏 通知 公告 最新公告 政府公告 通知·公告 通知、公告 县通知公告",
    "policy": "政策文件 政策法规 规范性文件 行政规范性文件 部门文件 政府文件 法规政策文件 市政府文件 政府办公室文件 政策文件库 国务院政策文件 惠企政策 县级文件",
    "interpretation": "政策解读 图解政策 文字解读 图片解读 专家解读 一图读懂 上级政策解读 政策法规解读·以案释法 解读回应 规范性文件解读",
    "overview": "概况信息 市情概况 走进湛江 历史沿革 行政区划 教育概况 雷州市情",
    "organs": "机构职能 机构设置 内设机构 单位职能 主要职责 机关处室 部门概况 直属单位 工作职责",
    "leaders": "领导信息 领导之窗 领导分工 负责人信息 教育厅领导 县政府领导 领导班子 局领导",
    "figures": "数据发布 统计数据 统计信息 月度数据 经济运行 统计数据发布",
    "service_statistics": "办事统计 办件统计 政务服务统计 办件情况统计",
    "consultation": "咨询投诉 在线咨询 局长信箱 县长信箱 主任邮箱 领导信箱 留言选登 回复选登 网上留言 书记信箱 市长信箱来信选登",
    "survey": "征集调查 网上调查 民意征集 意见征集 征求意见 问卷调查 立法意见征集 在线调查",
    "interview": "在线访谈 侨务访谈 网上访谈 访谈直播",
    "petition": "网上信访 纪检举报 监督举报 举报平台 12388举报",
    "personnel": "人事信息 人事任免 干部任免 任前公示 政府人事任免",
    "planning": "规划计划 发展规划 规划信息 计划总结 十四五规划 工作计划 规划纲要",
    "finance": "财政预决算 预算⁄决算 部门预算 三公经费 财政信息 XX局部门预决算公开",
    "guide": "办事指南 办事指引 服务指南 网上办事 便民服务",
    "response": "回应关切 新闻发布会 热点回应",
    "disclosure_guide": "信息公开指南 政府信息公开指南 公开指南",
    "disclosure_report": "信息公开年报 政府信息公开年度报告 公开年报 政府网站工作年度报表",
    "disclosure_rules": "信息公开制度 政府信息公开制度",
    "disclosure_request": "依申请公开",
    "disclosure": "政府信息公开 重点领域信息公开 政务公开",
    "topics": "专题专栏 乡村振兴专题",
    "leader_activities": "领导活动 领导讲话 市领导调研",
    "tenders": "招标公告 中标公示 采购公告 政府采购 土地出让公告 竞价公告",
    "notices_special": "招聘公告 行政处罚公示 信用公示 环评公示 公开招聘 人事考试 拟录用公示",
    "law": "法律法规 行政法规 地方性法规 部门规章",
    "yearly_statistics": "统计公报 统计年鉴",
}
# Names that hold a telling word and are no column of that class: each would be judged by a window it has no duty to.
NEGATIVES = {
    "dynamic": "网站动态地图 动态管理 静态 政策动态 人事动态 招标动态 领导活动 媒体报道 视频新闻 新闻发布会 新闻发言人 专题新闻 历史新闻 项目动态监测 要闻地图服务指引大全 "
    "省教育厅动态简报 神州一览 领导动态 价格动态 虚假新闻",
    "notice": "公告牌 招标公告 中标公告 采购公告 招聘公告 处罚公示 任前公示 双公示 统计公报 公示 信息公示 环评公告 公益信息 公共资源配置 预警公告 征地公告 听证公告 公告送达",
    "policy": "政策解读 解读文件 招标文件 采购文件 法律法规 政策咨询 政策问答 学习文件 会议文件 党建文件 政策动态 政策申报",
    "interpretation": "政策文件 数据解读 回应关切 解读员",
    "figures": "统计公报 统计年鉴 办件统计 留言统计 信件统计数据 统计制度 访问统计数据 数据开放 依申请公开统计信息",
    "leaders": "领导活动 领导讲话 领导信箱 领导留言板 领导小组 招商领导小组办公室",
    "consultation": "廉政信箱 举报信箱 邮箱登录 在线访谈 网上信访 互动交流 内部邮箱 政务邮箱 结果反馈",
    "planning": "城乡规划 规划公示 规划许可 城市规划展览",
    "personnel": "人事考试 公开招聘 公务员管理 人事任务",
    "overview": "走进基层 工程概况 关于我们 联系我们",
    "guide": "信息公开指南 投资环境",
    "survey": "公开征集公告",
}


@pytest.mark.parametrize(
    ("class_id", "name"), [(class_id, name) for class_id, names in POSITIVES.items() for name in names.split()]
)
def test_a_name_tells_its_class(class_id: str, name: str) -> None:
    assert classify(name).id == class_id


@pytest.mark.parametrize(
    ("class_id", "name"), [(class_id, name) for class_id, names in NEGATIVES.items() for name in names.split()]
)
def test_a_telling_word_is_not_enough(class_id: str, name: str) -> None:
    assert classify(name).id != class_id


@pytest.mark.parametrize("name", ["", " ", "栏目", "会见", "首页大图", "成果集萃", "col 12377", "a" * 5000, "动" * 300])
def test_what_tells_nothing_is_other(name: str) -> None:
    assert classify(name).id == "other"
    assert classify(name).cadence is None


def test_the_name_is_freed_of_site_brackets_and_more() -> None:
    assert plain_name("【 通知 公告 】更多>>") == "通知公告"
    assert plain_name("通知公告_某市社科规划办") == plain_name("通知公告 - 某局") == "通知公告"
    assert classify("工作动态 More").id == "dynamic"
    assert classify("通 知 公 告").id == "notice"


def test_the_name_outranks_the_meta_tag() -> None:
    assert classify("通知公告", column_type="工作动态").id == "notice"
    assert classify("公共头", column_type="公共头").id == "other"


def test_the_meta_tag_speaks_where_the_name_does_not() -> None:
    assert classify("通办", column_type="政策解读").id == "interpretation"
    assert classify("媒体报道", column_type="工作动态").id == "dynamic"
    # one word for every column of a site makes no news column of a list of prisons
    assert classify("神州一览", column_type="工作动态").id == "other"


def test_a_generic_name_belongs_to_its_parent() -> None:
    assert classify("县级文件", parent="政策文件").id == "policy"
    assert classify("图文", parent="政策解读").id == "interpretation"
    assert classify("2020年", parent="财政预决算").id == "finance"
    assert classify("其他", parent="工作动态").id == "other"
    assert classify("会见", parent="政策文件").id == "other"


def test_a_parent_takes_a_telling_name_back() -> None:
    assert classify("公告", parent="政策法规").id == "notice"
    assert classify("公告", parent="招标投标").id != "notice"
    assert classify("工作动态", parent="专题专栏").id == "other"


def test_the_level_is_that_of_the_topmost_column_of_its_class() -> None:
    classes = load_classes()
    assert classes.level("通知公告", "", 1) == 1
    assert classes.level("通知公告", "政务公开", 2) == 1
    assert classes.level("县级文件", "政策文件", 0) == 2
    assert classes.level("县级文件", "政策文件", 3) == 3
    assert classes.level("通知公告", "", 0) == 0


def test_cadences_are_those_of_the_indicators() -> None:
    spans = {known.id: known.cadence for known in load_classes().classes if known.cadence}
    assert spans == {
        "dynamic": Cadence(days=14),
        "notice": Cadence(months=6),
        "policy": Cadence(months=6),
        "interpretation": Cadence(months=6),
        "figures": Cadence(months=6),
        "service_statistics": Cadence(months=3),
        "consultation": Cadence(months=2),
        "personnel": Cadence(months=12),
        "planning": Cadence(months=12),
        "finance": Cadence(months=12),
    }
    assert all(known.source and known.title for known in load_classes().classes)
    assert {known.id for known in load_classes().classes if known.excluded} == {"petition", "survey", "interview"}


def test_a_cadence_counts_calendar_months_and_includes_its_first_day() -> None:
    assert Cadence(days=14).earliest(date(2021, 7, 5)) == date(2021, 6, 21)
    assert Cadence(months=6).earliest(date(2021, 8, 31)) == date(2021, 2, 28)


def test_no_name_stands_in_two_classes() -> None:
    seen: dict[str, str] = {}
    for known in load_classes().classes:
        for name in known.names:
            assert seen.setdefault(name, known.id) == known.id, f"{name}: {seen[name]} and {known.id}"


def test_a_user_adds_names_and_classes(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[[class]]\nid = "dynamic"\nnames = ["侨乡快报", "领导活动"]\ncadence = { days = 7 }\nsource = "市办通知"\n'
        '[[class]]\nid = "weather"\ntitle = "天气预报"\npatterns = [".{0,4}天气"]\ncadence = { days = 1 }\n',
        encoding="utf-8-sig",
    )
    classes = load_classes(own)
    assert classes.classify("侨乡快报").id == classes.classify("领导活动").id == "dynamic"
    assert classes.classify("工作动态").cadence == classes["dynamic"].cadence == Cadence(days=7)
    assert classes.classify("工作动态").source == "市办通知"
    assert classes.classify("今日天气").id == "weather"
    assert classes.classify("领导信息").id == "leaders"
    assert classify("领导活动").id == "leader_activities"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[class]]\nid = 1", "id must be"),
        ('[[class]]\nid = "a"\ncolour = 1', "unknown field colour"),
        ('[[class]]\nid = "a"\ncadence = { weeks = 2 }', "days = 14"),
        ('[[class]]\nid = "a"\ncadence = { days = 0 }', "days = 14"),
        ('[[class]]\nid = "a"\npatterns = ["("]', "no regular expression"),
        ("[[class]", "write it as TOML"),
        ("[other]\na = 1", "unknown field other"),
    ],
)
def test_a_broken_table_is_named(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ColumnClassError, match=words) as caught:
        load_classes(path)
    assert str(path) in str(caught.value)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(ColumnClassError, match="there is no such file"):
        load_classes(tmp_path / "none.toml")
