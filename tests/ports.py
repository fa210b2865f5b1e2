"""Ports for programs that are told where to listen: kept until they do, so that nobody else is given one meanwhile."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept_port() -> Iterator[int]:
    """A port of 127.0.0.1 where nobody listens: who is told it may, and whoever asks for any port gets another.

    It is bound and does not listen, so that connections to it are refused. Linux lets another bind it as well where
    both have said so, as servers do, and never gives it to those who leave the choice to the system.
    """
    with socket.socket() as keeping:
        keeping.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        keeping.bind(("127.0.0.1", 0))
        yield keeping.getsockname()[1]
