"""A wire to PostgreSQL that breaks right after a commit went through, before its answer comes back."""

import socket
from contextlib import suppress
from threading import Event, Thread
from urllib.parse import urlsplit, urlunsplit


class CuttingWire:
    """Passes bytes both ways on a port of its own; the n-th COMMIT after ``cut_at(n)`` loses its answer."""

    def __init__(self, url: str) -> None:
        self._parts = urlsplit(url)
        self._server = socket.create_server(("127.0.0.1", 0))
        self._countdown = 0
        self.cut = Event()
        Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        """The database's address by way of this wire."""
        login, _ = self._parts.netloc.rsplit("@", 1)
        return urlunsplit(self._parts._replace(netloc=f"{login}@127.0.0.1:{self._server.getsockname()[1]}"))

    def cut_at(self, commit: int) -> None:
        """Break at that commit from now on, counted from 1."""
        self._countdown = commit

    def close(self) -> None:
        """Take no more connections."""
        self._server.close()

    def _accept(self) -> None:
        with suppress(OSError):  # the server socket was closed
            while True:
                client, _ = self._server.accept()
                database = socket.create_connection((self._parts.hostname or "", self._parts.port or 5432))
                Thread(target=self._to_database, args=(client, database), daemon=True).start()
                Thread(target=self._to_client, args=(client, database), daemon=True).start()

    def _to_database(self, client: socket.socket, database: socket.socket) -> None:
        with suppress(OSError), client, database:
            while data := client.recv(65536):
                if self._is_the_one(data):
                    client.shutdown(socket.SHUT_RDWR)
                    database.sendall(data)
                    database.shutdown(socket.SHUT_WR)
                    while database.recv(65536):  # until the server has done it and hung up
                        continue
                    self.cut.set()
                    return
                database.sendall(data)

    def _to_client(self, client: socket.socket, database: socket.socket) -> None:
        with suppress(OSError):
            while data := database.recv(65536):
                client.sendall(data)

    def _is_the_one(self, data: bytes) -> bool:
        if b"COMMIT\0" not in data or self._countdown == 0:
            return False
        self._countdown -= 1
        return self._countdown == 0
