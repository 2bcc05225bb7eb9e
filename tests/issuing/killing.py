"""Run apart from pytest: forks processes that issue documents and kills them while they do.

``python -m tests.issuing.killing`` reads a ``Battle`` as JSON from its input and writes an ``Outcome`` to its
output. It is a program of its own because it forks: no connection is shared and no thread runs before that.
"""

import mmap
import os
import random
import signal
import struct
import sys
import time
from typing import Any

from sqlalchemy import Engine

from models.base import Value
from models.documents import CampaignId, DocumentRequest, TemplateVersion
from storage.objects import open_objects
from storage.registry import SqlRegistry
from storage.registry.engine import make_engine
from tests.issuing.making import Issuing, letter, series, symbol
from workflows.steps.documents.issuing import issue_document

WINDOW = 24
"""How many keys everybody works on at the same time; whoever has done a half of them moves on."""
LIFE = 0.5
"""A worker is killed at a random moment of this many seconds after it began to issue."""
_SLOT = struct.Struct("<qq")  # a worker's window and whether it is issuing right now


class Battle(Value):
    """What is to be done."""

    database_url: str
    objects: dict[str, Any]
    campaign_id: CampaignId
    template: TemplateVersion
    kills: int
    workers: int = 8
    series: int = 5
    seed: int = 1


class Outcome(Value):
    """What was done."""

    kills: int
    in_the_middle: int
    """Kills that hit a process inside ``issue_document``."""
    keys: int
    """How many keys, from 0 on, may have been worked on."""
    seconds: float


def request_of(battle: Battle, number: int) -> DocumentRequest:
    """Return the request of the n-th key; keys are dealt to the series in turn."""
    which = number % battle.series + 1
    return letter(
        battle.campaign_id,
        battle.template,
        f"k{number}",
        series=series(battle.campaign_id, which),
        symbol=symbol(which),
        obligation_id=f"O{number}",
    )


def issue_for_ever(battle: Battle, engine: Engine, board: mmap.mmap, worker: int, *, seed: int) -> None:
    """Issue half of one window's keys after the other, each worker its own half in its own order, until killed."""
    engine.dispose(close=False)  # the connections are our parent's; what the engine has learned is ours too
    stores = open_objects(**battle.objects)
    services = Issuing(registry=SqlRegistry(engine), documents=stores.documents, templates=stores.templates)
    services.registry.check()
    services.documents.exists("0" * 64)
    window = max(_SLOT.unpack_from(board, other * _SLOT.size)[0] for other in range(battle.workers))
    while True:
        keys = range(window * WINDOW, (window + 1) * WINDOW)
        for number in random.Random(seed + window).sample(keys, WINDOW // 2):
            _issue(services, request_of(battle, number), board, worker=worker, window=window)
        window += 1


def _issue(services: Issuing, request: DocumentRequest, board: mmap.mmap, *, worker: int, window: int) -> None:
    _SLOT.pack_into(board, worker * _SLOT.size, window, 1)
    issue_document(services, request, actor=f"worker {worker}")
    _SLOT.pack_into(board, worker * _SLOT.size, window, 0)


def fight(battle: Battle) -> Outcome:
    """Fork the workers, kill each at a random moment and put another in its place, until enough were killed."""
    engine = _warmed(battle)
    board = mmap.mmap(-1, battle.workers * _SLOT.size)
    chance = random.Random(battle.seed)
    began = time.monotonic()
    alive: dict[int, tuple[int, float]] = {}
    kills = in_the_middle = 0
    while kills < battle.kills:
        for worker in range(battle.workers):
            if worker not in alive:
                alive[worker] = (_fork(battle, engine, board, worker, seed=chance.randrange(2**31)), 0.0)
        time.sleep(0.002)
        for worker, (child, when) in list(alive.items()):
            if when == 0.0:
                if _SLOT.unpack_from(board, worker * _SLOT.size)[1]:
                    alive[worker] = (child, time.monotonic() + chance.uniform(0.0, LIFE))
                elif os.waitpid(child, os.WNOHANG)[0]:
                    raise SystemExit(f"worker {worker} ended by itself")
            elif time.monotonic() >= when:
                in_the_middle += _kill(child, board, worker)
                kills += 1
                del alive[worker]
    for worker, (child, _) in alive.items():
        in_the_middle += _kill(child, board, worker)
        kills += 1
    last = max(_SLOT.unpack_from(board, worker * _SLOT.size)[0] for worker in range(battle.workers))
    return Outcome(
        kills=kills,
        in_the_middle=in_the_middle,
        keys=(last + 1) * WINDOW,
        seconds=time.monotonic() - began,
    )


def _warmed(battle: Battle) -> Engine:
    """Return an engine that has compiled every statement, so that children spend their lives issuing."""
    engine = make_engine(battle.database_url, pool_size=1)
    stores = open_objects(**battle.objects)
    services = Issuing(registry=SqlRegistry(engine), documents=stores.documents, templates=stores.templates)
    services.registry.check()
    issue_document(services, request_of(battle, 0), actor="before the battle")
    return engine


def _fork(battle: Battle, engine: Engine, board: mmap.mmap, worker: int, *, seed: int) -> int:
    window = _SLOT.unpack_from(board, worker * _SLOT.size)[0]
    _SLOT.pack_into(board, worker * _SLOT.size, window, 0)
    child = os.fork()
    if child == 0:
        try:
            issue_for_ever(battle, engine, board, worker, seed=seed)
        finally:
            os._exit(1)
    return child


def _kill(child: int, board: mmap.mmap, worker: int) -> int:
    """Kill the child and return whether it was in the middle of issuing."""
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise SystemExit(f"worker {worker} ended by itself")
    return int(_SLOT.unpack_from(board, worker * _SLOT.size)[1])


if __name__ == "__main__":
    sys.stdout.write(fight(Battle.model_validate_json(sys.stdin.read())).model_dump_json())
