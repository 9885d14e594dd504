"""Each limit of a run on both sides, and the webhook."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from govcrawl.quality import Figures, Limits, Reader, complaints, tell_webhook

LIMITS = Limits(unobserved_share=0.1, undated_share=0.3, reader_drop=0.2)


def run(name: str = "now", targets: int = 100, unobserved: int = 0, **readers: Reader) -> Figures:
    return Figures(name, targets, unobserved, readers)


def reader(columns: int = 10, dated: int = 10, rows: int = 100, dated_rows: int = 100) -> Reader:
    return Reader(columns, dated, rows, dated_rows)


@pytest.mark.parametrize(("unobserved", "told"), [(9, 0), (10, 0), (11, 1)])
def test_who_was_not_observed(unobserved, told):
    assert len(list(complaints(run(unobserved=unobserved), None, LIMITS))) == told


@pytest.mark.parametrize(("dated_rows", "told"), [(71, 0), (70, 0), (69, 1)])
def test_rows_without_a_date(dated_rows, told):
    assert len(list(complaints(run(trs=reader(dated_rows=dated_rows)), None, LIMITS))) == told


@pytest.mark.parametrize(("dated", "told"), [(9, 0), (8, 0), (7, 1)])
def test_a_reader_that_a_redesign_broke_is_named(dated, told):
    others = reader(90, 90)
    before = run("before", trs=reader(), ucap=others)
    found = list(complaints(run(trs=reader(dated=dated), ucap=others), before, LIMITS))
    assert len(found) == told
    assert all(line.startswith("now: cms trs: 7 of 10 columns dated, 10 of 10 in before;") for line in found)


@pytest.mark.parametrize(("columns", "told"), [(17, 0), (16, 0), (15, 1)])
def test_columns_that_are_not_found_any_more(columns, told):
    before = run("before", trs=reader(20, 20))
    assert len(list(complaints(run(trs=reader(columns, columns)), before, LIMITS))) == told


def test_few_columns_and_fewer_targets_are_no_drop_but_another_cms_may_be():
    assert not list(complaints(run(trs=reader(4, 0)), run("before", trs=reader(4, 4)), LIMITS))
    assert not list(complaints(run(ucap=reader()), run("before", trs=reader()), LIMITS))
    (told,) = complaints(run(ucap=reader(dated=7)), run("before", trs=reader()), LIMITS)
    assert told.startswith("now: cms any: 7 of 10 columns dated, 10 of 10 in before;")
    assert not list(complaints(run(targets=5, trs=reader(5, 5)), run("before", trs=reader(50, 50)), LIMITS))
    assert not list(complaints(run(targets=0), None, LIMITS))


def test_the_webhook_is_told():
    taken: list[dict] = []

    class Taker(BaseHTTPRequestHandler):
        def do_POST(self):
            taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Taker) as server:
        serving = Thread(target=server.handle_request)
        serving.start()
        said = tell_webhook(f"http://127.0.0.1:{server.server_port}/", run(trs=reader()), ["trouble"])
        serving.join()
    assert said == ""
    (message,) = taken
    assert message["complaints"] == ["trouble"]
    assert message["figures"]["readers"]["trs"]["dated_rows"] == 100


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "nowhere"])
def test_a_webhook_that_is_not_there_is_one_line(url):
    assert tell_webhook(url, run(), []).startswith("QUALITY_WEBHOOK: ")
