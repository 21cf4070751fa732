"""The tests never touch the folder of a real installation."""

import os
import tempfile

from hypothesis import settings

os.environ["BAGANA_HOME"] = tempfile.mkdtemp(prefix="bagana-tests-")

# A busy machine makes any example slow now and then: that is no failure.
settings.register_profile("bagana", deadline=None)
settings.load_profile("bagana")
