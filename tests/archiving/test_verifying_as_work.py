"""A verification that a page asked for: one at a time, it names everything, and goes on where it was stopped."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from cli.stack.seaweed import Seaweed
from models.accounts import Role
from models.awards.archive import document_archive_id
from models.campaign import Clock
from models.errors import Forbidden
from models.operations import Operation, OperationState
from models.ports import ArchiveStore, LockProbe, StoredObject
from tests.archiving.conftest import DAY, Place
from tests.archiving.damage import remove_underneath
from tests.contracts.making import account, campaign, new_campaign_id
from workflows.services import Services
from workflows.steps.archive.verifications import last_verifications, request_verification
from workflows.steps.documents.requests import OtherUnderWay
from workflows.steps.documents.retrying import retry_operation
from workflows.steps.operations.progress import never
from workflows.steps.pages.verifications import UnknownVerification, VerificationPage, verification_page
from workflows.steps.work import run_operation


@dataclass(frozen=True)
class Counted:
    """The archive's store, with a note of which objects were read."""

    store: ArchiveStore
    read: list[str] = field(default_factory=list)

    def put(self, data: bytes, *, content_type: str, until: datetime) -> StoredObject:
        return self.store.put(data, content_type=content_type, until=until)

    def get(self, sha256: str) -> bytes:
        return self.store.get(sha256)

    def stat(self, sha256: str) -> StoredObject | None:
        self.read.append(sha256)
        return self.store.stat(sha256)

    def list(self) -> Iterable[str]:
        return self.store.list()

    def probe_lock(self) -> LockProbe:
        return self.store.probe_lock()


def asked(place: Place, *, whole: bool = False, as_of: date = DAY) -> Operation:
    campaign_id = None if whole else place.campaign_id
    return request_verification(place.services, campaign_id=campaign_id, as_of=as_of, actor="chuyên viên")


def done(services: Services, operation: Operation, *, attempt: int = 1, stopping: object = never) -> Operation:
    ended = run_operation(services, operation_id=operation.id, attempt=attempt, stopping=stopping)  # type: ignore[arg-type]  # any callable
    assert ended is not None
    return ended


def seen(place: Place, operation: Operation) -> VerificationPage:
    return verification_page(place.services, operation_id=operation.id)


def test_a_sound_archive_is_told_as_sound(place: Place) -> None:
    """The page says how many objects were read, the log keeps who asked, and a command's reading looks the same."""
    place.issue("a", pdf=True)
    place.archive()
    ended = done(place.services, asked(place))
    assert (ended.state, ended.message) == (
        OperationState.SUCCEEDED,
        "Đã đọc lại 3 tệp, 3 tệp nguyên vẹn; không có sai lệch.",
    )
    page = seen(place, ended)
    assert (page.read, page.sound, page.whole, page.rows) == (3, 3, True, ())
    with place.services.registry.begin() as tx:
        (told,) = last_verifications(tx, [place.campaign_id])
    assert (told.sound, told.actor, told.operation, told.verified) == (True, "chuyên viên", ended.id, 3)


def test_everything_that_is_wrong_is_named(place: Place, seaweed: Seaweed) -> None:
    """Each missing object with its title and the document it belongs to; of all the archive also what no row names."""
    lost, other = place.issue("a"), place.issue("b")
    place.archive()
    remove_underneath(seaweed, place, lost.sha256 or "")
    until = datetime.now(UTC) + timedelta(hours=1)
    orphan = place.services.archive.put(b"nobody's", content_type="text/plain", until=until).sha256
    page = seen(place, done(place.services, asked(place)))
    assert [(row.fault.kind, row.fault.id, row.document) for row in page.rows] == [
        ("missing", document_archive_id(lost.id), lost.id)
    ]
    assert lost.code in page.rows[0].name
    assert other.code not in page.rows[0].name
    whole = seen(place, done(place.services, asked(place, whole=True)))
    assert {(row.fault.kind.value, row.fault.id) for row in whole.rows} == {
        ("missing", document_archive_id(lost.id)),
        ("unregistered", orphan),
    }
    assert (whole.what, whole.view.campaign_name) == ("Toàn bộ kho lưu trữ", "")


def test_the_next_attempt_goes_on_behind_what_was_read(place: Place, seaweed: Seaweed) -> None:
    """Stopped after ten of thirteen: what was found stays found, no object is read twice, the log is written once."""
    entries = [place.issue(f"d{number:02}") for number in range(12)]
    place.archive()
    for entry in (entries[0], entries[-1]):
        remove_underneath(seaweed, place, entry.sha256 or "")
    counted = Counted(place.services.archive)
    services = replace(place.services, archive=counted)
    operation = asked(place)
    stopped = done(services, operation, stopping=lambda: True)
    assert (stopped.state, stopped.attempt, stopped.done) == (OperationState.WAITING, 2, 10)
    half = seen(place, operation)
    assert ([row.document for row in half.rows], half.whole, half.read) == ([entries[0].id], False, 10)
    ended = done(services, operation, attempt=2)
    assert (ended.state, ended.done, ended.total) == (OperationState.SUCCEEDED, 13, 13)
    assert [row.document for row in seen(place, operation).rows] == [entries[0].id, entries[-1].id]
    assert len(counted.read) == len(set(counted.read)) == 13
    with place.services.registry.begin() as tx:
        assert len(tx.events.list(place.campaign_id, kinds=("archive.verified",))) == 1


def test_one_at_a_time(place: Place) -> None:
    """A second click joins the reading under way, also on the next day; another part of the archive has to wait."""
    place.issue("a")
    place.archive()
    first = asked(place)
    assert asked(place).id == first.id
    assert asked(place, as_of=DAY + timedelta(days=1)).id == first.id
    with pytest.raises(OtherUnderWay, match="đang được đối chiếu"):
        asked(place, whole=True)
    other = new_campaign_id()
    with place.services.registry.begin() as tx:
        tx.campaigns.add(campaign(other, clock=Clock.REPLAY), plan_text="")
    with pytest.raises(OtherUnderWay):
        asked(place.of(other))
    done(place.services, first)
    assert asked(place).id != first.id


def test_office_and_archivist_ask_and_nobody_else(place: Place) -> None:
    """The Board and a unit may not start one; an archivist may, and it is the archivist whom the log names."""
    people = {name: f"{name}-{place.campaign_id}" for name in ("board", "unit", "archivist")}
    with place.services.registry.begin() as tx:
        for role, name in people.items():
            tx.accounts.add(account(name, role=Role(role)))
    for role in ("board", "unit"):
        with pytest.raises(Forbidden):
            request_verification(place.services, campaign_id=None, as_of=DAY, actor=people[role])
    place.issue("a")
    place.archive()
    asked_for = request_verification(
        place.services, campaign_id=place.campaign_id, as_of=DAY, actor=people["archivist"]
    )
    done(place.services, asked_for)
    with place.services.registry.begin() as tx:
        (told,) = last_verifications(tx, [place.campaign_id])
    assert (told.sound, told.actor) == (True, people["archivist"])


def test_an_archivist_takes_up_a_failed_verification_and_no_other_work(place: Place) -> None:
    """A failed reading is set waiting again by an archivist; any other failed work stays the office's."""
    archivist = f"archivist-again-{place.campaign_id}"
    with place.services.registry.begin() as tx:
        tx.accounts.add(account(archivist, role=Role.ARCHIVIST))
    reading, other = asked(place), place.work().operation
    for one in (reading, other):
        with place.services.registry.begin() as tx:
            tx.operations.fail(one.id, attempt=one.attempt, message="hỏng", code="x", final=True)
    with pytest.raises(Forbidden):
        retry_operation(place.services, operation_id=other.id, actor=archivist)
    again = retry_operation(place.services, operation_id=reading.id, actor=archivist)
    assert again.state is OperationState.WAITING


def test_only_a_verification_is_shown_as_one(place: Place) -> None:
    """The page of another operation is no verification."""
    with pytest.raises(UnknownVerification):
        verification_page(place.services, operation_id=place.work().operation.id)
