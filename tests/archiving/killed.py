"""The process of ``test_kills``: ``python -m tests.archiving.killed``, told what to do in JSON on standard input."""

import json
import sys
from pathlib import Path
from tempfile import mkdtemp

from cli.stack.seaweed import ObjectSettings
from models.documents import CampaignId
from tests.archiving.conftest import opened

if __name__ == "__main__":
    told = json.load(sys.stdin)
    place = next(opened(told["database_url"], ObjectSettings(**told["settings"]), Path(mkdtemp(dir=told["folder"]))))
    place.of(CampaignId(told["campaign_id"])).archive()
