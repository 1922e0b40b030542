"""The commands of `manage.py`, one small file for each group; `archive.cli` runs them."""
