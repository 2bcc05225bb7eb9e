"""The archive bucket: what is put there is locked; whether the lock holds is tried, not believed."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from models.errors import ThiduaError
from storage.objects.buckets import Bucket
from storage.objects.errors import StoreRefused

_PROBE = "probe/lock"
_LOCKED_FOR = timedelta(seconds=60)


@dataclass(frozen=True)
class LockProbe:
    """What became of the attempt to delete a locked object."""

    holds: bool
    reason: str
    """A Vietnamese sentence for the person who looks at the stack's health."""


class Archive:
    """The bucket with object lock, under the same client as the others."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket

    def prepare(self) -> None:
        """Make the bucket unless it is there."""
        self._bucket.prepare()

    def probe_lock(self) -> LockProbe:
        """Write a probe locked for 60 s, try to delete that very version, and report; the archive needs ``holds``."""
        try:
            version = self._write_probe()
        except ThiduaError as error:
            return LockProbe(holds=False, reason=f"Không ghi được tệp thử khóa: {error.message}")
        if not version:
            return LockProbe(holds=False, reason="Kho không giữ phiên bản, nên không khóa được tệp.")
        with suppress(StoreRefused):  # the refusal is what a lock is for; whether the bytes are still there decides
            self._bucket.remove(_PROBE, version=version)
        if self._bucket.stat(_PROBE, version=version) is None:
            return LockProbe(holds=False, reason="Tệp đang khóa vẫn xóa được: kho này không dùng để lưu trữ được.")
        return LockProbe(holds=True, reason="Khóa lưu trữ có hiệu lực: xóa tệp đang khóa bị từ chối.")

    def _write_probe(self) -> str:
        until = datetime.now(UTC) + _LOCKED_FOR  # a technical moment, not a business date
        return self._bucket.put(_PROBE, b"probe", content_type="text/plain", until=until)
