"""The stack of one home: which parts it has, how each starts, and the settings that lead to them.

A part whose address is in the environment's settings is somebody else's and is not started.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from pydantic import SecretStr

from cli.stack.layout import Layout
from cli.stack.memory import Memory
from cli.stack.postgres import Postgres
from cli.stack.processes import guarded
from cli.stack.seaweed import Seaweed
from cli.stack.web_calls import status, text
from workflows.settings import Settings

REGISTRY = "thidua"
"""Name of the registry's database and of the role that owns it."""
POOL = "thidua"
"""Name of the work pool; ``workflows.flows`` makes it."""
ADDRESSES = ("database_url", "s3_endpoint", "s3_access_key", "s3_secret_key", "prefect_api_url", "prefect_auth")
"""Settings that lead to a server."""
HEARD_OF = timedelta(seconds=5)
PREFECT = "prefect"
"""Name of the Prefect server's database and role: its own, so that dropping it loses nothing of a campaign."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One supervised program."""

    name: str
    title: str
    """As people read it."""
    command: tuple[str, ...]
    """Empty for our own programs, which run inside the launcher."""
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: Path
    stop_signal: str = "TERM"
    stop_seconds: int = 30
    """How long a stop may take before SIGKILL."""
    whole_group: bool = False
    """Whether a stop ends its child processes too."""
    answers: Callable[[], bool] | None = None
    """None where running is all there is to see."""


@dataclass(frozen=True, kw_only=True)
class LocalStack:
    """Everything that is known before anything starts."""

    layout: Layout
    memory: Memory
    given: Settings
    """From the environment alone: what a person set."""

    @classmethod
    def of(cls, *, given: Settings, memory: Memory) -> Self:
        """Return the stack of a home; settings that a stack wrote for itself do not count as given."""
        own = dict.fromkeys(ADDRESSES) if given.local_stack else {}
        return cls(
            layout=Layout(given.home.absolute()),
            memory=memory,
            given=given.model_copy(update={**own, "archive": False}),
        )

    @cached_property
    def postgres(self) -> Postgres | None:
        """Our PostgreSQL; None where neither the registry nor Prefect needs it."""
        if self.given.database_url and self.given.prefect_api_url:
            return None
        memory = self.memory
        return Postgres(folder=self.layout.postgres, port=memory.postgres_port, password=memory.superuser_password)

    @cached_property
    def seaweed(self) -> Seaweed | None:
        """Our object store; None where an address is given."""
        if self.given.s3_endpoint:
            return None
        return Seaweed(folder=self.layout.seaweed, ports=self.memory.seaweed_ports, keys=self.memory.seaweed_keys)

    @cached_property
    def settings(self) -> Settings:
        """The settings that lead to every part, ours or given."""
        given, memory = self.given, self.memory
        found: dict[str, Any] = given.model_dump()
        found["home"] = self.layout.home
        found["local_stack"] = not given.database_url and not given.s3_endpoint
        found["web_port"] = memory.web_port or given.web_port
        if self.postgres and not given.database_url:
            address = self.postgres.url(database=REGISTRY, role=REGISTRY, password=memory.registry_password)
            found["database_url"] = SecretStr(address)
        if self.seaweed:
            store = self.seaweed.settings(bucket_prefix=given.s3_bucket_prefix)
            found |= {
                "s3_endpoint": store.endpoint,
                "s3_access_key": store.access_key,
                "s3_secret_key": SecretStr(store.secret_key),
                "s3_secure": False,
            }
        if not given.prefect_api_url:
            found["prefect_api_url"] = f"http://127.0.0.1:{memory.prefect_port}/api"
            found["prefect_auth"] = SecretStr(f"thidua:{memory.prefect_secret}")
        return Settings.model_construct(**found)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every part to start, in the order of starting."""
        ours = [self._postgres_part(), self._seaweed_part(), self._prefect_part()]
        own = {"worker": "Bộ thực hiện (worker)", "dispatcher": "Bộ điều phối", "web": "Trang web"}
        answers = {"worker": self.worker_answers, "web": self.web_answers}
        return (
            *(part for part in ours if part is not None),
            *(
                Part(
                    name=name,
                    title=title,
                    command=(),
                    environment=self._prefect_client(),
                    folder=self.layout.home,
                    whole_group=True,
                    answers=answers.get(name),
                )
                for name, title in own.items()
            ),
        )

    def part(self, name: str) -> Part:
        """Return the part of that name."""
        return next(part for part in self.parts if part.name == name)

    def web_address(self) -> str:
        """Return where a browser finds the pages."""
        return f"http://{self.settings.web_host}:{self.settings.web_port}/"

    def web_answers(self) -> bool:
        """Tell whether the pages answer, a page of refusal included."""
        return 200 <= status(self.web_address()) < 500

    def worker_answers(self) -> bool:
        """Tell whether a worker has reported to the Prefect server within the last seconds."""
        address = f"{self.settings.prefect_api_url}/work_pools/{POOL}/workers/filter"
        said = text(address, secret=self.settings.prefect_auth, body=b"{}")
        now = datetime.now(UTC)
        return any(now - _moment(worker) < HEARD_OF for worker in json.loads(said or "[]"))

    def prefect_answers(self) -> bool:
        """Tell whether the Prefect API accepts the stack's secret."""
        secret = self.settings.prefect_auth
        return status(f"{self.settings.prefect_api_url}/admin/version", secret=secret) == 200

    def _postgres_part(self) -> Part | None:
        server = self.postgres
        if server is None:
            return None
        return Part(
            name="postgres",
            title="PostgreSQL",
            command=server.command(),
            folder=server.folder,
            stop_signal="INT",
            answers=server.answers,
        )

    def _seaweed_part(self) -> Part | None:
        store = self.seaweed
        if store is None:
            return None
        return Part(
            name="seaweedfs",
            title="Kho tệp SeaweedFS",
            command=store.command(),
            environment=store.environment(),
            folder=store.folder,
            stop_seconds=5,
            answers=store.answers,
        )

    def _prefect_part(self) -> Part | None:
        if self.given.prefect_api_url or self.postgres is None:
            return None
        address = self.postgres.url(database=PREFECT, role=PREFECT, password=self.memory.prefect_password)
        serve = ("-m", "uvicorn", "--factory", "prefect.server.api.server:create_app", "--host", "127.0.0.1")
        limits = ("--timeout-graceful-shutdown", "3", "--log-level", "warning")
        return Part(
            name="prefect",
            title="Máy chủ Prefect",
            command=guarded((sys.executable, *serve, "--port", str(self.memory.prefect_port), *limits)),
            environment={
                **self._prefect_client(),
                "PREFECT_SERVER_DATABASE_CONNECTION_URL": address.replace("postgresql:", "postgresql+asyncpg:"),
                "PREFECT_SERVER_API_AUTH_STRING": self._prefect_secret(),
                "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
                "PREFECT_SERVER_UI_ENABLED": "false",
                "PREFECT__SERVER_FINAL": "1",
            },
            folder=self.layout.prefect,
            answers=self.prefect_answers,
        )

    def _prefect_client(self) -> dict[str, str]:
        return {
            "PREFECT_HOME": str(self.layout.prefect),
            "PREFECT_API_URL": str(self.settings.prefect_api_url),
            "PREFECT_API_AUTH_STRING": self._prefect_secret(),
            "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
            "DO_NOT_TRACK": "1",
        }

    def _prefect_secret(self) -> str:
        return self.settings.prefect_auth.get_secret_value() if self.settings.prefect_auth else ""


def child_environment(stack: LocalStack, part: Part) -> dict[str, str]:
    """Return the whole environment of a part: no settings from the starter's shell, but the way to ``local.env``."""
    strange = ("THIDUA_", "PREFECT_", "AWS_", "PG")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
    return {**kept, "PYTHONUNBUFFERED": "1", "THIDUA_HOME": str(stack.layout.home), **part.environment}


def _moment(worker: Mapping[str, Any]) -> datetime:
    """Return when a worker was last heard of."""
    return datetime.fromisoformat(worker["last_heartbeat_time"])
