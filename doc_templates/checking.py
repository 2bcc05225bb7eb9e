"""Check an office's template before it is published: opens, tags whole, fields known, sample fills it."""

from difflib import get_close_matches

from doc_templates import catalogue, package, wordxml
from doc_templates.descriptor import field_tree
from doc_templates.faults import FieldMissing, RenderFailed, TemplateFault
from doc_templates.language.names import UnknownName, unknown_names, used_names
from doc_templates.language.source import Source
from doc_templates.rendering import CompiledTemplate
from models.documents import KIND_NAMES, DocumentKind

__all__ = ["TemplateFault", "check_template", "template_faults"]

_HEAD = (("code", "number"), ("dated", "issued_on"), ("subject", "subject_lines", "about_lines"))
_PLAN = (*_HEAD, ("blocks", "body"), ("closing", "body"), ("signer_name",))
_REQUIRED: dict[DocumentKind, tuple[tuple[str, ...], ...]] = {
    DocumentKind.CAMPAIGN_PLAN: _PLAN,
    DocumentKind.SUB_PLAN: _PLAN,
    DocumentKind.UNIT_FINAL_REPORT: (*_HEAD, ("sections", "results"), ("signer_name",)),
    DocumentKind.REMINDER_LETTER: (*_HEAD, ("unit_lines", "units"), ("signer_name",)),
    DocumentKind.OUTGOING_REGISTER: (("rows",),),
    DocumentKind.FINAL_REPORT: (*_HEAD, ("results",), ("sections", "limits"), ("signer_name",)),
    DocumentKind.AWARD_PROPOSAL: (*_HEAD, ("counts",), ("list_sections", "nominees"), ("signer_name",)),
    DocumentKind.COUNCIL_MINUTES: (
        ("code", "number"),
        ("held", "held_on"),
        ("vote", "votes_for"),
        ("list_sections", "nominees"),
        ("secretary",),
        ("signer_name",),
    ),
    DocumentKind.ACHIEVEMENT_REPORT: (
        ("dated", "issued_on"),
        ("nominee_name", "facts"),
        ("achievements",),
        ("confirmer_name",),
        ("signer_name",),
    ),
    DocumentKind.DOSSIER_INDEX: (("rows",),),
    DocumentKind.AWARD_DECISION: (
        *_HEAD,
        ("authority_line",),
        ("basis_lines", "bases"),
        ("counts",),
        ("list_sections", "nominees"),
        ("list_source",),
        ("signer_name",),
    ),
    DocumentKind.CERTIFICATE: (
        ("awardee", "name_lines"),
        ("achievement", "achievement_lines"),
        ("decision_code",),
        ("signer_name",),
    ),
}
"""What a document of the kind must print to be one, each by one of the names given."""


def check_template(data: bytes, *, kind: DocumentKind) -> None:
    """Raise the first ``TemplateFault`` of a template of that kind; return when it may be published."""
    faults = template_faults(data, kind=kind)
    if faults:
        raise faults[0]


def template_faults(data: bytes, *, kind: DocumentKind) -> tuple[TemplateFault, ...]:
    """Return every fault of the template; one that keeps it from being read hides those behind it."""
    try:
        template = CompiledTemplate.from_bytes(data)
    except TemplateFault as fault:
        return (fault,)
    sources = tuple(template.sources.values())
    unknown = tuple(
        _unknown(found, source, kind) for source in sources for found in unknown_names(source, field_tree(kind))
    )
    return unknown or _missing_content(sources, kind) or _sample_fault(template, kind)


def _unknown(found: UnknownName, source: Source, kind: DocumentKind) -> TemplateFault:
    near = get_close_matches(found.name, found.known, n=1, cutoff=0.5)
    remedy = f"có phải là “{near[0]}”?" if near else "xem bảng trường trong docs/templates.md."
    return TemplateFault(
        f"Mẫu {KIND_NAMES[kind]} dùng trường không có: “{found.name}”.", place=source.place(found.line), remedy=remedy
    )


def _missing_content(sources: tuple[Source, ...], kind: DocumentKind) -> tuple[TemplateFault, ...]:
    used = frozenset[str]().union(*(used_names(source) for source in sources))
    return tuple(
        TemplateFault(
            f"Mẫu {KIND_NAMES[kind]} chưa in trường bắt buộc “{names[0]}”.",
            remedy="thêm thẻ của trường này vào mẫu, theo mẫu gốc của hệ thống.",
        )
        for names in _REQUIRED[kind]
        if used.isdisjoint(names)
    )


def _sample_fault(template: CompiledTemplate, kind: DocumentKind) -> tuple[TemplateFault, ...]:
    """Fill the template with the kind's sample and read the result."""
    try:
        filled = package.read(template.render(catalogue.sample(kind)))
        for part in filled:
            if part.name.endswith(".xml"):
                wordxml.parse(part.data)
    except RenderFailed as failed:
        return (TemplateFault(failed.message, place=failed.place, remedy=failed.remedy),)
    except TemplateFault as fault:
        return (fault,)
    except FieldMissing as missing:
        return (TemplateFault(missing.message, place=missing.place, remedy="bỏ thẻ này hoặc đặt vào {%p if %}."),)
    return ()
