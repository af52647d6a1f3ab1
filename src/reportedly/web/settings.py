"""How a ledger is served: one frozen record, made at the door."""

import ipaddress

import msgspec

from reportedly.errors import RunError

PORT = 8765
TOKEN_LENGTH = 16  # characters at least: 95 bits where they are letters and digits, past all guessing over a network


class Serving(msgspec.Struct, frozen=True):
    """Where to listen and what visitors may do.

    `token` is what everybody must show before they see anything; it is needed to listen beyond this computer.
    `hosts` are names that browsers may call the server by, beside this computer's own. With `read_only` nobody can
    judge. `by` is the name written beside judgements that are made here.
    """

    host: str = "127.0.0.1"
    port: int = PORT
    token: str | None = None
    hosts: tuple[str, ...] = ()
    read_only: bool = False
    by: str = "reader"


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach what listens there.

    >>> is_loopback("localhost"), is_loopback("127.0.0.2"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def check(settings: Serving) -> None:
    """Raise RunError where the ledger would lie open to others, or behind a token that can be guessed."""
    if settings.token is None and not is_loopback(settings.host):
        raise RunError(
            f"{settings.host} can be reached from other computers: give a token that visitors must show, or "
            "serve on 127.0.0.1"
        )
    if settings.token is not None and len(settings.token) < TOKEN_LENGTH:
        raise RunError(f"the token is too short: at least {TOKEN_LENGTH} characters are needed")
