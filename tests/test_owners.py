"""The longest base owns a page; a page below nobody's base is nobody's."""

import pytest

from govcrawl.register import read_register
from govcrawl.spiders.owners import Owners
from tests.crawl.registers import write_register


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://a.test/", "市"),
        ("https://a.test/x.html", "市"),
        ("http://a.test/edu/", "教育"),
        ("http://a.test/edu/lm/1.html", "教育"),
        ("http://a.test/education/", "市"),
        ("http://b.test/", ""),
        ("http://b.test/in/deep/", "乙"),
    ],
)
def test_the_longest_base_owns_a_page(tmp_path, url, name):
    sites = {"市": "http://a.test/", "教育": "http://a.test/edu/index.html", "乙": "http://b.test/in/"}
    register = read_register(write_register(tmp_path / "one", sites))
    ids = {site.id: site.name for site in register.sites}
    assert ids.get(Owners(register.sites).owner(url), "") == name
