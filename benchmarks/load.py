"""Many readers at once: requests sent at a steady rate whatever the answers take, over connections that stay open.

A program of its own, so that it does not share a process with what it measures: load.py PORT RATE SECONDS ADDRESS…
prints one line of JSON. What is late at the start of a request counts as waiting: an open loop does not forgive.
"""

import asyncio
import json
import sys
import time
from collections import Counter

CONNECTIONS = 32


class Reader:
    """One connection that asks for one page at a time."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, address: str) -> tuple[int, int]:
        """Return the status and the bytes of the body."""
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        writer.write(f"GET {address} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        lines = head.split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
        length = int(headers["content-length"])
        await reader.readexactly(length)
        if headers.get("connection", "").lower() == "close":
            writer.close()
            self._streams = None
        return int(lines[0].split(" ")[1]), length


async def load(port: int, rate: float, seconds: float, addresses: list[str]) -> dict[str, object]:
    """Send requests at the rate and return what came of them."""
    free: asyncio.Queue[Reader] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        free.put_nowait(Reader(port))
    statuses: Counter[int] = Counter()
    lost: list[str] = []
    spent: list[float] = []
    sizes: list[int] = []

    async def one(address: str, due: float) -> None:
        reader = await free.get()
        try:
            status, size = await asyncio.wait_for(reader.ask(address), 30)
            statuses[status] += 1
            sizes.append(size)
            spent.append((time.perf_counter() - due) * 1000)
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
            lost.append(f"{address}: {error!r}")
            reader = Reader(port)
        free.put_nowait(reader)

    started = time.perf_counter()
    tasks = []
    for number in range(int(rate * seconds)):
        due = started + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(one(addresses[number % len(addresses)], due)))
    await asyncio.gather(*tasks)
    took = time.perf_counter() - started
    spent.sort()
    return {
        "asked": len(tasks),
        "answered": {str(status): count for status, count in sorted(statuses.items())},
        "lost": len(lost),
        "why_lost": lost[:3],
        "per_second": len(spent) / took,
        "median_ms": spent[len(spent) // 2] if spent else None,
        "p99_ms": spent[int(len(spent) * 0.99)] if spent else None,
        "kilobytes": sum(sizes) / len(sizes) / 1000 if sizes else None,
    }


if __name__ == "__main__":
    port, rate, seconds, *addresses = sys.argv[1:]
    print(json.dumps(asyncio.run(load(int(port), float(rate), float(seconds), addresses))))
