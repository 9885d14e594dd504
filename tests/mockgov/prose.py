"""Made-up Chinese text, always the same for the same words of departure. Nothing here comes from a real page."""

# ruff: noqa: E501 -- lines of HTML and of prose

from functools import cache
from hashlib import sha256
from random import Random

SUBJECTS = [
    "春耕备耕",
    "校园安全",
    "河道整治",
    "社区养老",
    "道路养护",
    "就业服务",
    "防汛值守",
    "营商环境",
    "农村饮水",
    "图书借阅",
    "垃圾分类",
    "老旧小区改造",
    "渔港管理",
    "森林防火",
    "技能培训",
    "消费维权",
    "数字服务",
    "便民窗口",
    "公园建设",
    "疫苗接种",
]
DYNAMIC = ("{place}部署{subject}工作", "{subject}现场推进会召开", "{place}调研{subject}情况", "{place}开展{subject}主题活动",
           "志愿者走进街巷宣传{subject}", "{subject}工作取得阶段进展")  # fmt: skip
NOTICE = ("关于做好{subject}有关事项的通告", "关于{subject}项目申报的公告", "{subject}拟补助名单公示", "关于公开征求{subject}方案意见的公告",
          "{place}{subject}工作安排通知")  # fmt: skip
POLICY = (
    "{place}{subject}管理办法",
    "关于印发{place}{subject}实施方案的通知",
    "关于进一步加强{subject}工作的意见",
    "{place}{subject}补贴细则",
)
OTHER = ("{place}{subject}情况", "{subject}事项说明", "{place}{subject}年度安排", "{subject}工作信息")
LETTER = ("咨询{subject}的办理条件", "建议改进{subject}", "反映{subject}的问题", "请问{subject}如何申请")
PATTERNS = {
    "dynamic": DYNAMIC,
    "notice": NOTICE,
    "policy": POLICY,
    "interpretation": ("一图读懂：{subject}新规", "《{place}{subject}管理办法》解读", "问答：{subject}怎么办"),
    "consultation": LETTER,
    "guide": ("{subject}登记", "{subject}补贴申领", "{subject}许可", "{subject}证明开具"),
    "personnel": (
        "{place}干部任职公示（{subject}岗位）",
        "{subject}岗位招考体检名单",
        "关于{subject}岗位人员任免的通知",
    ),
    "finance": ("{place}{subject}专项资金预算", "{place}{subject}决算说明", "{subject}资金使用情况"),
    "planning": ("{place}{subject}专项规划", "{place}{subject}工作计划", "{subject}规划实施评估"),
    "figures": ("{place}{subject}统计数据", "{subject}主要指标", "{place}{subject}调查数据发布"),
    "service_statistics": ("{subject}窗口办件量统计", "{place}{subject}办事统计"),
}
SENTENCES = (
    "本次工作由相关科室牵头，各街道配合落实。",
    "会议听取了前一阶段的进展，并对下一步作出安排。",
    "群众可在工作时间到服务窗口了解详情。",
    "相关材料请按要求一次备齐，窗口当场核对。",
    "下一步将继续完善制度，定期回访。",
    "现场解答了群众关心的问题，发放了说明材料。",
)


@cache
def number(*words: object) -> int:
    """Return a large number that the words always lead to."""
    return int.from_bytes(sha256("\0".join(map(str, words)).encode()).digest()[:8], "big")


def chance(*words: object) -> Random:
    """Return a source of chance that the words always lead to."""
    return Random(number(*words))


def title(column_class: str, place: str, *words: object) -> str:
    """Return a title of the class."""
    luck = chance(column_class, place, *words)
    return luck.choice(PATTERNS.get(column_class, OTHER)).format(place=place, subject=luck.choice(SUBJECTS))


def paragraphs(*words: object) -> list[str]:
    """Return the text of an article."""
    luck = chance("text", *words)
    return ["".join(luck.sample(SENTENCES, 3)) for _ in range(3)]
