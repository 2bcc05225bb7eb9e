"""How long 300 dossiers of four papers take to be bound, without PDF: ``python -m benchmarks.dossiers``.

Real PostgreSQL and object store of their own, in a temporary folder; every paper is an issued document. Prints the
seconds and ends with 1 above the limit. ``--dossiers`` takes another number.
"""

import argparse
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from cli.stack.postgres import Postgres
from cli.stack.processes import free_ports
from cli.stack.seaweed import Seaweed, SeaweedKeys, SeaweedPorts
from doc_templates.catalogue import sample
from doc_templates.rendering import RENDERER_VERSION
from models.awards.nominations import AwardForm, Nomination, nomination_id
from models.awards.nominees import Nominee, NomineeKind, nominee_id
from models.campaign import Clock
from models.documents import (
    CampaignId,
    DocumentKind,
    DocumentRequest,
    Numbering,
    SeriesKey,
    TemplateVersion,
)
from models.operations import OperationKind
from models.organisation import Unit, UnitId, UnitKind
from storage.objects import open_objects
from storage.registry import migrate, open_registry
from storage.search import open_index
from workflows.bootstrap import build_converter
from workflows.services import Services
from workflows.settings import REPOSITORY, Settings
from workflows.steps.campaigns.campaigns import create_campaign, fill_gap, import_directory
from workflows.steps.documents.composing import as_context
from workflows.steps.documents.issuing import issue_document
from workflows.steps.documents.papers import paper_key
from workflows.steps.documents.requests import request_operation
from workflows.steps.work import run_operation

CAMPAIGN = CampaignId("dong-nai-2024")
DAY = date(2024, 11, 25)
FORM = AwardForm.BANG_KHEN_TINH
CLERK = "đo thời gian"
LIMIT_SECONDS = 60.0
PAPERS = {
    DocumentKind.COUNCIL_MINUTES: "BB",
    DocumentKind.AWARD_PROPOSAL: "TTr",
    DocumentKind.ACHIEVEMENT_REPORT: "",
}
_KINDS = (NomineeKind.COLLECTIVE, NomineeKind.PERSON)


def main() -> None:
    """Play, measure, print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--dossiers", type=int, default=300)
    wanted = words.parse_args().dossiers
    with _servers() as services:
        began = time.monotonic()
        _prepare(services, wanted)
        print(f"chuẩn bị {wanted} hồ sơ, mỗi hồ sơ 4 văn bản: {time.monotonic() - began:.1f} giây", flush=True)
        seconds = _run(services, OperationKind.ASSEMBLE_DOSSIERS)
        again = _run(services, OperationKind.ASSEMBLE_DOSSIERS)
        with services.registry.begin() as tx:
            bound = sum(one.zip_sha256 is not None for one in tx.dossiers.list(CAMPAIGN))
    print(f"đóng {bound} hồ sơ, không tạo PDF: {seconds:.1f} giây (giới hạn {LIMIT_SECONDS:.0f})")
    print(f"chạy lại, không có gì thay đổi: {again:.1f} giây")
    if bound != wanted or seconds > LIMIT_SECONDS:
        sys.exit(1)


@contextmanager
def _servers() -> Iterator[Services]:
    folder = Path(tempfile.mkdtemp(prefix="thidua-bench-"))
    folder.chmod(0o711)
    with ExitStack() as ending:
        ending.callback(shutil.rmtree, folder, ignore_errors=True)
        (port,) = free_ports(1)
        postgres = Postgres(folder=folder / "pg", port=port, password=secrets.token_hex(16))
        ending.callback(postgres.start().stop)
        store = Seaweed(folder=folder / "weed", ports=SeaweedPorts.free(), keys=SeaweedKeys.fresh())
        ending.callback(store.start().stop)
        postgres.create_database("bench")
        migrate(postgres.url(database="bench"))
        objects = open_objects(**store.settings(bucket_prefix="bench-").arguments())
        registry = open_registry(postgres.url(database="bench"))
        ending.callback(registry.close)
        yield Services(
            registry=registry,
            documents=objects.documents,
            templates=objects.templates,
            search=open_index(folder / "search"),
            pdf=build_converter(Settings(soffice="khong-dung-libreoffice")),
            archive=objects.archive,
        )


def _prepare(services: Services, wanted: int) -> None:
    """Launch the campaign and give each unit two nominees and their four papers."""
    _run(services, OperationKind.PUBLISH_TEMPLATES)
    plans = REPOSITORY / "plans"
    text = (plans / "directories" / "dong_nai.yaml").read_text("utf-8")
    import_directory(services, text=text, file_name="dong_nai.yaml", actor=CLERK, as_of=DAY)
    create_campaign(
        services,
        plan_text=(plans / "dong_nai_2024.yaml").read_text("utf-8"),
        file_name="dong_nai_2024.yaml",
        clock=Clock.REPLAY,
        sample=True,
        actor=CLERK,
        as_of=DAY,
    )
    answers = {"document.date": "2024-06-25", "signature.authority": ["TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"]}
    for path, value in answers.items():
        fill_gap(services, campaign_id=CAMPAIGN, path=path, value=value, actor=CLERK, as_of=DAY)
    _run(services, OperationKind.ISSUE_PLAN)
    units = [_unit(number) for number in range(1, wanted + 1)]
    templates = {kind: services.templates.latest(kind) for kind in PAPERS}
    with services.registry.begin() as tx:
        tx.units.keep(units)
        for unit in units:
            for nomination in _nominations(unit):
                tx.nominations.keep(nomination)
    for unit in units:
        for request in _papers(unit, {kind: one for kind, one in templates.items() if one is not None}):
            issue_document(services, request, actor=CLERK)


def _unit(number: int) -> Unit:
    return Unit(
        id=UnitId(f"dong-nai.do-{number:03d}"),
        name=f"Đơn vị mẫu số {number}",
        kind=UnitKind.DEPARTMENT,
        superior_line="UBND TỈNH ĐỒNG NAI",
        letterhead=(f"ĐƠN VỊ MẪU SỐ {number}",),
        abbreviation=f"ĐV{number}",
        place="Đồng Nai",
        signing=("GIÁM ĐỐC",),
    )


def _nominations(unit: Unit) -> Iterator[Nomination]:
    for order, kind in enumerate(_KINDS, start=1):
        who = nominee_id(unit=unit.id, kind=kind, number=1)
        yield Nomination(
            id=nomination_id(campaign=CAMPAIGN, nominee=who, form=FORM),
            campaign_id=CAMPAIGN,
            unit=unit.id,
            form=FORM,
            nominee=Nominee(id=who, kind=kind, name=f"Đối tượng mẫu {order}", organisation=unit.name, unit=unit.id),
            achievement="Đã có thành tích xuất sắc (nội dung mẫu)",
            order=order,
        )


def _papers(unit: Unit, templates: dict[DocumentKind, TemplateVersion]) -> Iterator[DocumentRequest]:
    """Yield minutes, proposal and two reports, each of some pages of the sample's words."""
    for kind, scheme in PAPERS.items():
        of_whom = [unit.id] if scheme else [nominee_id(unit=unit.id, kind=one, number=1) for one in _KINDS]
        for subject in of_whom:
            yield DocumentRequest(
                key=paper_key(CAMPAIGN, kind, subject=subject, form=FORM),
                campaign_id=CAMPAIGN,
                kind=kind,
                issuer=unit.id,
                subject=unit.id,
                numbering=Numbering.GIVEN if scheme else Numbering.NONE,
                series=SeriesKey(agency=unit.id, scheme=scheme, year=DAY.year) if scheme else None,
                symbol=f"{scheme}-{unit.abbreviation}" if scheme else "",
                issued_on=DAY,
                title=f"Văn bản mẫu của {subject}",
                type_name="Văn bản",
                context=as_context(sample(kind)) | {"subject": f"Văn bản mẫu của {subject}"},
                template=templates[kind],
                renderer=RENDERER_VERSION,
                as_of=DAY,
            )


def _run(services: Services, kind: OperationKind) -> float:
    """Ask for an operation and do it here; return the seconds of the doing."""
    campaign = None if kind is OperationKind.PUBLISH_TEMPLATES else CAMPAIGN
    asked = request_operation(services, kind=kind, campaign_id=campaign, as_of=DAY, actor=CLERK)
    began = time.monotonic()
    ended = run_operation(services, operation_id=asked.id, attempt=asked.attempt)
    if ended is None or ended.error_code is not None:
        sys.exit(f"{kind}: {ended.message if ended else 'không kết thúc'}")
    return time.monotonic() - began


if __name__ == "__main__":
    main()
