"""What the format check says of our documents tells where in the service it is mended."""

import pytest

from doc_templates import catalogue
from doc_templates.rendering import CompiledTemplate
from models.documents import DocumentKind
from workflows.steps.files.format_files import format_notes

LEARNED = "ThS. Nguyễn Văn Mẫu"


@pytest.mark.parametrize(
    ("kind", "changes", "place"),
    [
        (DocumentKind.SUB_PLAN, {"signer_name": LEARNED}, "ô “Họ và tên người ký”"),
        (DocumentKind.CAMPAIGN_PLAN, {"signer_name": LEARNED}, "Chỗ trống của kế hoạch"),
        (DocumentKind.COUNCIL_MINUTES, {"secretary": LEARNED}, "Phiên họp Hội đồng"),
        (DocumentKind.SUB_PLAN, {"subject": "TRIỂN KHAI PHONG TRÀO"}, "ô “Trích yếu”"),
        (DocumentKind.SUB_PLAN, {"authority": ("KT.GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")}, "Danh mục đơn vị"),
        (DocumentKind.SUB_PLAN, {"place": "huyện Cẩm Mỹ"}, "Danh mục đơn vị"),
    ],
)
def test_what_holds_a_document_up_names_its_place(kind: DocumentKind, changes: dict[str, object], place: str) -> None:
    """A fault of one field holds up the document and names the field, or the page where its value comes from."""
    context = catalogue.sample(kind).model_copy(update=changes)
    made = CompiledTemplate.from_bytes(catalogue.built_in(kind)).render(context)
    (note,) = format_notes(made, kind=kind, issued_on=context.issued_on)
    assert note.holds
    assert place in note.mend
    assert str(note).endswith(f"Sửa tại: {note.mend}.")
