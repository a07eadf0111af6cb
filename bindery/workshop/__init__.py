"""Sets the workshop up: the Python libraries, Pango, and the tools the tests call.

Everything here runs before any library is installed, so it imports the standard library alone; and it is the one
place that reads the environment and the PATH.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
