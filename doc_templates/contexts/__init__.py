"""The typed values that each kind of template prints; a context comes back equal from its own JSON."""

from doc_templates.contexts.achievements import AchievementReportContext, EarlierAwardRow, Fact
from doc_templates.contexts.awards import ListedNominee, ListSection
from doc_templates.contexts.base import DocumentContext, Printed
from doc_templates.contexts.certificates import CertificateContext
from doc_templates.contexts.decisions import AwardCounts, AwardDecisionContext, CitedProposal, RewardLine
from doc_templates.contexts.dossiers import DossierIndexContext, IndexRow
from doc_templates.contexts.letters import EarlierRequest, ReminderLetterContext
from doc_templates.contexts.nominations import AwardProposalContext, CouncilMinutesContext
from doc_templates.contexts.plans import AwardStandard, CampaignPlanContext, OpeningLine, PlanContext, SubPlanContext
from doc_templates.contexts.registers import OutgoingRegisterContext, RegisterRow
from doc_templates.contexts.reports import FigureRow, ReportSection, UnitFinalReportContext
from doc_templates.contexts.summaries import ChartBar, FinalReportContext, UnitResultRow

__all__ = [
    "AchievementReportContext",
    "AwardCounts",
    "AwardDecisionContext",
    "AwardProposalContext",
    "AwardStandard",
    "CampaignPlanContext",
    "CertificateContext",
    "ChartBar",
    "CitedProposal",
    "CouncilMinutesContext",
    "DocumentContext",
    "DossierIndexContext",
    "EarlierAwardRow",
    "EarlierRequest",
    "Fact",
    "FigureRow",
    "FinalReportContext",
    "IndexRow",
    "ListSection",
    "ListedNominee",
    "OpeningLine",
    "OutgoingRegisterContext",
    "PlanContext",
    "Printed",
    "RegisterRow",
    "ReminderLetterContext",
    "ReportSection",
    "RewardLine",
    "SubPlanContext",
    "UnitFinalReportContext",
    "UnitResultRow",
]
