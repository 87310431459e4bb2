"""Which installed model serves each role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intervue.models.catalog import Catalog, CatalogError, EngineName, Model, load_catalog
from intervue.models.installed import main_file, state_of
from intervue.settings import checkout

if TYPE_CHECKING:
    from pathlib import Path

    from intervue.settings import Settings


@dataclass(frozen=True, slots=True)
class ChosenModel:
    """An installed model. `path` is what the engine opens: a file (llama, piper) or a folder (whisper, vosk)."""

    id: str
    engine: EngineName
    folder: Path
    path: Path


@dataclass(frozen=True, slots=True)
class ModelSelection:
    """The models of a server. None where a role has no model.

    `stt` writes the text of record; `live` gives words while they are spoken, where another recogniser than `stt`
    does that. `missing` has one sentence per role without a model; `hint` is what to do then ("" if all is there):
    candidates see it, so it names no folder.
    """

    stt: ChosenModel | None
    live: ChosenModel | None
    llm: ChosenModel | None
    tts: ChosenModel | None
    missing: tuple[str, ...]
    hint: str

    @property
    def complete(self) -> bool:
        """Whether an interview can be held."""
        return not self.missing


def fetch_command() -> str:
    """The command that fetches models, as this installation has it."""
    return "make models" if checkout() is not None else "intervue models fetch"


def select_models(settings: Settings, catalog: Catalog | None = None) -> ModelSelection:
    """Choose among the installed models. Reads names and sizes of files only.

    Raises `CatalogError` if the catalogue itself cannot be read.
    """
    chooser = _Chooser(settings, catalog or load_catalog())
    stt = chooser.choose("stt", settings.stt)
    live = chooser.live() if stt is not None and stt.engine == "whisper" else None
    llm = chooser.choose("llm", settings.llm)
    tts = chooser.choose("tts", settings.tts)
    missing = (*chooser.absent, *chooser.unfit)
    hint = list(chooser.unfit)
    if chooser.absent:
        hint.append(f"Models are missing on the server. Run `{fetch_command()}` there, then start it again.")
    return ModelSelection(stt, live, llm, tts, missing, " ".join(hint))


_NAMES = {"stt": "speech recognition", "llm": "language", "tts": "voice"}


class _Chooser:
    def __init__(self, settings: Settings, catalog: Catalog) -> None:
        self._dir = settings.models_dir
        self._language = settings.stt_language
        self._catalog = catalog
        self._profile = catalog.profiles[settings.profile].roles()
        self.absent: list[str] = []
        self.unfit: list[str] = []

    def choose(self, role: str, wanted: str) -> ChosenModel | None:
        """The model of a role; if there is none, `absent` or `unfit` (a setting names another) says so."""
        if wanted == "auto" or (role == "stt" and wanted in {"whisper", "vosk"}):
            for model in self._in_order(role, wanted):
                if self._usable(model):
                    return self._chosen(model)
            kind = "" if wanted == "auto" else f"{wanted.capitalize()} "
            self.absent.append(f"There is no {kind}{_NAMES[role]} model in {self._dir}.")
            return None
        return self._named(role, wanted)

    def live(self) -> ChosenModel | None:
        """A recogniser that gives words while they are spoken."""
        return next((self._chosen(model) for model in self._in_order("stt", "vosk") if self._usable(model)), None)

    def _named(self, role: str, wanted: str) -> ChosenModel | None:
        setting = f"INTERVUE_{role.upper()}={wanted}"
        try:
            model = self._catalog.get(wanted)
        except CatalogError as error:
            self.unfit.append(f"{setting}: {error}")
            return None
        if model.role != role:
            self.unfit.append(f"{setting}: {wanted} is not a {_NAMES[role]} model.")
        elif state_of(model, self._dir) != "installed":
            self.unfit.append(f"{setting}: it is not installed; `intervue models fetch {wanted}` fetches it.")
        else:
            return self._chosen(model)
        return None

    def _in_order(self, role: str, engine: str) -> list[Model]:
        """The profile's models first, then all others; for recognition Whisper before Vosk."""
        ids = [*self._profile[role], *(self._profile["live"] if role == "stt" else ())]
        models = [self._catalog.get(model_id) for model_id in ids]
        models += [model for model in self._catalog.models if model.role == role and model not in models]
        if engine != "auto":
            models = [model for model in models if model.engine == engine]
        return sorted(models, key=lambda model: model.engine == "vosk")

    def _usable(self, model: Model) -> bool:
        return model.speaks(self._language) and state_of(model, self._dir) == "installed"

    def _chosen(self, model: Model) -> ChosenModel:
        return ChosenModel(model.id, model.engine, self._dir / model.id, main_file(model, self._dir))
