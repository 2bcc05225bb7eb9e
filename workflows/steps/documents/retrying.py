"""The act "do it again": a failed operation is set waiting with fresh attempts."""

from models.errors import Conflict
from models.operations import Operation, OperationState
from workflows.services import Services
from workflows.steps.accounts.rights import require_may_ask


class NotFailed(Conflict):
    """Only work that has failed is done again."""

    code = "not-failed"


def retry_operation(services: Services, *, operation_id: str, actor: str) -> Operation:
    """Return the operation waiting again; raises ``NotFailed`` where it is still going on or has ended well."""
    with services.registry.begin() as tx:
        operation = tx.operations.get(operation_id)
        require_may_ask(tx, actor=actor, kind=operation.kind)
        if operation.state is not OperationState.FAILED:
            raise NotFailed("Việc này không ở trạng thái không thành.", remedy="mở trang của việc để xem tiến độ.")
        return tx.operations.retry(operation_id, actor=actor)
