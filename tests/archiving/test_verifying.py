"""Whatever happens to the archive underneath is found and named."""

from io import BytesIO

import pytest
from minio import Minio
from minio.retention import Retention
from typer.testing import CliRunner

from cli.app import build_app
from cli.stack.processes import free_ports
from cli.stack.seaweed import Seaweed
from models.accounts import Scope
from models.awards.archive import document_archive_id, dossier_archive_id
from models.campaign import CampaignState, Filling, Submission
from models.errors import Unavailable
from models.ports import ArchiveFilter, SealedRecord
from storage.objects import open_objects
from storage.registry.archive import _row_hash
from storage.registry.sealing import FIRST
from tests.archiving.conftest import DAY, Place
from tests.archiving.damage import change_rows, changed, flip_byte, remove_underneath
from tests.contracts.making import STP, document
from workflows.steps.archive.archive_lists import list_id
from workflows.steps.archive.verifying import verify_archive


def test_a_sound_archive_has_nothing_to_tell(place: Place) -> None:
    """Also an empty one; and progress is told object by object."""
    assert place.verify().sound
    place.issue("a", pdf=True)
    place.archive()
    told: list[tuple[int, int]] = []
    assert verify_archive(place.services, told=lambda done, total: told.append((done, total))).sound
    assert told == [(0, 3), (1, 3), (2, 3)]


def test_one_flipped_byte_in_the_stores_files_is_found(place: Place, seaweed: Seaweed) -> None:
    """The document whose byte it is, and no other; the store itself no longer gives it out."""
    entry = place.issue("a")
    place.issue("b")
    place.archive()
    flip_byte(seaweed, place, place.services.documents.get(entry.sha256 or ""))
    report = place.verify()
    assert {(fault.kind.value, fault.id) for fault in report.faults} == {("unreadable", document_archive_id(entry.id))}
    assert (report.objects, report.verified) == (3, 2)
    assert "01/KH-STP" in str(report.faults[0])


def test_one_object_deleted_underneath_is_found(place: Place, seaweed: Seaweed) -> None:
    """With the store's own shell, which no lock stops."""
    entry = place.issue("a")
    place.issue("b")
    place.archive()
    remove_underneath(seaweed, place, entry.sha256 or "")
    assert place.found() == {("missing", document_archive_id(entry.id))}


def library(place: Place) -> Minio:
    return Minio(
        place.settings.endpoint,
        access_key=place.settings.access_key,
        secret_key=place.settings.secret_key,
        secure=False,
        region="us-east-1",
    )


def test_other_bytes_in_the_place_of_an_object_are_found(place: Place, seaweed: Seaweed) -> None:
    """Deleted underneath, and something else put under its hash without a lock: altered and unlocked."""
    entry = place.issue("a")
    place.archive()
    sha256 = entry.sha256 or ""
    remove_underneath(seaweed, place, sha256)
    client, bucket = library(place), f"{place.settings.bucket_prefix}archive"
    client.delete_bucket_policy(bucket)
    client.put_object(bucket, f"sha256/{sha256[:2]}/{sha256}", BytesIO(b"other"), 5)
    name = document_archive_id(entry.id)
    assert place.found() == {("altered", name), ("unlocked", name)}


def test_the_same_bytes_without_their_lock_are_found(place: Place, seaweed: Seaweed) -> None:
    """Taken out and put back as they were, but for the lock."""
    entry = place.issue("a")
    place.archive()
    sha256 = entry.sha256 or ""
    data = place.services.documents.get(sha256)
    remove_underneath(seaweed, place, sha256)
    client, bucket = library(place), f"{place.settings.bucket_prefix}archive"
    client.delete_bucket_policy(bucket)
    client.put_object(bucket, f"sha256/{sha256[:2]}/{sha256}", BytesIO(data), len(data))
    assert place.found() == {("unlocked", document_archive_id(entry.id))}


def test_what_was_laid_over_an_object_is_found(place: Place) -> None:
    """The archived version is still there and read; that it is covered is told."""
    entry = place.issue("a")
    place.archive()
    sha256, bucket = entry.sha256 or "", f"{place.settings.bucket_prefix}archive"
    client = library(place)
    client.delete_bucket_policy(bucket)
    lock = client.get_object_retention(bucket, f"sha256/{sha256[:2]}/{sha256}")
    assert lock is not None
    again = Retention("COMPLIANCE", lock.retain_until_date)
    client.put_object(bucket, f"sha256/{sha256[:2]}/{sha256}", BytesIO(b"other"), 5, retention=again)
    assert place.found() == {("covered", document_archive_id(entry.id))}


CHANGES_OF_AN_ENTRY = (
    "request = replace(request::text, 'Triển khai', 'Đình chỉ')::json",
    "issued_on = issued_on + 1",
    "number = 7",
    "code = '07/KH-STP'",
    "issuer = 'dong-nai.snv'",
    "state = 'voided', void_reason = 'x'",
    "sha256 = repeat('0', 64)",
    "created_at = created_at + interval '1 second'",
)


def test_one_changed_row_of_the_register_is_found(place: Place) -> None:
    """Whatever column of an archived document's entry, by the superuser with the guards off."""
    entry = place.issue("a")
    place.issue("b")
    place.archive()
    for change in CHANGES_OF_AN_ENTRY:
        with changed(place, "entries", f"UPDATE entries SET {change} WHERE id = %s", entry.id):
            assert place.found() == {("source_changed", document_archive_id(entry.id))}, change
    assert place.verify().sound


def test_a_register_row_taken_away_is_found(place: Place) -> None:
    """The entry is gone, its archived document and its number are not."""
    entry = place.issue("a")
    place.archive()
    change_rows(place, "DELETE FROM entries WHERE id = %s", entry.id)
    assert place.found() == {("source_changed", document_archive_id(entry.id))}


CHANGES_OF_A_DOSSIER = {
    "UPDATE dossiers SET submitted_on = submitted_on - 1": "dossiers",
    "UPDATE dossiers SET zip_sha256 = repeat('0', 64)": "dossiers",
    "UPDATE dossier_parts SET sha256 = repeat('0', 64)": "dossier_parts",
    "DELETE FROM dossier_parts": "dossier_parts",
    "UPDATE nominations SET body = replace(body::text, 'mẫu 1', 'mẫu 2')::json": "nominations",
    "DELETE FROM nominations": "nominations",
    "UPDATE councils SET body = replace(body::text, '\"votes_for\": 9', '\"votes_for\": 5')::json": "councils",
}


def test_one_changed_row_of_a_closed_dossier_is_found(place: Place) -> None:
    """The dossier itself, a part, a nomination, the council's vote."""
    held = place.close(place.submit())
    place.archive()
    for statement, table in CHANGES_OF_A_DOSSIER.items():
        with changed(place, table, statement):
            name = dossier_archive_id(held.id, edition=1, rendition="zip")
            assert place.found() == {("source_changed", name)}, statement
    assert place.verify().sound


CHANGES_OF_THE_ARCHIVE = (
    "title = 'x'",
    "locked_until = locked_until - interval '1 year'",
    "metadata = '{}'",
    "retention = '5_years'",
)


def test_one_changed_row_of_the_archive_is_found(place: Place) -> None:
    """Its own hash tells, also where the row can no longer be read as what it was."""
    entry = place.issue("a")
    place.issue("b")
    place.archive()
    for change in CHANGES_OF_THE_ARCHIVE:
        statement = f"UPDATE archive_records SET {change} WHERE document = %s"
        with changed(place, "archive_records", statement, entry.id):
            assert place.found() == {("row_changed", document_archive_id(entry.id))}, change
    assert place.verify().sound


def test_one_changed_row_that_no_archived_thing_was_made_from_is_found(place: Place) -> None:
    """The plan, an answer, a hand-in, a voided entry, the log; what comes later or may still change is let be."""
    registry, campaign_id = place.services.registry, place.campaign_id
    with registry.begin() as tx:
        tx.campaigns.fill(campaign_id, Filling(path="document.date", value="2024-06-25", by="A", on=DAY))
        handed = Submission(campaign_id=campaign_id, obligation_id="O1", unit=STP, due=DAY, handed_in=DAY, by="A")
        tx.submissions.record(handed)
        void = tx.register.number(document(campaign_id, "hủy"))
        tx.register.void(void.key, reason="cấp nhầm", actor="văn thư")
    place.issue("a")
    place.archive()
    with registry.begin() as tx:
        tx.campaigns.fill(campaign_id, Filling(path="document.date", value="2024-06-26", by="A", on=DAY))
        tx.submissions.record(handed.model_copy(update={"obligation_id": "O2"}))
        tx.campaigns.update(tx.campaigns.get(campaign_id).model_copy(update={"state": CampaignState.CLOSED}))
    assert place.verify().sound
    for table, statement in {
        "campaigns": "UPDATE campaigns SET plan_text = 'khác' WHERE true",
        "fillings": "UPDATE fillings SET body = '{}' WHERE id = (SELECT min(id) FROM fillings)",
        "submissions": "UPDATE submissions SET handed_in = handed_in - 9 WHERE obligation_id = 'O1'",
        "entries": "UPDATE entries SET number = 9 WHERE state = 'voided'",
        "events": "DELETE FROM events WHERE kind = 'document.voided'",
    }.items():
        with changed(place, table, statement):
            assert [(kind, name.split(":")[0]) for kind, name in place.found()] == [("settled_changed", table)]


def test_a_row_that_points_to_other_bytes_is_found(place: Place) -> None:
    """The row, and the object that nobody names any more."""
    entry = place.issue("a")
    other = place.issue("b")
    place.archive()
    change_rows(place, "UPDATE archive_records SET sha256 = %s WHERE document = %s", other.sha256, entry.id)
    name = document_archive_id(entry.id)
    assert place.found() == {("row_changed", name), ("source_changed", name), ("unregistered", entry.sha256)}


def test_a_row_taken_out_of_the_archive_is_found(place: Place) -> None:
    """The gap in the chain, the line in the locked list, and the object that nobody names any more."""
    first, second = place.issue("a"), place.issue("b")
    place.archive()
    change_rows(place, "DELETE FROM archive_records WHERE document = %s", first.id)
    assert place.found() == {
        ("row_gone", document_archive_id(second.id)),
        ("list_differs", document_archive_id(first.id)),
        ("unregistered", first.sha256),
    }


def test_the_row_before_the_list_taken_out_is_told_once(place: Place) -> None:
    """The list no longer knows when it was made; what it says of other rows is let be."""
    entry = place.issue("a")
    place.archive()
    change_rows(place, "DELETE FROM archive_records WHERE document = %s", entry.id)
    assert place.found() == {
        ("row_gone", list_id(place.campaign_id, number=1)),
        ("list_differs", document_archive_id(entry.id)),
        ("unregistered", entry.sha256),
    }


def test_the_last_rows_taken_out_are_found(place: Place) -> None:
    """A chain cut short has no gap; the objects are still there."""
    entry = place.issue("a")
    place.archive()
    change_rows(place, "DELETE FROM archive_records")
    kinds = {kind for kind, _ in place.found()}
    assert kinds == {"unregistered"}
    assert ("unregistered", entry.sha256) in place.found()
    assert len(place.found()) == 2


def test_a_chain_written_anew_is_found(place: Place) -> None:
    """Who knows how the hashes are made and rewrites every row after the changed one differs from the locked list."""
    entry = place.issue("a")
    place.issue("b")
    place.archive()
    change_rows(place, "UPDATE archive_records SET title = 'x' WHERE document = %s", entry.id)
    previous = FIRST
    for row in rows(place):
        forged = row.model_copy(update={"previous_sha256": previous})
        previous = _row_hash(
            forged.model_dump(exclude={"metadata"}) | {"metadata": row.metadata.model_dump(mode="json")}
        )
        change_rows(
            place,
            "UPDATE archive_records SET previous_sha256 = %s, row_sha256 = %s WHERE id = %s",
            forged.previous_sha256,
            previous,
            row.id,
        )
    assert {kind for kind, _ in place.found()} == {"list_differs"}
    assert ("list_differs", document_archive_id(entry.id)) in place.found()


def rows(place: Place) -> tuple[SealedRecord, ...]:
    with place.services.registry.begin() as tx:
        return tx.archive.list(ArchiveFilter(), scope=Scope(), limit=None)


def test_a_damaged_list_is_found(place: Place, seaweed: Seaweed) -> None:
    """The list is an object like the others."""
    place.issue("a")
    place.archive()
    remove_underneath(seaweed, place, rows(place)[-1].sha256)
    assert place.found() == {("missing", list_id(place.campaign_id, number=1))}


def test_a_store_that_is_away_is_no_damage(place: Place) -> None:
    """Nobody is told that everything is missing."""
    from dataclasses import replace

    place.issue("a")
    place.archive()
    nowhere = place.settings.arguments() | {"endpoint": f"127.0.0.1:{free_ports(1)[0]}"}
    away = replace(place.services, archive=open_objects(**nowhere).archive)
    with pytest.raises(Unavailable):
        verify_archive(away)


def test_the_command_names_what_is_wrong_and_ends_with_one(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """``thidua archive verify``: 0 and a sentence while all is well, then every fault on a line and 1."""
    given = place.settings.arguments()
    for name, value in {
        "DATABASE_URL": place.database_url,
        "S3_ENDPOINT": given["endpoint"],
        "S3_ACCESS_KEY": given["access_key"],
        "S3_SECRET_KEY": given["secret_key"],
        "S3_BUCKET_PREFIX": given["bucket_prefix"],
    }.items():
        monkeypatch.setenv(f"THIDUA_{name}", value)
    entry = place.issue("a")
    place.archive()
    command = CliRunner()
    sound = command.invoke(build_app(), ["archive", "verify"])
    assert (sound.exit_code, sound.stdout) == (0, "")
    assert "Đã đọc 2 tệp của 2 mục: 2 tệp nguyên vẹn, 0 sai lệch" in sound.stderr
    change_rows(place, "UPDATE archive_records SET title = 'Kế hoạch khác' WHERE document = %s", entry.id)
    faulty = command.invoke(build_app(), ["archive", "verify", place.campaign_id])
    assert faulty.exit_code == 1
    assert faulty.stdout.startswith(f"Kế hoạch khác (document:{entry.id}:docx): dòng trong sổ lưu trữ đã bị sửa.")
