"""How right letters and message boards are read, against the truth of the saved real pages."""

import csv
from collections import Counter
from datetime import datetime
from pathlib import Path

from govcrawl.cms.letters import read_letters
from govcrawl.model.letter import LetterStatus
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME

CAPTURED_AT = datetime(2026, 11, 22, tzinfo=CHINA_TIME)


def score(folder: Path) -> Counter[str]:
    """Count the letters of truth/messages.csv whose four facts and status were read right, and the others."""
    count: Counter[str] = Counter()
    with (folder / "truth" / "messages.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            letters = read_letters(Page((folder / row["file"]).read_text("utf-8"), CAPTURED_AT)).letters
            told = [
                (letter.asked.raw, letter.replied.raw or "not on this page", letter.subject, letter.status)
                for letter in letters
                if letter.number == row["letter_no"] and str(letter.published.day or "") == row["published"]
            ]
            wanted = (row["asked"], row["replied"], row["subject"], LetterStatus.REPLIED)
            count["right" if told == [wanted] and row["status"] == "已回复" else "wrong"] += 1
    return count
