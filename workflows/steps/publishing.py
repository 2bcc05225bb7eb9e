"""Work step: the built-in templates are put into the store, where the office's own versions may follow them."""

from doc_templates.catalogue import TEMPLATES, built_in
from models.documents import DocumentKind
from models.events import NewEvent
from workflows.services import Services
from workflows.steps.progress import Work


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
    with services.registry.begin() as tx:
        tx.events.append(
            NewEvent(
                kind="template.published",
                subject=kind.value,
                as_of=work.as_of,
                actor=work.actor,
                data={"version": version.version, "sha256": version.sha256},
                unique_key=f"template.published:{kind.value}:{version.version}",
            )
        )
    return 1
