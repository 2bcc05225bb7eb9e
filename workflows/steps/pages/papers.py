"""Papers of a campaign's end as pages show them: the newest edition of each, drafted or issued."""

from models.awards.nominations import AwardForm
from models.base import Value
from models.documents import CampaignId, DocumentKind, DocumentRecord, Draft, DraftState
from models.organisation import UnitId
from models.ports import Transaction
from workflows.steps.documents.papers import paper_key


class Paper(Value):
    """The newest edition of a paper."""

    draft: Draft
    record: DocumentRecord | None = None
    """Its register entry, once it is issued."""

    @property
    def issued(self) -> bool:
        """Tell whether it is out."""
        return self.draft.state is DraftState.ISSUED


class PapersOfUnit:
    """A unit's newest papers for one form of award, read once for a page."""

    def __init__(self, tx: Transaction, *, campaign_id: CampaignId, unit: UnitId, form: AwardForm) -> None:
        self._tx = tx
        self._campaign = campaign_id
        self._form = form
        self._drafts = tx.drafts.list(campaign_id, issuer=unit)

    def newest(self, kind: DocumentKind, *, subject: str) -> Paper | None:
        """Return the newest edition of the paper about ``subject``, None where none was drafted."""
        base = _base(paper_key(self._campaign, kind, subject=subject, form=self._form))
        mine = [draft for draft in self._drafts if _base(draft.key) == base]
        if not mine:
            return None
        return paper_of(self._tx, max(mine, key=lambda one: int(one.key.rsplit(":", 1)[1])))


def paper_of(tx: Transaction, draft: Draft) -> Paper:
    """Return a draft with its register entry, where it has one."""
    return Paper(draft=draft, record=tx.register.find(draft.key) if draft.state is DraftState.ISSUED else None)


def paper_form(draft: Draft) -> AwardForm:
    """Return the form of award that a paper is about."""
    return AwardForm(draft.key.rsplit(":", 2)[1])


def _base(key: str) -> str:
    return key.rsplit(":", 1)[0]
