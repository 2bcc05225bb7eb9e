"""Certificates: one per line of an issued decision, without number, and all of them as one file to print."""

from doc_templates.binding import print_run
from doc_templates.contexts import AwardDecisionContext, CertificateContext
from doc_templates.rendering import RENDERER_VERSION
from models.accounts import Scope
from models.awards.nominations import SHORT_AWARD_NAMES, AwardForm, nomination_id
from models.awards.nominees import Nominee, NomineeId
from models.campaign import Campaign
from models.documents import (
    CampaignId,
    DocumentKind,
    DocumentRecord,
    DocumentRequest,
    EntryState,
    IssueKey,
    Numbering,
    TemplateVersion,
    issue_key,
)
from models.errors import NotFound
from models.ports import Transaction
from workflows.services import Services
from workflows.steps.documents.composing import as_context
from workflows.steps.documents.files import DocumentFile, file_stem, visible_record
from workflows.steps.documents.papers import open_key
from workflows.steps.documents.pdfs import bind_pdfs


class NoCertificates(NotFound):
    """The document has no certificates: it is no award decision, or they are not made yet."""

    code = "no-certificates"


def nominee_of(tx: Transaction, *, campaign_id: CampaignId, form: AwardForm, nominee: str) -> Nominee:
    """Return who stands behind a line of a decision's list."""
    return tx.nominations.get(nomination_id(campaign=campaign_id, nominee=NomineeId(nominee), form=form)).nominee


def certificate_context(
    decision: AwardDecisionContext, *, nominee: Nominee, place: int, achievement: str
) -> CertificateContext:
    """Return the certificate of one line; it shows the decision's number and date (NĐ 98/2023, Đ104)."""
    return CertificateContext(
        sample=decision.sample,
        superior_line=decision.superior_line,
        letterhead=decision.letterhead,
        place=decision.place,
        issued_on=decision.issued_on,
        subject=f"{decision.award_short} tặng {nominee.full_name}",
        authority=decision.authority,
        signer_name=decision.signer_name,
        authority_line=decision.authority_line,
        award_title=decision.award_short.upper(),
        nominee=nominee.id,
        awardee=nominee.full_name,
        awardee_detail=", ".join(piece for piece in (nominee.position, nominee.organisation) if piece),
        achievement=achievement,
        decision_code=decision.code.strip(),
        golden_book=place,
    )


def certificate_request(
    campaign: Campaign,
    *,
    key: IssueKey,
    decision: DocumentRecord,
    context: CertificateContext,
    nominee: Nominee,
    template: TemplateVersion,
) -> DocumentRequest:
    """Return the request for one certificate, a document without number of the decision's date."""
    form = form_of(decision.key)
    return DocumentRequest(
        key=key,
        campaign_id=campaign.id,
        kind=DocumentKind.CERTIFICATE,
        issuer=decision.issuer,
        subject=nominee.unit,
        numbering=Numbering.NONE,
        issued_on=decision.issued_on,
        title=f"{SHORT_AWARD_NAMES[form]} tặng {nominee.full_name} (Quyết định số {decision.code})",
        type_name=SHORT_AWARD_NAMES[form],
        signer=decision.signer,
        context=as_context(context),
        template=template,
        renderer=RENDERER_VERSION,
        as_of=decision.as_of,
    )


def certificate_key(tx: Transaction, decision: DocumentRecord, *, nominee: str) -> IssueKey:
    """Return the issue key of a nominee's certificate under a decision; after a voided one it is the next edition's."""
    edition = decision.key.rsplit(":", 1)[1]
    period = f"{form_of(decision.key).value}.{edition}"
    return open_key(tx, issue_key(decision.campaign_id, DocumentKind.CERTIFICATE, subject=nominee, period=period))


def form_of(key: IssueKey) -> AwardForm:
    """Return the form of award that a paper's key tells."""
    return AwardForm(key.split(":")[3])


def certificates_of(tx: Transaction, decision: DocumentRecord) -> tuple[DocumentRecord, ...]:
    """Return the issued certificates of a decision in the order of its list."""
    keys = (certificate_key(tx, decision, nominee=row["nominee"]) for row in decision.context.get("nominees", ()))
    found = (tx.register.find(key) for key in keys)
    return tuple(record for record in found if record is not None and record.state is EntryState.ISSUED)


def certificates_file(services: Services, *, decision_id: int, scope: Scope) -> DocumentFile:
    """Return all certificates of a decision as one PDF to print, in the order of the list.

    Raises ``UnknownDocument``, ``NoCertificates``, ``Unavailable`` without a converter where PDFs are still to be made.
    """
    decision = visible_record(services, record_id=decision_id, scope=scope)
    records: tuple[DocumentRecord, ...] = ()
    if decision.kind is DocumentKind.AWARD_DECISION:
        with services.registry.begin() as tx:
            records = certificates_of(tx, decision)
    if not records:
        raise NoCertificates(
            f"“{decision.title}” chưa có bằng nào để in.",
            remedy="ban hành quyết định khen thưởng; bằng được lập ngay sau đó.",
        )
    unconverted = [record for record in records if record.pdf_sha256 is None]
    bound = {record.id: record for record in bind_pdfs(services, unconverted)} if unconverted else {}
    pdfs = [services.documents.get(bound.get(record.id, record).pdf_sha256 or "") for record in records]
    name = f"{file_stem(decision)} bang-de-in.pdf"
    return DocumentFile(name=name, data=print_run(pdfs, title=f"Bằng theo Quyết định số {decision.code}").data)
