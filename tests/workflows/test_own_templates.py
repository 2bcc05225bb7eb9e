"""An office's own template: checked first, then the newest of its kind."""

from datetime import date
from pathlib import Path

import pytest

from doc_templates import package
from doc_templates.catalogue import built_in
from doc_templates.package import Part
from models.documents import DocumentKind
from workflows.services import Services
from workflows.steps.publishing import NoTemplate, TemplateRefused, publish_own_template, template_bytes

KIND = DocumentKind.SUB_PLAN
DAY = date(2024, 6, 1)


def _edited(old: str, new: str) -> bytes:
    parts = package.read(built_in(KIND))
    return package.write(tuple(Part(one.name, one.data.replace(old.encode(), new.encode())) for one in parts))


def test_a_sound_template_becomes_the_newest(services: Services, tmp_path: Path) -> None:
    """What the office published is what it takes out again; the same file again adds no version and no event."""
    with pytest.raises(NoTemplate):
        template_bytes(services, kind=DocumentKind.OUTGOING_REGISTER)
    own = _edited("Độc lập", "Độc  lập")
    assert own != built_in(KIND)
    first = publish_own_template(services, kind=KIND, data=own, actor="van-thu", as_of=DAY)
    assert publish_own_template(services, kind=KIND, data=own, actor="van-thu", as_of=DAY) == first
    assert template_bytes(services, kind=KIND) == own
    with services.registry.begin() as tx:
        told = [event.actor for event in tx.events.after(0, limit=100) if event.kind == "template.published"]
    assert told == ["van-thu"]


def test_a_template_with_an_unknown_field_never_enters(services: Services) -> None:
    """The fault is told with the nearest name, and the store keeps what it had."""
    before = services.templates.latest(KIND)
    faulty = _edited("signer_name", "signer_nam")
    with pytest.raises(TemplateRefused, match=r"(?s)có \d+ lỗi:.*“signer_nam”.*“signer_name”"):
        publish_own_template(services, kind=KIND, data=faulty, actor="van-thu", as_of=DAY)
    assert services.templates.latest(KIND) == before
