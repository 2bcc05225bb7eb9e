"""What the format check says of a document of ours, told in a terminal."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflows.steps.files.format_files import FormatNote


def tell_notes(notes: "Sequence[FormatNote]") -> None:
    """Print each note with where it is mended and its rule; what only warns says so."""
    for number, one in enumerate(notes, start=1):
        print(f"{number}. {'' if one.holds else 'Lưu ý: '}{one}  [{one.rule}]")
