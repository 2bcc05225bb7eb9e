"""Templates come into the store: the built-in ones as a work step, an office's own as an act after its check."""

from datetime import date

from doc_templates.catalogue import TEMPLATES, built_in
from doc_templates.marking import without_comments
from models.base import Value
from models.documents import DocumentKind, TemplateVersion
from models.errors import ThiduaError
from models.events import NewEvent
from models.text import squeeze
from workflows.services import Services
from workflows.steps.accounts.rights import require_office
from workflows.steps.operations.progress import Work
from workflows.steps.templates.template_checks import Finding, refuse_faulty
from workflows.steps.templates.template_versions import PUBLISHED, Edition, edition_bytes, editions

SHIPPED = "Mẫu kèm theo hệ thống."
_LONGEST_NOTE = 500


class NoteTooLong(ThiduaError):
    """The words on why a version was published are longer than a history can show."""

    code = "note-too-long"
    http_status = 422


class Published(Value):
    """A template that the store keeps now; the newest of its kind but where somebody else was quicker."""

    edition: Edition
    is_new: bool
    """False where the store had these very bytes as its newest already."""
    warnings: tuple[Finding, ...]


def publish_templates(work: Work) -> str:
    """Publish each built-in template whose kind the store lacks; what an office keeps there is never replaced.

    With the parameter ``renew`` the built-in ones become the newest again; equal bytes add no version.
    """
    total = len(TEMPLATES)
    added = 0
    for done, kind in enumerate(TEMPLATES, start=1):
        added += _publish(work.services, work, kind)
        work.progress(done, total, f"Đã xét mẫu {done}/{total}: {TEMPLATES[kind].title}.")
    return f"Kho có đủ {total} mẫu văn bản; thêm {added} bản mới." if added else f"Kho đã có đủ {total} mẫu văn bản."


def _publish(services: Services, work: Work, kind: DocumentKind) -> int:
    before = services.templates.latest(kind)
    if before is not None and not work.operation.params.get("renew"):
        return 0
    version = services.templates.publish(kind, built_in(kind))
    _tell(services, version, actor=work.actor, as_of=work.as_of, note=SHIPPED)
    return int(before != version)


def publish_own_template(
    services: Services, *, kind: DocumentKind, data: bytes, name: str, actor: str, as_of: date, note: str = ""
) -> Published:
    """Check an office's template and keep it as the newest version of its kind; the same bytes again add nothing.

    ``name`` is the file's. Comments that a check wrote into it are taken out.
    Raises ``TemplateRefused`` with every fault, ``Forbidden`` for who is not of the office.
    """
    with services.registry.begin() as tx:
        require_office(tx, actor=actor)
    _refuse_long(note)
    report = refuse_faulty(data, kind=kind, name=f"Tệp {name}")
    return _kept(services, kind, without_comments(data), actor, as_of, note=note, warnings=report.warnings)


def revert_template(
    services: Services, *, kind: DocumentKind, number: int, actor: str, as_of: date, note: str = ""
) -> Published:
    """Make an earlier version the newest again, as a version of its own: nothing that was published goes away.

    Raises ``NoEdition``, ``TemplateRefused`` where today's check finds faults in it, ``Forbidden``.
    """
    with services.registry.begin() as tx:
        require_office(tx, actor=actor)
    _refuse_long(note)
    data = edition_bytes(services, kind=kind, number=number)
    report = refuse_faulty(data, kind=kind, name=f"Phiên bản {number}")
    told = f"Dùng lại phiên bản {number}." + (f" {note}" if note else "")
    return _kept(services, kind, data, actor, as_of, note=told, warnings=report.warnings)


def _refuse_long(note: str) -> None:
    if len(note) > _LONGEST_NOTE:
        raise NoteTooLong(
            f"Ghi chú dài {len(note)} ký tự, nhiều nhất là {_LONGEST_NOTE}.",
            place="ô Ghi chú",
            remedy="viết ngắn lại: vì sao có phiên bản này.",
        )


def _kept(
    services: Services,
    kind: DocumentKind,
    data: bytes,
    actor: str,
    as_of: date,
    *,
    note: str,
    warnings: tuple[Finding, ...],
) -> Published:
    before = services.templates.latest(kind)
    version = services.templates.publish(kind, data)
    _tell(services, version, actor=actor, as_of=as_of, note=squeeze(note))
    known = editions(services, kind=kind)
    mine = next((one for one in known if one.version.version == version.version), known[0])
    return Published(edition=mine, is_new=version != before, warnings=warnings)


def _tell(services: Services, version: TemplateVersion, *, actor: str, as_of: date, note: str) -> None:
    """Log who published a version, once: also where an earlier try was cut off between the store and the log."""
    with services.registry.begin() as tx:
        tx.events.append(
            NewEvent(
                kind=PUBLISHED,
                subject=version.kind.value,
                as_of=as_of,
                actor=actor,
                data={"version": version.version, "sha256": version.sha256, "note": note},
                unique_key=f"{PUBLISHED}:{version.kind.value}:{version.version}",
            )
        )
