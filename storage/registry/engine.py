"""The connection to PostgreSQL: bounded waits, READ COMMITTED, one pool per process."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError

from models.errors import Unavailable
from storage.registry.errors import NotStorable, RegistryFault, translated
from storage.registry.migrating import current_revision, newest_revision
from storage.registry.transaction import SqlTransaction

_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
_SERVER_OPTIONS = (
    "-c timezone=UTC -c statement_timeout=60s -c lock_timeout=15s -c idle_in_transaction_session_timeout=60s"
)


def make_engine(url: str, *, pool_size: int = 5) -> Engine:
    """Return an engine for ``postgresql://user:password@host:port/name``; nothing is opened yet."""
    try:
        address = make_url(url).set(drivername="postgresql+psycopg")
    except ArgumentError as error:
        raise RegistryFault(
            "Địa chỉ cơ sở dữ liệu không đọc được.",
            remedy="đặt THIDUA_DATABASE_URL theo dạng postgresql://tài-khoản:mật-khẩu@máy:cổng/tên.",
        ) from error
    return create_engine(
        address,
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=15,
        execution_options={"preserve_rowcount": True},
        json_serializer=as_json,
        connect_args={
            "connect_timeout": 5,
            "options": _SERVER_OPTIONS,
            "application_name": "thidua",
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 20_000,
        },
    )


def as_json(value: object) -> str:
    """Return the value as JSON in the order given; a NUL character, which ``jsonb`` refuses, is refused everywhere."""
    text = json.dumps(value, ensure_ascii=False)
    if _NUL.search(text):
        raise NotStorable(
            "Có ký tự NUL trong nội dung.", remedy="xóa ký tự đó (thường do chép từ tệp khác) rồi lưu lại."
        )
    return text


class SqlRegistry:
    """``models.ports.Registry`` over PostgreSQL; make one per process, and none before a fork."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def begin(self) -> Iterator[SqlTransaction]:
        """Open one transaction: committed at the end of the block, rolled back when an error leaves it."""
        with translated(), self._engine.begin() as connection:
            transaction = SqlTransaction(connection)
            yield transaction
            transaction.finish()

    def check(self) -> None:
        """Raise ``Unavailable`` with the reason when the database does not answer or is not migrated."""
        with translated(), self._engine.connect() as connection:
            connection.execute(text("SELECT 1"))
            found = current_revision(connection)
        if found != newest_revision():
            raise Unavailable(
                f"Cấu trúc cơ sở dữ liệu ({found or 'chưa có'}) khác với phiên bản chương trình ({newest_revision()}).",
                remedy="chạy “thidua up” hoặc lệnh di trú cấu trúc rồi thử lại.",
            )

    def close(self) -> None:
        """Give every connection back to the server."""
        self._engine.dispose()
