"""`timeline model`: which language model may propose events, where it is asked, and with whose key."""

import dataclasses
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.cli.options import JsonOption
from timeline.cli.print_json import print_json
from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.endpoint.key import Key
    from timeline.endpoint.settings import Endpoint

app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Set up a language model that proposes events beside the built-in extractor: set, show, test, forget.",
)
Number = int | None


@app.command("set")
def set_model(
    url: Annotated[
        str | None,
        typer.Option(
            "--url", help="The base of an OpenAI-compatible interface: https://…/v1, or http://localhost:11434/v1."
        ),
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="The model, as the endpoint names it.")] = None,
    key_variable: Annotated[
        str | None,
        typer.Option("--key-env", "--key-variable", metavar="NAME", help="The environment variable with the key."),
    ] = None,
    keyring: Annotated[
        bool,
        typer.Option(
            "--keyring",
            "--key-in-keyring",
            help="Keep the key in the system's keyring: it is asked for, or read from standard input.",
        ),
    ] = False,
    requests_a_minute: Annotated[Number, typer.Option("--requests-per-minute", metavar="N", help="At most.")] = None,
    requests_at_once: Annotated[Number, typer.Option("--requests-at-once", metavar="N", help="At most.")] = None,
    timeout: Annotated[Number, typer.Option("--timeout", metavar="SECONDS", help="For one answer.")] = None,
    max_tokens: Annotated[Number, typer.Option("--max-tokens", metavar="N", help="Of one answer, at most.")] = None,
    temperature: Annotated[float | None, typer.Option("--temperature", help="0 unless said.")] = None,
    piece_characters: Annotated[
        Number, typer.Option("--piece-characters", metavar="N", help="Of a document's text in one request, at most.")
    ] = None,
    runs: Annotated[Number, typer.Option("--runs", metavar="N", help="How often each is asked; the runs vote.")] = None,
) -> None:
    """Say which model is asked, where, and how fast; nothing is sent.

    With --url all is set anew; without it, what is named is changed. The key itself is never an option, and never
    written to the settings, a database or a log.

    Example: timeline model set --url http://localhost:11434/v1 --name llama3.1

    Example: timeline model set --url https://api.example.org/v1 --name small-1 --key-env MODEL_API_KEY
    """
    from timeline.endpoint.consent import forget_agreement, is_agreed
    from timeline.endpoint.key import keep_key
    from timeline.endpoint.settings import endpoint_of, needed_settings, write_settings

    if key_variable and keyring:
        raise UsageError("The key comes either from an environment variable or from the keyring; name one of them.")
    told: dict[str, Any] = {
        "url": url,
        "name": name,
        "requests_a_minute": requests_a_minute,
        "requests_at_once": requests_at_once,
        "timeout": timeout,
        "max_tokens": max_tokens,
        "temperature": temperature,
        "piece_characters": piece_characters,
        "runs": runs,
    }
    told = {key: value for key, value in told.items() if value is not None}
    if key_variable is not None or keyring:
        told |= {"key_variable": key_variable or "", "key_in_keyring": keyring}
    if not told:
        raise UsageError("Say what to set, for example --url http://localhost:11434/v1 --name llama3.1.")
    endpoint = endpoint_of(told if url is not None else {**dataclasses.asdict(needed_settings()), **told})
    if keyring:
        keep_key(endpoint, _typed_key(endpoint))
    path = write_settings(endpoint)
    if not is_agreed(endpoint):
        forget_agreement()
    typer.echo(f"{endpoint.name} at {endpoint.url} is set in {path}. Nothing was sent.", err=True)


@app.command()
def show(json: JsonOption = False) -> None:
    """Print the settings, and where the key comes from; never the key.

    Example: timeline model show
    """
    from timeline.cli.visible import visible
    from timeline.endpoint.consent import is_agreed
    from timeline.endpoint.settings import needed_settings, settings_path

    endpoint = needed_settings()
    told = dataclasses.asdict(endpoint)
    told |= {"key": _key_words(endpoint), "agreed": is_agreed(endpoint), "settings": str(settings_path())}
    del told["key_variable"], told["key_in_keyring"]
    if json:
        print_json(told)
        return
    words = {name: ("yes" if value else "no") if isinstance(value, bool) else value for name, value in told.items()}
    width = max(map(len, told))
    sys.stdout.writelines(visible(f"{name.replace('_', ' '):{width}}  {value}") + "\n" for name, value in words.items())


@app.command()
def forget() -> None:
    """Remove the settings, and the key from the keyring where it is kept there. No model is asked any more.

    Example: timeline model forget
    """
    from timeline.endpoint.consent import forget_agreement
    from timeline.endpoint.key import forget_key
    from timeline.endpoint.settings import forget_settings, read_settings, settings_path

    try:
        endpoint = read_settings()
    except UsageError:  # whatever stands in the file, it is to go
        endpoint = None
    forgotten = forget_settings()
    forget_agreement()
    said = f"{settings_path()} is removed." if forgotten else "No language model was set up."
    if endpoint is not None and endpoint.key_in_keyring and forget_key(endpoint):
        said += f" The key for {endpoint.origin} is taken out of the keyring."
    typer.echo(said, err=True)


@app.command()
def test(json: JsonOption = False) -> None:
    """Send one tiny request without any document, and print what came back.

    Example: timeline model test
    """
    from timeline.cli.visible import visible
    from timeline.endpoint.client import ask
    from timeline.endpoint.key import key_for
    from timeline.endpoint.sending import describe, trial
    from timeline.endpoint.settings import needed_settings
    from timeline.errors import EndpointFailed

    endpoint = needed_settings()
    key = key_for(endpoint)
    request = trial(endpoint)
    typer.echo(f"Sent: {describe([request], endpoint).sentence}", err=True)
    asked = ask([request], endpoint, key, noticed=lambda sentence: typer.echo(visible(sentence), err=True))
    (reply,) = asked.replies
    if reply.content is None:
        raise EndpointFailed(f"{endpoint.origin} answered nothing of use: {visible(reply.error)}.")
    if json:
        told = {"model": reply.model, "answer": reply.content[:200], "tokens": asked.spent.tokens}
        print_json(told)
        return
    answer = visible(" ".join(reply.content[:200].split()))
    sys.stdout.write(f"{visible(reply.model) or endpoint.name} answers: {answer} ({asked.spent.tokens} tokens)\n")


def _key_words(endpoint: "Endpoint") -> str:
    import os

    if endpoint.key_variable:
        there = "set" if os.environ.get(endpoint.key_variable, "").strip() else "not set"
        return f"from the environment variable {endpoint.key_variable}, which is {there}"
    return "in the system's keyring" if endpoint.key_in_keyring else "none"


def _typed_key(endpoint: "Endpoint") -> "Key":
    """The key from the terminal, where it is not shown, or the first line of standard input. Raises UsageError."""
    from timeline.cli.asking import can_ask
    from timeline.endpoint.key import Key

    if not can_ask():
        return Key(sys.stdin.readline(8192))
    import getpass

    try:
        return Key(getpass.getpass(f"Key for {endpoint.origin} (not shown): "))
    except EOFError:
        raise KeyboardInterrupt from None
