"""A part of a job, as it is sent to a worker and crawled there by a process of its own."""

import io
import json
import os
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import govcrawl

_ROOT = Path(govcrawl.__file__).parents[1]
_LONGEST_LOG = 200_000  # characters that are sent back


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker needs: it has the program and no register.

    `register` is the packed folder, `environment` the GOVCRAWL_* settings of whoever gave the command.
    """

    version: str
    city: str
    register: bytes
    job: str
    period: str
    as_of: str
    targets: tuple[str, ...]
    environment: dict[str, str]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a part ended; `unobserved` of its `done` targets could not be seen."""

    done: int
    pages: int
    failures: int
    unobserved: int
    log: str


def packed(folder: Path) -> bytes:
    """Return a register folder as a tar archive."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        archive.add(folder, arcname=folder.name)
    return buffer.getvalue()


def crawl_part(task: Task) -> Ended:
    """Crawl a part; runs on a worker. Raises RuntimeError where it did not come through: the scheduler tries again.

    The crawl is a process that ends with us: it holds the other end of a pipe (`govcrawl.extensions.lifeline`), so that
    a host is never asked by a part that was given up and by its successor at once.
    """
    if task.version != govcrawl.__version__:
        raise RuntimeError(
            f"this worker has govcrawl {govcrawl.__version__}, not {task.version}; install the same version"
        )
    with TemporaryDirectory(prefix="govcrawl-") as name:
        folder = Path(name)
        with tarfile.open(fileobj=io.BytesIO(task.register)) as archive:
            archive.extractall(folder, filter="data")
        part, log = folder / "part", folder / "log"
        part.write_text("\n".join(task.targets), "utf-8")
        given = {"city": folder / task.city, "period": task.period, "as_of": task.as_of, "part": part}
        command = [sys.executable, "-m", "scrapy", "crawl", task.job]
        for key, value in given.items():
            command += ["-a", f"{key}={value}"]
        last, status = _run(command, os.environ | task.environment | {"GOVCRAWL_LOG_FILE": str(log)}, folder / "errors")
        told = "".join(path.read_text("utf-8", "replace") for path in (log, folder / "errors") if path.exists())
    if status not in (0, 1) or last.get("done", -1) < last.get("all", 0):
        raise RuntimeError(f"{task.job}: a part ended with status {status}: {told[-2000:]}")
    return Ended(last["done"], last["pages"], last["failures"], last["unobserved"], told[-_LONGEST_LOG:])


def _run(command: list[str], environment: dict[str, str], errors: Path) -> tuple[dict[str, int], int]:
    """Run a crawl; return the last state that it told and its exit status."""
    (reader, writer), (held, lifeline) = os.pipe(), os.pipe()
    environment |= {"GOVCRAWL_PROGRESS_FD": str(writer), "GOVCRAWL_LIFELINE_FD": str(held)}
    with errors.open("wb") as output, os.fdopen(lifeline, "w"), os.fdopen(reader) as lines:
        process = subprocess.Popen(
            command, cwd=_ROOT, env=environment, pass_fds=[writer, held], stdout=output, stderr=output
        )
        os.close(writer)
        os.close(held)
        last: dict[str, int] = {}
        for line in lines:
            last = json.loads(line)
        return last, process.wait()
