"""The web process: settings, services, application, uvicorn."""

import ctypes
import logging

import uvicorn

from web.app import create_app
from web.bodies import MEGABYTE
from workflows.bootstrap import build_services
from workflows.settings import load_settings

_MMAP_THRESHOLD = -3
"""``M_MMAP_THRESHOLD`` of glibc's malloc.h."""


def main() -> None:
    """Serve the pages until told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    _give_large_blocks_back()
    settings = load_settings()
    app = create_app(build_services(settings), settings)
    uvicorn.run(app, host=settings.web_host, port=settings.web_port, log_config=None, server_header=False)


def _give_large_blocks_back() -> None:
    """Have the memory of documents go back to the system with them; glibc would keep it, thread by thread."""
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):
        libc.mallopt(_MMAP_THRESHOLD, MEGABYTE)


if __name__ == "__main__":
    main()
