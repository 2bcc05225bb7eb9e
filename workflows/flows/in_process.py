"""A Prefect worker that runs flows in its own process, so that a run starts within a second of being asked for."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import anyio
import anyio.abc
from prefect import Flow
from prefect.client.schemas.objects import FlowRun
from prefect.flow_engine import run_flow_async
from prefect.workers.base import BaseJobConfiguration, BaseVariables, BaseWorker, BaseWorkerResult

POOL_TYPE = "thidua-in-process"
RUNS_AT_ONCE = 2


class InProcessResult(BaseWorkerResult):
    """How a run in this process ended; its state is told to the server by the flow's own engine."""


class InProcessWorker(BaseWorker[BaseJobConfiguration, BaseVariables, InProcessResult]):
    """Runs up to two flows at once; their steps work in threads, so heartbeats and polling go on."""

    type = POOL_TYPE
    job_configuration = BaseJobConfiguration

    def __init__(self, *, pool: str, flows: Mapping[UUID, Flow[..., Any]]) -> None:
        super().__init__(work_pool_name=pool, limit=RUNS_AT_ONCE, prefetch_seconds=0)
        self._flows = flows

    async def run(
        self,
        flow_run: FlowRun,
        configuration: BaseJobConfiguration,  # noqa: ARG002 - the base class's signature
        task_status: anyio.abc.TaskStatus[int] | None = None,
    ) -> InProcessResult:
        """Run the flow to its end; a flow that fails is no failure of the worker."""
        if task_status is not None:
            task_status.started(0)
        await run_flow_async(
            self._flows[flow_run.flow_id],
            # Without its deployment the engine does not watch the run for being suspended, which costs a websocket
            # and holds up the whole event loop at its beginning and end; our runs are never suspended.
            flow_run=flow_run.model_copy(update={"deployment_id": None}),
            parameters=flow_run.parameters,
            return_type="state",
        )
        return InProcessResult(status_code=0, identifier=str(flow_run.id))
