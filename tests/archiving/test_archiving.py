"""Archiving a campaign: issued documents and closed dossiers, once, with their data, locked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from models.accounts import Scope
from models.awards.archive import RetentionClass, document_archive_id
from models.awards.archive_data import DocumentData, FileData
from models.errors import ThiduaError
from models.ports import ArchiveFilter, SealedRecord
from tests.archiving.conftest import DAY, Place
from tests.contracts.making import STP, UBND, document
from tests.doc_templates.pdf.copies import COPY, bytes_of, rewritten, said
from workflows.steps.archive.archive_items import archive_title
from workflows.steps.archive.archive_lists import is_list, listed_rows
from workflows.steps.archive.archiving import ArchiveRefused, LockDaysMissing, SomeNotArchived, archive_campaign
from workflows.steps.operations.preconditions import BadParameter
from workflows.steps.operations.progress import WorkerStopping


def rows(place: Place) -> tuple[SealedRecord, ...]:
    with place.services.registry.begin() as tx:
        return tx.archive.list(ArchiveFilter(campaign_id=place.campaign_id), scope=Scope(), limit=None)


def test_issued_documents_and_closed_dossiers_are_archived(place: Place) -> None:
    """Word and PDF of each document, the dossier's ZIP, and the list; each under its hash, locked for a day."""
    first, second = place.issue("a"), place.issue("b", pdf=True)
    held = place.close(place.submit())
    assert "4 tệp" in place.archive()
    *things, contents = rows(place)
    assert [row.sha256 for row in things] == [first.sha256, second.sha256, second.pdf_sha256, held.zip_sha256]
    assert is_list(contents.id)
    for row in (*things, contents):
        assert timedelta(hours=23) < row.locked_until - datetime.now(UTC) <= timedelta(days=1, seconds=1)
        assert row.retention is RetentionClass.PERMANENT
        assert row.archived_on == DAY
        stored = place.services.archive.stat(row.sha256)
        assert stored is not None
        assert (stored.size, stored.version, stored.locked_until) == (row.size, row.version, row.locked_until)
    report = place.verify()
    assert report.sound
    assert (report.records, report.objects, report.verified) == (5, 5, 5)
    assert report.locked_until == min(row.locked_until for row in (*things, contents))


def test_each_thing_carries_the_data_of_appendix_vi(place: Place) -> None:
    """A document's own number, symbol, signer and receivers; a dossier's title and days; what is unknown is empty."""
    entry = place.issue("a", pdf=True)
    place.close(place.submit())
    place.archive()
    paper, rendition, files, contents = rows(place)
    assert isinstance(paper.metadata, DocumentData)
    assert paper.metadata == rendition.metadata.model_copy(update={"description": paper.metadata.description})
    assert paper.metadata.as_appendix_vi() | {"Description": ""} == {
        "FileCode": {"OrganId": "", "FileCatalog": 2024, "FileNotation": ""},
        "DocOrdinal": 1,
        "TypeName": "Kế hoạch",
        "CodeNumber": "01",
        "CodeNotation": "KH-STP",
        "IssuedDate": entry.issued_on.strftime("%d/%m/%Y"),
        "OrganName": "Sở Tư pháp",
        "Subject": "Triển khai phong trào thi đua",
        "Language": "Tiếng Việt",
        "PageAmount": 2,
        "Description": "",
        "SignerInfo": {"Position": "GIÁM ĐỐC", "FullName": "Người ký mẫu"},
        "To": [{"OrganId": "", "OrganName": "UBND tỉnh"}],
        "Priority": None,
        "IssuedAmount": None,
        "DueDate": "",
    }
    assert isinstance(files.metadata, FileData)
    assert "Bằng khen của UBND huyện Xuân Lộc" in files.metadata.title
    assert files.metadata.doc_total == 1
    assert isinstance(contents.metadata, FileData)
    assert contents.metadata.doc_total == 2


def test_archiving_again_adds_nothing(place: Place) -> None:
    """Neither rows nor objects nor versions; what comes later is added, with a new list."""
    place.issue("a")
    place.archive()
    before, objects = rows(place), sorted(place.services.archive.list())
    assert "đều đã lưu trữ" in place.archive()
    assert (rows(place), sorted(place.services.archive.list())) == (before, objects)
    place.bind_pdf("a")
    assert "1 tệp" in place.archive()
    added = rows(place)[len(before) :]
    assert [row.id.rsplit(":", 1)[-1] for row in added] == ["pdf", "2"]
    listed = listed_rows(place.services.archive.get(added[-1].sha256))
    assert set(listed) == {row.id for row in rows(place)[:-1]}
    assert place.verify().sound


def test_what_is_not_final_is_not_archived(place: Place) -> None:
    """A numbered entry, a voided one and a submitted dossier stay out of the store that forgets nothing."""
    with place.services.registry.begin() as tx:
        tx.register.number(document(place.campaign_id, "số"))
        void = tx.register.number(document(place.campaign_id, "hủy"))
        tx.register.void(void.key, reason="cấp nhầm", actor="văn thư")
    held = place.submit()
    place.archive()
    assert (rows(place), list(place.services.archive.list())) == ((), [])
    place.close(held)
    place.archive()
    assert len(rows(place)) == 2


def test_archiving_goes_on_where_it_was_stopped(place: Place) -> None:
    """Stopped after ten of twelve, and between an object and its row: nothing is stored twice."""
    entries = [place.issue(f"d{number}") for number in range(12)]
    stopped = replace(place.work(), stopping=lambda: len(rows(place)) >= 10)
    with pytest.raises(WorkerStopping):
        archive_campaign(stopped)
    done = rows(place)
    assert 0 < len(done) < 12
    orphan = place.services.documents.get(entries[-1].sha256 or "")
    place.services.archive.put(orphan, content_type="text/plain", until=datetime.now(UTC) + timedelta(hours=1))
    assert place.found() == {("unregistered", entries[-1].sha256)}
    place.archive()
    assert rows(place)[: len(done)] == done
    assert len(rows(place)) == 13
    assert place.verify().sound


def test_equal_bytes_of_two_documents_are_one_object(place: Place) -> None:
    """Two rows name it, and both are told when something happens to it."""
    first, second = place.issue("a"), place.issue("b")
    with place.services.registry.begin() as tx:
        sha256 = place.services.documents.put(b"the same", content_type="application/pdf")
        for entry in (first, second):
            tx.register.bind_pdf(entry.key, sha256=sha256, page_count=1)
    place.archive()
    report = place.verify()
    assert (report.records, report.objects, report.verified) == (5, 4, 4)
    assert report.sound


def test_bodies_without_a_code_are_named_until_the_directory_has_it(place: Place) -> None:
    """The run's sentence names whose OrganId stays empty; with a code in the directory the data carry it."""
    place.issue("a")
    assert "mã định danh (OrganId), vì danh mục tổ chức chưa ghi organ_id, của Sở Tư pháp." in place.archive()
    with place.services.registry.begin() as tx:
        units = [tx.units.directory().unit(name) for name in (STP, UBND)]
        tx.units.keep([unit.model_copy(update={"organ_id": f"H19.{at}"}) for at, unit in enumerate(units)])
    place.issue("b")
    assert "OrganId" not in place.archive()
    assert [row.metadata.organ_id for row in rows(place)] == ["", "", "H19.0", "H19.1"]


def test_a_pdf_that_is_no_archive_copy_is_told_and_noted(place: Place) -> None:
    """The run's sentence names it, its row and the locked list say why; an archive copy has nothing to say."""
    place.issue("a")
    with place.services.registry.begin() as tx:
        sha256 = place.services.documents.put(COPY, content_type="application/pdf")
        tx.register.bind_pdf(place.entry("a").key, sha256=sha256, page_count=1)
    assert "PDF/A" not in place.archive()
    spoiled = rewritten()
    said(b"<pdfaid:part>2<", b"<pdfaid:part>1<")(spoiled)
    place.issue("b")
    with place.services.registry.begin() as tx:
        sha256 = place.services.documents.put(bytes_of(spoiled), content_type="application/pdf")
        tx.register.bind_pdf(place.entry("b").key, sha256=sha256, page_count=1)
    assert "1 bản PDF không theo PDF/A-2b, lý do ghi ở từng mục: Kế hoạch số 02/KH-STP" in place.archive()
    whys = [row.metadata.description for row in rows(place)]
    assert whys == ["", "", "", "", "Bản PDF không theo PDF/A-2b: không ghi là PDF/A-2b.", ""]
    assert "không ghi là PDF/A-2b" in place.services.archive.get(rows(place)[-1].sha256).decode()


def test_one_that_cannot_be_described_does_not_hold_up_the_others(place: Place) -> None:
    """A title beyond the length of Appendix VI is told with its document; the rest is archived and listed."""
    place.issue("a", title="x" * 501)
    kept = place.issue("b")
    with pytest.raises(SomeNotArchived, match=r"01/KH-STP.*Subject"):
        place.archive()
    assert [row.document for row in rows(place)] == [kept.id, None]
    assert place.verify().sound


def test_nothing_is_archived_where_the_lock_was_not_found_to_hold(place: Place) -> None:
    """Neither without the settings' word for it, nor where the store deletes a locked probe now."""
    place.issue("a")
    with pytest.raises(ArchiveRefused):
        place.with_rules(allowed=False, own_store=True).archive()
    assert list(place.services.archive.list()) == []


@pytest.mark.parametrize(
    ("rules", "params", "refusal"),
    [
        ({"allowed": True}, {}, LockDaysMissing),
        ({"allowed": True, "lock_days": 30}, {"lock_days": 1}, BadParameter),
        ({"allowed": True, "own_store": True}, {"lock_days": 0}, BadParameter),
        ({"allowed": True, "own_store": True}, {"lock_days": "1"}, BadParameter),
        ({"allowed": True, "own_store": True}, {"lock_days": 36_501}, BadParameter),
    ],
)
def test_a_lock_has_a_length_that_somebody_chose(
    place: Place, rules: dict[str, object], params: dict[str, object], refusal: type[ThiduaError]
) -> None:
    """It cannot be taken back: without the installation's word, or against it, nothing is locked."""
    place.issue("a")
    with pytest.raises(refusal):
        place.with_rules(**rules).archive(**params)
    assert rows(place) == ()


def test_the_installation_says_how_long_the_lock_is(place: Place) -> None:
    """Thirty days by the settings; on the local stack's own store an operation may ask for its own length."""
    place.issue("a")
    place.with_rules(allowed=True, lock_days=30).archive()
    place.issue("b")
    place.archive(lock_days=2)
    days = [(row.locked_until - datetime.now(UTC)) / timedelta(days=1) for row in rows(place)]
    assert [round(one) for one in days] == [30, 30, 2, 2]
    assert rows(place)[0].id == document_archive_id(place.entry("a").id)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ({"type_name": "Kế hoạch", "title": "Phát động phong trào"}, "Kế hoạch số {code}: Phát động phong trào"),
        ({"type_name": "Công văn", "title": "đôn đốc gửi báo cáo"}, "Công văn số {code}: Đôn đốc gửi báo cáo"),
        ({"type_name": "Báo cáo", "title": "Báo cáo tổng kết"}, "Báo cáo số {code}: Tổng kết"),
    ],
)
def test_a_title_says_the_type_once(place: Place, words: dict[str, str], title: str) -> None:
    """What the archive lists is named by type, number and subject, each said once."""
    record = place.issue("a", **words)
    assert archive_title(record) == title.format(code=record.code)


def test_a_title_without_number_is_the_documents_own(place: Place) -> None:
    """A certificate or register is named as its title says, its type before it only where the title lacks it."""
    unnumbered = {"number": None, "symbol": ""}
    record = place.issue("a").model_copy(update=unnumbered)
    named = record.model_copy(update={"type_name": "Bằng khen", "title": "Bằng khen tặng Bà Mẫu"})
    assert archive_title(named) == "Bằng khen tặng Bà Mẫu"
    index = record.model_copy(update={"type_name": "Bìa và mục lục", "title": "Hồ sơ đề nghị tặng Bằng khen"})
    assert archive_title(index) == "Bìa và mục lục: Hồ sơ đề nghị tặng Bằng khen"
