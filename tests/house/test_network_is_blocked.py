"""No test talks to the world: only to this machine."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


# 192.0.2.0/24 and 2001:db8::/32 are set aside for documentation (RFC 5737, RFC 3849): nobody answers there.
@pytest.mark.parametrize(
    ("family", "address"), [(socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")], ids=["IPv4", "IPv6"]
)
@pytest.mark.filterwarnings("ignore:A test tried to use socket.socket.connect:UserWarning")
def test_other_machines_cannot_be_reached(family: socket.AddressFamily, address: str) -> None:
    with socket.socket(family) as outwards, pytest.raises(SocketConnectBlockedError):
        outwards.connect((address, 80))


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname(), timeout=5):
        pass
