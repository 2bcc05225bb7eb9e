"""Data of archived documents and files: the decree's names and lengths."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from models.awards.archive import RETENTION_NAMES, ArchiveRecord, RetentionClass, document_archive_id
from models.awards.archive_data import DataTooLong, DocumentData, FileData, Receiver
from models.awards.archive_filing import document_data, file_data
from models.documents import DocumentKind, DocumentRecord, EntryState, Signer, TemplateVersion
from models.organisation import Unit
from tests.awards import made

LENGTHS = {
    "OrganId": 13,
    "FileCatalog": 4,
    "FileNotation": 20,
    "DocOrdinal": 3,
    "TypeName": 100,
    "CodeNumber": 11,
    "CodeNotation": 30,
    "OrganName": 200,
    "Subject": 500,
    "Language": 30,
    "PageAmount": 3,
    "Description": 500,
    "Position": 100,
    "FullName": 50,
    "Priority": 1,
    "IssuedAmount": 3,
}
"""NĐ 30/2020/NĐ-CP, Phụ lục VI, outgoing documents."""


def data(**given: Any) -> DocumentData:
    """Return the data of a sample decision."""
    usual: dict[str, Any] = {
        "file_catalog": 2024,
        "type_name": "Quyết định",
        "code_number": "3512",
        "code_notation": "QĐ-UBND",
        "issued_on": date(2024, 12, 20),
        "organ_name": "UBND tỉnh Mẫu",
        "subject": "Về việc tặng Bằng khen (mẫu)",
        "signer_position": "Chủ tịch",
        "signer_name": "Người ký (mẫu)",
        "to": (Receiver(name="UBND huyện Bắc (mẫu)"),),
        "page_amount": 4,
        "doc_ordinal": 1,
    }
    return DocumentData(**(usual | given))


def test_names_are_the_decrees() -> None:
    """The data come out under the names of Appendix VI, what is not known empty."""
    told = data().as_appendix_vi()
    assert told["FileCode"] == {"OrganId": "", "FileCatalog": 2024, "FileNotation": ""}
    assert (told["CodeNumber"], told["CodeNotation"], told["IssuedDate"]) == ("3512", "QĐ-UBND", "20/12/2024")
    assert told["SignerInfo"] == {"Position": "Chủ tịch", "FullName": "Người ký (mẫu)"}
    assert told["To"] == [{"OrganId": "", "OrganName": "UBND huyện Bắc (mẫu)"}]
    assert told["DueDate"] == ""


def test_lengths_are_the_decrees() -> None:
    """Each field's greatest length is the one of the decree; a receiver's fields have the agency's."""
    for name, limit in DocumentData.LENGTHS.values():
        assert LENGTHS[name.rpartition(".")[2]] == limit
    assert {name.rpartition(".")[2] for name, _ in DocumentData.LENGTHS.values()} == set(LENGTHS)


@pytest.mark.parametrize(
    ("field", "limit", "name"),
    [
        ("type_name", 100, "TypeName"),
        ("code_number", 11, "CodeNumber"),
        ("code_notation", 30, "CodeNotation"),
        ("organ_name", 200, "OrganName"),
        ("subject", 500, "Subject"),
        ("description", 500, "Description"),
        ("signer_position", 100, "SignerInfo.Position"),
        ("signer_name", 50, "SignerInfo.FullName"),
        ("organ_id", 13, "FileCode.OrganId"),
        ("file_notation", 20, "FileCode.FileNotation"),
    ],
)
def test_a_value_may_be_as_long_as_the_decree_says_and_no_longer(field: str, limit: int, name: str) -> None:
    """The last allowed length passes; one more is told with the field's name."""
    data(**{field: "ă" * limit}).check_lengths()
    with pytest.raises(DataTooLong, match=f"{name} có {limit + 1} ký tự, tối đa {limit}"):
        data(**{field: "ă" * (limit + 1)}).check_lengths()


def test_numbers_and_receivers_have_lengths_too() -> None:
    """Page counts have three digits and each receiver's name two hundred characters; every fault is told at once."""
    too_long = data(page_amount=1000, to=(Receiver(name="x"), Receiver(name="y" * 201)))
    with pytest.raises(DataTooLong) as caught:
        too_long.check_lengths()
    assert "PageAmount có 4" in str(caught.value)
    assert "To.OrganName có 201" in str(caught.value)


def test_a_file_has_its_own_data() -> None:
    """A dossier's data carry title, retention and totals, with their lengths."""
    file = FileData(
        file_catalog=2024,
        title="Hồ sơ khen thưởng (mẫu)",
        maintenance=RETENTION_NAMES[RetentionClass.PERMANENT],
        creator="UBND huyện Bắc (mẫu)",
        start=date(2024, 11, 1),
        doc_total=7,
    )
    file.check_lengths()
    told = file.as_appendix_vi()
    assert (told["Maintenance"], told["DocTotal"], told["EndDate"]) == ("Vĩnh viễn", 7, "")
    with pytest.raises(DataTooLong, match="Creator có 31"):
        file.model_copy(update={"creator": "x" * 31}).check_lengths()


def record(**given: Any) -> DocumentRecord:
    """Return the register entry of a sample decision."""
    usual: dict[str, Any] = {
        "key": "mau-2024:award_decision:-:-:1",
        "campaign_id": "mau-2024",
        "kind": DocumentKind.AWARD_DECISION,
        "issuer": made.NORTH,
        "symbol": "QĐ-UBND",
        "issued_on": date(2024, 12, 20),
        "title": "Về việc  tặng Bằng khen (mẫu)",
        "type_name": "Quyết định",
        "signer": Signer(authority=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), name="Người ký (mẫu)"),
        "recipients": ("Như Điều 3", "Sở Nội vụ"),
        "template": TemplateVersion(kind=DocumentKind.AWARD_DECISION, key="k", version="v", sha256="0" * 64),
        "renderer": "1",
        "as_of": date(2024, 12, 20),
        "id": 7,
        "number": 5,
        "state": EntryState.ISSUED,
        "page_count": 3,
        "created_at": datetime(2024, 12, 20, tzinfo=UTC),
    }
    return DocumentRecord(**(usual | given))


def test_a_register_entry_gives_its_data() -> None:
    """Number with its zero, symbol, signer and receivers come from the entry; codes nobody knows stay empty."""
    told = document_data(record(), issuer=made.DIRECTORY.unit(made.NORTH), ordinal=2).as_appendix_vi()
    assert (told["CodeNumber"], told["CodeNotation"], told["PageAmount"]) == ("05", "QĐ-UBND", 3)
    assert told["SignerInfo"] == {"Position": "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH", "FullName": "Người ký (mẫu)"}
    assert [one["OrganName"] for one in told["To"]] == ["Như Điều 3", "Sở Nội vụ"]
    assert (told["Subject"], told["OrganName"]) == ("Về việc tặng Bằng khen (mẫu)", "UBND huyện Bắc (mẫu)")
    assert (told["FileCode"]["OrganId"], told["Priority"], told["DueDate"]) == ("", None, "")


def test_the_code_of_a_body_is_what_the_directory_says() -> None:
    """Papers and files carry the code that the body was given; what is no such code is not taken."""
    coded = Unit.model_validate(made.DIRECTORY.unit(made.SOUTH).model_dump() | {"organ_id": "000.00.00.H19"})
    paper = document_data(record(), issuer=coded)
    dossier = made.assessed(made.SOUTH, made.nominations()).dossier
    file = file_data(dossier, unit=coded, campaign_name="Phong trào mẫu", days=(), closed_on=made.DECIDED)
    assert [one.as_appendix_vi()["FileCode"]["OrganId"] for one in (paper, file)] == ["000.00.00.H19"] * 2
    for wrong in ("", "H19.", "h19", "H19 10", "000.00.00.H190"):
        with pytest.raises(ValidationError, match="organ_id"):
            Unit.model_validate(coded.model_dump() | {"organ_id": wrong})


def test_an_entry_without_number_or_signer_has_none() -> None:
    """A certificate or register sheet has empty fields there; a title that is too long is refused."""
    bare = document_data(record(number=None, signer=None), issuer=made.DIRECTORY.unit(made.NORTH))
    assert (bare.code_number, bare.signer_name, bare.signer_position) == ("", "", "")
    with pytest.raises(DataTooLong, match="Subject có 501"):
        document_data(record(title="x" * 501), issuer=made.DIRECTORY.unit(made.NORTH))


def test_a_closed_dossier_gives_its_data() -> None:
    """Title, days and totals come from the dossier and its papers; kept for good where no rule is known."""
    dossier = made.assessed(made.SOUTH, made.nominations()).dossier
    days = (date(2024, 11, 22), date(2024, 11, 18))
    told = file_data(
        dossier,
        unit=made.DIRECTORY.unit(made.SOUTH),
        campaign_name="Phong trào mẫu",
        days=days,
        closed_on=made.DECIDED,
        pages=11,
    ).as_appendix_vi()
    assert told["Title"] == "Hồ sơ đề nghị tặng Bằng khen của UBND huyện Nam (mẫu): Phong trào mẫu"
    assert (told["StartDate"], told["EndDate"]) == ("18/11/2024", "22/11/2024")
    assert (told["DocTotal"], told["PageTotal"], told["Maintenance"]) == (5, 11, "Vĩnh viễn")


def test_what_no_rule_was_found_for_is_kept_for_good() -> None:
    """A record without a retention class is permanent, and comes back equal from its own JSON."""
    record = ArchiveRecord.model_validate(
        {
            "id": document_archive_id(7),
            "campaign_id": "mau-2024",
            "document": 7,
            "sha256": "0" * 64,
            "size": 10,
            "content_type": "application/pdf",
            "title": "Quyết định (mẫu)",
            "metadata": data().model_dump(),
            "locked_until": "2025-01-01T00:00:00+07:00",
            "archived_on": "2024-12-31",
        }
    )
    assert record.retention is RetentionClass.PERMANENT
    assert ArchiveRecord.model_validate_json(record.model_dump_json()) == record
