"""The network as a visit may use it: only public addresses, each checked and then used itself, and within a deadline.

A name is resolved once, every address it has is checked, and the connection goes to one of these, so that a name
server that answers otherwise the second time (DNS rebinding) gains nothing. TLS still verifies the name.
"""

import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import httpcore
import httpx

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class PrivateAddressError(Exception):
    """A host has an address that is not public."""


class Deadline:
    """The moment all reading and connecting must have ended, on a clock that only goes forward."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._end = float("inf")

    def begin(self, seconds: float) -> None:
        """Set the deadline so many seconds from now."""
        self._end = self._monotonic() + seconds

    def within(self, timeout: float | None) -> float:
        """The timeout, or what is left when that is less. Raises httpcore.ReadTimeout when nothing is left."""
        left = self._end - self._monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the whole answer is over")
        return left if timeout is None else min(timeout, left)


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet, also when it carries an IPv4 address inside."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour
        if parsed in _NAT64:
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner is not None:
            parsed = inner
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


class _Stream(httpcore.NetworkStream):
    """A connection that knows the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        return _Stream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Backend(httpcore.SyncBackend):
    """Connects to addresses that were checked, never to names."""

    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        self._deadline = deadline
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        error: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._addresses(host, port):
            try:
                within = self._deadline.within(timeout)
                stream = super().connect_tcp(address, port, within, local_address, socket_options)
                return _Stream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failure:
                error = failure
        raise error

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {host} cannot be resolved") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        for address in addresses:
            if not self._allow_private and not is_public(address):
                raise PrivateAddressError(f"{host} has the address {address}, which is not public")
        return addresses


@cache
def _trust() -> ssl.SSLContext:
    """The authorities that are trusted; reading them takes a while, so it is done once."""
    return httpx.create_ssl_context(trust_env=False)


class GuardedTransport(httpx.HTTPTransport):
    """httpx's own transport over the guarded network; it knows no proxy, since a proxy would resolve names itself."""

    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        # httpx offers no argument for the network; its own constructor only makes a pool, in whose place ours stands.
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trust(),
            max_keepalive_connections=4,
            network_backend=_Backend(deadline, allow_private=allow_private),
        )
