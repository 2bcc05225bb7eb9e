"""Work step: everything that units have confirmed is issued, in the order of its dates."""

from datetime import date

from models.documents import DocumentKind, Draft, DraftChanged, DraftState, IssueKey
from models.errors import ThiduaError, Unavailable
from models.ports import Transaction
from workflows.steps.documents.composing import request_from
from workflows.steps.documents.issuing import issue_document
from workflows.steps.operations.held_up import HeldUp, SomeNotIssued
from workflows.steps.operations.progress import Work


def issue_confirmed(work: Work) -> str:
    """Issue each confirmed draft dated up to the day, also those confirmed meanwhile; one fault stops no other."""
    held: dict[IssueKey, HeldUp] = {}
    done = 0
    while round_of := [draft for draft in waiting_drafts(work) if draft.key not in held]:
        total = done + len(round_of)
        for draft in round_of:
            try:
                record = issue_document(work.services, request_from(draft, as_of=work.as_of), actor=work.actor)
            except Unavailable:
                raise
            except DraftChanged:
                continue  # the next round reads what was confirmed meanwhile
            except ThiduaError as error:
                held[draft.key] = HeldUp(_name(work, draft), error)
                work.progress(done, total, f"Chưa ban hành được “{draft.title}”.")
                continue
            done += 1
            work.progress(done, total, f"Đã ban hành {done}/{total}: {record.type_name} số {record.code}.")
    if held:
        raise SomeNotIssued(f"Đã ban hành {done} văn bản;", tuple(held.values()))
    return f"Đã ban hành {done} văn bản." if done else "Không còn văn bản nào chờ ban hành."


def waiting_drafts(work: Work) -> list[Draft]:
    """Return the confirmed drafts dated up to the work's day, by date and key."""
    with work.services.registry.begin() as tx:
        return waiting_in(tx, work)


def waiting_in(tx: Transaction, work: Work) -> list[Draft]:
    """Return the same within a transaction."""
    confirmed = tx.drafts.list(work.campaign_id, state=DraftState.CONFIRMED)
    due = [draft for draft in confirmed if is_due(draft, as_of=work.as_of)]
    return sorted(due, key=lambda draft: (draft.dated, draft.key))


def is_due(draft: Draft, *, as_of: date) -> bool:
    """Tell whether this step issues the draft by that day; an award decision is issued by a step of its own."""
    return draft.dated is not None and draft.dated <= as_of and draft.kind is not DocumentKind.AWARD_DECISION


def _name(work: Work, draft: Draft) -> str:
    """Return what a clerk knows the draft by: who issues it, and its title."""
    with work.services.registry.begin() as tx:
        return f"{tx.units.directory().unit(draft.issuer).name}, “{draft.title}”"
