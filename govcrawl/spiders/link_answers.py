"""What an answer says of a link: alive, dead, refused, or only a suspect that a second look has to confirm."""

from dataclasses import dataclass

from govcrawl.model.fact import LinkState
from govcrawl.model.snapshot import Snapshot

# Failures of a moment: a second look decides.
SUSPECT = ("dns", "refused", "reset", "timeout", "tls", "connection", "unreachable", "cut_off")
# Answers that came, of which only the page could not be read.
THERE = ("", "empty_answer", "too_large")
GONE = (404, 410)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a link turned out; a `suspect` is dead only where it fails once more."""

    state: LinkState
    reason: str = ""
    suspect: bool = False


def outcome(snapshot: Snapshot, *, head_only: bool = False) -> Outcome:
    """Return what the answer to a link says.

    With `head_only` nothing but HEAD may be asked: a server that refuses it has said nothing of the link.
    """
    failure, status = snapshot.failure, snapshot.status
    if failure == "too_large" or (failure in THERE and 200 <= status < 300):
        return Outcome(LinkState.ALIVE)
    if failure in SUSPECT or status >= 500:
        refused = head_only and status == 501
        return Outcome(LinkState.REFUSED, failure) if refused else Outcome(LinkState.DEAD, failure, suspect=True)
    if status in GONE:
        return Outcome(LinkState.DEAD, failure)
    if failure == "redirect_loop":
        return Outcome(LinkState.DEAD, failure)
    if failure in ("blocked", "robots") or 400 <= status < 500:
        return Outcome(LinkState.REFUSED, failure)
    if failure == "outside_register" or 300 <= status < 400:
        return Outcome(LinkState.NOT_CHECKED, "redirected_away")
    return Outcome(LinkState.NOT_CHECKED, failure)
