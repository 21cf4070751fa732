"""Sign-in is tried by itself here: it leads to the own account, not to the portal."""

import pytest


@pytest.fixture(autouse=True)
def _leads_to_the_own_account(settings):
    settings.LOGIN_REDIRECT_URL = "account_me"
