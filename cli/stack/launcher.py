"""What the supervisor runs for each part: find the secrets, clean the environment, become the part."""

import importlib
import os
import signal

from cli.stack.layout import Layout
from cli.stack.local import LocalStack, child_environment
from cli.stack.memory import load_memory
from workflows.settings import outside_settings

OWN_PROGRAMS = {
    "worker": "workflows.flows.worker",
    "dispatcher": "workflows.flows.dispatcher",
    "web": "web.server",
}


def launch(name: str) -> None:
    """Become the part of that name; returns only when one of our own programs ends."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    given = outside_settings()
    layout = Layout(given.home.absolute())
    stack = LocalStack.of(given=given, memory=load_memory(layout.memory))
    part = stack.part(name)
    environment = child_environment(stack, part)
    if part.command:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execvpe(part.command[0], part.command, environment)  # noqa: S606  own command, no shell wanted
    os.environ.clear()
    os.environ.update(environment)
    importlib.import_module(OWN_PROGRAMS[name]).main()
