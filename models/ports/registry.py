"""The database of records: one transaction holds everything of one act."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from models.ports.accounts import Accounts, SignIns
from models.ports.archive import Archive, Readings
from models.ports.awards import Councils, Dossiers, Nominations
from models.ports.campaigns import Campaigns, Drafts, Submissions, Units
from models.ports.operations import Events, Operations, Outbox
from models.ports.register import Register


class Transaction(Protocol):
    """Everything one act may read and write; it is kept whole or not at all."""

    @property
    def campaigns(self) -> Campaigns:
        """Campaigns and plans."""

    @property
    def units(self) -> Units:
        """The organisation directory."""

    @property
    def register(self) -> Register:
        """Series and entries."""

    @property
    def drafts(self) -> Drafts:
        """Documents before their number."""

    @property
    def submissions(self) -> Submissions:
        """What units handed in."""

    @property
    def nominations(self) -> Nominations:
        """Who is proposed."""

    @property
    def councils(self) -> Councils:
        """What the units' councils decided."""

    @property
    def dossiers(self) -> Dossiers:
        """The papers of each unit for each form of award."""

    @property
    def archive(self) -> Archive:
        """What is laid away for good."""

    @property
    def readings(self) -> Readings:
        """What verifications of the archive have seen so far."""

    @property
    def operations(self) -> Operations:
        """Work asked for."""

    @property
    def accounts(self) -> Accounts:
        """People and sessions."""

    @property
    def sign_ins(self) -> SignIns:
        """From where people try and sign in."""

    @property
    def events(self) -> Events:
        """The log."""

    @property
    def outbox(self) -> Outbox:
        """Notices."""

    def now(self) -> datetime:
        """Return the database's clock: for ages, heartbeats and what days have come; business dates are given."""


class Registry(Protocol):
    """The database of records: the truth."""

    def begin(self) -> AbstractContextManager[Transaction]:
        """Open one transaction: committed at the end of the block, rolled back when an error leaves it."""

    def check(self) -> None:
        """Raise ``Unavailable`` with the reason when the database does not answer or is not migrated."""
