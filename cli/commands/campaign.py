"""``thidua campaign``: what the office does on pages, from a terminal."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cli import award_commands, step_commands
from cli.asking import ask, day_or_today, me, services_for, services_here
from cli.command_line import CommandLine
from cli.files import file_text
from cli.format_notes import tell_notes
from cli.parameters import AsOf, Id, PlanFile, Wait, day_typed


def register(app: CommandLine) -> None:
    """Add the commands for campaigns."""
    group = CommandLine(
        help="Phong trào thi đua: từ tệp kế hoạch đến các văn bản.\n\nVí dụ: thidua campaign gaps dong-nai-2024"
    )
    for name, command in (
        ("templates", templates),
        ("directory", directory),
        ("create", create),
        ("renew", renew),
        ("gaps", gaps),
        ("fill", fill),
        ("format", format_),
        ("group", group_),
        ("series", series),
        ("deadlines", deadlines),
    ):
        group.add(name, command)
    step_commands.add_to(group)
    award_commands.add_to(group)
    app.add_typer(group, name="campaign")


def templates(
    renew: Annotated[bool, typer.Option("--renew", help="Đưa lại mẫu kèm theo hệ thống làm bản mới nhất.")] = False,
    wait: Wait = True,
) -> None:
    """Đưa các mẫu văn bản kèm theo hệ thống vào kho; mẫu cơ quan đã sửa không bị thay.

    Ví dụ: thidua campaign templates
    """
    from models.operations import OperationKind

    ask(OperationKind.PUBLISH_TEMPLATES, None, None, {"renew": True} if renew else {}, wait=wait)


def directory(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp danh mục tổ chức (.yaml).")],
    as_of: AsOf = None,
) -> None:
    """Nạp danh mục tổ chức: thêm đơn vị mới, cập nhật đơn vị đã có.

    Ví dụ: thidua campaign directory plans/directories/dong_nai.yaml
    """
    from workflows.steps.campaigns.campaigns import import_directory

    text = file_text(file)
    changed = import_directory(services_here(), text=text, file_name=file.name, actor=me(), as_of=day_or_today(as_of))
    print(f"Đã thêm hoặc cập nhật {changed} đơn vị.", file=sys.stderr)


def create(
    file: PlanFile,
    replay: Annotated[
        bool, typer.Option("--replay", help="Nhập lại phong trào đã qua: chỉ ngày do người dùng nêu mới tính.")
    ] = False,
    sample: Annotated[bool, typer.Option("--sample", help="Bản mẫu: mỗi trang in chữ BẢN MẪU.")] = False,
    regulation: Annotated[
        str | None,
        typer.Option(
            "--regulation",
            metavar="QUY-ĐỊNH",
            help="Ấn định quy định khen thưởng, ví dụ nd-98-2023. Bỏ trống: theo ngày của từng việc.",
        ),
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Tạo phong trào từ một tệp kế hoạch; tạo lại cùng tệp đó không thêm gì.

    Ví dụ: thidua campaign create plans/dong_nai_2024.yaml --replay --sample
    """
    from models.campaign import Clock
    from workflows.steps.campaigns.campaign_law import pin_regulation
    from workflows.steps.campaigns.shipped import start_campaign
    from workflows.steps.files.law_files import shipped_law

    text = file_text(file)
    shipped_law().under(regulation)
    services, day = services_here(), day_or_today(as_of)
    campaign = start_campaign(
        services,
        plan_text=text,
        file_name=file.name,
        clock=Clock.REPLAY if replay else Clock.LIVE,
        sample=sample,
        actor=me(),
        as_of=day,
    )
    if regulation is not None:
        pin_regulation(services, campaign_id=campaign.id, regulation=regulation, actor=me(), as_of=day)
    print(campaign.id)


def renew(campaign: Id, file: PlanFile, as_of: AsOf = None) -> None:
    """Thay tệp kế hoạch của một phong trào chưa ban hành bằng tệp đã sửa; mọi câu trả lời được giữ nguyên.

    Ví dụ: thidua campaign renew dong-nai-2024 plans/dong_nai_2024.yaml
    """
    from models.documents import CampaignId
    from workflows.steps.campaigns.plan_renewal import renew_plan

    renew_plan(
        services_here(),
        campaign_id=CampaignId(campaign),
        plan_text=file_text(file),
        file_name=file.name,
        actor=me(),
        as_of=day_or_today(as_of),
    )


def gaps(campaign: Id) -> None:
    """Liệt kê các chỗ trống của kế hoạch: đường dẫn, cần cho việc gì, câu hỏi, câu trả lời có thể.

    Ví dụ: thidua campaign gaps dong-nai-2024
    """
    from models.documents import CampaignId
    from models.plan import open_gaps
    from workflows.steps.campaigns.campaigns import effective_plan
    from workflows.steps.pages.gaps import NEEDED_NAMES

    for gap in open_gaps(effective_plan(services_here(), CampaignId(campaign))):
        may_be = f"  [có thể: {'; '.join(map(str, gap.candidates))}]" if gap.candidates else ""
        print(f"{gap.path}\t{NEEDED_NAMES[gap.needed_for]}\t{gap.question}{may_be}")


def fill(
    campaign: Id,
    path: Annotated[str, typer.Argument(metavar="ĐƯỜNG-DẪN", help="Đường dẫn của chỗ trống, ví dụ document.date.")],
    value: Annotated[
        list[str], typer.Argument(metavar="CÂU-TRẢ-LỜI", help="Câu trả lời; nhiều dòng thì ghi mỗi dòng một tham số.")
    ],
    note: Annotated[str, typer.Option("--note", metavar="CĂN-CỨ", help="Căn cứ của câu trả lời.")] = "",
    as_of: AsOf = None,
) -> None:
    """Trả lời một chỗ trống hoặc xác nhận một chỗ đọc không rõ của kế hoạch.

    Ví dụ: thidua campaign fill dong-nai-2024 signature.authority "TM. ỦY BAN NHÂN DÂN" "Q. CHỦ TỊCH"
    """
    from models.documents import CampaignId
    from models.plan import AnswerKind, open_gaps
    from workflows.steps.campaigns.campaigns import fill_gap, stated_plan

    services = services_here()
    with services.registry.begin() as tx:
        kinds = {gap.path: gap.answer for gap in open_gaps(stated_plan(tx, CampaignId(campaign)))}
    answer: object = list(value) if kinds.get(path) is AnswerKind.LINES else " ".join(value)
    fill_gap(
        services,
        campaign_id=CampaignId(campaign),
        path=path,
        value=answer,
        actor=me(),
        as_of=day_or_today(as_of),
        note=note,
    )


def format_(campaign: Id, as_of: AsOf = None) -> None:
    """Kiểm tra thể thức của kế hoạch trước khi ban hành: mọi điểm sai, kèm dòng của tệp kế hoạch khi biết.

    Mã kết thúc: 0 khi không còn lỗi nào giữ kế hoạch lại, 1 khi còn.

    Ví dụ: thidua campaign format dong-nai-2024
    """
    from models.documents import CampaignId
    from workflows.steps.documents.plan_format import plan_notes

    services = services_for(campaign=campaign)
    notes = plan_notes(services, campaign_id=CampaignId(campaign), as_of=day_or_today(as_of))
    tell_notes(notes)
    left = sum(one.holds for one in notes)
    print(f"Còn {left} lỗi thể thức phải sửa." if left else "Không còn lỗi thể thức.", file=sys.stderr)
    sys.exit(1 if left else 0)


def group_(
    campaign: Id,
    unit: Annotated[str, typer.Argument(metavar="ĐƠN-VỊ", help="Mã đơn vị, ví dụ dong-nai.cam-my.")],
    name: Annotated[str, typer.Argument(metavar="NHÓM", help="Mã nhóm trong kế hoạch, ví dụ III.1.a.")],
    start: Annotated[
        date | None,
        typer.Option("--from", metavar="NGÀY", parser=day_typed, help="Từ ngày nào. Bỏ trống: hôm nay."),
    ] = None,
) -> None:
    """Xếp một đơn vị vào một nhóm của kế hoạch, kể từ một ngày.

    Ví dụ: thidua campaign group dong-nai-2024 dong-nai.cam-my III.1.a --from 2024-06-25
    """
    from models.documents import CampaignId
    from models.organisation import UnitId
    from workflows.steps.campaigns.campaigns import assign_group

    assign_group(
        services_here(),
        campaign_id=CampaignId(campaign),
        unit=UnitId(unit),
        group=name,
        start=day_or_today(start),
        actor=me(),
    )


def series(
    agency: Annotated[str, typer.Argument(metavar="CƠ-QUAN", help="Mã cơ quan, ví dụ dong-nai.ubnd.")],
    scheme: Annotated[
        str, typer.Argument(metavar="LOẠI", help="Loại văn bản chung một dãy số: KH, BC, CV, BB, TTr, QĐ.")
    ],
    year: Annotated[int, typer.Argument(metavar="NĂM", help="Năm của dãy số.")],
    opening: Annotated[int, typer.Argument(metavar="SỐ", help="Số đầu tiên hệ thống sẽ cấp.")],
    instead_of: Annotated[
        int | None,
        typer.Option("--instead-of", metavar="SỐ", help="Số bắt đầu mà người khác đã đặt và nay phải thay."),
    ] = None,
) -> None:
    """Đặt số bắt đầu của một dãy số, khi sổ của cơ quan đã có các số trước đó.

    Ví dụ: thidua campaign series dong-nai.ubnd KH 2024 210
    """
    from models.organisation import UnitId
    from workflows.steps.documents.series import open_series

    open_series(
        services_here(),
        agency=UnitId(agency),
        scheme=scheme,
        year=year,
        opening=opening,
        actor=me(),
        as_of=day_or_today(None),
        instead_of=instead_of,
    )


def deadlines(campaign: Id, as_of: AsOf = None) -> None:
    """Liệt kê thời hạn của phong trào và tình trạng nộp tính đến một ngày.

    Ví dụ: thidua campaign deadlines dong-nai-2024 --as-of 2024-11-15
    """
    from models.deadlines import STATUS_NAMES
    from models.documents import CampaignId
    from workflows.steps.campaigns.deadlines import assess_campaign

    for one in assess_campaign(services_here(), campaign_id=CampaignId(campaign), as_of=day_or_today(as_of)):
        due = f"{one.due:%d/%m/%Y}" if one.due else "-"
        print(f"{one.obligation_id}\t{one.unit}\t{due}\t{STATUS_NAMES[one.status]}\t{one.title}")
