"""The keeper: one small process beside our mongod. It starts it, and stops it when nobody uses it any more.

`python -m govcrawl.store.keeper FOLDER` answers one line on stdout (`ready`, `busy`, or what is wrong) and goes on
in the background. Users need not tell it anything: each holds a shared lock that the kernel drops when it ends,
however it ends. Standard library only: it starts in a moment and stays small.
"""

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from govcrawl.store.mongod import (
    Home,
    MongodError,
    lock,
    mongod_pid,
    rotate_log,
    start_mongod,
    stop_mongod,
)

READY = "ready"
BUSY = "busy"
START_SECONDS = 120.0  # a large journal is replayed first
STOP_SECONDS = 60.0
WATCH_SECONDS = 0.5


def main(folder: str) -> None:
    """Become the keeper of a folder, or answer that it has one."""
    if os.fork():
        os._exit(0)  # the user that called us waits for our answer only
    os.setsid()  # Ctrl-C at the user's terminal is not meant for us
    os.umask(0o077)
    home = Home(Path(folder))
    own = lock(home.keeper_lock, fcntl.LOCK_EX)
    if own is None:
        _answer(BUSY)
        return
    try:
        server, pid = _begin(home)
    except (MongodError, OSError) as error:
        _end(home)  # it may run and not be published, as on a full disk
        ours = isinstance(error, MongodError)
        _answer(
            str(error) if ours else f"{home.folder}: {error}; free or choose another disk, or set GOVCRAWL_MONGO_URI"
        )
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        _answer(READY)
        _watch(home, server, pid)
    finally:
        _end(home)
        if server:
            server.terminate()  # no harm where it has ended; else somebody removed the folder under it


def _begin(home: Home) -> tuple[subprocess.Popen[bytes] | None, int]:
    """Take over the mongod of a keeper that was killed, so that its users notice nothing; else start one."""
    survivor, published = mongod_pid(home), home.published()
    if survivor and published and published[1] == survivor:
        return None, survivor
    _end(home)
    server, port = start_mongod(home, START_SECONDS)
    home.publish(port, server.pid)
    return server, server.pid


def _watch(home: Home, server: subprocess.Popen[bytes] | None, pid: int) -> None:
    """Return when mongod is dead, or when nobody uses it (the exclusive lock is then ours, and stays so)."""
    while mongod_pid(home) == pid:
        if lock_all := lock(home.users_lock, fcntl.LOCK_EX):
            _end(home)
            lock_all.close()
            return
        rotate_log(home, pid)
        if server is None:
            time.sleep(WATCH_SECONDS)
            continue
        try:
            server.wait(WATCH_SECONDS)
        except subprocess.TimeoutExpired:
            continue


def _end(home: Home) -> None:
    home.endpoint.unlink(missing_ok=True)
    if not stop_mongod(home, STOP_SECONDS):
        stop_mongod(home, STOP_SECONDS, signal.SIGKILL)  # the journal brings every acknowledged write back


def _answer(text: str) -> None:
    """Answer the user, then let go of the pipe it is reading."""
    os.write(sys.stdout.fileno(), text.encode())
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


if __name__ == "__main__":
    main(sys.argv[1])
