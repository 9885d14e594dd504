"""Small registers written for one test: a city.toml and the tables it wants."""

from pathlib import Path

HEAD = "site_code,name,url,kind,county,sponsor,render,services,status,note\n"
CITY = """name = "试验市"
division = "440800"
profile = "national"
counties = ["甲区"]

[period.2021Q2]
start = 2021-04-01
end = 2021-07-05
as_of = 2021-07-05
"""


def write_register(folder: Path, sites: dict[str, str], closed: dict[str, str] | None = None) -> Path:
    """Write a register of portals by name and address; `closed` ones are out of operation."""
    folder.mkdir(parents=True)
    rows = [(name, url, "operating") for name, url in sites.items()]
    rows += [(name, url, "closed") for name, url in (closed or {}).items()]
    lines = [f",{name},{url},portal,甲区,甲区人民政府,auto,yes,{status},\n" for name, url, status in rows]
    (folder / "city.toml").write_text(CITY, "utf-8")
    (folder / "sites.csv").write_text(HEAD + "".join(lines), "utf-8")
    (folder / "accounts.csv").write_text(
        "platform,account_id,name,county,sponsor,url,mirror,status,registered,note\n", "utf-8"
    )
    return folder
