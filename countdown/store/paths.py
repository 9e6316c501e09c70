"""Where everything lives, and how a file is read."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from countdown.errors import CountdownError

_APP = "countdown"


def config_folder() -> Path:
    """The user's configuration folder for countdown; `XDG_CONFIG_HOME` is honoured on every system."""
    return _folder("XDG_CONFIG_HOME", platformdirs.user_config_dir(_APP, appauthor=False))


def state_folder() -> Path:
    """Where state that outlives a run is kept; `XDG_STATE_HOME` is honoured on every system."""
    return _folder("XDG_STATE_HOME", platformdirs.user_state_dir(_APP, appauthor=False))


def cache_folder() -> Path:
    """Where what can be made again is kept; `XDG_CACHE_HOME` is honoured on every system."""
    return _folder("XDG_CACHE_HOME", platformdirs.user_cache_dir(_APP, appauthor=False))


def config_file() -> Path:
    """The config.toml that `COUNTDOWN_CONFIG` names, else the one in the configuration folder."""
    named = os.environ.get("COUNTDOWN_CONFIG")
    return expand_user(named) if named else config_folder() / "config.toml"


def expand_user(name: str) -> Path:
    """`name` as a path, `~` in it expanded; as it stands where there is no such home."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)


def _folder(variable: str, default: str) -> Path:
    # The XDG Base Directory specification has a relative path ignored.
    named = os.environ.get(variable, "")
    return Path(named) / _APP if Path(named).is_absolute() else Path(default)


def read_text(path: Path, shown: str) -> str:
    """The text of the UTF-8 file at `path`, which messages call `shown`. A byte order mark is left off.

    Raises CountdownError if it cannot be read, and FileNotFoundError if it is not there.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise
    except IsADirectoryError:
        raise CountdownError("this is a folder", place=shown, mend="name the file in it") from None
    except OSError as error:
        raise CountdownError(f"cannot be read: {error.strerror or error}", place=shown) from None
    except ValueError as error:  # a NUL in the name
        raise CountdownError(f"cannot be read: {error}", place=shown) from None
    return decode(data, shown)


def decode(data: bytes, shown: str) -> str:
    """UTF-8 `data` as text, less a byte order mark. Raises CountdownError with the line if it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CountdownError(
            f"byte 0x{data[error.start]:02x} is not UTF-8", place=f"{shown}:{line}", mend="save the file as UTF-8"
        ) from None
