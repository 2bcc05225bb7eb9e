"""The plans and organisation directories that come with the service."""

from datetime import date
from pathlib import Path

from models.base import Value
from models.campaign import Campaign, Clock
from models.errors import NotFound
from models.plan import printed
from workflows.services import Services
from workflows.settings import REPOSITORY
from workflows.steps.campaigns.campaigns import create_campaign, import_directory
from workflows.steps.files.plan_files import read_plan

PLANS = REPOSITORY / "plans"


class UnknownShippedPlan(NotFound):
    """No plan of that file name comes with the service."""

    code = "unknown-shipped-plan"


class ShippedPlan(Value):
    """One plan to choose from."""

    file_name: str
    campaign_id: str
    name: str
    subject: str


def shipped_plans(*, folder: Path = PLANS) -> tuple[ShippedPlan, ...]:
    """Return the plans that come with the service, by file name."""
    return tuple(_shipped(file) for file in sorted(folder.glob("*.yaml")))


def shipped_text(file_name: str, *, folder: Path = PLANS) -> str:
    """Return a shipped plan's text; raises ``UnknownShippedPlan``."""
    for file in folder.glob("*.yaml"):
        if file.name == file_name:
            return file.read_text(encoding="utf-8")
    raise UnknownShippedPlan(
        f"Không có kế hoạch “{file_name}” kèm theo hệ thống.", remedy="chọn một kế hoạch trong danh sách."
    )


def keep_shipped_directories(services: Services, *, actor: str, as_of: date, folder: Path = PLANS) -> int:
    """Add or renew the units of every directory that comes with the service; return how many changed."""
    files = sorted((folder / "directories").glob("*.yaml"))
    return sum(
        import_directory(services, text=file.read_text(encoding="utf-8"), file_name=file.name, actor=actor, as_of=as_of)
        for file in files
    )


def start_campaign(
    services: Services, *, plan_text: str, file_name: str, clock: Clock, sample: bool, actor: str, as_of: date
) -> Campaign:
    """Create a campaign; where the directory is still empty, the shipped directories are taken in first.

    Raises ``PlanFileFaults``, ``UnknownUnit`` or ``Conflict``.
    """
    read_plan(plan_text, file_name=file_name)
    with services.registry.begin() as tx:
        empty = not any(True for _ in tx.units.directory())
    if empty:
        keep_shipped_directories(services, actor=actor, as_of=as_of)
    return create_campaign(
        services, plan_text=plan_text, file_name=file_name, clock=clock, sample=sample, actor=actor, as_of=as_of
    )


def _shipped(file: Path) -> ShippedPlan:
    plan = read_plan(file.read_text(encoding="utf-8"), file_name=file.name)
    return ShippedPlan(file_name=file.name, campaign_id=plan.id, name=plan.name, subject=printed(plan).document.subject)
