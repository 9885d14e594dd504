"""Lincang 2021Q2 counts 151 messages of ten platforms, 3 of them overdue in 耿马: messages.csv carries all of it."""

from collections import Counter
from shutil import copytree

from analysis.frames.messages import by_unit, messages
from analysis.sources import Sources
from govcrawl.register import read_register
from govcrawl.rules.profile import load_profile
from tests.analysis.cities import SEEDS, fresh_facts, judged_city

# 临政办字〔2021〕72号一（四）: the city, its police, and eight counties, by site code or name.
RECEIVED = {
    "5309000001": 54, "市公安局信息公开专栏": 1, "5309020001": 29, "5309220001": 4, "5309210001": 8,
    "5309230001": 10, "5309240001": 12, "5309260001": 7, "5309270001": 13, "5309250001": 13,
}  # fmt: skip
GENGMA = "5309260001"
HEAD = "所属网站,留言编号,留言时间,答复时间,是否超期,来源,导入人,导入日期\n"


def test_what_the_notice_counts(tmp_path):
    folder = copytree(SEEDS / "lincang", tmp_path / "lincang")
    rows = [
        f"{site},{number},2021-05-{1 + number % 28:02},{'' if late else '2021-06-01'},{'是' if late else '否'},"
        "政务留言系统,李主任,2021-07-01\n"
        for site, received in RECEIVED.items()
        for number in range(received)
        for late in [site == GENGMA and number < 3]
    ]
    (folder / "messages.csv").write_text("".join([HEAD, *rows]), "utf-8-sig")
    register = read_register(folder)
    assert len(register.imports) == sum(RECEIVED.values()) == 151
    period = register.city.periods["2021Q2"]
    sources = Sources(folder, register, period, load_profile(register.city.profile), period.as_of)
    judgement = judged_city(sources, {it.id: fresh_facts(it, period.as_of) for it in register.targets})
    frame = messages(judgement)
    assert Counter(frame["target_id"]) == {register.find(name).id: count for name, count in RECEIVED.items()}
    told = by_unit(frame, judgement, "messages")
    figures = {unit: (row["received"].value, row["overdue"].value) for unit, row in told.iterrows()}
    assert figures["市政府"] == (54, 0)
    assert [figure for unit, figure in figures.items() if unit.startswith("耿马")] == [(7, 3)]
    assert len(figures) == len(RECEIVED) + 1
    assert list(figures.values())[-1] == (151, 3)
