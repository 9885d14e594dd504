"""The real feeds beside the repository: read, never copied."""

import pytest

from bench.feeds import REALPAGES, readings


@pytest.mark.skipif(not REALPAGES.is_dir(), reason="../shared/realpages is not here")
def test_every_real_feed_is_read_right() -> None:
    read = list(readings(REALPAGES))
    assert len(read) > 0
    assert [(file, truth, day) for file, truth, day, _ in read if truth != day] == []


@pytest.mark.skipif(not REALPAGES.is_dir(), reason="../shared/realpages is not here")
@pytest.mark.parametrize(
    ("file", "moment"),
    [
        ("feeds/wechat/1.html", "2020-02-12 22:17:54+08:00"),
        ("feeds/wechat/2.html", "2020-02-11 18:47:50+08:00"),
        ("feeds/weibo_cn/4d5ed0a3ebd0303c.html", "2020-06-05 11:11:05+08:00"),
    ],
)
def test_real_feeds_are_read_to_the_second_where_the_file_has_it(file: str, moment: str) -> None:
    assert {name: said for name, _, _, said in readings(REALPAGES)}[file] == moment
