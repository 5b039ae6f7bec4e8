"""A server on this machine that answers as real endpoints do, and badly, by a script of behaviours."""

import contextlib
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Handler"], None]


class LocalEndpoint(ThreadingHTTPServer):
    """Answers the first requests by `script`, in the order of coming, and all others by `otherwise`."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, *script: Behaviour, otherwise: Behaviour | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.script, self.otherwise = list(script), otherwise or answering()
        self.bodies: list[dict[str, Any]] = []
        self.raw: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        self.lock = threading.Lock()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def url(self) -> str:
        return f"{self.origin}/v1"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is part of the tests."""


class Handler(BaseHTTPRequestHandler):
    """One request: noted, then answered by the next behaviour of the script."""

    server: LocalEndpoint
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits 40 ms
    body: dict[str, Any]

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.body = json.loads(content)
        with self.server.lock:
            self.server.bodies.append(self.body)
            self.server.raw.append(content)
            self.server.headers.append({"path": self.path, **dict(self.headers)})
            behaviour = self.server.script.pop(0) if self.server.script else self.server.otherwise
        behaviour(self)

    def send(self, status: int, content: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        given = {"Content-Type": "application/json", "Content-Length": str(len(content)), **(headers or {})}
        for name, value in given.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing on stderr."""


def completion(content: object, usage: object = None, **more: object) -> dict[str, Any]:
    """The body of an answer as OpenAI's interface gives it."""
    message = {"role": "assistant", "content": content, **more}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    said = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15} if usage is None else usage
    return {"id": "c1", "object": "chat.completion", "model": "small-1", "choices": [choice], "usage": said}


def answering(content: object = None, usage: object = None, **more: object) -> Behaviour:
    """An answer: `content`, or the question's own text turned into one."""

    def behave(handler: Handler) -> None:
        said = f"about {handler.body['messages'][-1]['content']}" if content is None else content
        handler.send(200, json.dumps(completion(said, usage, **more)).encode())

    return behave


def refusing(status: int, body: object = None, **headers: str) -> Behaviour:
    """An error with the body that an endpoint gives with it."""
    content = json.dumps({"error": {"message": "not now"}} if body is None else body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.send(status, content, named)


def sending(content: bytes, status: int = 200, **headers: str) -> Behaviour:
    """Any bytes."""
    return lambda handler: handler.send(status, content, {n.replace("_", "-"): v for n, v in headers.items()})


def dripping(handler: Handler) -> None:
    """An answer that never ends, a sign at a time."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    _drip(handler)


def dripping_headers(handler: Handler) -> None:
    """A header that never ends, a sign at a time."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drip(handler)


def _drip(handler: Handler) -> None:
    with contextlib.suppress(OSError):
        for _ in range(200):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.02)


def closing(handler: Handler) -> None:
    """The connection ends in the middle of the answer."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.wfile.flush()
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def endless(megabytes: int, *, told: bool) -> Behaviour:
    """An answer of so many megabytes, with its length in a header or in chunks."""

    def behave(handler: Handler) -> None:
        piece = b" " * 1_000_000
        handler.send_response(200)
        name, value = ("Content-Length", str(megabytes * len(piece))) if told else ("Transfer-Encoding", "chunked")
        handler.send_header(name, value)
        handler.end_headers()
        handler.close_connection = True
        with contextlib.suppress(OSError):
            for _ in range(megabytes):
                handler.wfile.write(piece if told else b"%x\r\n%b\r\n" % (len(piece), piece))

    return behave


@contextlib.contextmanager
def running(server: LocalEndpoint, secured: ssl.SSLContext | None = None) -> Iterator[LocalEndpoint]:
    """The server, while it is needed."""
    if secured is not None:
        server.socket = secured.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def together(parties: int) -> Behaviour:
    """An answer that comes only when so many requests are there at once."""
    barrier = threading.Barrier(parties)

    def behave(handler: Handler) -> None:
        barrier.wait(timeout=10)
        answering()(handler)

    return behave
