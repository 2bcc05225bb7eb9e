"""The processes of ``test_numbering_together``: ``python -m tests.storage.together ROLE URL CAMPAIGN NUMBER``."""

import random
import sys

from models.documents import CampaignId
from storage.registry import SqlRegistry, open_registry
from tests.contracts.making import document, series_of

DOCUMENTS, SERIES = 60, 3


def number_all(registry: SqlRegistry, campaign_id: CampaignId, *, seed: int) -> None:
    """Give every document its number, in an order of our own."""
    for index in random.Random(seed).sample(range(DOCUMENTS), DOCUMENTS):
        with registry.begin() as tx:
            tx.register.number(document(campaign_id, f"d{index}", series=series_of(campaign_id, f"S{index % SERIES}")))


def follow(registry: SqlRegistry, *, start: int) -> list[int]:
    """Return the ids seen while following the log from a position until the event "end"."""
    position, ids = start, []
    while True:
        with registry.begin() as tx:
            for found in tx.events.after(position, limit=7):
                position = found.id
                ids.append(found.id)
                if found.kind == "end":
                    return ids


if __name__ == "__main__":
    role, url, campaign, number = sys.argv[1:]
    opened = open_registry(url, pool_size=1)
    if role == "follow":
        sys.stdout.write(",".join(map(str, follow(opened, start=int(number)))))
    else:
        number_all(opened, CampaignId(campaign), seed=int(number))
    opened.close()
