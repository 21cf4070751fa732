"""Run the one server process: granian for requests, whitenoise for static files."""

from __future__ import annotations

import errno
import os
import socket

# Requests mostly wait for SQLite or PostgreSQL; more threads would only queue there.
THREADS = 4
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
EVERYWHERE = {"0.0.0.0", "::"}


def check_profile(profile: str) -> None:
    """Refuse to serve an aimag with what suits only one office."""
    from django.conf import settings
    from django.db import connection
    from django.utils.translation import gettext as _

    from bagana.web.errors import Refused

    if profile != "aimag":
        return
    missing = {
        "DATABASE_URL": connection.vendor == "postgresql",
        "BAGANA_TLS=1": settings.TLS,
        "BAGANA_HOSTS": "BAGANA_HOSTS" in os.environ,
        "BAGANA_ORIGINS": bool(settings.CSRF_TRUSTED_ORIGINS),
    }
    unset = ", ".join(name for name, is_set in missing.items() if not is_set)
    if unset:
        raise Refused(
            _("Аймгийн горимд дутуу тохиргоо: %(names)s") % {"names": unset},
            _("Хувьсагчдыг тохируулаад дахин ажиллуулна уу: README-г үзнэ үү."),
        )


def check_port(host: str, port: int) -> None:
    """Say who cannot listen before the server's own trace would."""
    from django.utils.translation import gettext as _

    from bagana.web.errors import Conflict

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            place = {"host": host, "port": port, "next": port + 1}
            if error.errno == errno.EADDRINUSE:
                raise Conflict(
                    _("%(host)s:%(port)s дээр өөр програм ажиллаж байна.") % place,
                    _("Түүнийг зогсоох эсвэл --port %(next)s гэж өгнө үү.") % place,
                ) from error
            raise Conflict(
                _("%(host)s:%(port)s дээр сонсох боломжгүй.") % place,
                _("--host, --port-ыг шалгана уу; 1024-өөс дээш порт сонгоно уу."),
            ) from error


def own_names(host: str) -> list[str]:
    """The names and addresses by which a local network reaches this machine."""
    if host not in EVERYWHERE:
        return [host]
    name = socket.gethostname()
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(name, None)}
    except OSError:
        found = set()
    return [name, f"{name}.local", *sorted(found | outward_addresses())]


def outward_addresses() -> set[str]:
    """The address this machine would send from; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return set()
        return {str(probe.getsockname()[0])}


def allow_hosts(host: str) -> None:
    """Unless the office named its hosts, answer to the names of this machine."""
    if host not in LOOPBACK and "BAGANA_HOSTS" not in os.environ:
        names = ["localhost", "127.0.0.1", *own_names(host)]
        os.environ["BAGANA_HOSTS"] = ",".join(names)


def address(host: str, port: int) -> str:
    shown = own_names(host)[-1] if host in EVERYWHERE else host
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


def end_with_parent() -> None:
    """In the worker: stop when the process that started it is gone.

    Killed or out of memory it cannot stop the worker, which would go on holding the
    port, and the next start would find it taken.
    """
    import multiprocessing
    import threading

    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, name="end-with-parent", daemon=True).start()


def do_work() -> None:
    """In the server's worker: a thread for background work, unless others do it.

    Whoever only imports the application, a test or a shell, must get no thread: it
    would open connections to a database that nobody meant.
    """
    import multiprocessing

    if multiprocessing.parent_process() is None:
        return
    if os.environ.get("BAGANA_WORK") == "0":
        return
    from bagana.background.worker import Doer

    Doer().start()


def serve(host: str, port: int) -> int:
    """Serve until Ctrl-C or SIGTERM; requests under way are finished first."""
    import multiprocessing

    from django.db import connections
    from django.utils.translation import gettext as _
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    check_port(host, port)
    allow_hosts(host)
    # The worker starts afresh: it reads the settings with the hosts just named, and
    # shares no database connection with this process, as a fork of it would.
    connections.close_all()
    multiprocessing.set_start_method("spawn", force=True)
    words = {"address": address(host, port)}
    print(_("Ажиллаж байна: %(address)s (зогсоох: Ctrl-C)") % words, flush=True)
    Server(
        "bagana.project.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        workers_kill_timeout=20,
    ).serve()
    print(_("Зогслоо."), flush=True)
    return 0
