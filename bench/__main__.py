"""`make bench`: every score and speed in one run, written to bench/results.json; fails below a floor."""

import json
import sys
from pathlib import Path
from typing import Any

from bench import (
    accounts,
    darklinks,
    dating,
    discovery,
    errortext,
    extraction,
    feeds,
    judging,
    letters,
    marks,
    reports,
    throughput,
)

RESULTS = Path(__file__).parent / "results.json"
LONG: dict[str, Any] = {"accounts": accounts, "throughput": throughput}  # minutes to an hour: only where asked for
# What must hold (issue "columns and dates"): the mean over sites, nothing confidently wrong.
FLOORS = {("all", "list"): 0.99, ("hard", "list"): 0.95, ("all", "article"): 0.98, ("hard", "article"): 0.95}


def found_columns() -> dict[str, dict[str, int]]:
    """Return for each site the columns wanted, missed and reached, and the articles that were taken for columns."""
    table = {}
    for site in discovery.sites():
        one = discovery.score(site)
        table[site] = {
            "wanted": len(one.wanted),
            "missed": len(one.missed),
            "reachable": len(one.reachable),
            "reached": len(one.reached),
            "articles_taken": len(one.of_kind("article", "message", "guide")),
        }
    return table


def faults(results: dict[str, Any]) -> list[str]:
    """Return the scores that fell below their floor, one line each."""
    found = []
    for (subset, kind), floor in FLOORS.items():
        macro = results["extraction"]["scores"][subset][kind]["macro"]
        if macro["right"] < floor:
            found.append(f"extraction {kind} {subset}: right {macro['right']:.3f}; the floor is {floor}")
        if macro["wrong"]:
            found.append(f"extraction {kind} {subset}: wrong {macro['wrong']:.3f}; none may be")
    if wrong := results["extraction"]["yearless"]["wrong"]:
        found.append(f"year-less rows: {wrong} wrong; none may be")
    for site, row in results["discovery"].items():
        if row["missed"] or row["articles_taken"] or row["reachable"] != row["reached"]:
            found.append(f"discovery {site}: {row}; all columns are to be found, no article taken")
    found += [f"{name}: wrong readings; none may be" for name in ("feeds", "letters") if results[name].get("wrong")]
    found += [f"dates: {told}" for told in results["dating"]["doubts"] if told.startswith("not looked at")]
    pairs = results["darklinks"]
    if pairs["missed"] or pairs["false_alarms"]:
        found.append(f"dark links: {pairs}; every planted page is to be found, every clean one silent")
    judged = results["judging"]
    for figure, limit in (("seconds", judging.LIMIT_SECONDS), ("megabytes", judging.LIMIT_MEGABYTES)):
        if judged[figure] >= limit:
            found.append(f"judging: {judged[figure]} {figure} for {judged['sites']} sites; below {limit} it has to be")
    found += errortext.faults(results["errortext"])
    reported = results["reports"]
    if reported["processor_seconds"] >= reports.LIMIT_SECONDS:
        found.append(f"report: {reported['processor_seconds']} s; below {reports.LIMIT_SECONDS} it has to be")
    if reported["findings_megabytes"] >= reports.LIMIT_MEGABYTES:
        found.append(f"a million findings: {reported['findings_megabytes']} MB; below {reports.LIMIT_MEGABYTES}")
    return found


def main() -> int:
    """Print the tables; status 1 where a floor is not held, 2 where the corpus is missing."""
    results: dict[str, Any]
    if alone := LONG.get("".join(sys.argv[1:2])):
        results = json.loads(RESULTS.read_text("utf-8")) | {sys.argv[1]: alone.main(sys.argv[2:])}
        RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
        return _told(accounts.faults(results["accounts"]) if alone is accounts else [])
    if not extraction.CORPUS.is_dir():
        print(f"{extraction.CORPUS}: no such folder; the scores need the real pages", file=sys.stderr)
        return 2
    measured = extraction.main()
    before = json.loads(RESULTS.read_text("utf-8"))
    results = {
        **{name: before[name] for name in LONG if name in before},
        "extraction": measured,
        "discovery": found_columns(),
        "errortext": errortext.measure(errortext.REALPAGES),
        "feeds": dict(feeds.score(feeds.REALPAGES)),
        "darklinks": darklinks.score(darklinks.REALPAGES),
        "dating": dating.score(dating.REALPAGES),
        "judging": judging.measure(),
        "reports": reports.measure(),
        "letters": dict(letters.score(feeds.REALPAGES)),
        "marks": {field: dict(counted) for field, counted in marks.score(marks.REALPAGES).items()},
    }
    print("\nsite                       wanted missed reachable reached articles taken")
    for site, row in results["discovery"].items():
        print(f"{site:26} " + " ".join(f"{value:7}" for value in row.values()))
    print("\nfeeds:", results["feeds"], " letters:", results["letters"])
    print("\njudging:", results["judging"])
    print("\nreports:", results["reports"])
    print("\ndark links:", results["darklinks"])
    print("\ndates:", results["dating"])
    print("\nmarks                      right  missed   wrong  unlabelled")
    for field, counted in results["marks"].items():
        print(
            f"{field:24}" + "".join(f"{counted.get(name, 0):8}" for name in ("right", "missed", "wrong", "unlabelled"))
        )
    errortext.show(results["errortext"])
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    return _told(faults(results))


def _told(below: list[str]) -> int:
    for line in below:
        print(line, file=sys.stderr)
    return int(bool(below))


if __name__ == "__main__":
    sys.exit(main())
