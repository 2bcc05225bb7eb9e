"""The list of what was archived (mục lục): an object of the archive itself, locked like the others.

Rows of the registry are chained, so one that is changed or taken away is found. Who rewrites the whole chain from
some row on is found too: the hashes of the rows lie in the locked list, which the database's owner cannot reach.
"""

import json
from collections.abc import Iterable, Mapping

from models.accounts import Scope
from models.awards.archive import RETENTION_NAMES, ArchiveId, RetentionClass
from models.awards.archive_data import FileData
from models.documents import CampaignId
from models.ports import ArchiveFilter, SealedRecord, Transaction

LIST_TYPE = "application/json"
_PREFIX = "list:"


def list_id(campaign_id: CampaignId, *, number: int) -> ArchiveId:
    """Return the archive id of a campaign's n-th list."""
    return ArchiveId(f"{_PREFIX}{campaign_id}:{number}")


def is_list(archive_id: ArchiveId) -> bool:
    """Tell whether an archived thing is a list."""
    return archive_id.startswith(_PREFIX)


def unlisted(tx: Transaction, campaign_id: CampaignId) -> tuple[SealedRecord, ...]:
    """Return every record of the campaign where something came after the last list; else nothing."""
    rows = tx.archive.list(ArchiveFilter(campaign_id=campaign_id), scope=Scope(), limit=None)
    return () if not rows or is_list(rows[-1].id) else rows


def list_number(rows: Iterable[SealedRecord]) -> int:
    """Return which list of the campaign the next one is."""
    return 1 + sum(is_list(row.id) for row in rows)


def list_bytes(rows: tuple[SealedRecord, ...], *, settled: Mapping[str, str]) -> bytes:
    """Return the list as JSON: each record with its data, and the hash of each settled row of the campaign.

    ``settled`` is what was settled when the last of the rows was written. The same rows give the same bytes.
    """
    lines = [
        {
            "place": row.place,
            "id": row.id,
            "sha256": row.sha256,
            "size": row.size,
            "title": row.title,
            "retention": RETENTION_NAMES[row.retention],
            "archived_on": row.archived_on.isoformat(),
            "data": row.metadata.as_appendix_vi(),
            "row_sha256": row.row_sha256,
        }
        for row in rows
    ]
    whole = {"campaign": rows[0].campaign_id, "up_to": rows[-1].place, "records": lines, "settled": dict(settled)}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def listed_rows(data: bytes) -> dict[ArchiveId, str]:
    """Return the hash of each row that a list names."""
    return {ArchiveId(line["id"]): line["row_sha256"] for line in json.loads(data)["records"]}


def listed_settled(data: bytes) -> tuple[int, dict[str, str]]:
    """Return up to which place of the chain a list goes, and the hashes of the settled rows that it names."""
    whole = json.loads(data)
    return whole["up_to"], whole["settled"]


def list_data(rows: tuple[SealedRecord, ...], *, name: str, organ_id: str) -> FileData:
    """Return the data of the campaign's file, as its list describes it; raises ``DataTooLong``."""
    days = [row.archived_on for row in rows]
    data = FileData(
        organ_id=organ_id,
        file_catalog=max(days).year,
        title=list_title(name),
        maintenance=RETENTION_NAMES[RetentionClass.PERMANENT],
        start=min(days),
        end=max(days),
        doc_total=len({row.document or row.dossier for row in rows if not is_list(row.id)}),
    )
    data.check_lengths()
    return data


def list_title(name: str) -> str:
    """Return a list's title, from the campaign's name."""
    return f"Mục lục lưu trữ: {name}"
