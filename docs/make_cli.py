"""Write `docs/cli.md` from the command line itself: `python docs/make_cli.py`; a test holds it current."""

from collections.abc import Iterator
from pathlib import Path

import click

from reportedly.cli import cli

REFERENCE = Path(__file__).with_name("cli.md")


def reference() -> str:
    """The page, in Markdown. Built from names and help texts, so that it is the same under every release of click."""
    parts = ["# The command line", "*Made by `python docs/make_cli.py`; do not edit.*", _words(cli.help)]
    for path, command in _commands("reportedly", cli):
        parts += [f"## `{_usage(path, command)}`", _words(command.help), *_options(command)]
        parts += _epilog(command.epilog or "")
    parts += [
        "## `reportedly --version`",
        "Prints the version and exits. `--help`, here and after a command, explains it.",
    ]
    return "\n\n".join(parts) + "\n"


def _commands(path: str, group: click.Group) -> Iterator[tuple[str, click.Command]]:
    """All commands by name, those of a group behind it, each with what is typed before its options."""
    for name, command in sorted(group.commands.items()):
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from _commands(f"{path} {name}", command)


def _usage(path: str, command: click.Command) -> str:
    arguments = [parameter for parameter in command.params if isinstance(parameter, click.Argument)]
    return " ".join([path, "[OPTIONS]", *(argument.metavar or argument.name or "" for argument in arguments)])


def _words(text: str | None) -> str:
    """A help text with its lines joined; paragraphs stay apart."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in (text or "").split("\n\n"))


def _options(command: click.Command) -> list[str]:
    """The options as a table; nothing where there are none."""
    rows = ["| option | means |", "|---|---|"]
    for option in command.params:
        if isinstance(option, click.Option):
            choices = getattr(option.type, "choices", None)
            value = "" if option.is_flag else " " + (r"\|".join(choices) if choices else option.metavar or "")
            default = f" [default: {option.default}]" if option.show_default else ""
            rows.append(f"| `{', '.join(option.opts)}{value}` | {_words(option.help)}{default} |")
    return ["\n".join(rows)] if len(rows) > 2 else []


def _epilog(epilog: str) -> list[str]:
    """The examples as code, then what else is said below the options."""
    parts = []
    for block in epilog.split("\b\n")[1:]:
        first, *lines = block.strip("\n").splitlines()
        if first.endswith("Examples:"):
            parts.append("```sh\n" + "\n".join(line.strip() for line in lines if line.strip()) + "\n```")
        else:
            parts.append(" ".join(line.strip() for line in [first, *lines]))
    return parts


if __name__ == "__main__":
    REFERENCE.write_text(reference(), encoding="utf-8", newline="\n")
