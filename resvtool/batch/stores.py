"""Where a batch reads plans and writes results: folders, or any fsspec address (``s3://``, ``abfs://`` ...)."""

from __future__ import annotations

import contextlib
import os
import pathlib
import re
from typing import Any, Protocol

STATE_FOLDER = ".resvtool"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://|[a-z0-9]+::")


class StoreError(Exception):
    """A place that cannot be read or written. Its text is a Dutch sentence: where, why, what to do."""


class Store(Protocol):
    """A folder of results. Names are relative, parted by "/"."""

    def write(self, name: str, content: bytes) -> None:
        """Write a whole file, or none. Raises StoreError."""

    def read(self, name: str) -> bytes | None:
        """Return the content of a file, None where there is none. Raises StoreError."""

    def exists(self, name: str) -> bool:
        """Say whether a file is there."""

    def remove(self, name: str) -> None:
        """Remove a file, if it is there. Raises StoreError."""

    def shown(self, name: str) -> str:
        """Return where a file is, for people."""


def is_address(text: str) -> bool:
    """Say whether ``text`` is an address for fsspec rather than a path (``C:\\plans`` is a path)."""
    return _ADDRESS.match(text) is not None


def open_store(place: str) -> Store:
    """Return the store at ``place``, made where it is not there yet. Raises StoreError."""
    if is_address(place):
        return AddressStore(place)
    return FolderStore(pathlib.Path(place))


class FolderStore:
    """A folder on this machine. Files are made aside and moved into place, so none is ever half-written."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self._aside = folder / STATE_FOLDER / "tmp"
        try:
            self._aside.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{folder}: niet te maken ({_why(error)}); kies een andere map met --out") from error
        self._sweep()
        self._try()

    def write(self, name: str, content: bytes) -> None:
        """Write a whole file, or none. Raises StoreError."""
        path = self._path(name)
        aside = self._aside / f"{os.getpid()}-{path.name}"[-200:]
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(content)
            aside.replace(path)
        except OSError as error:
            raise StoreError(f"{path}: niet te schrijven ({_why(error)}); {_mend(path)}") from error
        finally:
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)

    def read(self, name: str) -> bytes | None:
        """Return the content of a file, None where there is none. Raises StoreError."""
        try:
            return self._path(name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise StoreError(f"{self._path(name)}: niet te lezen ({_why(error)})") from error

    def exists(self, name: str) -> bool:
        """Say whether a file is there."""
        return self._path(name).is_file()

    def remove(self, name: str) -> None:
        """Remove a file, if it is there. Raises StoreError."""
        path = self._path(name)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(
                f"{path}: van een vorige keer, en niet weg te halen ({_why(error)}); {_mend(path)}"
            ) from error

    def shown(self, name: str) -> str:
        """Return where a file is, for people."""
        return str(self._path(name))

    def _path(self, name: str) -> pathlib.Path:
        return self.folder.joinpath(*name.split("/"))

    def _sweep(self) -> None:
        """Remove what runs that were killed left behind; what another run is writing now stays."""
        import psutil

        for left in self._aside.iterdir():
            owner = left.name.split("-")[0]
            if not owner.isdigit() or int(owner) == os.getpid() or not psutil.pid_exists(int(owner)):
                with contextlib.suppress(OSError):
                    left.unlink(missing_ok=True)

    def _try(self) -> None:
        """Find out whether files can be made here, before any plan is checked. Raises StoreError."""
        trial = self._aside / f"{os.getpid()}-proef"
        try:
            trial.write_bytes(b"")
            trial.unlink()
        except OSError as error:
            raise StoreError(
                f"{self.folder}: niet te schrijven ({_why(error)}); kies een andere map met --out"
            ) from error


class AddressStore:
    """A folder at an fsspec address. Object stores write whole objects themselves."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self._files, self._root = open_address(self.address)

    def write(self, name: str, content: bytes) -> None:
        """Write a whole file, or none. Raises StoreError."""
        path = self._path(name)
        try:
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(path, content)
        except Exception as error:
            raise StoreError(f"{self.shown(name)}: niet te schrijven ({_why(error)})") from error

    def read(self, name: str) -> bytes | None:
        """Return the content of a file, None where there is none. Raises StoreError."""
        try:
            return bytes(self._files.cat_file(self._path(name)))
        except FileNotFoundError:
            return None
        except Exception as error:
            raise StoreError(f"{self.shown(name)}: niet te lezen ({_why(error)})") from error

    def exists(self, name: str) -> bool:
        """Say whether a file is there."""
        try:
            return bool(self._files.exists(self._path(name)))
        except Exception as error:
            raise StoreError(f"{self.shown(name)}: niet te lezen ({_why(error)})") from error

    def remove(self, name: str) -> None:
        """Remove a file, if it is there. Raises StoreError."""
        try:
            if self._files.exists(self._path(name)):
                self._files.rm_file(self._path(name))
        except Exception as error:
            raise StoreError(
                f"{self.shown(name)}: van een vorige keer, en niet weg te halen ({_why(error)})"
            ) from error

    def shown(self, name: str) -> str:
        """Return where a file is, for people."""
        return f"{self.address}/{name}"

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"


def open_address(address: str) -> tuple[Any, str]:
    """Return the file system of ``address`` and the path in it. Raises StoreError."""
    try:
        import fsspec
    except ImportError as error:
        raise StoreError(f"{address}: installeer resvtool[dask] om zulke adressen te gebruiken") from error
    try:
        files, path = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise StoreError(f"{address}: voor dit soort adres ontbreekt een pakket ({error})") from error
    except Exception as error:
        raise StoreError(f"{address}: niet te bereiken ({_why(error)}); controleer het adres") from error
    return files, str(path).rstrip("/")


def content_of(place: str) -> bytes:
    """Return what the file at ``place`` holds, a path or an address. Raises StoreError or OSError."""
    if not is_address(place):
        return pathlib.Path(place).read_bytes()
    files, path = open_address(place)
    try:
        return bytes(files.cat_file(path))
    except FileNotFoundError as error:
        raise StoreError("dit bestand bestaat niet; controleer het adres") from error
    except Exception as error:
        raise StoreError(f"niet op te halen ({error or type(error).__name__})") from error


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else "") or str(error) or type(error).__name__


def _mend(path: pathlib.Path) -> str:
    if path.exists():
        return "is het ergens geopend, bijvoorbeeld in Excel? Sluit het en draai dezelfde opdracht nog eens"
    return "is er ruimte op de schijf en mag u daar schrijven?"
