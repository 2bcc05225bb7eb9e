"""Kinds of documents on the command line: by their code, or by the name that people use."""

from difflib import get_close_matches
from typing import Annotated

import typer

from cli.usage_errors import WrongUsage
from models.documents import KIND_NAMES, DocumentKind
from models.text import fold

_NAMES = {fold(name): kind for kind, name in KIND_NAMES.items()} | {kind.value: kind for kind in DocumentKind}
_HELP = "Loại văn bản: mã (sub_plan) hoặc tên (“Kế hoạch triển khai”), như trong `thidua template list`."


def kind_typed(typed: str) -> DocumentKind:
    """Return the kind of that code or name, whatever its accents; raises ``WrongUsage`` with the nearest."""
    plain = fold(typed).strip()
    if plain in _NAMES:
        return _NAMES[plain]
    near = get_close_matches(plain, _NAMES, n=1, cutoff=0.5)
    meant = f"có phải là “{_NAMES[near[0]].value}” ({KIND_NAMES[_NAMES[near[0]]]})?" if near else "chọn một mã ở trên."
    codes = ", ".join(kind.value for kind in DocumentKind)
    raise WrongUsage(f"Giá trị của “LOẠI” không dùng được: không có “{typed}”; chọn một trong: {codes}.", remedy=meant)


Kind = Annotated[DocumentKind, typer.Argument(metavar="LOẠI", parser=kind_typed, help=_HELP)]
KindOption = Annotated[DocumentKind, typer.Option("--kind", metavar="LOẠI", parser=kind_typed, help=_HELP)]
AnyKind = Annotated[
    DocumentKind | None,
    typer.Option("--kind", metavar="LOẠI", parser=kind_typed, help=f"{_HELP} Có thì dữ liệu được xét theo loại này."),
]
