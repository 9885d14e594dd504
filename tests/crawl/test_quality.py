"""A redesign that breaks a reader is told at the end of the crawl, by the CMS whose lists it concerns."""

from datetime import date

from tests.crawl.parts import ROWS, Small
from tests.crawl.registers import write_register
from tests.mockgov import MockGov
from tests.mockgov.answer import page

AS_OF = date(2021, 7, 5)


def test_a_run_is_held_against_the_run_before(program_for, tmp_path):
    folder = write_register(tmp_path / "city", {"甲": "http://www.a.test/"})
    redesigned = False
    undated = ROWS.replace("2021-07-", "第").replace("t202107", "x")

    def instead(path, times):
        return (
            page(f'<html><body><h2>栏目</h2><ul class="list">{undated}</ul></body></html>')
            if (redesigned and path.startswith("/lm"))
            else page("<html><body><h1>x</h1><p>正文</p></body></html>")
            if redesigned and path != "/"
            else None
        )

    with MockGov(Small("www.a.test", columns=8, instead=instead)) as web:
        program = program_for(web.proxy_url)
        first = program.crawl("site", folder, "2021Q2", "-a", f"as_of={AS_OF}")
        assert first.returncode == 0, first.stderr
        redesigned = True
        second = program.crawl("site", folder, "2021Q2", "-a", f"as_of={AS_OF}")
    assert second.returncode == 1, second.stderr
    told = [line for line in second.stderr.splitlines() if line.startswith("city/2021Q2/site/2021-07-05/2: ")]
    assert any("a redesign may have broken its reader" in line for line in told), second.stderr
    assert any("of all rows have no date" in line for line in told)
