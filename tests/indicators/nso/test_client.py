"""The client: tries again while that helps, gives up in time, says what to do."""

from __future__ import annotations

import socket

import pytest

from bagana.indicators.nso.client import NsoClient, Patience, Selection
from bagana.indicators.nso.errors import Kind, NsoError

from .conftest import QUICK
from .fixtures import TABLE, LocalServer, Reply

PATH = "Industry, service/Livestock"
FILE = f"{TABLE}.px"
SELECTION = Selection({"Малын төрөл": ["0"], "Бүс": ["0", "343"], "Он": ["0", "1"]})


def failing(client: NsoClient) -> NsoError:
    with pytest.raises(NsoError) as refused:
        client.structure(PATH, FILE)
    return refused.value


def test_it_lists_a_folder(client: NsoClient, server: LocalServer):
    entries = client.folder(PATH)
    assert [(one.name, one.is_table) for one in entries] == [(FILE, True)]
    assert server.asked[0][0] == "/api/v1/en/NSO/Industry,%20service/Livestock/"


def test_it_reads_the_structure_of_a_table(client: NsoClient, server: LocalServer):
    structure = client.structure(PATH, FILE)
    assert [one.code for one in structure.variables] == ["Малын төрөл", "Бүс", "Он"]
    assert structure.find(["year"]) is structure.variables[2]
    assert structure.variables[2].labels["0"] == "2025"
    assert server.asked[0][0].endswith("/Livestock/DT_NSO_1001_021V1.px")


def test_it_posts_the_query_and_keeps_the_text_as_it_came(
    client: NsoClient, server: LocalServer
):
    [answer] = client.query(PATH, FILE, SELECTION, along="Бүс")
    assert server.asked[0][1] == SELECTION.body()
    assert '"value": [null, 57649.656, null, 1602.494]' in answer.text
    assert str(answer.decoded["value"][1]) == "57649.656"


def test_it_cuts_a_query_into_pieces_within_the_limit(
    client: NsoClient, server: LocalServer
):
    client.cell_limit = 3
    answers = client.query(PATH, FILE, SELECTION, along="Бүс")
    asked = [query["query"][1]["selection"]["values"] for _, query in server.asked]
    assert asked == [["0"], ["343"]]
    assert len(answers) == 2


def test_no_piece_is_above_the_limit_and_none_is_lost():
    codes = [str(one) for one in range(101)]
    selection = Selection({"a": codes, "b": ["x", "y", "z"]})
    parts = list(selection.parts("a", 20))
    assert max(part.cells for part in parts) <= 20
    assert [one for part in parts for one in part.values["a"]] == codes


def test_it_halves_what_the_server_calls_too_much(
    client: NsoClient, server: LocalServer
):
    codes = [str(one) for one in range(2000)]
    server.office.areas = dict.fromkeys(codes, "x")
    server.script = [Reply(403, b"Too many values selected", "text/plain")]
    selection = Selection({"Малын төрөл": ["0"], "Бүс": codes, "Он": ["0"]})
    answers = client.query(PATH, FILE, selection, along="Бүс")
    assert [answer.decoded["size"] for answer in answers] == [[1, 1000, 1]] * 2


def test_a_server_that_refuses_even_little_is_believed(
    client: NsoClient, server: LocalServer
):
    server.script = [Reply(403, b"Too many values selected", "text/plain")]
    with pytest.raises(NsoError) as refused:
        client.query(PATH, FILE, SELECTION, along="Бүс")
    assert refused.value.kind is Kind.TOO_MANY
    assert "Too many values selected" in refused.value.reason
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(500), Kind.SERVER),
        (Reply(502), Kind.SERVER),
        (Reply(503), Kind.SERVER),
        (Reply(429), Kind.BUSY),
        (Reply(body=b'{"title": "x", "vari', promised=400), Kind.HALF),
        (Reply(body=b'{"title": "x", "vari'), Kind.HALF),
        (Reply(delay=0.8), Kind.TIMEOUT),
    ],
    ids=["500", "502", "503", "429", "cut", "cut-json", "slow"],
)
def test_it_tries_again_and_then_gives_up(
    client: NsoClient,
    server: LocalServer,
    waits: list[float],
    reply: Reply,
    kind: Kind,
):
    server.script = [reply] * 3
    assert failing(client).kind is kind
    assert len(server.asked) == 3
    assert waits == [1, 2]


def test_it_succeeds_after_a_failure(
    client: NsoClient, server: LocalServer, waits: list[float]
):
    server.script = [Reply(503), Reply(body=b"[", promised=9)]
    assert client.structure(PATH, FILE).title == "NUMBER OF LIVESTOCK"
    assert waits == [1, 2]


def test_it_waits_as_long_as_asked_but_not_for_ever(
    client: NsoClient, server: LocalServer, waits: list[float]
):
    busy = [Reply(429, headers={"Retry-After": text}) for text in ("7", "86400")]
    server.script = [*busy]
    client.structure(PATH, FILE)
    assert waits == [7, QUICK.longest_wait]


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(404, b"<html>", "text/html"), Kind.NOT_FOUND),
        (Reply(400, b"Bad request", "text/plain"), Kind.REJECTED),
        (Reply(200, b"<html>repairs</html>", "text/html"), Kind.NOT_JSON),
        (Reply(200, b"repairs"), Kind.NOT_JSON),
        (Reply(200, b"[]"), Kind.UNEXPECTED),
        (Reply(200, b'{"variables": [{"values": []}]}'), Kind.UNEXPECTED),
    ],
    ids=["404", "400", "html", "text", "list", "no-code"],
)
def test_it_does_not_repeat_what_cannot_get_better(
    client: NsoClient, server: LocalServer, waits: list[float], reply: Reply, kind: Kind
):
    server.script = [reply] * 3
    error = failing(client)
    assert error.kind is kind
    assert error.reason
    assert error.fix
    assert len(server.asked) == 1
    assert waits == []


def test_fewer_labels_than_values_are_half_an_answer(
    client: NsoClient, server: LocalServer
):
    body = b'{"variables": [{"code": "a", "values": ["1", "2"], "valueTexts": ["x"]}]}'
    server.script = [Reply(body=body)]
    assert failing(client).kind is Kind.HALF


def test_it_reads_behind_a_byte_order_mark(client: NsoClient, server: LocalServer):
    server.script = [Reply(body=b'\xef\xbb\xbf{"variables": []}')]
    assert client.structure(PATH, FILE).variables == ()


def test_a_page_of_the_server_is_not_quoted(client: NsoClient, server: LocalServer):
    server.script = [Reply(400, b"<html>stack trace</html>", "text/html")]
    assert "stack trace" not in failing(client).reason


def test_an_endless_answer_is_cut_off(server: LocalServer):
    patience = Patience(read_seconds=2, tries=1, megabytes=1)
    server.script = [Reply(body=b" " * (2 * 1024 * 1024))]
    with NsoClient(base_url=server.url, patience=patience) as client:
        assert failing(client).kind is Kind.TOO_LARGE


def test_a_dripping_answer_is_cut_off(server: LocalServer):
    ticks = iter(range(0, 10_000, 100))
    patience = Patience(tries=1, whole_seconds=50)
    with NsoClient(
        base_url=server.url, patience=patience, clock=lambda: next(ticks)
    ) as client:
        assert failing(client).kind is Kind.TIMEOUT


def test_nobody_at_the_address(waits: list[float], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        with NsoClient(
            base_url=f"http://127.0.0.1:{port}", patience=QUICK, sleep=waits.append
        ) as client:
            assert failing(client).kind is Kind.UNREACHABLE
    assert waits == [1, 2]


def test_the_waits_are_bounded(client: NsoClient, server: LocalServer):
    slept: list[float] = []
    client.sleep = slept.append
    client.patience = Patience(tries=9, longest_wait=30)
    server.script = [Reply(500)] * 9
    failing(client)
    assert slept == [1, 2, 4, 8, 16, 30, 30, 30]
