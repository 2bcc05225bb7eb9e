"""``thidua campaign``, the campaign's end: nominations, dossiers, final report, decision, archive."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.asking import ask, day_or_today, draft_line, me, services_for, services_here
from cli.command_line import CommandLine
from cli.files import list_text
from cli.parameters import AsOf, Id, Wait
from models.awards.nominations import SHORT_AWARD_NAMES, AwardForm

if TYPE_CHECKING:
    from workflows.services import Services

OfUnit = Annotated[str, typer.Argument(metavar="ĐƠN-VỊ", help="Mã đơn vị đề nghị, ví dụ dong-nai.xuan-loc.")]
_FORMS = "; ".join(f"{form.value}: {name}" for form, name in SHORT_AWARD_NAMES.items())
Form = Annotated[AwardForm, typer.Option("--form", metavar="HÌNH-THỨC", help=f"Hình thức khen thưởng. {_FORMS}.")]
USUAL_FORM = AwardForm.BANG_KHEN_TINH


def add_to(group: CommandLine) -> None:
    """Add the commands to the group of campaigns."""
    for name, command in (
        ("regulation", regulation),
        ("summarise", summarise),
        ("nominate", nominate),
        ("reports", reports),
        ("propose", propose),
        ("dossiers", dossiers),
        ("submit", submit),
        ("return", return_),
        ("assemble", assemble),
        ("decision", decision),
        ("awards", awards),
        ("archive", archive),
    ):
        group.add(name, command)


def regulation(
    campaign: Id,
    chosen: Annotated[
        str | None, typer.Argument(metavar="QUY-ĐỊNH", help="Mã quy định, ví dụ nd-98-2023. Bỏ trống: chỉ xem.")
    ] = None,
    by_day: Annotated[bool, typer.Option("--by-day", help="Bỏ ấn định: theo quy định có hiệu lực từng ngày.")] = False,
    note: Annotated[str, typer.Option("--note", metavar="CĂN-CỨ", help="Căn cứ, ví dụ điều khoản chuyển tiếp.")] = "",
    as_of: AsOf = None,
) -> None:
    """Xem hoặc ấn định quy định khen thưởng của phong trào khi pháp luật thay đổi giữa chừng.

    Ví dụ: thidua campaign regulation dong-nai-2024 nd-98-2023 --note "điều khoản chuyển tiếp"
    """
    from models.documents import CampaignId
    from workflows.steps.campaigns.campaign_law import pin_regulation, regulation_for

    services, day = services_here(), day_or_today(as_of)
    of_campaign = CampaignId(campaign)
    if chosen is not None or by_day:
        pin_regulation(
            services,
            campaign_id=of_campaign,
            regulation=None if by_day else chosen,
            actor=me(),
            as_of=day,
            note=note,
        )
    law, pinned = regulation_for(services, campaign_id=of_campaign, as_of=day)
    print(f"{law.id}\t{law.title}\t{'đã ấn định' if pinned else f'có hiệu lực ngày {day:%d/%m/%Y}'}")


def summarise(campaign: Id, as_of: AsOf = None, wait: Wait = True) -> None:
    """Tổng hợp báo cáo của các đơn vị, lập dự thảo báo cáo tổng kết của tỉnh.

    Ví dụ: thidua campaign summarise dong-nai-2024 --as-of 2024-12-10
    """
    from models.operations import OperationKind

    ask(OperationKind.SUMMARISE_REPORTS, campaign, as_of, {}, wait=wait)


def nominate(
    campaign: Id,
    unit: OfUnit,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="TỆP", help="Danh sách, mỗi dòng một đối tượng, các cột cách nhau bằng tab hoặc dấu chấm phẩy."
        ),
    ],
    form: Form = USUAL_FORM,
    as_of: AsOf = None,
) -> None:
    """Ghi danh sách đề nghị khen thưởng của một đơn vị; sai một dòng thì không ghi dòng nào.

    Cột: Loại, Tên, Ông/Bà, Chức vụ, Nơi công tác, Thành tích.

    Ví dụ: thidua campaign nominate dong-nai-2024 dong-nai.xuan-loc danh-sach.txt --as-of 2024-11-18
    """
    from workflows.steps.awards.nominations import record_nominations
    from workflows.steps.awards.pasted_nominees import PastedListFaults, read_pasted

    try:
        entries = read_pasted(list_text(file))
    except PastedListFaults as faults:
        for fault in faults.faults:
            print(f"dòng {fault.line}: {fault.message} Cách xử lý: {fault.remedy}", file=sys.stderr)
        raise
    services, whose = _opened(campaign, unit, form)
    kept = record_nominations(
        services,
        **whose,
        entries=entries,
        actor=me(),
        as_of=day_or_today(as_of),
    )
    for one in kept:
        print(f"{one.nominee.id}\t{one.nominee.listed}")


def reports(campaign: Id, unit: OfUnit, form: Form = USUAL_FORM, as_of: AsOf = None) -> None:
    """Lập dự thảo báo cáo thành tích của các đối tượng đã có nội dung; đơn vị xác nhận bằng `thidua draft confirm`.

    Ví dụ: thidua campaign reports dong-nai-2024 dong-nai.xuan-loc --as-of 2024-11-18
    """
    from workflows.steps.awards.achievements import draft_achievement_reports

    services, whose = _opened(campaign, unit, form)
    drafts = draft_achievement_reports(services, **whose, actor=me(), as_of=day_or_today(as_of))
    for draft in drafts:
        print(draft_line(draft))
    print(f"Có {len(drafts)} dự thảo.", file=sys.stderr)


def propose(campaign: Id, unit: OfUnit, form: Form = USUAL_FORM, as_of: AsOf = None) -> None:
    """Lập dự thảo tờ trình kèm danh sách, sau khi biên bản họp Hội đồng đã ban hành.

    Ví dụ: thidua campaign propose dong-nai-2024 dong-nai.xuan-loc --as-of 2024-11-20
    """
    from workflows.steps.awards.proposals import draft_proposal

    services, whose = _opened(campaign, unit, form)
    draft = draft_proposal(services, **whose, actor=me(), as_of=day_or_today(as_of))
    print(draft_line(draft))


def dossiers(campaign: Id, as_of: AsOf = None) -> None:
    """Liệt kê hồ sơ đề nghị khen thưởng: mã, trạng thái, thành phần còn thiếu.

    Ví dụ: thidua campaign dossiers dong-nai-2024 --as-of 2024-11-25
    """
    from models.awards.dossiers import DOSSIER_STATE_NAMES
    from models.documents import CampaignId
    from workflows.steps.awards.dossiers import campaign_dossiers

    services = services_for(campaign=campaign)
    views = campaign_dossiers(services, campaign_id=CampaignId(campaign), as_of=day_or_today(as_of))
    for view in views:
        lacking = "; ".join(str(item) for item in view.items if item.is_open)
        print(f"{view.dossier.id}\t{DOSSIER_STATE_NAMES[view.dossier.state]}\t{lacking}")
    print(f"Có {len(views)} hồ sơ.", file=sys.stderr)


def submit(campaign: Id, unit: OfUnit, form: Form = USUAL_FORM, as_of: AsOf = None) -> None:
    """Nộp hồ sơ của một đơn vị; thiếu thành phần bắt buộc thì không nộp được.

    Ví dụ: thidua campaign submit dong-nai-2024 dong-nai.xuan-loc --as-of 2024-11-25
    """
    from models.awards.dossiers import DOSSIER_STATE_NAMES
    from workflows.steps.awards.dossiers import submit_dossier

    services, whose = _opened(campaign, unit, form)
    view = submit_dossier(services, **whose, actor=me(), as_of=day_or_today(as_of))
    for finding in view.lacking:
        print(finding, file=sys.stderr)
    print(f"{view.dossier.id}\t{DOSSIER_STATE_NAMES[view.dossier.state]}")


def return_(
    campaign: Id,
    unit: OfUnit,
    reason: Annotated[str, typer.Argument(metavar="LÝ-DO", help="Lý do trả lại, đơn vị sẽ đọc.")],
    form: Form = USUAL_FORM,
    as_of: AsOf = None,
) -> None:
    """Trả lại hồ sơ đã nộp cho đơn vị, kèm lý do.

    Ví dụ: thidua campaign return dong-nai-2024 dong-nai.xuan-loc "thiếu xác nhận trên báo cáo thành tích"
    """
    from models.awards.dossiers import DOSSIER_STATE_NAMES, dossier_id
    from workflows.steps.awards.dossiers import return_dossier

    services, whose = _opened(campaign, unit, form)
    mine = dossier_id(campaign=whose["campaign_id"], unit=whose["unit"], form=whose["form"])
    back = return_dossier(services, dossier=mine, reason=reason, actor=me(), as_of=day_or_today(as_of))
    print(f"{back.id}\t{DOSSIER_STATE_NAMES[back.state]}")


def assemble(
    campaign: Id,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="ĐƠN-VỊ", help="Chỉ hồ sơ của đơn vị này. Bỏ trống: mọi đơn vị.")
    ] = None,
    as_of: AsOf = None,
    wait: Wait = True,
) -> None:
    """Đóng hồ sơ: bìa, mục lục, một tệp PDF có dấu trang và một tệp ZIP; chỉ làm lại hồ sơ có thay đổi.

    Ví dụ: thidua campaign assemble dong-nai-2024 --as-of 2024-11-25
    """
    from models.operations import OperationKind

    if unit is not None:
        services_for(campaign=campaign, unit=unit)
    ask(OperationKind.ASSEMBLE_DOSSIERS, campaign, as_of, {"unit": unit} if unit else {}, wait=wait)


def decision(campaign: Id, form: Form = USUAL_FORM, as_of: AsOf = None) -> None:
    """Lập dự thảo quyết định khen thưởng từ các hồ sơ đã nộp và cho xem kết quả kiểm tra.

    Xác nhận bằng `thidua draft confirm`.

    Ví dụ: thidua campaign decision dong-nai-2024 --as-of 2024-12-20
    """
    from models.documents import CampaignId
    from workflows.steps.awards.decisions import draft_decision, review_decision

    services = services_here()
    draft = draft_decision(
        services, campaign_id=CampaignId(campaign), form=form, decided_on=day_or_today(as_of), actor=me()
    )
    review = review_decision(services, key=draft.key)
    for finding in (*review.findings, *review.notes):
        print(finding, file=sys.stderr)
    print(draft_line(draft))


def awards(campaign: Id, as_of: AsOf = None, wait: Wait = True) -> None:
    """Ban hành quyết định khen thưởng đã xác nhận, lập bằng cho từng dòng của danh sách.

    Ví dụ: thidua campaign awards dong-nai-2024 --as-of 2024-12-20
    """
    from models.operations import OperationKind

    ask(OperationKind.ISSUE_AWARDS, campaign, as_of, {}, wait=wait)


def archive(campaign: Id, as_of: AsOf = None, wait: Wait = True) -> None:
    """Đưa văn bản đã ban hành và hồ sơ đã kết thúc vào kho lưu trữ có khóa.

    Ví dụ: thidua campaign archive dong-nai-2024 --as-of 2024-12-31
    """
    from models.operations import OperationKind

    ask(OperationKind.ARCHIVE_CAMPAIGN, campaign, as_of, {}, wait=wait)


def _opened(campaign: str, unit: str, form: AwardForm) -> "tuple[Services, dict[str, Any]]":
    """Return the services, with campaign, unit and form of award as the acts take them; both must be known."""
    from models.documents import CampaignId
    from models.organisation import UnitId

    services = services_for(campaign=campaign, unit=unit)
    return services, {"campaign_id": CampaignId(campaign), "unit": UnitId(unit), "form": form}
