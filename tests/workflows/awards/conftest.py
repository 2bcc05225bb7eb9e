"""The end of the Đồng Nai campaign for six units and twenty nominees, acts called as people call them."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

import pytest

from cli.stack.postgres import Postgres
from cli.stack.seaweed import ObjectSettings, Seaweed
from models.awards.councils import CouncilSession
from models.awards.nominations import AwardForm, CollectiveWords, EarlierAward, Nomination, PersonWords
from models.awards.nominees import NomineeKind
from models.documents import DocumentKind, Draft, DraftState
from models.operations import OperationKind
from models.organisation import UnitId
from tests.conftest import Databases
from tests.workflows.conftest import CLERK, DONG_NAI, Do, all_drafts, doing, issued_plan, opened_services
from workflows.services import Services
from workflows.steps.awards.achievements import draft_achievement_reports
from workflows.steps.awards.councils import record_council
from workflows.steps.awards.decisions import confirm_decision, draft_decision
from workflows.steps.awards.dossiers import submit_dossier
from workflows.steps.awards.nominations import NomineeEntry, record_nominations
from workflows.steps.awards.proposals import draft_proposal
from workflows.steps.confirming import confirm_draft

FORM = AwardForm.BANG_KHEN_TINH
MET = date(2024, 11, 18)
PROPOSED = date(2024, 11, 20)
SUBMITTED = date(2024, 11, 25)
DECIDED = date(2024, 12, 20)
ENTERED = date(2024, 12, 31)

SIX: dict[UnitId, tuple[int, int]] = {
    UnitId("dong-nai.stp"): (1, 3),
    UnitId("dong-nai.snv"): (1, 1),
    UnitId("dong-nai.xuan-loc"): (2, 2),
    UnitId("dong-nai.cam-my"): (1, 2),
    UnitId("dong-nai.bien-hoa"): (2, 2),
    UnitId("dong-nai.long-khanh"): (1, 2),
}
"""Each nominating unit with its collectives and persons: twenty nominees."""


GIVEN_NAMES: dict[UnitId, str] = dict(zip(SIX, ("An", "Bình", "Xuân", "Mẫu", "Hòa", "Khánh"), strict=True))


@dataclass(frozen=True)
class Ending:
    """The services and the operations of a campaign whose end is being played."""

    services: Services
    do: Do

    def nominate(self, unit: UnitId) -> tuple[Nomination, ...]:
        """Record the unit's nominees, all with their reports' words."""
        collectives, persons = SIX[unit]
        return record_nominations(
            self.services,
            campaign_id=DONG_NAI,
            unit=unit,
            form=FORM,
            entries=[
                *(collective(unit, number) for number in range(1, collectives + 1)),
                *(person(unit, number) for number in range(1, persons + 1)),
            ],
            actor=CLERK,
            as_of=MET,
        )

    def meet(self, unit: UnitId, *, held_on: date = MET) -> Draft:
        """Record the session of the unit's council."""
        return record_council(self.services, session=session(unit, held_on=held_on), actor=CLERK, as_of=held_on)

    def report(self, unit: UnitId) -> tuple[Draft, ...]:
        """Draft the reports of the unit's nominees."""
        return draft_achievement_reports(
            self.services, campaign_id=DONG_NAI, unit=unit, form=FORM, actor=CLERK, as_of=MET
        )

    def propose(self, unit: UnitId, *, as_of: date = PROPOSED) -> Draft:
        """Draft the unit's proposal."""
        return draft_proposal(self.services, campaign_id=DONG_NAI, unit=unit, form=FORM, actor=CLERK, as_of=as_of)

    def confirm(self, kind: DocumentKind, dated: date, *, but: str = "") -> None:
        """Confirm every draft of a kind that nobody has confirmed, except those about one nominee."""
        for draft in all_drafts(self.services, kind):
            if draft.state is DraftState.DRAFTED and (not but or but not in draft.key):
                confirm_draft(self.services, key=draft.key, dated=dated, actor=CLERK, request_issue=False)

    def issue(self, as_of: date) -> None:
        """Issue what is confirmed."""
        self.do(OperationKind.ISSUE_CONFIRMED, as_of)

    def papers(self, *, but: str = "") -> None:
        """Bring all six units' papers to their numbers, except the report of one nominee."""
        for unit in SIX:
            self.nominate(unit)
            self.meet(unit)
            self.report(unit)
        self.confirm(DocumentKind.COUNCIL_MINUTES, MET)
        self.confirm(DocumentKind.ACHIEVEMENT_REPORT, MET, but=but)
        self.issue(MET)
        for unit in SIX:
            self.propose(unit)
        self.confirm(DocumentKind.AWARD_PROPOSAL, PROPOSED)
        self.issue(PROPOSED)


class Stages:
    """Databases of the campaign played up to some point; what the session's tests share is played once, then copied."""

    def __init__(
        self, *, postgres: Postgres, databases: Databases, migrated: str, objects: ObjectSettings, folder: Path
    ) -> None:
        self._postgres, self._databases, self._migrated = postgres, databases, migrated
        self._objects, self._folder = objects, folder
        self._kept: dict[str, str] = {}

    def database(self, stage: str) -> str:
        """Return the name of the database played up to that stage."""
        if stage not in self._kept:
            before, play = _PLAYED[stage]
            name = self._databases.make(template=self.database(before) if before else self._migrated)
            with opened_services(self._postgres.url(database=name), self._objects, self._folder / stage) as services:
                play(Ending(services=services, do=doing(services)))
            self._kept[stage] = name
        return self._kept[stage]

    def drop(self) -> None:
        """Remove them all."""
        for name in self._kept.values():
            self._databases.drop(name)


@pytest.fixture(scope="session")
def object_settings(seaweed: Seaweed) -> ObjectSettings:
    """Return how to reach the store: the tests of this folder share buckets, as their campaigns begin alike."""
    return seaweed.settings(bucket_prefix=f"t{secrets.token_hex(4)}-")


@pytest.fixture(scope="session")
def stages(
    postgres: Postgres,
    databases: Databases,
    migrated_template: str,
    object_settings: ObjectSettings,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Stages]:
    """Return the stages that tests start from."""
    folder = tmp_path_factory.mktemp("stages")
    made = Stages(
        postgres=postgres, databases=databases, migrated=migrated_template, objects=object_settings, folder=folder
    )
    yield made
    made.drop()


@pytest.fixture
def own_database(request: pytest.FixtureRequest, databases: Databases, stages: Stages) -> Iterator[str]:
    """Return a copy of the stage that the test's marker names: the plan issued, where there is none."""
    marker = request.node.get_closest_marker("stage")
    with databases.fresh(template=stages.database(marker.args[0] if marker else "launched")) as address:
        yield address


@pytest.fixture
def ending(services: Services) -> Ending:
    """Return the campaign at the stage that the test asks for."""
    return Ending(services=services, do=doing(services))


def collective(unit: UnitId, number: int) -> NomineeEntry:
    return NomineeEntry(
        kind=NomineeKind.COLLECTIVE,
        name=f"Phòng chuyên môn mẫu số {number}",
        organisation=f"đơn vị {unit}",
        report=CollectiveWords(
            characteristics=("Phòng có 08 công chức (số liệu mẫu).",),
            functions=("Tham mưu về hộ tịch (nội dung mẫu).",),
            achievements=("Hoàn thành việc số hóa trước hạn (nội dung mẫu).",),
            earlier_awards=(EarlierAward(year=2023, title="Tập thể Lao động tiên tiến", decision="(mẫu)"),),
        ),
    )


def person(unit: UnitId, number: int) -> NomineeEntry:
    return NomineeEntry(
        kind=NomineeKind.PERSON,
        name=f"Nguyễn Văn {GIVEN_NAMES[unit]} {number}",
        honorific="Ông",
        position="Công chức",
        organisation=f"Phòng chuyên môn mẫu số 1, đơn vị {unit}",
        achievement=f"Trực tiếp nhập {number}.000 dữ liệu hộ tịch (số liệu mẫu)",
        report=PersonWords(gender="Nam", achievements=("Trực tiếp nhập dữ liệu hộ tịch (nội dung mẫu).",)),
    )


def session(unit: UnitId, *, held_on: date = MET) -> CouncilSession:
    return CouncilSession(
        campaign_id=DONG_NAI,
        unit=unit,
        form=FORM,
        held_on=held_on,
        start=time(8, 30),
        end=time(10, 15),
        place="Phòng họp số 1",
        members_total=9,
        present=8,
        absent=("Thành viên vắng mẫu",),
        chair="Chủ tọa mẫu",
        chair_role="Chủ tịch Hội đồng",
        secretary="Thư ký mẫu",
        votes_for=9,
        votes_base=9,
    )


def submit_all(ending: Ending, *, but: tuple[str, ...] = ()) -> None:
    """Hand in the dossiers of the six units, except some."""
    for unit in SIX:
        if unit not in but:
            submit_dossier(ending.services, campaign_id=DONG_NAI, unit=unit, form=FORM, actor=CLERK, as_of=SUBMITTED)


def confirmed_decision(ending: Ending, *, dated: date = DECIDED) -> Draft:
    """Draft the decision on what was handed in and confirm it."""
    draft = draft_decision(ending.services, campaign_id=DONG_NAI, form=FORM, decided_on=dated, actor=CLERK)
    return confirm_decision(ending.services, key=draft.key, dated=dated, actor=CLERK, request_issue=False)


LATE = "dong-nai.cam-my/cn-02"
"""The nominee whose report comes late."""

_PLAYED: dict[str, tuple[str, Callable[[Ending], object]]] = {
    "launched": ("", lambda ending: issued_plan(ending.services)),
    "papers": ("launched", lambda ending: ending.papers()),
    "one report late": ("launched", lambda ending: ending.papers(but=LATE)),
    "submitted": ("papers", submit_all),
}
"""Each stage: the one before it, and what leads from there to it."""
