"""``thidua search``: documents by number, unit or words."""

import sys
from typing import Annotated

import typer

from cli.asking import services_for
from cli.command_line import CommandLine


def register(app: CommandLine) -> None:
    """Add the command."""
    app.add("search", search)


def search(
    query: Annotated[
        str, typer.Argument(metavar="NỘI-DUNG", help="Số ký hiệu, tên đơn vị, hoặc các từ, có dấu hay không dấu.")
    ] = "",
    year: Annotated[int | None, typer.Option("--year", metavar="NĂM", help="Chỉ văn bản của năm này.")] = None,
    campaign: Annotated[
        str | None, typer.Option("--campaign", metavar="PHONG-TRÀO", help="Chỉ văn bản của phong trào này.")
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="SỐ", help="Nhiều nhất bao nhiêu văn bản.", min=1, max=1000)
    ] = 20,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Bỏ chỉ mục cũ và lập lại từ sổ đăng ký.")] = False,
) -> None:
    """Tìm văn bản đã ban hành: mỗi dòng một văn bản, đúng số đứng trước.

    Ví dụ: thidua search "so hoa du lieu ho tich" --year 2024
    """
    from models.accounts import Scope
    from models.documents import CampaignId
    from workflows.steps.documents.finding import FindFilters, find_documents
    from workflows.steps.documents.indexing import follow_if_free, rebuild_index

    services = services_for(campaign=campaign)
    taken = rebuild_index(services) if rebuild else follow_if_free(services)
    if rebuild:
        print(f"Chỉ mục có {taken} văn bản.", file=sys.stderr)
    if not query and rebuild:
        return
    filters = FindFilters(year=year, campaign_id=CampaignId(campaign) if campaign else None)
    found = find_documents(services, query=query, scope=Scope(), filters=filters, limit=limit)
    for one in found:
        record = one.record
        print(f"{record.code or '-'}\t{record.issued_on:%d/%m/%Y}\t{record.issuer}\t{record.title}")
    print(f"Tìm thấy {len(found)} văn bản.", file=sys.stderr)
