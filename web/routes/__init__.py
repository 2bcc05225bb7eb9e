"""Endpoints by use case; each parses, calls a step and renders."""

from web.routes import account, accounts, health, operations, signing_in

ALL_ROUTES = (
    health.router,
    signing_in.router,
    account.router,
    accounts.router,
    operations.router,
)
