"""The errors of this program.

ReportedlyError
|- DocumentError       one document cannot be read: skip it, record the reason
|  |- TooLarge         it exceeds a stated cap (bytes, nesting, seconds)
|  |- NotText          its bytes are no text of a kind that is read
|  `- FetchError       its URL gave nothing usable
`- RunError            the run cannot go on
   |- WeightsError     the model file is missing, damaged or of another version
   |- LedgerError      the ledger cannot be opened, read or written
   |  `- BadQuestion   what it is asked for makes no sense: a damaged cursor, a date that is none
   `- GoldError        a gold file is missing or is not the one the floors were pinned on
"""


class ReportedlyError(Exception):
    """Whatever this package raises on purpose."""


class DocumentError(ReportedlyError):
    """One document cannot be read; `origin` names it, `reason` says why in words for the user."""

    def __init__(self, origin: str, reason: str) -> None:
        super().__init__(f"{origin}: {reason}")
        self.origin = origin
        self.reason = reason

    def __reduce__(self) -> tuple[type["DocumentError"], tuple[str, str]]:
        return type(self), (self.origin, self.reason)


class TooLarge(DocumentError):
    """The document exceeds a cap."""


class NotText(DocumentError):
    """The bytes are no text."""


class FetchError(DocumentError):
    """The URL gave nothing usable."""


class RunError(ReportedlyError):
    """The run cannot go on."""


class WeightsError(RunError):
    """The model file is missing, damaged or of another version."""


class LedgerError(RunError):
    """The ledger cannot be opened, read or written; the message names the file."""


class BadQuestion(LedgerError):
    """What a ledger is asked for makes no sense; the message says what, in words for the user."""


class GoldError(RunError):
    """A gold file is missing or is not the one that the floors were pinned on."""
