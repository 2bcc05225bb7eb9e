"""What is written stays written: the database itself refuses, also when asked behind the program's back."""

from collections.abc import Iterator

import psycopg
import pytest

from models.awards.dossiers import Dossier, DossierState, closed
from models.documents import CampaignId
from models.ports import Registry
from storage.registry import open_registry
from tests.contracts.award_making import dossier, nomination, package, part, session
from tests.contracts.making import DAY, document, event, kept_campaign, key_of


@pytest.fixture(scope="module")
def registry(database_url: str) -> Iterator[Registry]:
    """Return the registry on PostgreSQL."""
    opened = open_registry(database_url)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def campaign_id(registry: Registry) -> CampaignId:
    """Return a campaign with an event and an issued document, its number 1."""
    made = kept_campaign(registry)
    with registry.begin() as tx:
        tx.events.append(event(made, unique_key=f"k:{made}"))
        tx.register.number(document(made))
        tx.register.bind(key_of(made, "a"), sha256="aa")
        tx.register.bind_pdf(key_of(made, "a"), sha256="pp", page_count=1)
        tx.register.issue(key_of(made, "a"), actor="văn thư")
    return made


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET actor = 'x'",
        "DELETE FROM events",
        "TRUNCATE events",
        "DELETE FROM event_keys",
        "DELETE FROM entries",
        "TRUNCATE entries CASCADE",
        "UPDATE entries SET number = 2",
        "UPDATE entries SET issued_on = '2024-01-01'",
        "UPDATE entries SET request = '{}'",
        "UPDATE entries SET key = 'x'",
        "UPDATE entries SET sha256 = 'bb'",
        "UPDATE entries SET sha256 = NULL",
        "UPDATE entries SET pdf_sha256 = 'bb'",
        "UPDATE entries SET state = 'numbered'",
        "UPDATE entries SET state = 'voided', void_reason = 'x'",
    ],
)
def test_the_log_and_the_register_refuse_changes(database_url: str, campaign_id: CampaignId, statement: str) -> None:
    """No row of the log changes or goes; an entry keeps number, inputs and bytes and never goes back in state."""
    with psycopg.connect(database_url) as connection, pytest.raises(psycopg.DatabaseError) as refusal:
        connection.execute(statement)  # type: ignore[call-overload]
    assert refusal.value.sqlstate == "TD001"


@pytest.fixture(scope="module")
def closed_dossier(registry: Registry) -> Dossier:
    """Return a closed dossier with a part, a nomination and a session, archived."""
    made = kept_campaign(registry)
    held = dossier(made, parts=(part(),), zip_sha256="aa", state=DossierState.SUBMITTED, submitted_on=DAY)
    with registry.begin() as tx:
        tx.nominations.keep(nomination(made))
        tx.councils.keep(session(made))
        tx.dossiers.add(held)
        tx.dossiers.replace(closed(held))
        tx.archive.add(package(closed(held), sha256="a" * 64))
    return held


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE archive_records SET title = 'x'",
        "DELETE FROM archive_records",
        "TRUNCATE archive_records",
        "UPDATE dossiers SET state = 'complete'",
        "UPDATE dossiers SET submitted_on = NULL",
        "UPDATE dossiers SET zip_sha256 = 'bb'",
        "DELETE FROM dossiers",
        "TRUNCATE dossiers CASCADE",
        "UPDATE dossier_parts SET confirmed = false",
        "DELETE FROM dossier_parts",
        "TRUNCATE dossier_parts",
        "INSERT INTO dossier_parts (dossier, kind, confirmed) SELECT id, 'proposal', true FROM dossiers",
        "UPDATE nominations SET state = 'withdrawn'",
        "DELETE FROM nominations",
        "UPDATE councils SET body = '{}'",
        "DELETE FROM councils",
    ],
)
def test_the_archive_and_a_closed_dossier_refuse_changes(
    database_url: str, closed_dossier: Dossier, statement: str
) -> None:
    """No row of the archive changes or goes; nor does anything that a closed dossier was decided on."""
    with psycopg.connect(database_url) as connection, pytest.raises(psycopg.DatabaseError) as refusal:
        connection.execute(statement)  # type: ignore[call-overload]
    assert refusal.value.sqlstate == "TD001"
    assert closed_dossier.parts


def test_a_dossier_never_goes_back_to_an_earlier_edition(database_url: str, registry: Registry) -> None:
    """At its unit a dossier changes, but never back to an earlier edition."""
    made = kept_campaign(registry)
    with registry.begin() as tx:
        tx.dossiers.add(dossier(made, edition=2))
    with psycopg.connect(database_url) as connection, pytest.raises(psycopg.DatabaseError):
        connection.execute("UPDATE dossiers SET edition = 1 WHERE campaign_id = %s", [made])


def test_an_answer_to_a_gap_is_only_ever_added_to(database_url: str, registry: Registry) -> None:
    """A later answer takes the earlier one's place, and the earlier one stays readable."""
    from models.campaign import Filling

    made = kept_campaign(registry)
    with registry.begin() as tx:
        for value in ("1", "2"):
            tx.campaigns.fill(made, Filling(path="document.date", value=value, by="A", on=DAY))
    with psycopg.connect(database_url) as connection:
        kept = connection.execute("SELECT body->>'value' FROM fillings WHERE campaign_id = %s ORDER BY id", [made])
        assert [row[0] for row in kept] == ["1", "2"]
        with pytest.raises(psycopg.DatabaseError):
            connection.execute("DELETE FROM fillings")
