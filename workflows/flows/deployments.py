"""What the Prefect server is told at a worker's start: the work pool, and a deployment per flow."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from prefect import Flow
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.actions import DeploymentScheduleCreate, WorkPoolCreate
from prefect.client.schemas.objects import ConcurrencyLimitStrategy, ConcurrencyOptions
from prefect.client.schemas.schedules import CronSchedule
from prefect.exceptions import ObjectAlreadyExists

from models.operations import OperationKind
from workflows.flows.connection import POOL
from workflows.flows.runs import FLOWS
from workflows.flows.schedule import CRON, TIMEZONE, sweep_live_campaigns


def deployment_name(kind: OperationKind) -> str:
    """Return the full name of the deployment that does a kind of operation."""
    return f"{FLOWS[kind].name}/{POOL}"


async def register(
    client: PrefectClient, *, pool_type: str, job_template: dict[str, Any]
) -> Mapping[UUID, Flow[..., Any]]:
    """Make or renew pool and deployments; return each flow under the id that the server gives it."""
    with suppress(ObjectAlreadyExists):
        await client.create_work_pool(WorkPoolCreate(name=POOL, type=pool_type, base_job_template=job_template))
    known = {await _deploy(client, one): one for one in FLOWS.values()}
    scheduled = await _deploy(
        client,
        sweep_live_campaigns,
        schedules=[DeploymentScheduleCreate(schedule=CronSchedule(cron=CRON, timezone=TIMEZONE), active=True)],
        concurrency_limit=1,
        concurrency_options=ConcurrencyOptions(collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
    )
    return {**known, scheduled: sweep_live_campaigns}


async def _deploy(client: PrefectClient, one: Flow[..., Any], **options: Any) -> UUID:
    flow_id = await client.create_flow(one)
    await client.create_deployment(
        flow_id=flow_id,
        name=POOL,
        work_pool_name=POOL,
        entrypoint=f"{one.fn.__module__}.{one.fn.__name__}",
        enforce_parameter_schema=False,
        **options,
    )
    return flow_id
