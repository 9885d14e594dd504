"""Every spelling of a platform leads to one canonical name."""

import pytest

from govcrawl.model.platform_names import SPELLINGS, canonical


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("微信", "微信公众号"),
        ("微信服务号", "微信公众号"),
        ("微信 订阅号", "微信公众号"),
        ("政务微博", "新浪微博"),
        ("头条号", "今日头条"),
        ("抖音短视频", "抖音"),
        ("微信视频号", "视频号"),
        ("南方＋", "南方号"),
        ("澎湃", "澎湃号"),
        ("ＡＰＰ", "APP"),
        ("app", "APP"),
        ("移动客户端（APP）", "APP"),
        ("微信小程序", "小程序"),
    ],
)
def test_spellings_of_registers(spelling: str, name: str) -> None:
    assert canonical(spelling) == name


@pytest.mark.parametrize("name", ["", "微", "报纸", "微信读书"])
def test_what_is_no_platform_has_no_name(name: str) -> None:
    assert canonical(name) == ""


def test_no_spelling_belongs_to_two_platforms() -> None:
    spelled = [(spelling, name) for name, spellings in SPELLINGS.items() for spelling in (name, *spellings)]
    assert [(spelling, name, canonical(spelling)) for spelling, name in spelled if canonical(spelling) != name] == []
