"""The search index follows the registry's log: what is issued can be found."""

from doc_templates.word.extract import text_of
from models.documents import DocumentRecord, EntryState
from models.errors import Unavailable
from models.events import Event
from models.ports import SearchEntry
from workflows.services import Services

ISSUED = "document.issued"
BUSY = "index-busy"
_AT_ONCE = 200


def follow_log(services: Services) -> int:
    """Take every event that the index has not seen; return how many documents it took in.

    Raises ``Unavailable`` (``index-busy``) while another process is doing the same.
    """
    taken = 0
    while events := _next(services):
        records = _issued(services, events)
        services.search.add((_entry(services, record) for record in records), up_to=events[-1].id)
        taken += len(records)
    return taken


def follow_if_free(services: Services) -> int:
    """Do the same where no other process is at it; 0 there: what it takes in can be read as soon as it is done."""
    try:
        return follow_log(services)
    except Unavailable as error:
        if error.code != BUSY:
            raise
        return 0


def rebuild_index(services: Services) -> int:
    """Forget the index and read the whole log again; return how many documents it holds then."""
    services.search.clear()
    return follow_log(services)


def _next(services: Services) -> tuple[Event, ...]:
    with services.registry.begin() as tx:
        return tx.events.after(services.search.position(), limit=_AT_ONCE)


def _issued(services: Services, events: tuple[Event, ...]) -> tuple[DocumentRecord, ...]:
    with services.registry.begin() as tx:
        records = (tx.register.get(int(event.data["document"])) for event in events if event.kind == ISSUED)
        return tuple(record for record in records if record.state is EntryState.ISSUED)


def _entry(services: Services, record: DocumentRecord) -> SearchEntry:
    words = text_of(services.documents.get(record.sha256)) if record.sha256 else ""
    units = (record.issuer,) if record.subject is None else (record.issuer, record.subject)
    return SearchEntry(
        document=record.id,
        campaign_id=record.campaign_id,
        kind=record.kind,
        code=record.code,
        title=f"{record.type_name} {record.title}",
        text=words,
        issuer=record.issuer,
        units=units,
        issued_on=record.issued_on,
    )
