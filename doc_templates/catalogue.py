"""The templates that come with the service: kind, name, context, and where each one's files are."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from doc_templates.contexts import (
    AchievementReportContext,
    AwardDecisionContext,
    AwardProposalContext,
    CampaignPlanContext,
    CertificateContext,
    CouncilMinutesContext,
    DocumentContext,
    DossierIndexContext,
    FinalReportContext,
    OutgoingRegisterContext,
    ReminderLetterContext,
    SubPlanContext,
    UnitFinalReportContext,
)
from doc_templates.faults import ContextFault
from models.base import Value
from models.documents import KIND_NAMES, DocumentKind

_HOME = Path(__file__).resolve().parent


class TemplateSpec(Value):
    """One kind of template."""

    kind: DocumentKind
    title: str
    context: type[DocumentContext]
    type_name: str
    """Tên loại, as registers name it."""

    @property
    def folder(self) -> Path:
        """Return the folder with template.docx, descriptor.toml and sample.json."""
        return _HOME / self.kind.value


def _spec(context: type[DocumentContext], type_name: str) -> TemplateSpec:
    return TemplateSpec(kind=context.KIND, title=KIND_NAMES[context.KIND], context=context, type_name=type_name)


TEMPLATES: Mapping[DocumentKind, TemplateSpec] = MappingProxyType(
    {
        spec.kind: spec
        for spec in (
            _spec(CampaignPlanContext, "Kế hoạch"),
            _spec(SubPlanContext, "Kế hoạch"),
            _spec(UnitFinalReportContext, "Báo cáo"),
            _spec(ReminderLetterContext, "Công văn"),
            _spec(OutgoingRegisterContext, "Sổ đăng ký"),
            _spec(FinalReportContext, "Báo cáo"),
            _spec(AwardProposalContext, "Tờ trình"),
            _spec(CouncilMinutesContext, "Biên bản"),
            _spec(AchievementReportContext, "Báo cáo"),
            _spec(DossierIndexContext, "Mục lục"),
            _spec(AwardDecisionContext, "Quyết định"),
            _spec(CertificateContext, "Bằng khen"),
        )
    }
)


def built_in(kind: DocumentKind) -> bytes:
    """Return the template that comes with the service; once published, the office's own takes its place."""
    return (TEMPLATES[kind].folder / "template.docx").read_bytes()


@cache
def sample(kind: DocumentKind) -> DocumentContext:
    """Return made-up values, marked as a sample, that fill every part of the kind's template."""
    return read_context(kind, json.loads((TEMPLATES[kind].folder / "sample.json").read_text("utf-8")))


def read_context(kind: DocumentKind, data: Mapping[str, Any]) -> DocumentContext:
    """Return a kind's context from its JSON, or raise ``ContextFault`` naming every wrong field."""
    try:
        return TEMPLATES[kind].context.model_validate(dict(data))
    except ValidationError as error:
        raise ContextFault(
            f"Dữ liệu của {KIND_NAMES[kind]} {_wrong_fields(error)}.",
            remedy="nhập lại các trường này theo bảng trường trong docs/templates.md.",
        ) from error


_LACKS = {"missing": "thiếu", "extra_forbidden": "có trường lạ"}


def _wrong_fields(error: ValidationError) -> str:
    """Return which fields are missing, unknown or of another type, as a clause."""
    told: dict[str, list[str]] = {}
    for fault in error.errors(include_url=False, include_input=False):
        place = ".".join(str(step + 1) if isinstance(step, int) else step for step in fault["loc"])
        told.setdefault(_LACKS.get(fault["type"], "sai ở"), []).append(
            f"“{place}”" if place else "chỗ các trường không khớp nhau"
        )
    return "; ".join(f"{lack} {', '.join(fields)}" for lack, fields in told.items())
