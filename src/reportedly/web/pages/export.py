"""What a question finds, to be saved in the forms that other programs read."""

import shutil
import tempfile
from contextlib import closing
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from reportedly.errors import LedgerError, RunError
from reportedly.exports.export import EXPORTS, export
from reportedly.ledger.connection import open_to_read
from reportedly.web.pages.asking import missing, part
from reportedly.web.pages.search import filter_of


def saved(request: Request) -> Response:
    """`/export/FORM`, with what `/search` is asked; written in full before the first byte is sent."""
    form = EXPORTS.get(part(request, "form"))
    if form is None:
        raise missing("form of this name")
    folder = Path(tempfile.mkdtemp(prefix="reportedly-"))
    target = folder / f"reports{form.suffix}"
    try:
        with closing(open_to_read(request.app.state.ledger)) as connection:
            export(connection, filter_of(request), part(request, "form"), target)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, RunError) and not isinstance(error, LedgerError):
            raise HTTPException(400, str(error)) from error  # a library that this form needs is not installed
        raise
    return FileResponse(
        target, media_type=form.media_type, filename=target.name,
        background=BackgroundTask(shutil.rmtree, folder, ignore_errors=True),
    )  # fmt: skip
