"""The site as files, with charts kept in a folder of the benchmark's own: site_as_files.py CHARTS DIR."""

import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "riktmarke.config.settings")

from django.conf import settings

from riktmarke.cli.main import run

if __name__ == "__main__":
    settings.RIKTMARKE_CHARTS = Path(sys.argv[1])
    sys.argv = ["riktmarke", "export", "site", sys.argv[2], *sys.argv[3:], "--live", "http://localhost:8000"]
    run()
