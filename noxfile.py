"""Parts of what a change has to pass; `.ci/run` runs all of it."""

from __future__ import annotations

import tomllib
from itertools import chain
from pathlib import Path

import nox

nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["lint", "tests"]

PYTHONS = ("3.11", "3.12", "3.13", "3.14")


@nox.session
def lint(session: nox.Session) -> None:
    """Style, types and import contracts."""
    _install(session, "dev")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("lint-imports")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The suite, on each Python that is there."""
    _install(session, "test")
    session.run("pytest", *session.posargs)


@nox.session
def oldest(session: nox.Session) -> None:
    """The suite with the oldest dependencies that pyproject.toml allows."""
    _install(session, "test", *(requirement.replace(">=", "==") for requirement in _dependencies()))
    session.run("pytest", *session.posargs)


@nox.session
def newest(session: nox.Session) -> None:
    """The suite with the newest dependencies there are."""
    _install(session, "test", "--upgrade", "--upgrade-strategy", "eager")
    session.run("pytest", *session.posargs)


@nox.session
def benchmarks(session: nox.Session) -> None:
    """What countdown costs, beside its peers."""
    session.install(".")
    session.run("python", "-m", "tests.benchmarks", *session.posargs)


def _install(session: nox.Session, group: str, *more: str) -> None:
    session.install("pip>=25.1")  # the first that knows dependency groups
    session.install("-e", ".", "--group", group, *more)


def _dependencies() -> list[str]:
    """Those of the package and of all its extras."""
    project = tomllib.loads(Path("pyproject.toml").read_text())["project"]
    return [*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())]
