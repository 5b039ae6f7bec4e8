"""The bytes of one question → the status and JSON that the endpoint answers, or the fault, within bounds.

The key is put into the header inside the HTTP client and nowhere else, and a fault is a value, so that no error of ours
carries the HTTP client's request with it.
"""

import asyncio
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any

from timeline.endpoint.address import COMPLETIONS, is_local
from timeline.endpoint.completion import LARGEST, NoCompletion, parsed
from timeline.endpoint.failures import Fault
from timeline.endpoint.key import Key
from timeline.endpoint.settings import Endpoint
from timeline.errors import UsageError

if TYPE_CHECKING:
    import httpx

_CONNECTING = 20.0  # seconds
_LARGEST_ERROR = 100_000  # bytes of an answer that is only an error
_HEADERS = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, the JSON of the body (None where an error has none), and the two headers that an error may have."""

    status: int
    body: object
    retry_after: str = ""
    location: str = ""


class Connection:
    """An HTTP client for one endpoint: certificates are checked, nothing is followed, nothing grows without bound.

    A proxy is used only where the user's environment names one (HTTPS_PROXY), and never to reach this machine.
    """

    def __init__(self, endpoint: Endpoint, key: Key | None) -> None:
        """Raises UsageError where the HTTP client is not installed, or the environment keeps it from being opened."""
        self._httpx = _library()
        self._endpoint = endpoint
        self._client = self._opened(key)

    def _opened(self, key: Key | None) -> "httpx.AsyncClient":
        endpoint, library = self._endpoint, self._httpx
        try:
            made: httpx.AsyncClient = library.AsyncClient(
                auth=_signed(key),
                headers=_HEADERS,
                follow_redirects=False,
                trust_env=not is_local(endpoint.url),
                verify=_certificates(endpoint.url),
                timeout=library.Timeout(endpoint.timeout, connect=min(_CONNECTING, endpoint.timeout)),
                limits=library.Limits(max_connections=endpoint.requests_at_once),
            )
        except (ImportError, ValueError, OSError, library.InvalidURL):
            raise UsageError(
                "The proxy or the certificates that your environment names cannot be used; put HTTPS_PROXY, ALL_PROXY, "
                "SSL_CERT_FILE and SSL_CERT_DIR right, or unset them."
            ) from None
        return made

    async def close(self) -> None:
        """Close it; requests under way end."""
        await self._client.aclose()

    async def post(self, content: bytes) -> Answer | Fault:
        """Send a question and take its answer, in the time that the settings allow for both."""
        try:
            # The HTTP client's own limits are for each piece of an answer: one that drips would take forever.
            async with asyncio.timeout(self._endpoint.timeout):
                return await self._answer(content)
        except (TimeoutError, self._httpx.TimeoutException):
            return Fault(f"no answer within {self._endpoint.timeout:g} seconds", again=True, maybe_billed=True)
        except self._httpx.ConnectError as error:
            return self._not_connected(error)
        except self._httpx.TransportError:
            return Fault("the connection was closed before the end of the answer", again=True, maybe_billed=True)

    async def _answer(self, content: bytes) -> Answer | Fault:
        async with self._client.stream("POST", self._endpoint.url + COMPLETIONS, content=content) as response:
            if response.headers.get("Content-Encoding", "identity") != "identity":
                return Fault("the answer is compressed, though it was asked not to be")
            most = LARGEST if response.status_code == 200 else _LARGEST_ERROR
            content_length = response.headers.get("Content-Length", "")
            if content_length.isdigit() and int(content_length[:20]) > most:
                received = None
            else:
                received = await _bounded(response, most)
            if response.status_code == 200:
                return self._of_success(received)
            wait, location = response.headers.get("Retry-After", ""), response.headers.get("Location", "")
            return Answer(response.status_code, _json_or_none(received or b""), wait, _host(location))

    def _of_success(self, received: bytes | None) -> Answer | Fault:
        if received is None:
            return Fault(f"the answer is longer than {LARGEST // 1_000_000} MB", maybe_billed=True)
        if received.lstrip()[:1] == b"<":
            url = self._endpoint.url
            return Fault(
                "the answer is a web page",
                ending=f"{url} answers with a web page; give the address of the interface with timeline model set "
                "--url (it often ends in /v1).",
            )
        try:
            return Answer(200, parsed(received))
        except NoCompletion as error:
            return Fault(str(error), again=True, maybe_billed=True)

    def _not_connected(self, error: BaseException) -> Fault:
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, ssl.SSLError):
                why = cause.reason.replace("_", " ").lower() if cause.reason else "no secure connection"
                return Fault(
                    why,
                    ending=f"{self._endpoint.origin} gave no certificate that can be trusted ({why}), so nothing was "
                    "sent; check the address, or name the certificates of your network in SSL_CERT_FILE.",
                )
            cause = cause.__cause__ or cause.__context__
        return Fault("it cannot be reached", again=True, unreached=True)


def _certificates(url: str) -> ssl.SSLContext | bool:
    """True for the usual ones; reading them takes a while, so that a plain connection is given none to trust."""
    return url.startswith("https:") or ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _signed(key: Key | None) -> "Callable[[httpx.Request], httpx.Request] | None":
    """What puts the key into a request, in whose representation the HTTP client hides it."""
    if key is None:
        return None

    def sign(request: "httpx.Request") -> "httpx.Request":
        request.headers["Authorization"] = key.authorization()
        return request

    return sign


async def _bounded(response: "httpx.Response", most: int) -> bytes | None:
    """The body as it was sent; None where it is longer: the rest is not taken."""
    received = bytearray()
    async for piece in response.aiter_raw():
        received += piece
        if len(received) > most:
            return None
    return bytes(received)


def _json_or_none(received: bytes) -> Any:  # noqa: ANN401 - whatever an endpoint sends
    try:
        return parsed(received)
    except NoCompletion:
        return None


def _host(location: str) -> str:
    """The start of an address as a message may show it: scheme and host, without a query that may hold secrets."""
    start = "/".join(location.split("?")[0].split("#")[0].split("/")[:3])[:100]
    return start if start.isprintable() and "@" not in start else ""


def _library() -> ModuleType:
    """The HTTP client, imported late: it takes a tenth of a second."""
    try:
        import httpx
    except ImportError:
        raise UsageError(
            "Asking a model needs a library that is not installed: pip install 'timeline-of-arms-policy[model]', "
            "then run it again."
        ) from None
    return httpx
