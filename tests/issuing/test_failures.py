"""Servers that stop, fill up or lose an answer in the middle of issuing: a clear error, then it goes on."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.stack.postgres import Postgres
from cli.stack.processes import Child, free_ports
from cli.stack.seaweed import ObjectSettings, Seaweed, SeaweedKeys, SeaweedPorts
from doc_templates.word.extract import text_of
from models.documents import CampaignId, EntryState, TemplateVersion
from models.errors import Unavailable
from storage.registry import migrate, open_registry
from tests.contracts.making import kept_campaign
from tests.issuing.cutting import CuttingWire
from tests.issuing.making import Issuing, letter, open_issuing, publish
from workflows.steps.documents.issuing import issue_document, reconcile_entries

ACTOR = "văn thư"


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder that a server lent to another user can reach."""
    made = Path(tempfile.mkdtemp(prefix="thidua-issuing-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def wire(database_url: str) -> Iterator[CuttingWire]:
    """Return a wire to the database that can be cut."""
    made = CuttingWire(database_url)
    yield made
    made.close()


@pytest.mark.parametrize("commit", [1, 2, 3, 4], ids=["asking", "numbering", "binding", "issuing"])
def test_a_commit_whose_answer_is_lost_is_not_made_twice(
    commit: int,
    wire: CuttingWire,
    object_settings: ObjectSettings,
    services: Issuing,
    campaign_id: CampaignId,
    template: TemplateVersion,
) -> None:
    """The connection breaks right after each of the four commits; asking again returns the same number."""
    over_the_wire = open_issuing(wire.url, dict(object_settings.arguments()))
    over_the_wire.registry.check()
    request = letter(campaign_id, template, "a")
    wire.cut_at(commit)
    with pytest.raises(Unavailable):
        issue_document(over_the_wire, request, actor=ACTOR)
    assert wire.cut.wait(10)
    with services.registry.begin() as tx:
        left = tx.register.find(request.key)
    assert (left and left.state) == [None, EntryState.NUMBERED, EntryState.STORED, EntryState.ISSUED][commit - 1]
    record = issue_document(over_the_wire, request, actor=ACTOR)
    assert (record.number, record.state) == (1, EntryState.ISSUED)
    assert issue_document(over_the_wire, letter(campaign_id, template, "b"), actor=ACTOR).number == 2
    with services.registry.begin() as tx:
        assert len(tx.events.list(campaign_id)) == 4
    over_the_wire.registry.close()


@pytest.fixture
def own_store(folder: Path) -> Seaweed:
    """Return a store that the test may stop."""
    return Seaweed(folder=folder / "weed", ports=SeaweedPorts.free(), keys=SeaweedKeys.fresh())


def test_a_stopped_store_leaves_a_number_that_is_finished_later(database_url: str, own_store: Seaweed) -> None:
    """The error says that the store does not answer; the entry waits, and a later run finishes that same number."""
    child = own_store.start()
    try:
        services = open_issuing(database_url, dict(own_store.settings(bucket_prefix="t-").arguments()))
        template, campaign_id = publish(services), kept_campaign(services.registry)
        issue_document(services, letter(campaign_id, template, "a"), actor=ACTOR)
        child.stop()
        request = letter(campaign_id, template, "b")
        with pytest.raises(Unavailable, match="không trả lời"):
            issue_document(services, request, actor=ACTOR)
        with pytest.raises(Unavailable):
            reconcile_entries(services, older_than_seconds=0)
        assert state(services, request.key) == (EntryState.NUMBERED, 2)
        child = own_store.start()
        (record,) = reconcile_entries(services, older_than_seconds=0)
        assert (record.key, record.number, record.state) == (request.key, 2, EntryState.ISSUED)
        assert "02/STP-HT1" in text_of(services.documents.get(str(record.sha256)))
        services.registry.close()
    finally:
        child.stop()


def test_a_full_store_refuses_and_goes_on_once_there_is_room(database_url: str, own_store: Seaweed) -> None:
    """A store without room for another volume: the error names the store and its room; then the number is finished."""
    child = own_store.start()
    try:
        services = open_issuing(database_url, dict(own_store.settings(bucket_prefix="t-").arguments()))
        template, campaign_id = publish(services), kept_campaign(services.registry)
        child.stop()
        child = started_without_room(own_store)
        request = letter(campaign_id, template, "a")
        with pytest.raises(Unavailable, match="hết chỗ"):
            issue_document(services, request, actor=ACTOR)
        assert state(services, request.key) == (EntryState.NUMBERED, 1)
        child.stop()
        child = own_store.start()
        assert issue_document(services, request, actor=ACTOR).state is EntryState.ISSUED
        services.registry.close()
    finally:
        child.stop()


def started_without_room(store: Seaweed) -> Child:
    """Return the store started with room for the volume it has and no other."""
    store.prepare()
    child = Child((*store.command(), "-volume.max=1"), log=store.log, cwd=store.folder, environment=store.environment())
    child.once_it(store.answers, what="SeaweedFS", log=store.log)
    time.sleep(1)  # the volume server has to tell the master what it holds before templates can be read
    return child


def test_a_stopped_database_is_told_and_nothing_is_lost(folder: Path, object_settings: ObjectSettings) -> None:
    """Before and between documents; after the restart the same pool of connections goes on."""
    (port,) = free_ports(1)
    server = Postgres(folder=folder / "pg", port=port, password="for this test only")
    child = server.start()
    try:
        server.create_database("thidua")
        url = server.url(database="thidua")
        migrate(url)
        services = open_issuing(url, dict(object_settings.arguments()))
        template, campaign_id = publish(services), kept_campaign(services.registry)
        issue_document(services, letter(campaign_id, template, "a"), actor=ACTOR)
        child.stop()
        with pytest.raises(Unavailable, match="cơ sở dữ liệu"):
            issue_document(services, letter(campaign_id, template, "b"), actor=ACTOR)
        with pytest.raises(Unavailable):
            open_registry(url).check()
        child = server.start()
        assert issue_document(services, letter(campaign_id, template, "b"), actor=ACTOR).number == 2
        services.registry.close()
    finally:
        child.stop()


def test_a_database_that_stops_inside_a_transaction_keeps_nothing_of_it(
    folder: Path, object_settings: ObjectSettings
) -> None:
    """The act's number and event are gone with it, and the next act takes the same number."""
    (port,) = free_ports(1)
    server = Postgres(folder=folder / "pg", port=port, password="for this test only")
    child = server.start()
    try:
        server.create_database("thidua")
        migrate(server.url(database="thidua"))
        services = open_issuing(server.url(database="thidua"), dict(object_settings.arguments()))
        template, campaign_id = publish(services), kept_campaign(services.registry)

        def act_that_is_cut_off() -> None:
            with services.registry.begin() as tx:
                tx.register.number(letter(campaign_id, template, "a"))
                child.process.kill()
                child.process.wait()
                tx.drafts.list(campaign_id)

        with pytest.raises(Unavailable):
            act_that_is_cut_off()
        child = server.start()
        assert issue_document(services, letter(campaign_id, template, "b"), actor=ACTOR).number == 1
        services.registry.close()
    finally:
        child.stop()


def state(services: Issuing, key: str) -> tuple[EntryState, int | None]:
    with services.registry.begin() as tx:
        record = tx.register.find(key)
    assert record is not None
    return record.state, record.number
