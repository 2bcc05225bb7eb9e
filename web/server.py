"""The web process: settings, services, application, uvicorn."""

import logging

import uvicorn

from web.app import create_app
from workflows.bootstrap import build_services
from workflows.settings import load_settings


def main() -> None:
    """Serve the pages until told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    settings = load_settings()
    app = create_app(build_services(settings), settings)
    uvicorn.run(app, host=settings.web_host, port=settings.web_port, log_config=None, server_header=False)


if __name__ == "__main__":
    main()
