"""Commands for the upkeep of the warehouse: loads that were stopped, engines and lexicons that have changed."""

import getpass
from typing import Annotated

import typer
from rich.table import Table

from zhizao.cli_terminal import plain_errors, terminal
from zhizao.wording import counted

upkeep = typer.Typer()


@upkeep.command(epilog="Example: `zhizao retry load-000007`, then `zhizao run`")
@plain_errors
def retry(
    load: Annotated[str, typer.Argument(help="A stopped or withdrawn load; see `zhizao status`.")],
) -> None:
    """Put a stopped or withdrawn load back on the road, once its fault is mended; the next run takes it up."""
    from zhizao.road.loads import reopen

    reopen(load)
    typer.echo(f"{load} is open again: `zhizao run` extracts, builds and audits it anew.")


@upkeep.command(epilog='Example: `zhizao release load-000007 --reason "checked by hand, the new source is so large"`')
@plain_errors
def release(
    load: Annotated[str, typer.Argument(help="A load that the gate stopped, or that was rolled back.")],
    reason: Annotated[str, typer.Option(help="Why it is published all the same; recorded with your name.")],
) -> None:
    """Publish a stopped or withdrawn load on your own responsibility; its failed checks stay on record."""
    from zhizao.road.release import release as publish_released

    done = publish_released(load, reason, getpass.getuser())
    _renew_report(load)
    typer.echo(f"{load} is published, digest {done['digest']}; released by {getpass.getuser()}.")


def _renew_report(load_id: str) -> None:
    """Let the report tell what readers see now; what has happened stands whatever becomes of its pages."""
    from zhizao.report.site import write_report_or_warn

    write_report_or_warn(load_id)


@upkeep.command(epilog='Example: `zhizao rollback --reason "the new pages were cut in the wrong place"`')
@plain_errors
def rollback(
    reason: Annotated[str, typer.Option(help="Why readers shall see the state before; recorded with your name.")],
) -> None:
    """Show readers again what they saw before the last publication; a second rollback takes the first one back."""
    from zhizao.road.rollback import rollback as bring_back

    done = bring_back(reason, getpass.getuser())
    _renew_report(done.withdrawn or done.shown)
    typer.echo(f"Readers see the state of {done.shown} again.")
    if done.withdrawn:
        typer.echo(
            f"{done.withdrawn} is withdrawn, and later loads are built without it: "
            f"`zhizao release {done.withdrawn}` publishes it, `zhizao retry {done.withdrawn}` extracts it anew."
        )
        typer.echo("Corrections stay in force with every later load: `zhizao correct undo` takes one back.")


@upkeep.command(epilog="Examples: `zhizao reextract`, then `zhizao run` · `zhizao reextract --all`")
@plain_errors
def reextract(
    *,
    everything: Annotated[bool, typer.Option("--all", help="Also what is up to date.")] = False,
) -> None:
    """Queue the articles that an older engine or lexicon extracted; the next run extracts them anew, as one load."""
    from zhizao.road.reextract import plan_reextraction

    load, count = plan_reextraction(everything=everything)
    if load is None:
        typer.echo("Nothing to do: every article was extracted by this engine and this lexicon.")
    else:
        typer.echo(f"{load} holds {counted(count, 'article')} to extract anew: `zhizao run` takes it up.")


@upkeep.command(epilog="Examples: `zhizao learn` · `zhizao learn --list` · `zhizao learn --reject 某名`")
@plain_errors
def learn(
    *,
    show: Annotated[bool, typer.Option("--list", help="Only list what was learned, the most frequent first.")] = False,
    reject: Annotated[str | None, typer.Option(help="Take a learned name out again.")] = None,
) -> None:
    """Learn names of organizations that several stories show; queue the articles that hold one."""
    from zhizao.road import learn as learning

    if show:
        table = Table("name", "type", "stories", "decision", "found in", box=None, header_style="bold")
        for name, kind, stories, decision, quote in learning.learned_names():
            table.add_row(name, kind, str(stories), decision, quote)
        terminal().print(table)
        return
    done = learning.reject(reject, getpass.getuser()) if reject else learning.learn()
    changed = f"{'took out' if reject else 'learned'} {', '.join(done.added)}" if done.added else "nothing new to learn"
    typer.echo(f"Lexicon version {done.version}: {changed}.")
    if done.load_id:
        typer.echo(
            f"{done.load_id} holds {counted(done.articles, 'article')} to extract anew: `zhizao run` takes it up."
        )
