"""A serving process does not walk through what is kept for good."""

import os
import subprocess
import sys

from opora.config.memory import THRESHOLDS


def test_a_serving_process_settles_its_memory() -> None:
    code = "import gc, opora.config.wsgi as w; print(gc.get_freeze_count() > 50_000, gc.get_threshold())"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "DATABASE_URL": ""}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"True {THRESHOLDS}"
