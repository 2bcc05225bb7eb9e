"""The province's final report, as far as the registry knows it; a person writes the rest."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from doc_templates.contexts import ChartBar, FigureRow, FinalReportContext, UnitResultRow
from models.awards.summary import RESULT_NAMES, ResultsByUnit, UnitResult
from models.campaign import Campaign
from models.dates import short_date
from models.deadlines import DeadlineStatus
from models.documents import DocumentKind, DocumentRecord
from models.organisation import Directory, Unit
from models.plan import Plan
from models.text import squeeze
from workflows.steps.documents.citing import area_of, citation, full_name, movement_name
from workflows.steps.documents.composing import heading

SCHEME = "BC"
_SHOWN_RESULTS = 3
_SENT = RESULT_NAMES | {DeadlineStatus.MET: "gửi đúng hạn"}
"""Words of a sentence, where a table says only that it came in time."""
_NAMED = 8
"""Up to so many names stand in a sentence; more are left to the annex."""


@dataclass(frozen=True)
class SummaryFacts:
    """All that the report's draft is made of."""

    campaign: Campaign
    plan: Plan
    plan_record: DocumentRecord
    directory: Directory
    results: tuple[ResultsByUnit, ...]
    """Of every obligation with a last day, in the plan's order."""
    fulfilled_by: dict[str, DocumentKind | None]
    reports: dict[int, DocumentRecord]
    """The units' final reports of this service, by register entry."""

    @property
    def final(self) -> tuple[ResultsByUnit, ...]:
        """Return the results of the obligations that units fulfil by their final reports."""
        return self._of(DocumentKind.UNIT_FINAL_REPORT)

    @property
    def sub_plans(self) -> tuple[ResultsByUnit, ...]:
        """Return the results of the obligations that units fulfil by a sub-plan."""
        return self._of(DocumentKind.SUB_PLAN)

    def _of(self, kind: DocumentKind) -> tuple[ResultsByUnit, ...]:
        return tuple(one for one in self.results if self.fulfilled_by.get(one.obligation_id) is kind)


def summary_context(facts: SummaryFacts) -> FinalReportContext:
    """Return the draft's context; limits, causes, lessons and directions are left for a person."""
    issuer = facts.directory.unit(facts.plan.issuer)
    lead = facts.directory.unit(facts.plan.lead)
    fields = heading(
        issuer,
        campaign=facts.campaign,
        symbol=f"{SCHEME}-{issuer.abbreviation}",
        subject=f"Tổng kết {movement_name(facts.plan)}{_where(issuer)}",
        recipients=facts.plan.recipients,
    )
    return FinalReportContext(
        **(fields | {"archive_line": f"Lưu: VT, {lead.abbreviation}."}),
        issuer_name=full_name(issuer),
        opening=(f"Thực hiện {citation(facts.plan_record, issuer)}, {full_name(issuer)} báo cáo tổng kết như sau:",),
        results=_results(facts),
        figures=_figures(facts),
        reporting=tuple(_told(one, more="; chi tiết tại Phụ lục kèm theo") for one in facts.final),
        chart_title="Biểu đồ: Tình hình gửi báo cáo tổng kết (số cơ quan, đơn vị)" if facts.final else "",
        chart=_chart(facts.final),
        units=tuple(_row(row, facts) for one in facts.final for row in one.rows),
        final_sentence=f"Trên đây là báo cáo tổng kết {movement_name(facts.plan)} của {full_name(issuer)}",
    )


def _where(issuer: Unit) -> str:
    area = area_of(issuer)
    return f" trên địa bàn {area}" if area else ""


def _results(facts: SummaryFacts) -> tuple[str, ...]:
    told = [_told(one) for one in facts.sub_plans]
    told += [_counts(one) for one in facts.results if facts.fulfilled_by.get(one.obligation_id) is None]
    return tuple(told) or (f"Các cơ quan, đơn vị đã tổ chức thực hiện {movement_name(facts.plan)} theo Kế hoạch.",)


def _told(one: ResultsByUnit, *, more: str = "") -> str:
    """Return the counts of what each unit owes once, with the names of who did not hand in where they are few."""
    missing = [row.name for row in one.rows if row.status is DeadlineStatus.MISSING]
    who = {DeadlineStatus.MISSING: f" ({', '.join(missing)})"} if len(missing) <= _NAMED else {}
    (first, most), *others = one.counts.items()
    told = [f"{most:02d}/{len(one.rows):02d} cơ quan, đơn vị {_SENT[first]}{who.get(first, '')}"]
    told += [f"{count:02d} đơn vị {_SENT[status]}{who.get(status, '')}" for status, count in others]
    return f"{one.title}: tính đến ngày {short_date(one.as_of)}, có {', '.join(told)}{more}."


def _counts(one: ResultsByUnit) -> str:
    """Return counts alone: what is owed week by week has too many lines to name everybody."""
    told = ", ".join(f"{count:02d} lượt {_SENT[status]}" for status, count in one.counts.items())
    return f"{one.title}: đến ngày {short_date(one.as_of)} có {told}."


def _chart(final: Iterable[ResultsByUnit]) -> tuple[ChartBar, ...]:
    bars: Counter[str] = Counter()
    for one in final:
        bars.update(dict(one.chart))
    return tuple(ChartBar(label=label, value=value) for label, value in bars.items())


def _row(row: UnitResult, facts: SummaryFacts) -> UnitResultRow:
    record = facts.reports.get(row.document) if row.document is not None else None
    note = f"Muộn {row.days_late:02d} ngày" if row.days_late else row.note
    return UnitResultRow(
        unit=full_name(facts.directory.unit(row.unit)),
        report=record.code if record else "",
        handed_in=row.handed_in,
        status=RESULT_NAMES[row.status].capitalize(),
        note=note,
    )


def _figures(facts: SummaryFacts) -> tuple[FigureRow, ...]:
    """Return what the units' reports state, figure by figure; the plan's targets that no report speaks of come last."""
    given: dict[tuple[str, str], list[str]] = {}
    for record in facts.reports.values():
        for row in record.context.get("figures", ()):
            given.setdefault((squeeze(row["name"]), squeeze(row["target"])), []).append(squeeze(row["result"]))
    stated = [FigureRow(name=name, target=target, result=_said(said)) for (name, target), said in given.items()]
    spoken = " ".join(f"{name} {target}" for name, target in given)
    silent = [one.text for one in facts.plan.targets if not _spoken_of(one.text, spoken)]
    return (*stated, *(FigureRow(name=_capital(text), result="chưa có số liệu từ đơn vị") for text in silent))


def _said(results: Sequence[str]) -> str:
    """Return how many units state which result, the most frequent first."""
    counted = Counter(results).most_common()
    shown = [f"{count:02d} đơn vị: {text}" for text, count in counted[:_SHOWN_RESULTS]]
    others = sum(count for _, count in counted[_SHOWN_RESULTS:])
    return "; ".join([*shown, *([f"{others:02d} đơn vị có kết quả khác"] if others else [])])


def _spoken_of(target: str, spoken: str) -> bool:
    """Tell whether the units' figures name the same day or number as a target of the plan."""
    marks = [word.strip(".,;") for word in target.split() if any(letter.isdigit() for letter in word)]
    return any(mark in spoken for mark in marks)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
