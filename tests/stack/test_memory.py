"""What the stack remembers: ports, secrets, the settings file, the lock."""

import os
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.stack.environment_file import variables, write_environment_file
from cli.stack.layout import SOCKET_PATH_LIMIT, Layout
from cli.stack.local import LocalStack, child_environment
from cli.stack.lock import StackLock, StackRuns, is_held, running_starter
from cli.stack.memory import Memory, MemoryBroken, load_memory, with_free_ports
from cli.stack.supervision import configuration
from workflows.settings import Settings, load_settings


def test_ports_and_secrets_are_kept_for_the_owner_alone(tmp_path: Path) -> None:
    """A second start finds the same ports and secrets, and nobody else may read them."""
    file = tmp_path / "stack.json"
    assert load_memory(file) == load_memory(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_broken_memory_is_told_and_not_replaced(tmp_path: Path) -> None:
    """New secrets would lock the old data away for good, so a broken file is an error with a way out."""
    file = tmp_path / "stack.json"
    file.write_text("{")
    with pytest.raises(MemoryBroken, match="sao lưu"):
        load_memory(file)
    assert file.read_text() == "{"


def test_a_port_that_a_stranger_took_is_exchanged() -> None:
    """SeaweedFS would move to another port without a word; here it is done before, for every part."""
    memory = Memory()
    with (
        socket.create_server(("127.0.0.1", memory.postgres_port)),
        socket.create_server(("127.0.0.1", memory.seaweed_ports.filer)),
    ):
        renewed = with_free_ports(memory)
    assert renewed.postgres_port != memory.postgres_port
    assert renewed.seaweed_ports.filer != memory.seaweed_ports.filer
    assert renewed.seaweed_ports.s3 == memory.seaweed_ports.s3
    assert renewed.prefect_port == memory.prefect_port


def test_a_port_with_another_persons_socket_is_exchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    """A killed store leaves sockets where all persons' stores put theirs; one that is not ours cannot be taken away."""
    memory = Memory()
    left = Path("/tmp") / f"seaweedfs-volume-grpc-{memory.seaweed_ports.volume_grpc}.sock"
    left.touch()
    try:
        assert with_free_ports(memory) == memory
        monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
        renewed = with_free_ports(memory)
    finally:
        left.unlink()
    assert renewed.seaweed_ports.volume_grpc != memory.seaweed_ports.volume_grpc
    assert renewed.seaweed_ports.volume == memory.seaweed_ports.volume


def test_the_settings_file_leads_another_shell_to_the_stack(tmp_path: Path) -> None:
    """What the stack writes is what ``load_settings`` reads, in a home whose path has spaces, too."""
    home = tmp_path / "hồ sơ thi đua"
    home.mkdir()
    stack = LocalStack.of(given=Settings(home=home), memory=Memory())
    write_environment_file(home / "local.env", stack.settings)
    read = load_settings(home=home)
    assert variables(read) == variables(stack.settings)
    assert read.local_stack
    assert stat.S_IMODE((home / "local.env").stat().st_mode) == 0o600


def test_a_given_address_is_used_and_its_part_not_started(tmp_path: Path) -> None:
    """Every part can be somebody else's server; such a stack is not the local one any more."""
    given = Settings(
        home=tmp_path, database_url="postgresql://a:b@db.example/thidua", s3_endpoint="s3.example", s3_access_key="k"
    )
    stack = LocalStack.of(given=given, memory=Memory())
    assert [part.name for part in stack.parts] == ["postgres", "prefect", "worker", "dispatcher", "web"]
    assert stack.settings.database_url == given.database_url
    assert stack.settings.s3_endpoint == "s3.example"
    assert not stack.settings.local_stack
    full = LocalStack.of(given=given.model_copy(update={"prefect_api_url": "http://p.example/api"}), memory=Memory())
    assert [part.name for part in full.parts] == ["worker", "dispatcher", "web"]


def test_settings_of_an_earlier_start_do_not_count_as_given(tmp_path: Path) -> None:
    """A shell that has read ``local.env`` can start the stack again."""
    memory = Memory()
    own = LocalStack.of(given=Settings(home=tmp_path, soffice="/opt/soffice"), memory=memory).settings
    stack = LocalStack.of(given=own, memory=memory)
    assert stack.settings.soffice == "/opt/soffice"
    assert [part.name for part in stack.parts] == ["postgres", "seaweedfs", "prefect", "worker", "dispatcher", "web"]


def test_parts_get_no_settings_from_the_starters_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's Prefect profile or stale address does not reach the parts; the home does."""
    monkeypatch.setenv("PREFECT_API_URL", "http://elsewhere.example/api")
    monkeypatch.setenv("THIDUA_DATABASE_URL", "postgresql://elsewhere.example/x")
    stack = LocalStack.of(given=Settings(home=tmp_path, database_url=None), memory=Memory())
    environment = child_environment(stack, stack.part("web"))
    assert environment["PREFECT_API_URL"] == stack.settings.prefect_api_url
    assert environment["THIDUA_HOME"] == str(tmp_path)
    assert "THIDUA_DATABASE_URL" not in environment


def test_the_supervisors_configuration_holds_no_secret(tmp_path: Path) -> None:
    """Secrets stay in the home's two private files; a percent sign in a path is no format."""
    home = tmp_path / "100% thi đua"
    stack = LocalStack.of(given=Settings(home=home), memory=Memory())
    written = configuration(stack.layout, stack.parts)
    assert "100%% thi đua" in written
    secrets = [stack.memory.superuser_password, stack.memory.prefect_secret, stack.memory.seaweed_keys.secret_key]
    assert not any(secret in written for secret in secrets)


def test_a_deep_home_gets_its_socket_elsewhere(tmp_path: Path) -> None:
    """A socket's path has a limit, a home's has none."""
    deep = Layout(tmp_path / ("sâu" * 40))
    assert len(os.fsencode(deep.supervisor_socket)) <= SOCKET_PATH_LIMIT


def test_a_second_stack_on_the_same_home_is_refused(tmp_path: Path) -> None:
    """While the starter lives, another is told at once who holds the home and what to do."""
    (tmp_path / "run").mkdir()
    file = tmp_path / "run" / "stack.lock"
    lock = StackLock.take(file)
    try:
        with pytest.raises(StackRuns, match=f"tiến trình {os.getpid()}.*thidua down"):
            StackLock.take(file)
        assert running_starter(file) == os.getpid()
    finally:
        lock.release()
    assert not is_held(file)


def test_the_remains_of_a_killed_stack_are_waited_for(tmp_path: Path) -> None:
    """While a killed starter's supervisor still stops its parts, the next start waits instead of refusing."""
    file = tmp_path / "stack.lock"
    hold = (
        "import os, subprocess, sys; from pathlib import Path; from cli.stack.lock import StackLock\n"
        f"lock = StackLock.take(Path({str(file)!r}))\n"
        "subprocess.Popen(['sleep', '1.5'], pass_fds=(lock.descriptor,))\n"
        "print('held', flush=True); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", hold], stdout=subprocess.DEVNULL, check=False)
    assert is_held(file)
    assert running_starter(file) is None
    begun = time.monotonic()
    StackLock.take(file, patience=10).release()
    assert time.monotonic() - begun > 0.5
