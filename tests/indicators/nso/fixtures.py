"""A small statistics office: our own table in its form, with figures it published.

Source of the figures: National Statistics Office of Mongolia, DT_NSO_1001_021V1,
thousand heads; sums as carried by WFP PRISM. What is not listed is null.
"""

from __future__ import annotations

import json
import ssl
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TABLE = "DT_NSO_1001_021V1"
KINDS = {
    "0": ("Бүгд", "Total"),
    "1": ("Адуу", "Horse"),
    "2": ("Үхэр", "Cattle"),
    "3": ("Тэмээ", "Camel"),
    "4": ("Хонь", "Sheep"),
    "5": ("Ямаа", "Goat"),
}
AREAS = {
    "0": "Улсын дүн",
    "3": "Төвийн бүс",
    "343": "Сэлэнгэ",
    "34301": "Сүхбаатар",
    "3430151": "1-р баг, Хонгорморьт",
    "34322": "Мандал",
    "3432259": "5-р баг, Түнхэл",
}
YEARS = ["2025", "2024", "2023", "2020"]
FIGURES = {
    ("0", "0"): {"2024": "57649.656", "2023": "64681.876", "2020": "67068.486"},
    ("0", "343"): {"2024": "1602.494", "2023": "1769.402", "2020": "1818.519"},
    ("0", "34301"): {"2020": "22.418"},
    ("0", "34322"): {"2020": "129.782"},
    ("1", "0"): {"2024": "4683.233", "2023": "4829.688", "2020": "4093.861"},
    ("1", "343"): {"2024": "150.543", "2023": "140.336", "2020": "109.7"},
    ("2", "0"): {"2024": "5074.552", "2023": "5350.755", "2020": "4732.01"},
    ("2", "343"): {"2024": "311.776", "2023": "303.296", "2020": "255.976"},
    ("3", "0"): {"2024": "480.567", "2023": "473.853", "2020": "472.934"},
    ("3", "343"): {"2024": "0.608", "2023": "0.591", "2020": "0.429"},
    ("4", "0"): {"2024": "24491.124", "2023": "29409.352", "2020": "30049.428"},
    ("4", "343"): {"2024": "683.364", "2023": "787.932", "2020": "783.402"},
    ("5", "0"): {"2024": "22920.18", "2023": "24618.228", "2020": "27720.253"},
    ("5", "343"): {"2024": "456.203", "2023": "537.247", "2020": "669.012"},
}


@dataclass
class Office:
    """What the office holds; `years` in the order whose positions are the codes."""

    years: list[str] = field(default_factory=lambda: list(YEARS))
    areas: dict[str, str] = field(default_factory=lambda: dict(AREAS))
    unit: str = "Thousand heads"

    def structure(self, language: str = "en") -> dict[str, Any]:
        named = 1 if language == "en" else 0
        names = {"Малын төрөл": "Type of livestock", "Бүс": "Region", "Он": "Year"}
        variables = [
            ("Малын төрөл", {code: texts[named] for code, texts in KINDS.items()}),
            ("Бүс", self.areas),
            ("Он", self.year_labels()),
        ]
        return {
            "title": "NUMBER OF LIVESTOCK",
            "variables": [
                {
                    "code": code,
                    "text": names[code] if named else code,
                    "values": list(labels),
                    "valueTexts": list(labels.values()),
                }
                for code, labels in variables
            ],
        }

    def year_labels(self) -> dict[str, str]:
        return {str(position): year for position, year in enumerate(self.years)}

    def dataset(self, query: dict[str, Any]) -> dict[str, Any]:
        """The json-stat2 answer to a query: codes Cyrillic, labels English."""
        asked = {one["code"]: one["selection"]["values"] for one in query["query"]}
        labels = {
            "Малын төрөл": {code: texts[1] for code, texts in KINDS.items()},
            "Бүс": self.areas,
            "Он": self.year_labels(),
        }
        values = [
            FIGURES.get((kind, area), {}).get(labels["Он"][year])
            for kind in asked["Малын төрөл"]
            for area in asked["Бүс"]
            for year in asked["Он"]
        ]
        dimension: dict[str, Any] = {"ContentsCode": _contents(self.unit)}
        for code, codes in asked.items():
            dimension[code] = {
                "label": code,
                "category": {
                    "index": {one: at for at, one in enumerate(codes)},
                    "label": {one: labels[code][one] for one in codes},
                },
            }
        return {
            "version": "2.0",
            "class": "dataset",
            "label": "NUMBER OF LIVESTOCK",
            "source": "Livestock census",
            "updated": "2026-08-21T00:00:00Z",
            "id": list(asked),
            "size": [len(codes) for codes in asked.values()],
            "dimension": dimension,
            "value": [None if value is None else float(value) for value in values],
        }


def _contents(unit: str) -> dict[str, Any]:
    measure = {"EliminatedValue": {"base": unit, "decimals": 3}}
    return {
        "label": "EliminatedContents",
        "category": {"index": {"EliminatedValue": 0}, "unit": measure},
    }


@dataclass
class Reply:
    """A scripted answer instead of the office's own."""

    status: int = 200
    body: bytes = b"{}"
    content_type: str = "application/json; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    promised: int | None = None  # a Content-Length longer than the body
    delay: float = 0


class Handler(BaseHTTPRequestHandler):
    server: LocalServer

    def do_GET(self) -> None:
        self._answer(None)

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self._answer(json.loads(self.rfile.read(length)))

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _answer(self, query: dict[str, Any] | None) -> None:
        self.server.asked.append((self.path, query))
        scripted = self.server.script
        reply = scripted.pop(0) if scripted else None
        self._send(reply or Reply(body=self.server.own_answer(self.path, query)))

    def _send(self, reply: Reply) -> None:
        time.sleep(reply.delay)
        length = len(reply.body) if reply.promised is None else reply.promised
        try:
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(length))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)
        except OSError:
            self.close_connection = True


class LocalServer(ThreadingHTTPServer):
    """The office on 127.0.0.1: scripted replies first, then its own answers.

    A None in the script stands for an own answer.
    """

    daemon_threads = True

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.office = Office()
        self.script: list[Reply | None] = []
        self.asked: list[tuple[str, dict[str, Any] | None]] = []
        self.scheme = "https" if context else "http"
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_port}/api/v1"

    def own_answer(self, path: str, query: dict[str, Any] | None) -> bytes:
        if query is not None:
            answer: Any = self.office.dataset(query)
        elif path.endswith("/"):
            answer = [{"id": f"{TABLE}.px", "type": "t", "text": "LIVESTOCK"}]
        else:
            answer = self.office.structure("mn" if "/mn/" in path else "en")
        return json.dumps(answer, ensure_ascii=False).encode()

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass

    def __enter__(self) -> LocalServer:
        self._thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()
