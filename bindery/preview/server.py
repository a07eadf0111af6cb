"""The server of the preview, on this machine alone.

In: a desk and a port. Out: HTTP (https://httpwg.org/specs/rfc9110.html): the files of the latest proof, and at
`/events` a stream that names its edition at each change
(https://html.spec.whatwg.org/multipage/server-sent-events.html).
Only requests that call this machine by its own name are answered, so that no page from elsewhere can read the text.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath
from typing import cast
from urllib.parse import unquote, urlsplit

from bindery.preview.desk import Desk
from bindery.preview.proofs import FAULTS_PAGE, Proof, Subject

HOST = "127.0.0.1"
OWN_NAMES = frozenset({HOST, "localhost"})
HEARTBEAT_S = 15.0
POLICY = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
}


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview that runs: where it is read, and the desk behind it."""

    address: str
    desk: Desk


class Server(ThreadingHTTPServer):
    """Serves one desk, a thread for each request."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int, desk: Desk) -> None:
        super().__init__((HOST, port), Answer)
        self.desk = desk


class Answer(BaseHTTPRequestHandler):
    """Answers one request."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Give a file of the latest proof, the stream of editions, or the way to the first page."""
        desk = cast(Server, self.server).desk
        path = unquote(urlsplit(self.path).path).lstrip("/")
        if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in OWN_NAMES:
            self._give(403, b"this preview is for its own machine", ".txt")
        elif path == "events":
            self._stream(desk)
        elif not path:
            self._lead_to(desk.proof.start)
        else:
            self._give_file(desk.proof, path)

    def do_HEAD(self) -> None:
        """Give what GET would, without the file."""
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: the terminal is for proofs."""

    def _give_file(self, proof: Proof, path: str) -> None:
        name = f"{path}index.html" if path.endswith("/") else path
        if name in proof.files:
            self._give(200, proof.files[name], PurePosixPath(name).suffix)
        elif PurePosixPath(name).suffix == ".html":
            self._give(404, proof.files[FAULTS_PAGE], ".html")
        else:
            self._give(404, b"there is no such file in this proof", ".txt")

    def _give(self, status: int, data: bytes, suffix: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", TYPES.get(suffix, "text/plain; charset=utf-8"))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _lead_to(self, path: str) -> None:
        self.send_response(302)
        self.send_header("Location", f"/{path}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _stream(self, desk: Desk) -> None:
        """Name the edition at each change, and now and then, so that a reader who left is noticed."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        edition = desk.proof.edition
        while not desk.is_closed:
            try:
                self.wfile.write(f"data: {edition}\n\n".encode())
                self.wfile.flush()
            except OSError:
                return
            edition = desk.next_after(edition, HEARTBEAT_S).edition


@contextmanager
def open_preview(subject: Subject, port: int, on_proof: Callable[[Proof], None] = lambda _: None) -> Iterator[Preview]:
    """Serve a preview until the block ends; port 0 takes a free one. OSError when the port is taken."""
    desk = Desk(subject, on_proof)
    with Server(port, desk) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        try:
            desk.open()
            yield Preview(f"http://{HOST}:{server.server_address[1]}/", desk)
        finally:
            desk.close()
            server.shutdown()
            thread.join()
