"""The dispatcher process: ``python -m workflows.flows.dispatcher``. The only one that asks for runs.

It looks at the registry a few times a second: an operation that waits gets a run; one that has been
silent for a minute is given up, so that its next attempt waits. Several dispatchers do no harm: the
key ``operation:attempt`` brings all of them the same run.
"""

import asyncio
import logging
import signal

from models.errors import Unavailable
from workflows.bootstrap import build_services
from workflows.flows.connection import log_to_stderr, use_prefect
from workflows.services import Services
from workflows.settings import Settings, load_settings

_log = logging.getLogger(__name__)
LOOK_SECONDS = 0.3
LOOK_AT_SILENT_SECONDS = 5.0
TIDY_SECONDS = 30.0
TIDY_STORE_SECONDS = 3600.0
"""Unnamed bytes are kept for a day anyhow, and finding them reads the bucket's whole list."""


def main() -> None:
    """Dispatch until SIGTERM or SIGINT; a database or Prefect server that is away is waited for."""
    log_to_stderr()
    settings = load_settings()
    use_prefect(settings)
    asyncio.run(_until_asked_to_end(settings))


async def _until_asked_to_end(settings: Settings) -> None:
    ended = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, ended.set)
    working = asyncio.create_task(_dispatch(settings))
    ending = asyncio.create_task(ended.wait())
    await asyncio.wait([working, ending], return_when=asyncio.FIRST_COMPLETED)
    if working.done():
        working.result()
    working.cancel()
    await asyncio.wait([working], timeout=5)


async def _dispatch(settings: Settings) -> None:
    from workflows.flows.dispatching import Dispatcher, repeat

    dispatcher = Dispatcher(await _services(settings))
    _log.info("dispatcher started")
    async with asyncio.TaskGroup() as loops:
        loops.create_task(repeat(LOOK_SECONDS, dispatcher.start_waiting))
        loops.create_task(repeat(LOOK_AT_SILENT_SECONDS, dispatcher.give_up_silent))
        loops.create_task(repeat(TIDY_SECONDS, dispatcher.tidy))
        loops.create_task(repeat(TIDY_STORE_SECONDS, dispatcher.tidy_store))


async def _services(settings: Settings) -> Services:
    while True:
        try:
            return await asyncio.to_thread(build_services, settings)
        except Unavailable as error:
            _log.warning("waiting: %s", error)
            await asyncio.sleep(2)


if __name__ == "__main__":
    main()
