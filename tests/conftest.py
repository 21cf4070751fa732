"""The tests never touch the folder of a real installation."""

import os
import tempfile

import pytest
from hypothesis import settings

os.environ["BAGANA_HOME"] = tempfile.mkdtemp(prefix="bagana-tests-")

# A busy machine makes any example slow now and then: that is no failure.
settings.register_profile("bagana", deadline=None)
settings.load_profile("bagana")


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    from django.conf import settings as django_settings

    # No collectstatic and no slow password hash before each run.
    django_settings.STORAGES = django_settings.STORAGES | {
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        }
    }
    django_settings.STATIC_ROOT.mkdir(exist_ok=True)
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_sessionstart(session):
    """The compiled translations are not kept in the repository."""
    from bagana.project.messages import compile_all

    compile_all()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Refuse to go on with connections to the database that tests must not touch.

    A pool opened while tests were collected would outlive the change of name, and the
    tables of the tests would be made in the very database of an office.
    """
    from django.db.backends.postgresql.base import DatabaseWrapper

    assert not DatabaseWrapper._connection_pools, "connected before the tests began"


@pytest.fixture(autouse=True)
def _empty_cache():
    """Rolled-back rows give their numbers away again; a cache would mix them up."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def finish_works(db):
    """Call it to do all background work that waits, as the worker would, now."""
    from bagana.background.worker import run_waiting

    return run_waiting
