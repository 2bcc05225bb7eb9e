"""Templates come into the store: the built-in ones as a work step, an office's own as an act after its check."""

from datetime import date

from doc_templates.catalogue import TEMPLATES, built_in
from doc_templates.checking import template_faults
from models.documents import KIND_NAMES, DocumentKind, TemplateVersion
from models.errors import NotFound, ThiduaError
from models.events import NewEvent
from workflows.services import Services
from workflows.steps.progress import Work
from workflows.steps.rights import require_office


class TemplateRefused(ThiduaError):
    """An office's template has faults; all of them are told, and the store keeps what it had."""

    code = "template-refused"


class NoTemplate(NotFound):
    """The store has no template of that kind."""

    code = "no-template"


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
    if before == version:
        return 0
    _tell(services, version, actor=work.actor, as_of=work.as_of)
    return 1


def publish_own_template(
    services: Services, *, kind: DocumentKind, data: bytes, actor: str, as_of: date
) -> TemplateVersion:
    """Check an office's template and keep it as the newest version of its kind; the same bytes again add nothing.

    Raises ``TemplateRefused`` with every fault, ``Forbidden`` for who is not of the office.
    """
    with services.registry.begin() as tx:
        require_office(tx, actor=actor)
    if faults := template_faults(data, kind=kind):
        told = "\n".join(f"  {fault}" for fault in faults)
        raise TemplateRefused(f"Mẫu {KIND_NAMES[kind]} có {len(faults)} lỗi:\n{told}")
    before = services.templates.latest(kind)
    version = services.templates.publish(kind, data)
    if version != before:
        _tell(services, version, actor=actor, as_of=as_of)
    return version


def template_bytes(services: Services, *, kind: DocumentKind) -> bytes:
    """Return the newest template of a kind, as an office edits it; raises ``NoTemplate``."""
    newest = services.templates.latest(kind)
    if newest is None:
        raise NoTemplate(f"Kho chưa có mẫu {KIND_NAMES[kind]}.", remedy="đưa các mẫu kèm theo hệ thống vào kho trước.")
    return services.templates.get(newest)


def _tell(services: Services, version: TemplateVersion, *, actor: str, as_of: date) -> None:
    with services.registry.begin() as tx:
        tx.events.append(
            NewEvent(
                kind="template.published",
                subject=version.kind.value,
                as_of=as_of,
                actor=actor,
                data={"version": version.version, "sha256": version.sha256},
                unique_key=f"template.published:{version.kind.value}:{version.version}",
            )
        )
