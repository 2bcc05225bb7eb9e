"""One act's transaction: every repository over one connection."""

from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection

from storage.registry.accounts import AccountRepository
from storage.registry.archive import ArchiveRepository
from storage.registry.campaigns import CampaignRepository
from storage.registry.dossiers import DossierRepository
from storage.registry.drafts import DraftRepository
from storage.registry.events import EventRepository
from storage.registry.nominations import CouncilRepository, NominationRepository
from storage.registry.operations import OperationRepository
from storage.registry.outbox import OutboxRepository
from storage.registry.readings import ReadingRepository
from storage.registry.register import RegisterRepository
from storage.registry.session import Session
from storage.registry.sign_ins import SignInRepository
from storage.registry.submissions import SubmissionRepository
from storage.registry.units import UnitRepository


class SqlTransaction:
    """``models.ports.Transaction`` over PostgreSQL."""

    def __init__(self, connection: Connection) -> None:
        self._session = Session(connection)

    @cached_property
    def campaigns(self) -> CampaignRepository:
        """Campaigns and plans."""
        return CampaignRepository(self._session)

    @cached_property
    def units(self) -> UnitRepository:
        """The organisation directory."""
        return UnitRepository(self._session)

    @cached_property
    def register(self) -> RegisterRepository:
        """Series and entries."""
        return RegisterRepository(self._session, events=self.events)

    @cached_property
    def drafts(self) -> DraftRepository:
        """Documents before their number."""
        return DraftRepository(self._session)

    @cached_property
    def submissions(self) -> SubmissionRepository:
        """What units handed in."""
        return SubmissionRepository(self._session)

    @cached_property
    def nominations(self) -> NominationRepository:
        """Who is proposed."""
        return NominationRepository(self._session)

    @cached_property
    def councils(self) -> CouncilRepository:
        """What the units' councils decided."""
        return CouncilRepository(self._session)

    @cached_property
    def dossiers(self) -> DossierRepository:
        """The papers of each unit for each form of award."""
        return DossierRepository(self._session)

    @cached_property
    def archive(self) -> ArchiveRepository:
        """What is laid away for good."""
        return ArchiveRepository(self._session)

    @cached_property
    def readings(self) -> ReadingRepository:
        """What verifications of the archive have seen so far."""
        return ReadingRepository(self._session)

    @cached_property
    def operations(self) -> OperationRepository:
        """Work asked for."""
        return OperationRepository(self._session)

    @cached_property
    def accounts(self) -> AccountRepository:
        """People and sessions."""
        return AccountRepository(self._session)

    @cached_property
    def sign_ins(self) -> SignInRepository:
        """From where people try and sign in."""
        return SignInRepository(self._session)

    @cached_property
    def events(self) -> EventRepository:
        """The log."""
        return EventRepository(self._session)

    @cached_property
    def outbox(self) -> OutboxRepository:
        """Notices."""
        return OutboxRepository(self._session)

    def now(self) -> datetime:
        """Return the database's clock: for heartbeats, ages and what days have come; business dates are given."""
        return self._session.now()

    def finish(self) -> None:
        """Write what waits for the end of the transaction; the commit follows at once."""
        self.events.write_out()
