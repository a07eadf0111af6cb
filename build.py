"""The door: sets the workshop up on the first use, then gives the word to the command line (`python3 build.py --help`).

Reads even by a Python too old for it, so that it can say so.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036
    sys.stderr.write("Bindery needs Python 3.11 or newer; this is Python %d.%d\n" % sys.version_info[:2])  # noqa: UP031
    sys.exit(3)

from bindery.workshop.door import enter

if __name__ == "__main__":
    sys.exit(enter(sys.argv[1:]))
