"""How far the jobs of an inspection are, on the terminal or in a log."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn


class Display:
    """A bar a job on a terminal; a plain line for each tenth of the way elsewhere."""

    def __init__(self, console: Console, progress: Progress | None) -> None:
        self.console = console
        self.progress = progress
        self.bars: dict[str, Any] = {}
        self.tenths: dict[str, int] = {}

    def tell(self, state: dict[str, Any]) -> None:
        """Show one state of a job: objects done of all, pages, failures."""
        job, done, total = state["job"], state["done"], state["all"]
        if self.progress is not None:
            if job not in self.bars:
                self.bars[job] = self.progress.add_task(job, total=total, pages=0, failures=0)
            self.progress.update(
                self.bars[job], completed=done, total=total, pages=state["pages"], failures=state["failures"]
            )
            return
        tenth = done * 10 // total if total else 10
        if tenth > self.tenths.get(job, -1):
            self.tenths[job] = tenth
            self.console.print(
                f"{job}: {done}/{total} objects, {state['pages']} pages, {state['failures']} failures", highlight=False
            )


@contextmanager
def display() -> Iterator[Display]:
    """Yield what the states of the jobs are told to, on stderr."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Display(console, None)
        return
    columns = (
        TextColumn("{task.description:>6}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pages]} pages, {task.fields[failures]} failures"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as progress:
        yield Display(console, progress)
