"""The demo's account of itself: ``summary.json`` for programs, a table for people."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from cli.demo.assumptions import Assumptions
from cli.demo.export import export_dossiers, issued_documents
from models.accounts import Scope
from models.deadlines import STATUS_NAMES, AssessedDeadline
from models.documents import KIND_NAMES, DocumentRecord
from models.operations import Operation, OperationKind
from models.organisation import Directory
from workflows.services import Services
from workflows.steps.archive.verifying import verify_archive
from workflows.steps.awards.dossier_parts import DossierView
from workflows.steps.awards.dossiers import campaign_dossiers
from workflows.steps.campaigns.deadlines import assess_campaign
from workflows.steps.documents.finding import find_documents

FILE_NAME = "summary.json"


def summarise(
    services: Services,
    *,
    assumptions: Assumptions,
    stems: dict[int, str],
    operations: tuple[Operation, ...],
    out: Path,
) -> dict[str, Any]:
    """Return the whole summary as JSON values; dossiers are written below ``out``, to which paths are relative."""
    campaign = assumptions.campaign
    records = issued_documents(services, campaign_id=campaign)
    day = assumptions.year_end.day
    deadlines = assess_campaign(services, campaign_id=campaign, as_of=day)
    dossiers = campaign_dossiers(services, campaign_id=campaign, as_of=day)
    with services.registry.begin() as tx:
        directory = tx.units.directory()
    documents = {record.id: _document(record, stems[record.id], directory) for record in records}
    return {
        "campaign": campaign,
        "documents": list(documents.values()),
        "deadlines": [_deadline(deadline, directory) for deadline in deadlines],
        "retrievals": [_retrieval(services, each, documents) for each in assumptions.retrievals],
        "dossiers": _dossiers(services, dossiers, directory, out=out),
        "archive": _archive(services, assumptions),
        "timings": timings(operations),
    }


def write_summary(summary: dict[str, Any], *, out: Path) -> Path:
    """Write ``summary.json`` below ``out`` and return its path."""
    file = out / FILE_NAME
    file.write_text(json.dumps(summary, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return file


def timings(operations: tuple[Operation, ...]) -> dict[str, Any]:
    """Return seconds per step, the number of runs, and what Prefect and the PDF converter took of the time.

    ``prefect`` is the time from each wish to the start of its step; ``pdf`` is the step that makes PDFs.
    """
    steps: dict[str, float] = {}
    waiting = 0.0
    for operation in operations:
        if operation.started_at and operation.finished_at:
            seconds = (operation.finished_at - operation.started_at).total_seconds()
            steps[operation.kind.value] = round(steps.get(operation.kind.value, 0.0) + seconds, 3)
            waiting += (operation.started_at - operation.created_at).total_seconds()
    return {
        "steps": steps,
        "runs": sum(operation.attempt for operation in operations),
        "prefect": round(waiting, 3),
        "pdf": steps.get(OperationKind.MAKE_PDFS.value, 0.0),
    }


def _document(record: DocumentRecord, stem: str, directory: Directory) -> dict[str, Any]:
    return {
        "kind": record.kind.value,
        "number": record.number,
        "symbol": record.symbol,
        "issued_on": record.issued_on.isoformat(),
        "issuer": directory.unit(record.issuer).name,
        "unit": directory.unit(record.subject or record.issuer).name,
        "title": record.title,
        "docx": f"{stem}.docx",
        "pdf": f"{stem}.pdf" if record.pdf_sha256 else None,
        "sha256": record.sha256,
        "template_version": record.template.version,
    }


def _deadline(deadline: AssessedDeadline, directory: Directory) -> dict[str, Any]:
    return {
        "obligation": f"{deadline.obligation_id}: {deadline.title}",
        "unit": directory.unit(deadline.unit).name,
        "due": deadline.due.isoformat() if deadline.due else None,
        "status": deadline.status.value,
        "handed_in": deadline.handed_in.isoformat() if deadline.handed_in else None,
    }


def _retrieval(services: Services, query: str, documents: dict[int, dict[str, Any]]) -> dict[str, Any]:
    found = [hit.record.id for hit in find_documents(services, query=query, scope=Scope())]
    kept = ("kind", "number", "symbol", "issued_on", "issuer", "unit", "title", "docx")
    return {
        "query": query,
        "found": [{name: documents[one][name] for name in kept} for one in found if one in documents],
    }


def _dossiers(
    services: Services, views: tuple[DossierView, ...], directory: Directory, *, out: Path
) -> list[dict[str, Any]]:
    paths = export_dossiers(services, dossiers=views, directory=directory, out=out)
    return [
        {
            "unit": directory.unit(view.dossier.unit).name,
            "form": view.dossier.form.value,
            "status": view.dossier.state.value,
            "missing": [finding.message.rstrip(".") for finding in view.lacking],
            **paths[view.dossier.id],
        }
        for view in views
    ]


def _archive(services: Services, assumptions: Assumptions) -> dict[str, Any]:
    report = verify_archive(services, campaign_id=assumptions.campaign)
    return {
        "objects": report.objects,
        "verified": report.verified,
        "locked_until": report.locked_until.isoformat() if report.locked_until else None,
    }


def table(summary: dict[str, Any]) -> str:
    """Return the summary as a table to read."""
    kinds = Counter(document["kind"] for document in summary["documents"])
    lines = ["", "Văn bản đã ban hành"]
    lines += [f"  {KIND_NAMES[kind]:<36}{kinds[kind]:>4}" for kind in KIND_NAMES if kinds[kind]]
    lines += ["", "Thời hạn"]
    states = Counter(deadline["status"] for deadline in summary["deadlines"])
    lines += [f"  {name:<36}{states[status]:>4}" for status, name in STATUS_NAMES.items() if states[status]]
    behind = [d for d in summary["deadlines"] if d["status"] in ("late", "missing")]
    lines += ["", "Đơn vị nộp muộn hoặc chưa nộp"]
    lines += [f"  {d['unit']:<40}{d['handed_in'] or 'chưa nộp':<12}{d['obligation']}" for d in behind]
    lines += ["", "Hồ sơ đề nghị khen thưởng"]
    lines += [f"  {d['unit']:<40}{'; '.join(d['missing']) or 'đủ'}" for d in summary["dossiers"]]
    archive = summary["archive"]
    lines += ["", f"Lưu trữ: {archive['objects']} tệp, đọc lại đúng {archive['verified']}"]
    lines += ["", "Tra cứu"]
    lines += [f"  “{r['query']}”: {len(r['found'])} văn bản" for r in summary["retrievals"]]
    return "\n".join(lines)
