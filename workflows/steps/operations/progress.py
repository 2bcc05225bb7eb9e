"""What a work step is given besides the services: its operation, and a way to tell how far it has come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from models.documents import CampaignId
from models.errors import ThiduaError, Unavailable
from models.operations import Operation
from workflows.services import Services


class NoCampaign(ThiduaError):
    """A work step that belongs to a campaign was asked for without one."""

    code = "no-campaign"


class WorkerStopping(Unavailable):
    """The process is asked to end; the next attempt goes on from here."""

    code = "worker-stopping"


def never() -> bool:
    """Return False: a process that nobody asks to end."""
    return False


@dataclass(frozen=True)
class Work:
    """One attempt of an operation while a step does it."""

    services: Services
    operation: Operation
    stopping: Callable[[], bool] = never

    @property
    def as_of(self) -> date:
        """Return the business date of the work."""
        return self.operation.as_of

    @property
    def actor(self) -> str:
        """Return who asked for the work."""
        return self.operation.requested_by

    @property
    def campaign_id(self) -> CampaignId:
        """Return the campaign the work is for, or raise ``NoCampaign``."""
        if self.operation.campaign_id is None:
            raise NoCampaign(
                f"Tác vụ “{self.operation.kind.value}” không ghi phong trào thi đua nào.",
                remedy="tạo lại tác vụ từ trang của phong trào.",
            )
        return self.operation.campaign_id

    def progress(self, done: int, total: int, message: str) -> None:
        """Keep how far the work is and touch the heartbeat; ``StaleAttempt`` when a newer attempt took over.

        Raises ``WorkerStopping`` where the process is asked to end: every place with progress can be gone on from.
        """
        with self.services.registry.begin() as tx:
            tx.operations.progress(
                self.operation.id, attempt=self.operation.attempt, done=done, total=total, message=message
            )
        if self.stopping() and done < total:
            raise WorkerStopping(
                f"Bộ thực hiện đang dừng ở bước {done}/{total}.",
                remedy="lần chạy sau tự làm tiếp, không cần thao tác.",
            )
