"""A mongod of our own where no address is set: shared by the processes that run at once, gone with the last.

    state_dir/mongo/   db/ mongod.log users.lock keeper.lock endpoint.json

A user holds a shared flock on users.lock; see keeper.py for the other side.
"""

import fcntl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pymongo import MongoClient
from pymongo.errors import PyMongoError

import govcrawl
from govcrawl.store.errors import StoreMissing
from govcrawl.store.keeper import BUSY, READY, START_SECONDS, STOP_SECONDS
from govcrawl.store.mongod import ADDRESS, Home, lock, stop_mongod, unlocked

_POLL_SECONDS = 0.05
_OPTIONS = "directConnection=true&retryReads=false"  # there is no second server to turn to
_PACKAGE_PARENT = Path(govcrawl.__file__).parents[1]


@contextmanager
def local_mongo(state_dir: Path) -> Iterator[str]:
    """Yield the address of our mongod, started if it does not run; the last user to leave stops it.

    Raises StoreMissing where no mongod is installed, it does not start, or `state_dir` cannot be used.
    """
    home = Home(state_dir.absolute() / "mongo")
    deadline = time.monotonic() + START_SECONDS + STOP_SECONDS
    try:
        home.create()
        membership = _join(home, deadline)
    except OSError as error:
        raise StoreMissing(
            f"{home.folder}: the store cannot be kept here, {error.strerror}; choose a folder that you may write, "
            "or set GOVCRAWL_MONGO_URI"
        ) from error
    try:
        yield f"mongodb://{ADDRESS}:{_ready_port(home, deadline)}/?{_OPTIONS}"
    finally:
        _leave(home, membership)


def _join(home: Home, deadline: float) -> IO[str]:
    """Become a user; who is just stopping mongod holds the lock for a moment."""
    while (membership := lock(home.users_lock, fcntl.LOCK_SH)) is None:
        _wait(home, deadline)
    return membership


def _ready_port(home: Home, deadline: float) -> int:
    """Return the port of the mongod that answers on our files, and see to it that it has a keeper."""
    while True:
        if unlocked(home.keeper_lock):
            answer = _call_keeper(home)
            if answer not in (READY, BUSY, ""):  # without a word: it was killed
                raise StoreMissing(answer)
        elif port := _answering_port(home):
            return port
        _wait(home, deadline)


def _call_keeper(home: Home) -> str:
    """Start a keeper and return its answer."""
    called = subprocess.run(
        [sys.executable, "-m", "govcrawl.store.keeper", str(home.folder)],
        cwd=_PACKAGE_PARENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return called.stdout.decode("utf-8", "replace").strip().rpartition("\n")[2]


def _answering_port(home: Home) -> int | None:
    """Ask who listens on the published port: it may be another program's by now."""
    published = home.published()
    if published is None:
        return None
    port, pid = published
    try:
        with MongoClient[dict[str, object]](
            ADDRESS, port, directConnection=True, serverSelectionTimeoutMS=500, socketTimeoutMS=5000
        ) as client:
            return port if client.admin.command("serverStatus")["pid"] == pid else None
    except PyMongoError:
        return None


def _leave(home: Home, membership: IO[str]) -> None:
    """Stop mongod if no other user is left; who comes meanwhile waits in `_join` until it is stopped."""
    with membership:
        try:
            fcntl.flock(membership, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        stop_mongod(home, STOP_SECONDS)  # where it takes longer, the keeper goes on with it
        deadline = time.monotonic() + STOP_SECONDS
        while not unlocked(home.keeper_lock) and time.monotonic() < deadline:
            time.sleep(_POLL_SECONDS)


def _wait(home: Home, deadline: float) -> None:
    if time.monotonic() > deadline:
        raise StoreMissing(
            f"{home.folder}: mongod does not get ready; read {home.log}, "
            "or set GOVCRAWL_MONGO_URI to a server that runs"
        )
    time.sleep(_POLL_SECONDS)
