"""An office's own template: checked first, then the newest of its kind, and every version stays."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import cast

import pytest

from doc_templates.catalogue import built_in
from doc_templates.marking import Remark, with_comments
from doc_templates.word import package
from doc_templates.word.extract import text_of
from doc_templates.word.package import Part
from models.campaign import Campaign
from models.documents import DocumentKind, DraftState, TemplateVersion
from models.errors import Unavailable
from models.operations import OperationKind
from models.organisation import UnitId
from models.ports import TemplateStore
from tests.workflows.conftest import DONG_NAI, PLAN_DAY, all_drafts, issued_plan
from workflows.services import Services
from workflows.steps.campaigns.templates_in_use import TemplatesMissing, template_in_use
from workflows.steps.confirming import DraftChanges, confirm_draft
from workflows.steps.templates.publishing import NoteTooLong, Published, publish_own_template, revert_template
from workflows.steps.templates.template_checks import TemplateRefused
from workflows.steps.templates.template_pins import campaign_templates, campaigns_behind, use_template
from workflows.steps.templates.template_versions import (
    NoEdition,
    NoTemplate,
    edition_bytes,
    editions,
    sample_file,
    sample_pdf,
)

KIND = DocumentKind.SUB_PLAN
DAY = date(2024, 6, 1)


def _edited(old: str, new: str) -> bytes:
    parts = package.read(built_in(KIND))
    return package.write(tuple(Part(one.name, one.data.replace(old.encode(), new.encode())) for one in parts))


OWN = _edited("Tiêu chuẩn", "Tiêu chí")


def _publish(services: Services, data: bytes, *, note: str = "") -> int:
    done = publish_own_template(services, kind=KIND, data=data, name="mau.docx", actor="van-thu", as_of=DAY, note=note)
    return done.edition.number


def test_a_sound_template_becomes_the_newest(services: Services) -> None:
    """What the office published is what it takes out again; the same file again adds no version and no event."""
    with pytest.raises(NoTemplate):
        edition_bytes(services, kind=DocumentKind.OUTGOING_REGISTER)
    before = len(editions(services, kind=KIND))
    assert _publish(services, OWN, note="Đổi tên cột") == _publish(services, OWN, note="lần nữa") == before + 1
    assert edition_bytes(services, kind=KIND) == OWN
    newest = editions(services, kind=KIND)[0]
    assert (newest.actor, newest.published_on, newest.note, newest.newest) == ("van-thu", DAY, "Đổi tên cột", True)
    with services.registry.begin() as tx:
        assert len(tx.events.list(None, kinds=("template.published",))) == 1


def test_a_template_with_an_unknown_field_never_enters(services: Services) -> None:
    """The fault is told with the nearest name, and the store keeps what it had."""
    before = services.templates.latest(KIND)
    faulty = _edited("signer_name", "signer_nam")
    with pytest.raises(TemplateRefused, match=r"(?s)Tệp mau.docx, mẫu .*, có \d+ lỗi.*“signer_nam”.*“signer_name”"):
        _publish(services, faulty)
    assert services.templates.latest(KIND) == before


def test_comments_of_a_check_do_not_go_out_with_documents(services: Services) -> None:
    """A file that came back with our comments is published without them."""
    _publish(services, with_comments(OWN, (Remark("word/document.xml", 0, "Lỗi cũ."),)))
    kept = package.read(edition_bytes(services, kind=KIND))
    assert not any(b"commentReference" in one.data or "Lỗi cũ".encode() in one.data for one in kept)


def test_going_back_is_a_version_of_its_own(services: Services) -> None:
    """The older bytes become the newest, under a new number that tells where they come from; nothing goes away."""
    first = _publish(services, built_in(KIND))
    second = _publish(services, OWN)
    back = revert_template(services, kind=KIND, number=first, actor="van-thu", as_of=DAY, note="Bản 2 sai lề")
    assert (back.edition.number, back.is_new) == (second + 1, True)
    assert back.edition.note == f"Dùng lại phiên bản {first}. Bản 2 sai lề"
    assert edition_bytes(services, kind=KIND) == built_in(KIND)
    assert edition_bytes(services, kind=KIND, number=second) == OWN
    with pytest.raises(NoEdition, match="không có phiên bản 99"):
        revert_template(services, kind=KIND, number=99, actor="van-thu", as_of=DAY)


def test_two_who_publish_at_once_are_each_told_of_their_own(services: Services) -> None:
    """Whoever comes second is the newest; each hears the number of what that person published, with note and name."""
    before = len(editions(services, kind=KIND))
    given = {f"người {place}": _edited("Tiêu chuẩn", f"Tiêu chí {place}") for place in range(3)}

    def publish(actor: str) -> tuple[str, Published]:
        data = given[actor]
        return actor, publish_own_template(
            services, kind=KIND, data=data, name="mau.docx", actor=actor, as_of=DAY, note=actor
        )

    with ThreadPoolExecutor(3) as pool:
        done = dict(pool.map(publish, given))
    assert {one.edition.number for one in done.values()} == {before + 1, before + 2, before + 3}
    for actor, one in done.items():
        assert (one.edition.actor, one.edition.note) == (actor, actor)
        assert edition_bytes(services, kind=KIND, number=one.edition.number) == given[actor]


class _Unsure:
    """A store that takes the file and then does not answer, as when the line breaks at that moment."""

    def __init__(self, store: TemplateStore) -> None:
        self._store = store

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def publish(self, kind: DocumentKind, data: bytes) -> TemplateVersion:
        self._store.publish(kind, data)
        raise Unavailable("Kho tệp không trả lời.", remedy="thử lại.")


def test_a_store_that_breaks_off_is_no_loss(services: Services) -> None:
    """What was kept without an answer is there once, and the next try tells who published it."""
    before = len(editions(services, kind=KIND))
    broken = replace(services, templates=cast("TemplateStore", _Unsure(services.templates)))
    with pytest.raises(Unavailable):
        _publish(broken, OWN, note="Lần đầu")
    assert editions(services, kind=KIND)[0].actor == ""
    assert _publish(services, OWN, note="Lần sau") == before + 1
    newest = editions(services, kind=KIND)[0]
    assert (newest.number, newest.actor, newest.note) == (before + 1, "van-thu", "Lần sau")


def test_a_template_of_another_kind_never_enters(services: Services) -> None:
    """A letter's template is no plan's, and a note longer than a history can show is refused before anything."""
    before = services.templates.latest(KIND)
    with pytest.raises(TemplateRefused, match="trường không có"):
        _publish(services, built_in(DocumentKind.REMINDER_LETTER))
    with pytest.raises(NoteTooLong, match="600 ký tự, nhiều nhất là 500"):
        _publish(services, OWN, note="a" * 600)
    assert services.templates.latest(KIND) == before


def test_any_version_is_shown_filled(services: Services) -> None:
    """A preview is the version filled with made-up values, as a Word file and as PDF."""
    number = _publish(services, OWN)
    shown = sample_file(services, kind=KIND, number=number)
    assert "Tiêu chí" in text_of(shown.data)
    assert shown.name == f"ke-hoach-trien-khai-phien-ban-{number}-xem-thu.docx"
    assert sample_pdf(services, kind=KIND, number=number).data.startswith(b"%PDF")


def _campaign(services: Services) -> Campaign:
    with services.registry.begin() as tx:
        return tx.campaigns.get(DONG_NAI)


def test_a_running_campaign_keeps_its_version_until_told_otherwise(services: Services) -> None:
    """A newer version changes nothing for it; told to, it takes the newer one, and so do unconfirmed drafts alone."""
    _publish(services, built_in(KIND))
    do = issued_plan(services)
    do(OperationKind.DISTRIBUTE_SUB_PLANS, PLAN_DAY)
    started = template_in_use(services, _campaign(services), KIND)
    first, *others = all_drafts(services, KIND)
    confirm_draft(
        services,
        key=first.key,
        dated=date(2024, 7, 1),
        changes=DraftChanges(signer_name="Người ký mẫu"),
        actor="van-thu",
        request_issue=False,
    )
    number = _publish(services, OWN)
    assert template_in_use(services, _campaign(services), KIND) == started
    assert [row.behind for row in campaign_templates(services, campaign_id=DONG_NAI) if row.kind is KIND] == [True]
    assert [(one.id, at) for one, at in campaigns_behind(services, kind=KIND)] == [(DONG_NAI, number - 1)]

    moved = use_template(services, campaign_id=DONG_NAI, kind=KIND, actor="van-thu", as_of=DAY)
    again = use_template(services, campaign_id=DONG_NAI, kind=KIND, actor="van-thu", as_of=DAY)
    assert (moved.edition.number, moved.drafts, moved.confirmed) == (number, len(others), 1)
    assert (again.drafts, again.confirmed) == (0, 1)
    used = template_in_use(services, _campaign(services), KIND)
    assert used == moved.edition.version
    drafts = {draft.key: draft for draft in all_drafts(services, KIND)}
    assert drafts[first.key].template == started
    assert drafts[first.key].state is DraftState.CONFIRMED
    assert {drafts[one.key].template for one in others} == {used}
    assert campaigns_behind(services, kind=KIND) == ()
    with services.registry.begin() as tx:
        (told,) = tx.events.list(DONG_NAI, kinds=("template.chosen",))
    assert told.data["before"] == started.version


def test_a_version_that_the_store_lost_is_never_replaced_in_silence(services: Services) -> None:
    """A campaign that keeps to a version which is gone is told so, and gets no other one by itself."""
    _publish(services, OWN)
    lost = Campaign(
        id=DONG_NAI,
        name="x",
        clock="replay",
        state="launched",
        lead=UnitId("dong-nai.stp"),
        issuer=UnitId("dong-nai.ubnd"),
        created_by="x",
        template_versions={KIND.value: "0" * 32},
    )
    with pytest.raises(TemplatesMissing, match="không còn phiên bản"):
        template_in_use(services, lost, KIND)
