"""Endpoints by use case; each parses, calls a step and renders."""

from web.routes import (
    account,
    accounts,
    campaign,
    campaigns,
    documents,
    dossiers,
    drafts,
    finding,
    gaps,
    health,
    house,
    nominations,
    operations,
    signing_in,
    unit_awards,
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
    dossiers.router,
    unit_awards.router,
    nominations.router,
)
