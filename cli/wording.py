"""Words that a person keeps as they are from a terminal, in spite of a fault of format."""

import sys
from typing import TYPE_CHECKING

from cli.asking import day_or_today, me, services_here

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from models.waivers import Waiver, WaiverWish
    from workflows.steps.files.format_files import FormatNote


def wish(reason: str | None) -> "WaiverWish | None":
    """Return the wish to keep every fault of wording for this reason; None where the option was not given."""
    from models.waivers import WaiverWish

    return None if reason is None else WaiverWish(reason=reason)


def tell_waiver(waiver: "Waiver | None") -> None:
    """Tell a person what was kept, fault by fault."""
    if waiver is None:
        return
    print(f"Giữ nguyên {len(waiver.faults)} lỗi thể thức, lý do: {waiver.reason}", file=sys.stderr)
    for one in waiver.faults:
        print(f"  {one.told} (tại “{one.words}”)", file=sys.stderr)


def keep_plan_words(campaign: str, *, reason: str, as_of: "date | None") -> None:
    """Keep every fault of wording of a campaign's plan for this reason, and tell which."""
    from models.documents import CampaignId
    from models.waivers import WaiverWish
    from workflows.steps.documents.plan_format import keep_plan_wording

    kept = keep_plan_wording(
        services_here(),
        campaign_id=CampaignId(campaign),
        keep=WaiverWish(reason=reason),
        actor=me(),
        as_of=day_or_today(as_of),
    )
    tell_waiver(kept.plan_waiver)


def tell_notes(notes: "Sequence[FormatNote]", waiver: "Waiver | None" = None) -> None:
    """Print what the format check says, what holds the document up first, each with where it is mended."""
    for number, one in enumerate(notes, start=1):
        kept = "Đã giữ nguyên có lý do: " if one.kept_by(waiver) else ""
        head = kept or ("" if one.holds else "Lưu ý: ")
        print(f"{number}. {head}{one}  [{one.rule}]")
