"""Passwords and session tokens: how they are made, hashed and compared."""

import hashlib
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from models.errors import ThiduaError
from models.text import fold, nfc

SHORTEST = 10
LONGEST = 200
_ENDINGS = ("a", "e", "i", "o", "u", "an", "en", "in", "on")
_SYLLABLES = tuple(first + last for first in "bcdghklmnprstv" for last in _ENDINGS)


class WeakPassword(ThiduaError):
    """A new password is too short, too long, or the account's own name."""

    code = "weak-password"
    http_status = 422


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password, its letters composed first so that every keyboard types the same."""
    return _hasher().hash(nfc(password))


def password_matches(password: str, *, hashed: str) -> bool:
    """Tell whether the password is the one that was hashed; a damaged hash matches nothing."""
    try:
        return _hasher().verify(hashed, nfc(password))
    except (VerificationError, InvalidHashError):
        return False


@cache
def nobody_hash() -> str:
    """Return the hash of a password that nobody has, so that an unknown name costs as much time as a known one."""
    return hash_password(secrets.token_urlsafe(24))


def check_strength(password: str, *, account: str) -> None:
    """Raise ``WeakPassword`` where a new password is too short, too long, or holds the account's name."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise WeakPassword(
            f"Mật khẩu mới có {len(password)} ký tự.",
            place="ô Mật khẩu mới",
            remedy=f"đặt mật khẩu từ {SHORTEST} đến {LONGEST} ký tự; một câu ngắn dễ nhớ là đủ.",
        )
    if fold(account) in fold(password):
        raise WeakPassword(
            "Mật khẩu mới chứa tên đăng nhập.",
            place="ô Mật khẩu mới",
            remedy="đặt mật khẩu không chứa tên đăng nhập.",
        )


def random_password() -> str:
    """Return a first password of five groups that a person can read out and type (about 70 bits)."""
    groups = ("".join(secrets.choice(_SYLLABLES) for _ in range(2)) for _ in range(5))
    return "-".join(groups)


def random_token() -> str:
    """Return a new session token (256 bits)."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Return what the registry keeps of a session token: its SHA-256 in hex."""
    return hashlib.sha256(token.encode()).hexdigest()


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()
