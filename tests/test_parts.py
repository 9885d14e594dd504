"""A host is in one part only; parts lose nobody."""

import pytest

from govcrawl.cluster.parts import parts_of
from govcrawl.register import Register, read_register
from tests.crawl.conftest import CITIES
from tests.crawl.registers import write_register


@pytest.mark.parametrize("size", [1, 10, 1000])
def test_each_target_is_in_one_part_and_each_host_too(size):
    register = read_register(CITIES["zhanjiang"][0])
    parts = parts_of(register, register.targets, size)
    assert sorted(target.id for part in parts for target in part) == sorted(target.id for target in register.targets)
    hosts = [{host for target in part for host in register.hosts(target)} for part in parts]
    assert sum(map(len, hosts)) == len(set().union(*hosts))
    assert all(len(part) >= size for part in parts[:-1])


def register_of(folder, addresses: list[str]) -> Register:
    return read_register(write_register(folder, {f"第{n}局": address for n, address in enumerate(addresses)}))


def test_sites_that_share_a_host_through_a_third_stay_together(tmp_path):
    register = register_of(
        tmp_path / "one", ["http://a.test/", "http://www.b.test/", "http://a.test/x/", "http://b.test/y/"]
    )
    found = [[target.url for target in part] for part in parts_of(register, register.targets, 1)]
    assert found == [["http://a.test/", "http://a.test/x/"], ["http://www.b.test/", "http://b.test/y/"]]


def test_the_largest_group_comes_first(tmp_path):
    shared = [f"http://shared.test/{n}/" for n in range(5)]
    register = register_of(tmp_path / "one", ["http://a.test/", *shared, "http://b.test/"])
    assert [len(part) for part in parts_of(register, register.targets, 1)] == [5, 1, 1]
    assert [len(part) for part in parts_of(register, register.targets, 2)] == [5, 2]
    assert parts_of(register, (), 3) == []
