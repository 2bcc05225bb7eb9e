"""A small award case that is right in every point; tests change one thing of it."""

from datetime import date
from typing import Any

from models.award_checks import (
    AssessedDossier,
    AwardCase,
    PrintedCertificate,
    PrintedDecision,
    PrintedMoney,
    PrintedProposal,
    PrintedRow,
    PrintedSection,
)
from models.awards.checklist import checklist, submitted
from models.awards.decisions import DecisionPlan, ProposalRef, plan_decision
from models.awards.dossiers import Dossier, DossierPart, dossier_id
from models.awards.nominations import AwardForm, Nomination, nomination_id, report_shape
from models.awards.nominees import Nominee, NomineeKind, nominee_id
from models.awards.regulations import PartKind
from models.dates import long_date
from models.documents import CampaignId
from models.organisation import Directory, Unit, UnitId, UnitKind
from workflows.steps.files.law_files import shipped_law

CAMPAIGN = CampaignId("mau-2024")
FORM = AwardForm.BANG_KHEN_TINH
DECIDED = date(2024, 12, 20)
NORTH, SOUTH = UnitId("mau.bac"), UnitId("mau.nam")
PHRASE = "Đã có thành tích xuất sắc trong phong trào thi đua (mẫu)"


def unit(unit_id: UnitId, name: str, **given: Any) -> Unit:
    """Return a district of the sample province."""
    return Unit(
        id=unit_id,
        name=name,
        kind=UnitKind.DISTRICT,
        letterhead=("ỦY BAN NHÂN DÂN",),
        abbreviation="UBND",
        place="Mẫu",
        signing=("CHỦ TỊCH",),
        **given,
    )


DIRECTORY = Directory((unit(NORTH, "UBND huyện Bắc (mẫu)"), unit(SOUTH, "UBND huyện Nam (mẫu)")))


def nominee(of: UnitId, kind: NomineeKind, number: int, name: str, **given: Any) -> Nominee:
    """Return a sample nominee; a person is a Phó Trưởng phòng."""
    person = kind is NomineeKind.PERSON
    extra = {"honorific": "Bà", "position": "Phó Trưởng phòng", "organisation": "Phòng Tư pháp"} if person else {}
    return Nominee(id=nominee_id(unit=of, kind=kind, number=number), kind=kind, name=name, unit=of, **(extra | given))


def nomination(who: Nominee, *, order: int, achievement: str = PHRASE) -> Nomination:
    """Return a standing nomination with a report of the right shape."""
    shape = report_shape(who.kind)
    words: dict[str, Any] = {"shape": shape, "achievements": ("Hoàn thành nhiệm vụ (mẫu).",)}
    if shape == "collective":
        words |= {"characteristics": ("Đơn vị mẫu.",), "functions": ("Nhiệm vụ mẫu.",)}
    return Nomination.model_validate(
        {
            "id": nomination_id(campaign=CAMPAIGN, nominee=who.id, form=FORM),
            "campaign_id": CAMPAIGN,
            "unit": who.unit,
            "form": FORM,
            "nominee": who.model_dump(),
            "achievement": achievement,
            "report": words,
            "order": order,
        }
    )


def nominations() -> tuple[Nomination, ...]:
    """Return five nominations of two units: two collectives, three persons."""
    people = (
        (NORTH, NomineeKind.PERSON, 1, "Trần Thị Mẫu"),
        (NORTH, NomineeKind.COLLECTIVE, 1, "Phòng Tư pháp huyện Bắc (mẫu)"),
        (SOUTH, NomineeKind.COLLECTIVE, 1, "Phòng Tư pháp huyện Nam (mẫu)"),
        (SOUTH, NomineeKind.PERSON, 1, "Lê Thị Thủy (mẫu)"),
        (SOUTH, NomineeKind.PERSON, 2, "Phạm Thị Hồng (mẫu)"),
    )
    return tuple(nomination(nominee(*who), order=order) for order, who in enumerate(people, start=1))


def proposals(of: tuple[Nomination, ...]) -> tuple[ProposalRef, ...]:
    """Return each unit's proposal of its nominations."""
    named = ((NORTH, 11, "12/TTr-UBND", date(2024, 11, 20)), (SOUTH, 12, "05/TTr-UBND", date(2024, 11, 22)))
    return tuple(
        ProposalRef(
            record=record,
            unit=of_unit,
            unit_name=DIRECTORY.unit(of_unit).name,
            code=code,
            dated=dated,
            nominees=tuple(one.nominee.id for one in of if one.unit == of_unit),
        )
        for of_unit, record, code, dated in named
    )


def plan(of: tuple[Nomination, ...] | None = None, **given: Any) -> DecisionPlan:
    """Return the plan of the decision on the sample nominations."""
    chosen = nominations() if of is None else of
    wanted = {"decided_on": DECIDED, "province": "mau", "law": shipped_law(), "proposals": proposals(chosen)} | given
    return plan_decision(campaign=CAMPAIGN, form=FORM, nominations=chosen, **wanted)


def printed(meant: DecisionPlan, *, code: str = "3512/QĐ-UBND") -> PrintedDecision:
    """Return the decision that says exactly what is meant."""
    return PrintedDecision(
        code=code,
        dated=meant.decided_on,
        authority=("CHỦ TỊCH",),
        bases=tuple(f"{basis.text};" for basis in meant.bases),
        proposals=tuple(PrintedProposal(code=one.code, dated=one.dated) for one in meant.proposals),
        counts={kind: len(lines) for kind, lines in meant.sections},
        phrase=PHRASE[0].lower() + PHRASE[1:],
        rows=tuple(
            PrintedRow(
                nominee=line.nominee.id,
                kind=line.nominee.kind,
                text=line.nominee.listed,
                achievement=line.achievement,
                amount=line.amount,
            )
            for line in meant.lines
        ),
        sections=tuple(PrintedSection(kind=kind, count=len(lines)) for kind, lines in meant.sections),
        money=tuple(PrintedMoney(**dict(one)) for one in meant.money),
        total=meant.total,
        total_words=meant.total_words,
        caption=f"(Kèm theo Quyết định số {code} {long_date(meant.decided_on)} của Chủ tịch UBND tỉnh Mẫu)",
    )


def certificates(meant: DecisionPlan, *, code: str = "3512/QĐ-UBND") -> tuple[PrintedCertificate, ...]:
    """Return the certificates of the decision, in the order of its list."""
    return tuple(
        PrintedCertificate(
            nominee=line.nominee.id,
            name=line.nominee.full_name,
            achievement=line.achievement,
            decision_code=code,
            dated=meant.decided_on,
            place=line.place,
        )
        for line in meant.lines
    )


def whole_dossier(of_unit: UnitId, chosen: tuple[Nomination, ...]) -> Dossier:
    """Return a unit's dossier with every paper in it, still at the unit."""
    reports = tuple(
        DossierPart(kind=PartKind.REPORT, nominee=one.nominee.id, document=100 + number, confirmed=True)
        for number, one in enumerate(chosen)
        if one.unit == of_unit
    )
    head = (DossierPart(kind=PartKind.PROPOSAL, document=1), DossierPart(kind=PartKind.MINUTES, document=2))
    return Dossier(
        id=dossier_id(campaign=CAMPAIGN, unit=of_unit, form=FORM),
        campaign_id=CAMPAIGN,
        unit=of_unit,
        form=FORM,
        parts=(*head, *reports),
    )


def assessed(of_unit: UnitId, chosen: tuple[Nomination, ...]) -> AssessedDossier:
    """Return a unit's submitted dossier with its checklist."""
    held = whole_dossier(of_unit, chosen)
    day = date(2024, 11, 25)
    items = checklist(held, nominations=chosen, regulation=shipped_law().regulation_on(day))
    return AssessedDossier(dossier=submitted(held, items=items, nominations=chosen, on=day), items=items)


def case(of: tuple[Nomination, ...] | None = None, **given: Any) -> AwardCase:
    """Return a case without a fault; ``given`` replaces parts of it."""
    chosen = nominations() if of is None else of
    meant = given.get("plan") or plan(chosen)
    parts: dict[str, Any] = {
        "plan": meant,
        "printed": printed(meant),
        "certificates": certificates(meant),
        "dossiers": tuple(assessed(one, chosen) for one in dict.fromkeys(each.unit for each in chosen)),
        "directory": DIRECTORY,
        "law": shipped_law(),
    }
    return AwardCase(**(parts | given))
