"""A server of calendars on loopback, that does what a test tells it."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

Serve = Callable[[BaseHTTPRequestHandler], None]
CERTIFICATE = Path(__file__).parent / "self_signed.pem"


class Server:
    """Answers each GET by `serve`; `seen` are the requests' paths, `headers` those of the last one."""

    def __init__(self, serve: Serve) -> None:
        self.serve = serve
        self.seen: list[str] = []
        self.headers: dict[str, str] = {}
        self.url = ""
        self.over = Event()


def give(handler: BaseHTTPRequestHandler, body: bytes, *, status: int = 200, **headers: str) -> None:
    """Answer with the `body`; underscores in the names of `headers` are hyphens."""
    handler.send_response(status)
    for name, value in ({"Content_Length": str(len(body))} | headers).items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def serving(serve: Serve, *, secure: bool = False) -> Iterator[Server]:
    """A server that runs within this."""
    state = Server(serve)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that the library calls
            state.seen.append(self.path)
            state.headers = {name.lower(): value for name, value in self.headers.items()}
            try:
                state.serve(self)
            except OSError:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: object) -> None:
            pass

    server = Quiet(("127.0.0.1", 0), Handler)
    if secure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    state.url = f"http{'s' if secure else ''}://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
