"""A file read in a process of its own, with limits that the kernel holds: no file stops or fills the crawl."""

import resource
import subprocess
import sys
from dataclasses import dataclass

from govcrawl.attachments.unread import UnreadError

SECONDS = 20  # of processor time, and as many again on the clock
MEMORY = 1024 * 1024 * 1024  # bytes of address space
LARGEST = 20 * 1024 * 1024  # bytes of a file
LONGEST = 500_000  # characters of text that are examined
_REFUSED = 3  # exit status of the child: the reason is what it printed


@dataclass(frozen=True, slots=True)
class AttachmentRead:
    """The text of a file, or the name of the reason why there is none."""

    text: str = ""
    reason: str = ""


def read_attachment(body: bytes, *, seconds: int = SECONDS, memory: int = MEMORY) -> AttachmentRead:
    """Return the text of a file of any form that is known. Blocks until the child is done: call it in a thread.

    Args:
        body: The file as it came.
        seconds: Processor time that reading may take.
        memory: Bytes of address space that it may take.
    """
    if len(body) > LARGEST:
        return AttachmentRead(reason="too_large")
    command = [sys.executable, "-m", __name__, str(seconds), str(memory)]
    try:
        done = subprocess.run(command, input=body, capture_output=True, timeout=2 * seconds + 5, check=False)
    except subprocess.TimeoutExpired:
        return AttachmentRead(reason="parse_limit")
    if done.returncode == 0:
        return AttachmentRead(done.stdout.decode("utf-8", "replace"))
    if done.returncode == _REFUSED:
        return AttachmentRead(reason=done.stdout.decode("ascii", "replace"))
    # Killed by a limit, or our reader failed on this file: neither says anything of the site.
    return AttachmentRead(reason="parse_limit")


def _child() -> int:
    """Read the file on standard input under the limits that the arguments give."""
    seconds, memory = map(int, sys.argv[1:3])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    from govcrawl.attachments.forms import text_of  # after the limits: the libraries are what they are for

    try:
        text = text_of(sys.stdin.buffer.read())
    except UnreadError as error:
        sys.stdout.write(error.reason)
        return _REFUSED
    sys.stdout.buffer.write(text[:LONGEST].encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(_child())
