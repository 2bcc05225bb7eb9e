"""What a document of each kind must print to be one, each by one of the names given."""

from collections.abc import Mapping

from models.documents import DocumentKind

_HEAD = (("code", "number"), ("dated", "issued_on"), ("subject", "subject_lines", "about_lines"))
_PLAN = (*_HEAD, ("blocks", "body"), ("closing", "body"), ("signer_name",))
REQUIRED: Mapping[DocumentKind, tuple[tuple[str, ...], ...]] = {
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
