"""Each step of the issuing protocol, and what any of them leaves to be done again."""

from datetime import timedelta
from hashlib import sha256

import pytest

from doc_templates.catalogue import built_in, read_context
from doc_templates.rendering import compiled
from doc_templates.word.extract import text_of
from models.campaign import Submission
from models.documents import (
    REHEARSAL_NUMBER,
    CampaignId,
    DateBeforeLast,
    DocumentRecord,
    DocumentRequest,
    Draft,
    DraftChanged,
    DraftState,
    EntryState,
    Numbering,
    TemplateVersion,
)
from models.errors import Conflict, ThiduaError
from tests.contracts.making import DAY, STP
from tests.issuing.making import Issuing, letter, series
from workflows.steps.documents.issuing import (
    EntryVoided,
    NumberNotPrinted,
    delete_unbound,
    finish_entry,
    issue_document,
    reconcile_entries,
    rehearse,
    void_entry,
)
from workflows.steps.files.format_files import FormatRefused

ACTOR = "văn thư"


def number(services: Issuing, request: DocumentRequest) -> None:
    """Take a number and stop there, as a process that dies would."""
    with services.registry.begin() as tx:
        tx.register.number(request)


def event_kinds(services: Issuing, campaign_id: CampaignId) -> list[str]:
    with services.registry.begin() as tx:
        return [one.kind for one in reversed(tx.events.list(campaign_id))]


def test_an_issued_document_bears_its_number(
    services: Issuing, campaign_id: CampaignId, template: TemplateVersion
) -> None:
    """The stored bytes print the number of the register, and the log tells both steps."""
    record = issue_document(services, letter(campaign_id, template, "a"), actor=ACTOR)
    assert (record.state, record.code) == (EntryState.ISSUED, "01/STP-HT1")
    assert record.sha256 is not None
    assert "01/STP-HT1" in text_of(services.documents.get(record.sha256))
    assert event_kinds(services, campaign_id) == ["document.numbered", "document.issued"]


def test_the_same_key_again_is_the_same_document(
    services: Issuing, campaign_id: CampaignId, template: TemplateVersion
) -> None:
    """Issuing twice gives one number and one object, whatever the second request says."""
    first = issue_document(services, letter(campaign_id, template, "a"), actor=ACTOR)
    assert issue_document(services, letter(campaign_id, template, "a", title="khác"), actor=ACTOR) == first
    assert event_kinds(services, campaign_id) == ["document.numbered", "document.issued"]


def test_the_rehearsal_uses_a_number_of_its_own(
    services: Issuing, campaign_id: CampaignId, template: TemplateVersion
) -> None:
    """It prints 99999, stores nothing and takes nothing."""
    assert f"{REHEARSAL_NUMBER}/STP-HT1" in text_of(rehearse(services, letter(campaign_id, template, "a")))
    assert event_kinds(services, campaign_id) == []


def test_what_cannot_be_rendered_gets_no_number(
    services: Issuing, campaign_id: CampaignId, template: TemplateVersion
) -> None:
    """A missing signer and an unknown field fail in the rehearsal; the next document takes number 1."""
    request = letter(campaign_id, template, "a")
    for context in (request.context | {"signer_name": None}, request.context | {"lạ": 1}, {}):
        with pytest.raises(ThiduaError):
            issue_document(services, request.model_copy(update={"context": context}), actor=ACTOR)
    assert issue_document(services, letter(campaign_id, template, "b"), actor=ACTOR).number == 1


def test_a_template_without_place_for_the_number_gets_none(
    services: Issuing, campaign_id: CampaignId, template: TemplateVersion, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """An office's template that lost its number field would send out documents without number."""
    from docx import Document

    path = tmp_path_factory.mktemp("template") / "mẫu.docx"
    document = Document()
    document.add_paragraph("Kính gửi: {{ receiver }}")
    document.save(str(path))
    numberless = services.templates.publish(template.kind, path.read_bytes())
    with pytest.raises(NumberNotPrinted):
        issue_document(services, letter(campaign_id, numberless, "a"), actor=ACTOR)


def test_what_breaks_the_format_gets_no_number(
    services: Issuing, campaign_id: CampaignId, template: TemplateVersion
) -> None:
    """A deputy's signature without its post and a learned signer are told together; the next one takes number 1."""
    request = letter(campaign_id, template, "a")
    context = request.context | {"authority": ["KT. GIÁM ĐỐC"], "signer_name": "TS. Nguyễn Văn Mẫu"}
    with pytest.raises(FormatRefused) as refused:
        issue_document(services, request.model_copy(update={"context": context}), actor=ACTOR)
    order, learned = refused.value.notes
    assert "dưới dòng “KT.” là chức vụ cấp phó" in order.told
    assert "không ghi học hàm" in learned.told
    assert "Danh mục đơn vị" in order.mend
    assert "Họ và tên người ký" in learned.mend
    assert all(str(one) in str(refused.value) for one in (order, learned))
    assert event_kinds(services, campaign_id) == []
    assert issue_document(services, letter(campaign_id, template, "b"), actor=ACTOR).number == 1


def test_a_refused_date_takes_nothing(services: Issuing, campaign_id: CampaignId, template: TemplateVersion) -> None:
    """A date before the last number is refused, and nothing is left to reconcile."""
    issue_document(services, letter(campaign_id, template, "a"), actor=ACTOR)
    with pytest.raises(DateBeforeLast):
        issue_document(services, letter(campaign_id, template, "b", issued_on=DAY - timedelta(days=1)), actor=ACTOR)
    assert event_kinds(services, campaign_id) == ["document.numbered", "document.issued"]


def test_a_number_without_bytes_is_finished_from_its_frozen_inputs(
    services: Issuing, campaign_id: CampaignId, template: TemplateVersion
) -> None:
    """The reconciler finishes what a dead process left, with the words of the day the number was taken."""
    request = letter(campaign_id, template, "a")
    number(services, request)
    (record,) = (one for one in reconcile_entries(services, older_than_seconds=0) if one.key == request.key)
    assert (record.state, record.number) == (EntryState.ISSUED, 1)
    assert "lần a" in text_of(services.documents.get(str(record.sha256)))
    assert issue_document(services, request, actor=ACTOR) == record


def test_bytes_without_issue_are_issued(services: Issuing, campaign_id: CampaignId, template: TemplateVersion) -> None:
    """An entry that a dead process left ``stored`` is issued with the bytes it has."""
    request = letter(campaign_id, template, "a")
    number(services, request)
    first = services.documents.put(b"bytes of the first", content_type="text/plain")
    with services.registry.begin() as tx:
        tx.register.bind(request.key, sha256=first)
    (record,) = (one for one in reconcile_entries(services, older_than_seconds=0) if one.key == request.key)
    assert (record.state, record.sha256) == (EntryState.ISSUED, first)


def test_a_young_entry_is_left_to_its_own_process(
    services: Issuing, campaign_id: CampaignId, template: TemplateVersion
) -> None:
    """The reconciler touches nothing younger than a minute."""
    number(services, letter(campaign_id, template, "a"))
    assert reconcile_entries(services) == ()


def test_an_entry_that_cannot_be_finished_does_not_hold_up_the_others(
    services: Issuing, campaign_id: CampaignId, template: TemplateVersion
) -> None:
    """Its reason is told once in the log; the entry after it is issued."""
    gone = template.model_copy(update={"version": "0" * 32, "sha256": "f" * 64})
    number(services, letter(campaign_id, gone, "a"))
    number(services, letter(campaign_id, template, "b"))
    finished = [one for _ in range(2) for one in reconcile_entries(services, older_than_seconds=0)]
    assert [one.number for one in finished if one.campaign_id == campaign_id] == [2]
    assert event_kinds(services, campaign_id).count("document.stuck") == 1
    void_entry(services, key=letter(campaign_id, gone, "a").key, reason="mất mẫu", actor=ACTOR)


def test_issuing_hands_in_what_the_document_fulfils(
    services: Issuing, campaign_id: CampaignId, template: TemplateVersion
) -> None:
    """The hand-in is recorded with the document's date, once, for the unit it is by."""
    request = letter(campaign_id, template, "a", obligation_id="O3", due=DAY + timedelta(days=9))
    record = issue_document(services, request, actor=ACTOR)
    issue_document(services, request, actor="người khác")
    expected = Submission(
        campaign_id=campaign_id,
        obligation_id="O3",
        unit=STP,
        due=DAY + timedelta(days=9),
        handed_in=DAY,
        document=record.id,
        by=ACTOR,
    )
    with services.registry.begin() as tx:
        assert tx.submissions.list(campaign_id) == (expected,)


def confirmed_draft(services: Issuing, request: DocumentRequest) -> Draft:
    fields = {name: getattr(request, name) for name in ("key", "campaign_id", "kind", "issuer", "title", "type_name")}
    draft = Draft(
        **fields,
        symbol=request.symbol,
        scheme="CV",
        context=request.context,
        template=request.template,
        state=DraftState.CONFIRMED,
        dated=request.issued_on,
        confirmed_by="đơn vị",
    )
    with services.registry.begin() as tx:
        tx.drafts.add(draft)
    return draft


def draft_state(services: Issuing, request: DocumentRequest) -> DraftState:
    with services.registry.begin() as tx:
        return tx.drafts.get(request.key).state


def test_issuing_closes_the_draft(services: Issuing, campaign_id: CampaignId, template: TemplateVersion) -> None:
    """The draft becomes issued together with its document."""
    request = letter(campaign_id, template, "a")
    confirmed_draft(services, request)
    issue_document(services, request, actor=ACTOR)
    assert draft_state(services, request) is DraftState.ISSUED


def test_a_voided_number_stays_in_the_register(
    services: Issuing, campaign_id: CampaignId, template: TemplateVersion
) -> None:
    """It is never finished or given again; its draft is withdrawn and the reason is in the log."""
    request = letter(campaign_id, template, "a")
    confirmed_draft(services, request)
    number(services, request)
    void_entry(services, key=request.key, reason="trùng công văn khác", actor=ACTOR)
    assert draft_state(services, request) is DraftState.WITHDRAWN
    assert all(one.key != request.key for one in reconcile_entries(services, older_than_seconds=0))
    with pytest.raises(EntryVoided, match="trùng công văn khác"):
        issue_document(services, request, actor=ACTOR)
    assert issue_document(services, letter(campaign_id, template, "b"), actor=ACTOR).number == 2
    assert "document.voided" in event_kinds(services, campaign_id)


def test_an_entry_voided_while_its_bytes_are_made_is_not_issued(
    services: Issuing, campaign_id: CampaignId, template: TemplateVersion
) -> None:
    """Whoever held the entry from before sees the voiding when binding."""
    request = letter(campaign_id, template, "a")
    with services.registry.begin() as tx:
        held = tx.register.number(request)
    void_entry(services, key=request.key, reason="nhầm", actor=ACTOR)
    with pytest.raises(EntryVoided):
        finish_entry(services, held, actor=ACTOR)


def test_an_entered_document_bears_the_number_on_the_paper(
    services: Issuing, campaign_id: CampaignId, template: TemplateVersion
) -> None:
    """230 was given outside; the next given number is 231."""
    entered = letter(campaign_id, template, "a", numbering=Numbering.ENTERED, entered_number=230, entered_by="văn thư")
    assert issue_document(services, entered, actor=ACTOR).code == "230/STP-HT1"
    assert issue_document(services, letter(campaign_id, template, "b"), actor=ACTOR).number == 231


def test_a_series_goes_on_from_the_offices_book(
    services: Issuing, campaign_id: CampaignId, template: TemplateVersion
) -> None:
    """The first document takes the opening number."""
    with services.registry.begin() as tx:
        tx.register.open_series(series(campaign_id, 1), opening=41)
    assert issue_document(services, letter(campaign_id, template, "a"), actor=ACTOR).code == "41/STP-HT1"


def test_unbound_bytes_are_deleted_and_bound_ones_kept(
    services: Issuing, campaign_id: CampaignId, template: TemplateVersion
) -> None:
    """What no entry names goes once it is old enough; a document whose bytes are named stays."""
    record = issue_document(services, letter(campaign_id, template, "a"), actor=ACTOR)
    orphan = services.documents.put(b"nobody names me", content_type="text/plain")
    assert orphan not in delete_unbound(services)
    assert orphan in delete_unbound(services, older_than_seconds=-60)
    assert services.documents.exists(str(record.sha256))


def test_bytes_deleted_before_they_were_bound_are_put_again(
    services: Issuing, campaign_id: CampaignId, template: TemplateVersion
) -> None:
    """An entry is never issued over an empty place in the store."""
    with services.registry.begin() as tx:
        entry = tx.register.number(letter(campaign_id, template, f"only in {campaign_id}"))
        entry = tx.register.bind(entry.key, sha256=sha256(rendered(entry)).hexdigest())
    assert not services.documents.exists(str(entry.sha256))
    record = finish_entry(services, entry, actor=ACTOR)
    assert record.state is EntryState.ISSUED
    assert services.documents.get(str(record.sha256)) == rendered(entry)


def rendered(entry: DocumentRecord) -> bytes:
    """Return what an entry's frozen inputs give, without any store."""
    own = {"number": entry.number, "symbol": entry.symbol, "issued_on": entry.issued_on}
    return compiled(built_in(entry.kind)).render(read_context(entry.kind, entry.context | own))


def test_a_number_for_a_withdrawn_draft_is_refused(
    services: Issuing, campaign_id: CampaignId, template: TemplateVersion
) -> None:
    """Withdrawing and issuing at the same moment end in one of the two, never in both."""
    request = letter(campaign_id, template, "a")
    draft = confirmed_draft(services, request)
    with services.registry.begin() as tx:
        tx.drafts.replace(draft.model_copy(update={"state": DraftState.WITHDRAWN}))
    with pytest.raises(Conflict):
        issue_document(services, request, actor=ACTOR)


def test_words_confirmed_anew_are_never_issued_as_they_were(
    services: Issuing, campaign_id: CampaignId, template: TemplateVersion
) -> None:
    """A request read before the last confirmation takes no number; the draft read again is issued with number 1."""
    older = letter(campaign_id, template, "a")
    draft = confirmed_draft(services, older)
    newer = older.model_copy(update={"context": older.context | {"subject": "nội dung mới"}})
    later = older.model_copy(update={"issued_on": DAY + timedelta(days=1)})
    with services.registry.begin() as tx:
        tx.drafts.replace(draft.model_copy(update={"context": newer.context}))
    for refused in (older, later):
        with pytest.raises(DraftChanged):
            issue_document(services, refused, actor=ACTOR)
    with services.registry.begin() as tx:
        assert tx.register.find(older.key) is None
    record = issue_document(services, newer, actor=ACTOR)
    assert (record.number, record.context["subject"]) == (1, "nội dung mới")
