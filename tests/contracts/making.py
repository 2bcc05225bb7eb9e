"""Values for tests of the registry and of issuing, each with what matters left to the caller."""

import secrets
from datetime import date
from typing import Any

from models.accounts import Account, Role
from models.campaign import Campaign, CampaignState, Clock
from models.documents import (
    CampaignId,
    DocumentKind,
    DocumentRequest,
    Draft,
    IssueKey,
    SeriesKey,
    Signer,
    TemplateVersion,
    issue_key,
)
from models.events import NewEvent
from models.operations import OperationKind, OperationRequest
from models.organisation import Unit, UnitId, UnitKind
from models.ports import Notice, Registry

DAY = date(2024, 6, 25)
STP = UnitId("dong-nai.stp")
BIEN_HOA = UnitId("dong-nai.bien-hoa")
UBND = UnitId("dong-nai.ubnd")
TEMPLATE = TemplateVersion(kind=DocumentKind.SUB_PLAN, key="sub_plan.docx", version="1", sha256="0" * 64)


def new_campaign_id() -> CampaignId:
    """Return an id that no other test uses."""
    return CampaignId(f"thi-{secrets.token_hex(4)}")


def campaign(campaign_id: CampaignId, **changes: Any) -> Campaign:
    values: dict[str, Any] = {
        "id": campaign_id,
        "name": "Phong trào số hóa dữ liệu hộ tịch",
        "clock": Clock.REPLAY,
        "state": CampaignState.PREPARING,
        "lead": STP,
        "issuer": UBND,
        "created_by": "chuyên viên",
    }
    return Campaign.model_validate(values | changes)


def kept_campaign(registry: Registry) -> CampaignId:
    """Keep a campaign of its own in the registry and return its id."""
    campaign_id = new_campaign_id()
    with registry.begin() as tx:
        tx.campaigns.add(campaign(campaign_id), plan_text=f"id: {campaign_id}\n")
    return campaign_id


def series_of(campaign_id: CampaignId, scheme: str = "KH") -> SeriesKey:
    """Return a series that only this campaign's tests use."""
    return SeriesKey(agency=UnitId(f"{campaign_id}.stp"), scheme=scheme, year=DAY.year)


def document(campaign_id: CampaignId, name: str = "a", /, **changes: Any) -> DocumentRequest:
    values: dict[str, Any] = {
        "key": issue_key(campaign_id, DocumentKind.SUB_PLAN, subject=name),
        "campaign_id": campaign_id,
        "kind": DocumentKind.SUB_PLAN,
        "issuer": STP,
        "series": series_of(campaign_id),
        "symbol": "KH-STP",
        "issued_on": DAY,
        "title": "Triển khai phong trào thi đua",
        "type_name": "Kế hoạch",
        "signer": Signer(authority=("GIÁM ĐỐC",), name="Người ký mẫu"),
        "recipients": ("UBND tỉnh",),
        "context": {"z": 1, "a": [1.50, "Điều kiện"], "m": {"y": None, "b": True}},
        "template": TEMPLATE,
        "renderer": "1",
        "as_of": DAY,
    }
    return DocumentRequest.model_validate(values | changes)


def draft(campaign_id: CampaignId, name: str = "a", /, **changes: Any) -> Draft:
    values: dict[str, Any] = {
        "key": issue_key(campaign_id, DocumentKind.SUB_PLAN, subject=name),
        "campaign_id": campaign_id,
        "kind": DocumentKind.SUB_PLAN,
        "issuer": STP,
        "title": "Triển khai phong trào thi đua",
        "type_name": "Kế hoạch",
        "symbol": "KH-STP",
        "scheme": "KH",
        "context": {"opening": ["Căn cứ kế hoạch"]},
        "template": TEMPLATE,
    }
    return Draft.model_validate(values | changes)


def unit(unit_id: str, name: str, **changes: Any) -> Unit:
    values: dict[str, Any] = {
        "id": unit_id,
        "name": name,
        "kind": UnitKind.DEPARTMENT,
        "letterhead": (name.upper(),),
        "abbreviation": "X",
        "place": "Đồng Nai",
        "signing": ("GIÁM ĐỐC",),
    }
    return Unit.model_validate(values | changes)


def work(campaign_id: CampaignId, **changes: Any) -> OperationRequest:
    values: dict[str, Any] = {
        "kind": OperationKind.ISSUE_PLAN,
        "subject": campaign_id,
        "campaign_id": campaign_id,
        "as_of": DAY,
        "params": {"date": "2024-06-25"},
        "requested_by": "chuyên viên",
    }
    return OperationRequest.model_validate(values | changes)


def event(campaign_id: CampaignId | None, **changes: Any) -> NewEvent:
    values: dict[str, Any] = {
        "kind": "gap.filled",
        "campaign_id": campaign_id,
        "subject": "document.date",
        "as_of": DAY,
        "actor": "chuyên viên",
        "data": {"value": "2024-06-25"},
    }
    return NewEvent.model_validate(values | changes)


def account(name: str, **changes: Any) -> Account:
    values = {"name": name, "display_name": "Chuyên viên", "role": Role.STAFF, "password_hash": "argon2"}
    return Account.model_validate(values | changes)


def notice(campaign_id: CampaignId, key: str, **changes: Any) -> Notice:
    values: dict[str, Any] = {
        "key": key,
        "campaign_id": campaign_id,
        "unit": BIEN_HOA,
        "subject": "Báo cáo quá hạn",
        "text": "Đơn vị chưa gửi báo cáo tổng kết.",
        "as_of": DAY,
    }
    return Notice.model_validate(values | changes)


def key_of(campaign_id: CampaignId, subject: str) -> IssueKey:
    return issue_key(campaign_id, DocumentKind.SUB_PLAN, subject=subject)


def numbers(registry: Registry, campaign_id: CampaignId, *subjects: str, **changes: object) -> list[int | None]:
    """Return the number of one document per subject, each numbered in its own transaction."""
    found = []
    for subject in subjects:
        with registry.begin() as tx:
            found.append(tx.register.number(document(campaign_id, subject, **changes)).number)
    return found
