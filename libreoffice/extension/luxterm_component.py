"""What LibreOffice loads: the services of the extension, and where its own modules are."""

import os
import sys

import unohelper

_HERE = os.path.dirname(os.path.abspath(__file__))
_CODE = os.path.join(_HERE, "pythonpath")
if _CODE not in sys.path:
    sys.path.insert(0, _CODE)

from luxterm_libreoffice import commands, menus, proofreader, state  # noqa: E402 (found in the folder above)

state.HERE = _HERE

g_ImplementationHelper = unohelper.ImplementationHelper()
"""The name that LibreOffice looks for."""
for _made in (proofreader.Proofreader, commands.Commands, menus.ViewJob):
    g_ImplementationHelper.addImplementation(_made, _made.NAME, _made.SERVICES)
