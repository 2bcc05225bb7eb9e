"""The servers behind the service: they answer, and only to those who have the keys."""

from dataclasses import replace

import pytest
from minio import Minio
from minio.error import S3Error

from cli.stack.postgres import DatabaseRefused, Postgres
from cli.stack.seaweed import ObjectSettings


def test_postgres_answers(postgres: Postgres) -> None:
    """The superuser signs in with the stack's password."""
    assert postgres.run("SHOW password_encryption") == "scram-sha-256"


def test_a_wrong_database_password_is_refused(postgres: Postgres) -> None:
    """PostgreSQL trusts nobody, not even local users."""
    with pytest.raises(DatabaseRefused, match="password authentication failed"):
        replace(postgres, password="wrong").run("SELECT 1")


def test_s3_answers_those_with_a_key(object_settings: ObjectSettings) -> None:
    """The store takes an object and gives it back."""
    client = Minio(
        object_settings.endpoint,
        access_key=object_settings.access_key,
        secret_key=object_settings.secret_key,
        secure=False,
    )
    client.make_bucket(f"{object_settings.bucket_prefix}hello")
    assert client.bucket_exists(f"{object_settings.bucket_prefix}hello")


def test_s3_refuses_those_without(object_settings: ObjectSettings) -> None:
    """A request without credentials is refused."""
    with pytest.raises(S3Error, match="AccessDenied"):
        list(Minio(object_settings.endpoint, secure=False).list_buckets())
