"""`python -m analysis.report seeds/zhanjiang --period 2021Q2 --out out`: workbook, notice and figures of a period."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis.frames import overview_rates
from analysis.judge import tell_undecided
from analysis.judgement import Judgement
from analysis.judgements import read_judgement
from analysis.passrates import printed
from analysis.publish import publish
from analysis.sources import arguments, read_sources, run
from analysis.titles import ACCOUNTS, SITES, line_title


def main(words: Sequence[str]) -> int:
    """Write the reports of a judged period; print their paths and the key rates."""
    parser = arguments("Write workbook and notice of a judged period.")
    parser.add_argument("--out", type=Path, default=Path("out"), help="folder for the reports")
    given = parser.parse_args(words)
    judgement = read_judgement(read_sources(given))
    for path in publish(judgement, given.out):
        print(path)
    print("\n".join(key_rates(judgement)))
    return tell_undecided(judgement.sources, judgement.outcomes)


def key_rates(judgement: Judgement) -> Iterator[str]:
    """Yield the key rates as a notice prints them, one a line; what is undecided always stands beside."""
    report = judgement.sources.register.city.report
    for line, row in overview_rates(judgement).iterrows():
        decided = row["qualified"] + row["unqualified"]
        name = line_title(str(line), report) + ("总体" if line in (SITES, ACCOUNTS) else "")
        told = f"{name}合格率 {printed(row['pass_rate'])}（{row['qualified']}/{decided}），"
        told += f"不合格率 {printed(row['unqualified_rate'])}（{row['unqualified']}/{decided}）"
        if row["undecided"]:
            reach = f"{printed(row['lowest'])} 与 {printed(row['highest'])}"
            told += f"，未能判定 {row['undecided']}（合格率介于 {reach} 之间）"
        yield told


if __name__ == "__main__":
    run(main)
