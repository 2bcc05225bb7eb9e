"""The typed values that each kind of template prints; a context comes back equal from its own JSON."""

from doc_templates.contexts.base import DocumentContext, Printed
from doc_templates.contexts.letters import EarlierRequest, ReminderLetterContext
from doc_templates.contexts.plans import AwardStandard, CampaignPlanContext, OpeningLine, PlanContext, SubPlanContext
from doc_templates.contexts.registers import OutgoingRegisterContext, RegisterRow
from doc_templates.contexts.reports import FigureRow, ReportSection, UnitFinalReportContext

__all__ = [
    "AwardStandard",
    "CampaignPlanContext",
    "DocumentContext",
    "EarlierRequest",
    "FigureRow",
    "OpeningLine",
    "OutgoingRegisterContext",
    "PlanContext",
    "Printed",
    "RegisterRow",
    "ReminderLetterContext",
    "ReportSection",
    "SubPlanContext",
    "UnitFinalReportContext",
]
