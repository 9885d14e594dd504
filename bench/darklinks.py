"""Home pages before and after links were planted: every planted page has to be found, every clean one to be silent.

`python -m bench.darklinks [FOLDER]`, from the root of the repository; the folder is ../shared/realpages by default.
"""

import sys
from datetime import datetime
from pathlib import Path

from govcrawl.errortext import opened
from govcrawl.errortext.detectors.hidden_links import HiddenLinks
from govcrawl.errortext.knowledge import NOTHING
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME

REALPAGES = Path(__file__).parents[2] / "shared" / "realpages"
CAPTURED = datetime(2021, 4, 7, 12, 0, tzinfo=CHINA_TIME)


def score(folder: Path) -> dict[str, int]:
    """Return how many planted pages were found or missed, how many clean ones were silent or not."""
    counted = dict.fromkeys(("found", "silent", "false_alarms", "missed"), 0)
    for path in sorted((folder / "darklink").glob("*.html")):
        page = opened(Page(path.read_text(encoding="utf-8"), CAPTURED))
        found, planted = any(HiddenLinks(NOTHING).find(page)), ".injected_" in path.name
        counted["found" if found and planted else "missed" if planted else "false_alarms" if found else "silent"] += 1
    return counted


if __name__ == "__main__":
    print(score(Path(sys.argv[1]) if len(sys.argv) > 1 else REALPAGES))
