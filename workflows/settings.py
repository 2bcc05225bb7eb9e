"""Settings, read once at an entry point into one frozen value; every name starts with ``THIDUA_``."""

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.errors import ThiduaError

REPOSITORY = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Where things are and how to reach them; ``docs/settings.md`` explains each one."""

    model_config = SettingsConfigDict(env_prefix="THIDUA_", frozen=True, extra="ignore")

    home: Path = REPOSITORY / "var"
    database_url: SecretStr | None = None
    s3_endpoint: str | None = None
    s3_access_key: str | None = None
    s3_secret_key: SecretStr | None = None
    s3_secure: bool = False
    s3_bucket_prefix: str = "thidua-"
    prefect_api_url: str | None = None
    prefect_auth: SecretStr | None = None
    web_host: str = "127.0.0.1"
    web_port: int = 8765
    upload_limit_mb: int = Field(default=25, ge=1, le=500)
    """The largest document that a page takes in."""
    form_limit_mb: int = Field(default=2, ge=1, le=50)
    """The largest form of words that a page takes in."""
    soffice: str = "soffice"
    pdf_workers: int | None = Field(default=None, ge=1)
    """How many processes of LibreOffice run at a time. Absent: as many as there are cores."""
    pdf_seconds: float = Field(default=120, gt=0)
    """How long one document may take on its way to PDF before its process is killed."""
    archive: bool = False
    """Whether documents may be archived: the store's lock was tried and held, and no side door stood open."""
    archive_lock_days: int | None = Field(default=None, ge=1, le=36_500)
    """How long archived objects are locked; nobody can shorten it. Absent: one day on the local stack's own store."""
    local_stack: bool = False
    """True only in the settings that the local stack writes for itself; the demo asks for it."""

    @property
    def search_dir(self) -> Path:
        """The folder of the search index, which can be thrown away."""
        return self.home.absolute() / "search"


class BadSettings(ThiduaError):
    """A setting has a value that cannot be used, or the file of settings cannot be read."""

    code = "bad-settings"
    exit_code = 2


def load_settings(**given: object) -> Settings:
    """Return the settings: given values, then the environment, then what the local stack wrote at its home.

    Raises ``BadSettings``.
    """
    file = outside_settings(**given).home.absolute() / "local.env"
    return _read(file, given)


def outside_settings(**given: object) -> Settings:
    """Return the settings without what the local stack wrote: given values, then the environment."""
    return _read(None, given)


def _read(file: Path | None, given: dict[str, object]) -> Settings:
    try:
        return Settings(_env_file=file, **given)  # type: ignore[arg-type]  # the model checks what is given
    except ValidationError as error:
        wrong = "; ".join(f"THIDUA_{'_'.join(map(str, one['loc'])).upper()}={one['input']}" for one in error.errors())
        raise BadSettings(
            f"Thiết đặt có giá trị không dùng được: {wrong}.", remedy="sửa theo docs/settings.md rồi chạy lại."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(
            f"Không đọc được tệp thiết đặt {file}.",
            remedy="xóa hoặc khôi phục tệp; `thidua up` ghi lại tệp này mỗi lần khởi động.",
        ) from error
