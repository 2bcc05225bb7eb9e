"""What can be wrong with a template or with the values that are to fill it."""

from models.errors import ThiduaError


class TemplateFault(ThiduaError):
    """A template that cannot be used: not a Word file, unsafe, a broken tag, an unknown field."""

    code = "template-fault"
    http_status = 422


class FieldMissing(ThiduaError):
    """A final document lacks a value that its template prints."""

    code = "field-missing"
    http_status = 422

    def __init__(self, field: str, *, label: str = "", place: str | None = None) -> None:
        self.field = field
        told = f" ({label})" if label and label != field else ""
        super().__init__(
            f"Thiếu giá trị của trường “{field}”{told}.",
            place=place,
            remedy="bổ sung giá trị này rồi làm lại; bản thảo thì in được với dấu báo thiếu.",
        )


class FieldUnprintable(ThiduaError):
    """A value holds a character that a Word file cannot hold."""

    code = "field-unprintable"
    http_status = 422

    def __init__(self, field: str, *, character: str) -> None:
        self.field = field
        super().__init__(
            f"Trường “{field}” có ký tự không ghi được vào tệp Word (mã U+{ord(character):04X}).",
            remedy="xóa ký tự đó, thường do chép từ tệp khác, rồi nhập lại.",
        )


class TooMuch(ThiduaError):
    """Data, or what a template makes of it, goes beyond what one document may hold."""

    code = "too-much"
    http_status = 422


class PictureUnfit(ThiduaError):
    """A picture that a document cannot show: of another type, damaged, or for a place that the template lacks."""

    code = "picture-unfit"
    http_status = 422


class ContextFault(ThiduaError):
    """Values that do not make the context of their kind."""

    code = "context-fault"
    http_status = 422


class RenderFailed(ThiduaError):
    """The template was filled but what came out is not a sound Word file."""

    code = "render-failed"
    http_status = 500
