"""Certificates that cannot be issued hold up neither their decision nor the others, and are told by their names."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from doc_templates.catalogue import built_in
from models.accounts import Scope
from models.awards.dossiers import DossierState
from models.documents import DocumentKind, DocumentRequest
from models.operations import OperationKind, OperationState
from models.ports import DocumentFilter
from tests.workflows.awards.conftest import DECIDED, Ending, confirmed_decision
from tests.workflows.conftest import CLERK, DONG_NAI, Choosy, all_entries, doing
from workflows.steps.awards.certificates import certificate_key, certificates_of
from workflows.steps.campaigns.campaign_law import AlreadyDecided, pin_regulation
from workflows.steps.documents.composing import request_from
from workflows.steps.documents.issuing import void_entry
from workflows.steps.templates.template_pins import use_template

KIND = DocumentKind.CERTIFICATE


def faulty_template(*, nominee: str) -> bytes:
    """Return the certificate's template with a tag that fails for one nominee."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(built_in(KIND))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                tag = f'{{{{ plac if nominee == "{nominee}" else place }}}}'
                data = data.replace(b"{{ place }}", tag.encode())
            new.writestr(name, data)
    return made.getvalue()


@pytest.mark.stage("submitted")
def test_one_certificate_that_is_held_up_is_told_by_its_name(ending: Ending) -> None:
    """The decision has its number and the other certificates; the next run makes the last one."""
    ending.services.templates.publish(KIND, faulty_template(nominee="dong-nai.stp/cn-01"))
    use_template(ending.services, campaign_id=DONG_NAI, kind=KIND, actor=CLERK, as_of=DECIDED)
    confirmed_decision(ending)
    ended = ending.do(OperationKind.ISSUE_AWARDS, DECIDED)
    assert (ended.state, ended.error_code) == (OperationState.FAILED, "some-not-issued")
    first, named, *_ = ended.message.splitlines()
    assert first == "Đã ban hành Quyết định số 01/QĐ-UBND; có 19 bằng. 1 văn bản chưa ban hành được:"
    assert named.startswith("- Bằng của Ông Nguyễn Văn An")
    with ending.services.registry.begin() as tx:
        assert {one.state for one in tx.dossiers.list(DONG_NAI)} == {DossierState.CLOSED}
    use_template(ending.services, campaign_id=DONG_NAI, kind=KIND, number=1, actor=CLERK, as_of=DECIDED)
    ended = ending.do(OperationKind.ISSUE_AWARDS, DECIDED)
    assert (ended.state, len(all_entries(ending.services, KIND))) == (OperationState.SUCCEEDED, 20)


@pytest.mark.stage("submitted")
def test_a_certificate_that_was_voided_is_made_anew(ending: Ending) -> None:
    """One that was begun and given up is followed by another edition; the decision's print file has that one."""
    ending.services.templates.publish(KIND, faulty_template(nominee="dong-nai.stp/cn-01"))
    use_template(ending.services, campaign_id=DONG_NAI, kind=KIND, actor=CLERK, as_of=DECIDED)
    confirmed_decision(ending)
    ending.do(OperationKind.ISSUE_AWARDS, DECIDED)
    other = all_entries(ending.services, KIND)[0].model_dump(include=set(DocumentRequest.model_fields))
    with ending.services.registry.begin() as tx:
        (decision,) = tx.register.list(
            DocumentFilter(campaign_id=DONG_NAI, kind=DocumentKind.AWARD_DECISION), scope=Scope(), limit=9
        )
        lacking = certificate_key(tx, decision, nominee="dong-nai.stp/cn-01")
        tx.register.number(DocumentRequest.model_validate(other | {"key": lacking}))
    void_entry(ending.services, key=lacking, reason="lập nhầm", actor=CLERK)
    use_template(ending.services, campaign_id=DONG_NAI, kind=KIND, number=1, actor=CLERK, as_of=DECIDED)
    assert ending.do(OperationKind.ISSUE_AWARDS, DECIDED).state is OperationState.SUCCEEDED
    with ending.services.registry.begin() as tx:
        certificates = certificates_of(tx, decision)
    assert len(certificates) == 20
    assert [one.key for one in certificates if one.context["nominee"] == "dong-nai.stp/cn-01"] == [f"{lacking[:-1]}2"]


@pytest.mark.stage("submitted")
def test_one_certificate_without_a_pdf_does_not_hold_the_decision(ending: Ending) -> None:
    """The decision and all certificates are issued, the dossiers closed; the one without a PDF is told."""
    confirmed_decision(ending)
    choosy = replace(ending.services, pdf=Choosy("Nguyễn Văn An 1"))
    ended = doing(choosy)(OperationKind.ISSUE_AWARDS, DECIDED)
    assert ended.state is OperationState.SUCCEEDED
    assert "có 20 bằng. Chưa có bản PDF của bằng. Chưa chuyển được sang PDF: " in ended.message
    assert sum(one.pdf_sha256 is None for one in all_entries(choosy, KIND)) == 1
    with choosy.registry.begin() as tx:
        assert {one.state for one in tx.dossiers.list(DONG_NAI)} == {DossierState.CLOSED}


@pytest.mark.stage("submitted")
def test_a_rule_set_may_change_again_after_the_number_was_voided(ending: Ending) -> None:
    """A decision with its number fixes the rule set; one whose number was voided decides nothing."""
    draft = confirmed_decision(ending)
    with ending.services.registry.begin() as tx:
        tx.register.number(request_from(draft, as_of=DECIDED))

    def pin(day: date = DECIDED) -> None:
        pin_regulation(
            ending.services, campaign_id=DONG_NAI, regulation="nd-98-2023", actor=CLERK, as_of=day, note="thử"
        )

    with pytest.raises(AlreadyDecided):
        pin()
    void_entry(ending.services, key=draft.key, reason="lập nhầm", actor=CLERK)
    pin()
