"""PostgreSQL's remains after a kill: half a cluster, a pid file of somebody else."""

import os
import secrets
import subprocess
import sys
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from minio import Minio

from cli.stack.postgres import Postgres
from cli.stack.processes import PartSilent, free_ports, guarded, listens
from cli.stack.seaweed import Seaweed, SeaweedKeys, SeaweedPorts


@pytest.fixture
def cluster(server_folder: Path) -> Postgres:
    """Return a cluster of the test's own, not yet made."""
    (port,) = free_ports(1)
    return Postgres(folder=server_folder / secrets.token_hex(4), port=port, password=secrets.token_hex(8))


def test_a_half_made_cluster_is_made_anew(cluster: Postgres) -> None:
    """A kill during the very first start leaves nothing that the next start trips over."""
    torn = cluster.folder / "making-0000"
    torn.mkdir(parents=True)
    (torn / "PG_VERSION").write_text("18\n")
    (cluster.folder / "making-0000.password").write_text("secret")
    child = cluster.start()
    child.stop()
    assert not torn.exists()
    assert not tuple(cluster.folder.glob("making-*"))


def test_a_pid_file_of_somebody_else_blocks_nothing(cluster: Postgres) -> None:
    """After a kill of everything the recorded pid may belong to any process; data stay as they were."""
    child = cluster.start()
    cluster.run("CREATE TABLE kept AS SELECT 7 AS number")
    child.process.kill()
    child.process.wait()
    pid_file = cluster.data / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    child = cluster.start()
    try:
        assert cluster.run("SELECT number FROM kept") == "7"
    finally:
        child.stop()


def test_a_server_whose_starter_was_killed_shuts_down(cluster: Postgres) -> None:
    """The kernel tells a server that its starter is gone, so no orphan stays on the data."""
    start_and_die = (
        "import os; from pathlib import Path; from cli.stack.postgres import Postgres\n"
        f"Postgres(folder=Path({str(cluster.folder)!r}), port={cluster.port}, password={cluster.password!r}).start()\n"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", start_and_die], stdout=subprocess.DEVNULL, check=False)
    end = time.monotonic() + 10
    while (cluster.data / "postmaster.pid").exists():
        assert time.monotonic() < end
        time.sleep(0.05)
    assert not listens(cluster.port)


def test_a_cluster_on_a_taken_port_says_so(cluster: Postgres, postgres: Postgres) -> None:
    """A server that cannot start is told with the end of its log, in a sentence."""
    taken = Postgres(folder=cluster.folder, port=postgres.port, password=cluster.password)
    with pytest.raises(PartSilent, match="Address already in use"):
        taken.start()


def test_objects_survive_a_kill_and_a_change_of_every_port(server_folder: Path) -> None:
    """Ports are exchanged when strangers take them; what was acknowledged stays, each version of it."""
    store = Seaweed(folder=server_folder / secrets.token_hex(4), ports=SeaweedPorts.free(), keys=SeaweedKeys.fresh())
    kept: dict[str, bytes] = {}
    for round_ in range(2):
        child = store.start()
        client = Minio(store.endpoint, access_key=store.keys.access_key, secret_key=store.keys.secret_key, secure=False)
        if round_ == 0:
            client.make_bucket("kept", object_lock=True)
        for version, data in kept.items():
            assert client.get_object("kept", "plan.docx", version_id=version).read() == data
        for number in range(10):
            data = f"{round_}-{number}".encode() * 1000
            written = client.put_object("kept", "plan.docx", BytesIO(data), len(data))
            assert written.version_id
            kept[written.version_id] = data
        child.process.kill()
        child.process.wait()
        store = replace(store, ports=SeaweedPorts.free())


def test_every_child_is_bound_to_its_parent() -> None:
    """Each command goes through setpriv with the signal of the parent's death."""
    assert guarded(("weed",), on_parent_death="INT") == ("setpriv", "--pdeathsig=INT", "--", "weed")
