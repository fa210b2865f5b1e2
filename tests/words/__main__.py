"""`make words`: find the texts of the public pages, compile their English, and say which have none."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "riktmarke.config.settings")
django.setup()

from tests.words import files, found  # noqa: E402 - Django must know its settings first

missing = files.write(found.texts())
sys.stdout.write("".join(f"no English yet: {line}\n" for line in missing) or "Every text has English.\n")
sys.exit(1 if missing else 0)
