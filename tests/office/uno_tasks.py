"""Run by the system's Python, which has UNO: does tasks (JSON on standard input) in a running LibreOffice."""
# pyright: basic, reportMissingImports=false
# UNO is that Python's own, and comes without types

import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

FILTERS = {
    "docx": "MS Word 2007 XML",
    "odt": "writer8",
    "fodt": "OpenDocument Text Flat XML",
    "txt": "Text (encoded)",
}
COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def connect(pipe):
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.2)
    raise SystemExit("LibreOffice doesn't answer")


def value(name, content):
    return PropertyValue(name, 0, content, 0)


def main():
    context = connect(sys.argv[1])
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    for source, command, target in json.load(sys.stdin):
        document = desktop.loadComponentFromURL(source, "_blank", 0, (value("Hidden", True),))
        if document is None:
            raise SystemExit(f"LibreOffice can't open {source}")
        if command:
            frame = document.CurrentController.Frame
            dispatcher.executeDispatch(frame, COMMANDS[command], "", 0, ())
        written_as = FILTERS[target.rpartition(".")[2]]
        document.storeToURL(target, (value("FilterName", written_as),))
        document.close(True)


if __name__ == "__main__":
    main()
