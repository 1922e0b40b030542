"""The archive's commands: `python3 manage.py --help`.

Any Python may start it: one without the archive's packages hands over to the one in .venv. So this
file keeps to what every Python since 2.7 can read.
"""

import os
import sys

VENV = os.path.join(os.path.dirname(os.path.abspath(__file__)), ".venv")
PYTHON = os.path.join(VENV, "bin", "python")

if __name__ == "__main__":
    lacking = ""
    if sys.version_info < (3, 11):
        lacking = "Python 3.11 or later is needed, this is %d.%d" % sys.version_info[:2]
    else:
        try:
            from archive.cli import main
        except ModuleNotFoundError as error:
            if not error.name or error.name.split(".")[0] == "archive":
                raise
            lacking = "packages are not installed (no %s)" % error.name
    if lacking:
        if os.path.exists(PYTHON) and os.path.realpath(sys.prefix) != os.path.realpath(VENV):
            os.execv(PYTHON, [PYTHON] + sys.argv)  # noqa: S606 - the same command, no shell
        sys.exit("news archive: " + lacking + "; run `make run`, or `make install` without serving")
    sys.exit(main())
