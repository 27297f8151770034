"""Settings: the environment only."""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[3]
HOME = Path(os.environ.get("OPORA_HOME", BASE_DIR / "var"))
SECRET_KEY = os.environ.get("OPORA_SECRET_KEY", "insecure-development-key")
DEBUG = True
USE_TZ = True
TIME_ZONE = "Asia/Barnaul"
LANGUAGE_CODE = "ru"
INSTALLED_APPS = ["opora.core"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": HOME / "opora.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
