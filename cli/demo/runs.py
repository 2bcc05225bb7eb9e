"""An operation asked for and waited for, as a person does who watches the page."""

import time
from collections.abc import Mapping
from datetime import date
from typing import Any

from cli.demo.talk import Talk
from models.documents import CampaignId
from models.errors import ThiduaError
from models.operations import OPERATION_NAMES, Operation, OperationKind, OperationState
from workflows.services import Services
from workflows.steps.documents.requests import request_operation

PATIENCE_SECONDS = 600


class RunNotFinished(ThiduaError):
    """An operation failed, or did not end in time."""

    code = "run-not-finished"
    exit_code = 3


class Runs:
    """The runs of one play, in order."""

    def __init__(self, *, services: Services, talk: Talk, actor: str) -> None:
        self._services = services
        self._talk = talk
        self._actor = actor
        self.ended: list[Operation] = []

    def run(
        self,
        kind: OperationKind,
        *,
        campaign_id: CampaignId | None,
        as_of: date,
        params: Mapping[str, Any] | None = None,
        title: str | None = None,
    ) -> Operation:
        """Ask for an operation and return it when it has succeeded; raises ``RunNotFinished``."""
        with self._talk.step(title or OPERATION_NAMES[kind]):
            asked = request_operation(
                self._services, kind=kind, campaign_id=campaign_id, as_of=as_of, params=params or {}, actor=self._actor
            )
            ended = self._wait(asked.id)
            self.ended.append(ended)
            return ended

    def _wait(self, operation_id: str) -> Operation:
        give_up = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < give_up:
            with self._services.registry.begin() as tx:
                operation = tx.operations.get(operation_id)
            if operation.state is OperationState.SUCCEEDED:
                return operation
            if operation.state is OperationState.FAILED:
                raise RunNotFinished(
                    f"{OPERATION_NAMES[operation.kind]} không thành công: {operation.message}",
                    remedy="xử lý nguyên nhân nêu trên rồi chạy lại; những gì đã làm xong được giữ nguyên.",
                )
            if operation.message:
                self._talk.now(f"… {operation.message}")
            time.sleep(0.1)
        raise RunNotFinished(
            f"{OPERATION_NAMES[OperationKind(operation.kind)]} chưa xong sau {PATIENCE_SECONDS} giây.",
            remedy="chạy `thidua doctor` để xem phần nào không trả lời, rồi chạy lại.",
        )
