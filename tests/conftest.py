"""The tests never touch the folder of a real installation."""

import os
import tempfile

os.environ["BAGANA_HOME"] = tempfile.mkdtemp(prefix="bagana-tests-")
