"""Work step: the outgoing register of each agency that issued something in the campaign's year."""

from datetime import date

from doc_templates.contexts import OutgoingRegisterContext, RegisterRow, lines
from doc_templates.rendering import RENDERER_VERSION
from models.accounts import Scope
from models.campaign import Campaign
from models.documents import (
    DocumentKind,
    DocumentRecord,
    DocumentRequest,
    EntryState,
    IssueKey,
    Numbering,
    TemplateVersion,
    issue_key,
)
from models.organisation import Unit, UnitId
from models.ports import DocumentFilter, Transaction
from workflows.steps.campaigns.templates_in_use import template_in_use
from workflows.steps.documents.composing import as_context, heading
from workflows.steps.documents.issuing import issue_document
from workflows.steps.operations.held_up import HeldUp, SomeNotIssued, apart
from workflows.steps.operations.preconditions import require_ready
from workflows.steps.operations.progress import Work

_PAGE = 500
_NOT_NAMES = ("Như trên", "Như Điều", "Lưu:")


def print_registers(work: Work) -> str:
    """Print each agency's register of the year up to the day; the same rows again add no edition.

    One that is held up stops no other; raises ``SomeNotIssued`` at the end then.
    """
    with work.services.registry.begin() as tx:
        require_ready(tx, kind=work.operation.kind, campaign_id=work.campaign_id, as_of=work.as_of, params={})
        campaign = tx.campaigns.get(work.campaign_id)
        agencies = _agencies(tx, campaign)
    template = template_in_use(work.services, campaign, DocumentKind.OUTGOING_REGISTER)
    added: list[bool] = []
    held: list[HeldUp] = []
    for done, agency in enumerate(agencies, start=1):
        with apart(held, agency.name):
            added.append(_print(work, campaign, agency, template))
        work.progress(done, len(agencies), f"Đã xong {done}/{len(agencies)} sổ đăng ký văn bản đi.")
    if held:
        raise SomeNotIssued(f"Có sổ đăng ký văn bản đi của {len(added)}/{len(agencies)} cơ quan;", held)
    return f"Có sổ đăng ký văn bản đi năm {work.as_of.year} của {len(agencies)} cơ quan; lập mới {sum(added)} sổ."


def _agencies(tx: Transaction, campaign: Campaign) -> tuple[Unit, ...]:
    """Return who issued a numbered document of the campaign, in the order of the directory's names."""
    issued = {record.issuer for record in _entries(tx, DocumentFilter(campaign_id=campaign.id))}
    directory = tx.units.directory()
    return tuple(sorted((directory.unit(unit) for unit in issued), key=lambda unit: unit.id))


def _entries(tx: Transaction, where: DocumentFilter) -> tuple[DocumentRecord, ...]:
    """Return all numbered entries of a filter, voided ones too: they keep their line in the register."""
    total = tx.register.count(where, scope=Scope())
    pages = (tx.register.list(where, scope=Scope(), offset=offset, limit=_PAGE) for offset in range(0, total, _PAGE))
    return tuple(record for page in pages for record in page if record.numbering is not Numbering.NONE)


def _print(work: Work, campaign: Campaign, agency: Unit, template: TemplateVersion) -> bool:
    """Issue the agency's register unless its newest edition of the day has these very rows."""
    with work.services.registry.begin() as tx:
        of_year = _entries(tx, DocumentFilter(issuer=agency.id, year=work.as_of.year))
        rows = tuple(_row(record, agency) for record in of_year if record.issued_on <= work.as_of)
        key, newest = _edition(tx, campaign, agency.id, work.as_of)
    context = as_context(_context(campaign, agency, rows, work.as_of))
    if newest is not None:
        if newest.state is not EntryState.VOIDED and newest.context["rows"] == context["rows"]:
            issue_document(work.services, _again(newest), actor=work.actor)
            return False
        key = _key(campaign, agency.id, work.as_of, edition=int(newest.key.rsplit(":", 1)[1]) + 1)
    issue_document(work.services, _request(campaign, agency, key, context, template, work.as_of), actor=work.actor)
    return True


def _edition(
    tx: Transaction, campaign: Campaign, agency: UnitId, as_of: date
) -> tuple[IssueKey, DocumentRecord | None]:
    """Return the key of the first edition, and the newest edition that there is."""
    newest = None
    edition = 1
    while found := tx.register.find(_key(campaign, agency, as_of, edition=edition)):
        newest, edition = found, edition + 1
    return _key(campaign, agency, as_of, edition=1), newest


def _again(record: DocumentRecord) -> DocumentRequest:
    return DocumentRequest.model_validate(record.model_dump(include=set(DocumentRequest.model_fields)))


def _key(campaign: Campaign, agency: UnitId, as_of: date, *, edition: int) -> IssueKey:
    kind = DocumentKind.OUTGOING_REGISTER
    return issue_key(campaign.id, kind, subject=agency, period=as_of.isoformat(), edition=edition)


def _row(record: DocumentRecord, agency: Unit) -> RegisterRow:
    voided = record.state is EntryState.VOIDED
    return RegisterRow(
        code=record.code,
        dated=record.issued_on,
        title=f"{record.type_name}: {record.title[:1].upper()}{record.title[1:]}",
        signer=record.signer.name if record.signer else "",
        recipients="; ".join(_receivers(record)),
        kept_by=_kept_by(record) or f"VT, {agency.drafting_unit}",
        copies="",
        sent_on=record.issued_on if record.state is EntryState.ISSUED else None,
        note=f"Đã hủy: {record.void_reason}" if voided else "",
    )


def _receivers(record: DocumentRecord) -> tuple[str, ...]:
    """Return whom the document went to: its addressees (Kính gửi), for whom Nơi nhận only says "Như trên", first."""
    named = map(lines.bare, (*record.context.get("addressees", ()), *record.recipients))
    return tuple(dict.fromkeys(name for name in named if not name.startswith(_NOT_NAMES)))


def _kept_by(record: DocumentRecord) -> str:
    """Return who keeps the document as its own last line under Nơi nhận says; empty where it has no such line."""
    return lines.kept_by(record.recipients, archive_line=record.context.get("archive_line", ""))


def _context(campaign: Campaign, agency: Unit, rows: tuple[RegisterRow, ...], as_of: date) -> OutgoingRegisterContext:
    title = f"Sổ đăng ký văn bản đi năm {as_of.year}"
    fields = heading(agency, campaign=campaign, symbol="", subject=title)
    return OutgoingRegisterContext(**fields, issued_on=as_of, year=as_of.year, rows=rows)


def _request(
    campaign: Campaign,
    agency: Unit,
    key: IssueKey,
    context: dict[str, object],
    template: TemplateVersion,
    as_of: date,
) -> DocumentRequest:
    return DocumentRequest(
        key=key,
        campaign_id=campaign.id,
        kind=DocumentKind.OUTGOING_REGISTER,
        issuer=agency.id,
        numbering=Numbering.NONE,
        issued_on=as_of,
        title=f"Sổ đăng ký văn bản đi năm {as_of.year} của {agency.name}",
        type_name="Sổ đăng ký",
        context=context,
        template=template,
        renderer=RENDERER_VERSION,
        as_of=as_of,
    )
