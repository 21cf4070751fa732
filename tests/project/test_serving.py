"""One process, one port; stopping it loses nothing."""

import signal
import socket
import time
from urllib.error import HTTPError

import pytest

from bagana.project import serving as server
from bagana.web.errors import Conflict, Refused
from tests.project.installation import answers, bagana, free_port, serving

pytestmark = pytest.mark.own_home


def test_it_says_when_the_port_is_taken():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Conflict) as refusal:
            server.check_port("127.0.0.1", port)
    assert str(port) in refusal.value.reason
    assert f"--port {port + 1}" in refusal.value.fix


def test_the_command_says_so_in_words_not_in_a_trace(office):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = bagana(office, "serve", "--port", str(port))
    assert said.returncode == 1
    assert "Traceback" not in said.stderr
    assert str(port) in said.stderr


def test_a_stopped_server_starts_again_and_keeps_what_was_entered(office):
    port = free_port()
    with serving(office, port) as process:
        assert answers(port) == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
    with serving(office, port):
        assert answers(port) == 200
    again = bagana(office, "create-admin", "admin")
    assert again.returncode == 1, "the first administrator was lost"


def wait_until_free(port: int) -> None:
    """A moment for the worker to see that it has been left alone."""
    end = time.monotonic() + 10
    while True:
        try:
            server.check_port("127.0.0.1", port)
        except Conflict:
            assert time.monotonic() < end, "the worker still holds the port"
            time.sleep(0.1)
        else:
            return


def test_a_killed_server_leaves_its_port_and_starts_again(office):
    port = free_port()
    with serving(office, port) as process:
        process.kill()
        process.wait(timeout=30)
    wait_until_free(port)
    with serving(office, port):
        assert answers(port) == 200


def test_the_aimag_profile_asks_for_what_an_aimag_needs(office):
    said = bagana(office, "serve", "--profile", "aimag")
    assert said.returncode == 1
    for name in ("DATABASE_URL", "BAGANA_TLS", "BAGANA_HOSTS", "BAGANA_ORIGINS"):
        assert name in said.stderr


def test_the_office_profile_asks_for_nothing():
    server.check_profile("office")
    with pytest.raises(Refused):
        server.check_profile("aimag")


def test_a_server_for_the_network_answers_to_the_machines_own_name(monkeypatch):
    monkeypatch.delenv("BAGANA_HOSTS", raising=False)
    monkeypatch.setattr(socket, "gethostname", lambda: "office-pc")
    server.allow_hosts("0.0.0.0")
    hosts = server.os.environ["BAGANA_HOSTS"].split(",")
    assert {"localhost", "127.0.0.1", "office-pc"} <= set(hosts)
    monkeypatch.delenv("BAGANA_HOSTS")


def test_the_network_reaches_the_pages_under_the_machines_name(office):
    port = free_port()
    with serving(office, port, host="0.0.0.0"):
        assert answers(port, "/acts/", host=socket.gethostname()) == 200
        with pytest.raises(HTTPError) as refusal:
            answers(port, "/acts/", host="evil.example")
        refusal.value.close()
    assert refusal.value.code == 400


def test_named_hosts_are_never_widened(monkeypatch):
    monkeypatch.setenv("BAGANA_HOSTS", "bagana.example.mn")
    server.allow_hosts("0.0.0.0")
    assert server.os.environ["BAGANA_HOSTS"] == "bagana.example.mn"
