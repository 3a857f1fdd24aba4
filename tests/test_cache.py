"""Results kept: the same with and without, nothing stale, nothing trusted blindly, no end of growth."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_parallel import OPTIONS, TEXTS

from luxterm import cache as module
from luxterm import scan as scanning
from luxterm.baseline import Entry
from luxterm.cache import Cache, open_cache
from luxterm.cli import main
from luxterm.scan import FileResult, Job, Options, scan, scan_file
from luxterm.settings import Settings
from luxterm.types import Applicability, Severity

BAD = b"The State shall prohibit child pornography in law.\n"
GOOD = b"The State shall prohibit this in law.\n"
