"""A small site that is visited twice: between the visits its office changes, inserts and fills in dates."""

from dataclasses import dataclass

from tests.mockgov.answer import MARK, Answer, page

COLUMNS = {"/tzgg/": "通知公告", "/zcwj/": "政策文件"}
FIRST = {"2105": "2021-05-28", "2104": "2021-05-20", "2103": "2021-05-10", "2102": "2021-04-20", "2101": "2021-04-01"}
# What the second visit finds: an old notice under a new day, and one inserted with a day of the past.
SECOND = {
    "2106": "2021-07-01",
    "2102": "2021-06-29",
    "2105": "2021-05-28",
    "2104": "2021-05-20",
    "2107": "2021-05-15",
} | {
    "2103": "2021-05-10",
    "2101": "2021-04-01",
}
SILENT = {"3105": "2020-12-20", "3104": "2020-12-01"}
FILLED = {f"{number}": "2021-07-02" for number in range(3106, 3112)} | SILENT
SOUND = {"4103": "2021-06-01", "4102": "2021-05-20", "4101": "2021-05-01"}


@dataclass
class Redated:
    """`visit` is 1 or 2 and decides what is shown; with `forged` False both show the same, but for a new notice."""

    host: str
    forged: bool = True
    visit: int = 1
    base: str = "/"

    def answer(self, path: str) -> Answer | None:
        """Answer a home page, a column or a notice."""
        if path == "/":
            menu = "".join(f'<li><a href="{address}">{name}</a></li>' for address, name in COLUMNS.items())
            return self._page("甲区人民政府", f'<div class="nav"><ul>{menu}</ul></div>{self._list("/tzgg/")}')
        if path in COLUMNS:
            return self._page(COLUMNS[path], self._list(path))
        number, day = path.rpartition("/")[2].removesuffix(".html"), ""
        for column in COLUMNS:
            day = day or self.rows(column).get(number, "")
        return (
            self._page(_title(number), f"<p>发布时间：{day}</p><div class='TRS_Editor'><p>{TEXT}</p></div>")
            if day
            else None
        )

    def rows(self, column: str) -> dict[str, str]:
        """Return the notices of a column by their number, with the printed day."""
        if column == "/zcwj/":
            return SOUND if not self.forged else SILENT if self.visit == 1 else FILLED
        if not self.forged:
            return FIRST if self.visit == 1 else {"2106": "2021-07-01"} | FIRST
        return FIRST if self.visit == 1 else SECOND

    def _list(self, column: str) -> str:
        rows = (
            f'<li><a href="{column}{number}.html" title="{_title(number)}">{_title(number)}</a><span>{day}</span></li>'
            for number, day in self.rows(column).items()
        )
        return f'<div class="list"><ul>{"".join(rows)}</ul></div>'

    @staticmethod
    def _page(title: str, body: str) -> Answer:
        return page(f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>{MARK}{body}</body></html>')


TEXT = "各有关单位要按照部署，认真做好相关工作，确保任务落到实处，并按时报送进展情况。" * 4


def _title(number: str) -> str:
    return f"关于做好第{number}号事项有关工作的通知"
