"""Endpoints by use case; each parses, calls a step and renders."""

from web.routes import (
    account,
    accounts,
    campaign,
    campaigns,
    documents,
    drafts,
    finding,
    gaps,
    health,
    house,
    operations,
    signing_in,
    units,
)

ALL_ROUTES = (
    health.router,
    signing_in.router,
    account.router,
    accounts.router,
    operations.router,
    house.router,
    campaigns.router,
    campaign.router,
    gaps.router,
    documents.router,
    drafts.router,
    units.router,
    finding.router,
)
