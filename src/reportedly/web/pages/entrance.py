"""The entrance, where there is a token: a form that takes it, and gives a cookie for it."""

import asyncio

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reportedly.web.pages.judging import form_of, local
from reportedly.web.rendering import page
from reportedly.web.security import COOKIE, cookie_of, same

WRONG_SECONDS = 0.5  # before a wrong token is answered: guessing shall not be quick
DAYS = 30  # that a browser keeps the cookie


async def entrance(request: Request) -> Response:
    """`/login`"""
    token = request.app.state.settings.token
    if token is None:
        return RedirectResponse("/", 303)
    if request.method != "POST":
        return page(request, "login.html", back=local(request.query_params.get("back", "/")), wrong=False)
    form = await form_of(request)
    back = local(form.fields.get("back", "/"))
    if "leave" in form.fields:
        answer = RedirectResponse("/login", 303)
        answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
        return answer
    if not same(form.fields.get("token", "").strip(), token):
        await asyncio.sleep(WRONG_SECONDS)
        return page(request, "login.html", status=403, back=back, wrong=True)
    answer = RedirectResponse(back, 303)
    answer.set_cookie(
        COOKIE, cookie_of(token), max_age=DAYS * 86400, httponly=True, samesite="strict",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return answer
