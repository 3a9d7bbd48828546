"""``python -m levier_web``: the administrator's commands (migrate, worker, makemigrations…)."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier_web.config.settings")
execute_from_command_line(["levier_web", *sys.argv[1:]])
