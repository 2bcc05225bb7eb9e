"""Processes that are killed while they issue leave no gap, no double and no document without its number."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from cli.stack.seaweed import ObjectSettings
from doc_templates.word.extract import text_of
from models.accounts import Scope
from models.documents import CampaignId, DocumentRecord, EntryState, TemplateVersion
from models.ports import DocumentFilter
from storage.objects.buckets import Bucket, make_client
from tests.issuing.killing import Battle, Outcome, request_of
from tests.issuing.making import Issuing, symbol
from workflows.steps.documents.issuing import issue_document, reconcile_entries

KILLS = 208
REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def battle(
    database_url: str, object_settings: ObjectSettings, campaign_id: CampaignId, template: TemplateVersion
) -> Battle:
    """Return what is to be fought for."""
    return Battle(
        database_url=database_url,
        objects=dict(object_settings.arguments()),
        campaign_id=campaign_id,
        template=template,
        kills=KILLS,
    )


def test_killed_processes_leave_the_register_whole(
    battle: Battle, services: Issuing, capsys: pytest.CaptureFixture[str]
) -> None:
    """Eight processes, overlapping keys, five series, at least 200 kills in the middle: then reconcile, and look."""
    outcome = fought(battle)
    left = Counter(record.state.value for record in entries(services, battle))
    reconciled = reconcile_entries(services, older_than_seconds=0)
    issued = [issue_document(services, request_of(battle, n), actor="văn thư") for n in range(outcome.keys)]
    with capsys.disabled():
        sys.stdout.write(
            f"\n{outcome.kills} SIGKILLs in {outcome.seconds:.0f} s, {outcome.in_the_middle} of them inside issuing; "
            f"{outcome.keys} keys; left behind {dict(left)}; reconciled {len(reconciled)}\n"
        )
    assert outcome.in_the_middle >= 200
    assert reconciled
    records = entries(services, battle)
    assert sorted(record.key for record in records) == sorted(record.key for record in issued)
    assert {record.state for record in records} == {EntryState.ISSUED}
    assert_no_gap_and_no_double(battle, records)
    assert_each_number_in_one_object(battle, services, records)
    assert_each_step_told_once(battle, services, records)


def fought(battle: Battle) -> Outcome:
    """Fight in a program of its own and return what came of it."""
    command = [sys.executable, "-m", "tests.issuing.killing"]
    done = subprocess.run(
        command,
        input=battle.model_dump_json(),
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Outcome.model_validate_json(done.stdout)


def entries(services: Issuing, battle: Battle) -> tuple[DocumentRecord, ...]:
    with services.registry.begin() as tx:
        return tx.register.list(DocumentFilter(campaign_id=battle.campaign_id), scope=Scope(), limit=100_000)


def assert_no_gap_and_no_double(battle: Battle, records: tuple[DocumentRecord, ...]) -> None:
    """Each series runs from 1 to its last number, each number once."""
    for which in range(1, battle.series + 1):
        numbers = sorted(record.number or 0 for record in records if record.symbol == symbol(which))
        assert numbers == list(range(1, len(numbers) + 1))


def assert_each_number_in_one_object(battle: Battle, services: Issuing, records: tuple[DocumentRecord, ...]) -> None:
    """Of all objects in the store, bound or not, exactly one prints a number, and its hash is in the register."""
    objects = battle.objects
    client = make_client(
        endpoint=objects["endpoint"],
        access_key=objects["access_key"],
        secret_key=objects["secret_key"],
        secure=objects["secure"],
        region="us-east-1",
    )
    stored = [str(found.object_name)[-64:] for found in Bucket(client, f"{objects['bucket_prefix']}documents").walk("")]
    bound = {record.sha256: record for record in records}
    assert sorted(stored) == sorted(str(sha256) for sha256 in bound)
    for sha256, record in bound.items():
        words = text_of(services.documents.get(str(sha256)))
        assert f"Số: {record.code}" in words
        assert f"lần {record.key.split(':')[2]}" in words


def assert_each_step_told_once(battle: Battle, services: Issuing, records: tuple[DocumentRecord, ...]) -> None:
    """Look that the log tells each numbering and each issue once, and each deadline was met once."""
    with services.registry.begin() as tx:
        told = Counter((one.kind, one.subject) for one in tx.events.list(battle.campaign_id, limit=1_000_000))
        handed_in = [one.document for one in tx.submissions.list(battle.campaign_id)]
    assert set(told.values()) == {1}
    assert len(told) == 2 * len(records)
    assert sorted(number or 0 for number in handed_in) == sorted(record.id for record in records)
