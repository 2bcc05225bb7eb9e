"""Tries of passwords by address, and from where people have signed in; both are forgotten after a while."""

from datetime import datetime, timedelta

from sqlalchemy import Table, delete, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert

from models.tries import Tries
from storage.registry.session import Session
from storage.registry.sign_in_tables import sign_in_places, sign_in_tries

_TRIES_KEPT = timedelta(days=1)
_PLACES_KEPT = timedelta(days=90)
_TRIES = [sign_in_tries.c[name] for name in Tries.model_fields]


class SignInRepository:
    """``models.ports.SignIns`` over PostgreSQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def tries(self, address: str, *, now: datetime) -> Tries:
        """Return the tries of an address, none where it is new; its row is locked for the transaction."""
        fresh = Tries(address=address, at=now)
        self._session.run(upsert(sign_in_tries).values(fresh.model_dump()).on_conflict_do_nothing())
        row = self._session.row(select(*_TRIES).where(sign_in_tries.c.address == address).with_for_update())
        return fresh if row is None else Tries.model_validate(dict(row))

    def keep(self, tries: Tries) -> None:
        """Keep the new state of an address."""
        mine = sign_in_tries.c.address == tries.address
        self._session.run(update(sign_in_tries).where(mine).values(count=tries.count, at=tries.at))

    def knows(self, account: str, *, address: str) -> bool:
        """Tell whether the account has signed in from the address within the last three months."""
        wanted = (sign_in_places.c.account == account, sign_in_places.c.address == address)
        return self._session.row(select(sign_in_places.c.at).where(*wanted)) is not None

    def remember(self, account: str, *, address: str, now: datetime) -> None:
        """Keep from where somebody signed in; what is old, of anybody, is forgotten."""
        self._forget(sign_in_tries, before=now - _TRIES_KEPT)
        self._forget(sign_in_places, before=now - _PLACES_KEPT)
        place = upsert(sign_in_places).values(account=account, address=address, at=now)
        self._session.run(place.on_conflict_do_update(index_elements=["account", "address"], set_={"at": now}))

    def _forget(self, table: Table, *, before: datetime) -> None:
        """Delete what is old and what nobody is just renewing: whoever signs in waits for nobody else."""
        keys = list(table.primary_key)
        old = select(*keys).where(table.c.at < before).with_for_update(skip_locked=True)
        self._session.run(delete(table).where(tuple_(*keys).in_(old)))
