"""What every service says of itself to the office."""

from __future__ import annotations

from typing import Any

import unohelper
from com.sun.star.lang import XServiceInfo


class Service(unohelper.Base, XServiceInfo):
    """A service that the office makes by its name, with the context and perhaps arguments."""

    NAME: str
    """Of the implementation, as it is registered."""
    SERVICES: tuple[str, ...]
    """What it is."""

    def __init__(self, context: Any, *arguments: Any) -> None:
        pass

    def getImplementationName(self) -> str:
        """As it is registered."""
        return self.NAME

    def supportsService(self, name: str) -> bool:
        """Whether it is one of these."""
        return name in self.SERVICES

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        """What it is."""
        return self.SERVICES
