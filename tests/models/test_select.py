from __future__ import annotations

from typing import TYPE_CHECKING, Any

from intervue.models.catalog import ZipSource, load_catalog
from intervue.models.select import select_models
from intervue.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

LLM = "qwen2.5-coder-1.5b-instruct-q4_k_m"
VOICE = "piper-en_US-joe-medium"


def install(models_dir: Path, *ids: str) -> None:
    """Make models that look installed: every file in its size, without contents."""
    for model_id in ids:
        model = load_catalog().get(model_id)
        source = model.sources[-1]
        sizes = (
            dict.fromkeys(model.requires, 1)
            if isinstance(source, ZipSource)
            else {file.path: file.bytes or 1 for file in source.files}
        )
        for name, size in sizes.items():
            path = models_dir / model_id / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                file.truncate(size)


def settings_of(models_dir: Path, **more: Any) -> Settings:
    return Settings(models_dir=models_dir, **more)


def test_an_empty_folder_says_what_to_run(tmp_path: Path) -> None:
    selection = select_models(settings_of(tmp_path))
    assert not selection.complete
    assert len(selection.missing) == 3
    assert "`make models`" in selection.hint


def test_whisper_is_the_text_of_record_and_vosk_shows_live_words(tmp_path: Path) -> None:
    install(tmp_path, "whisper-base", "vosk-small-en-us-0.15", LLM, VOICE)
    selection = select_models(settings_of(tmp_path))
    assert selection.complete
    assert selection.hint == ""
    assert selection.stt is not None
    assert selection.live is not None
    assert (selection.stt.id, selection.live.id) == ("whisper-base", "vosk-small-en-us-0.15")
    assert selection.llm is not None
    assert selection.llm.path == tmp_path / LLM / f"{LLM}.gguf"


def test_vosk_recognises_where_there_is_no_whisper(tmp_path: Path) -> None:
    install(tmp_path, "vosk-small-en-us-0.15", LLM, VOICE)
    selection = select_models(settings_of(tmp_path))
    assert selection.stt is not None
    assert (selection.stt.engine, selection.live) == ("vosk", None)


def test_a_recogniser_of_another_language_is_not_taken(tmp_path: Path) -> None:
    install(tmp_path, "vosk-small-ko", LLM, VOICE)
    assert select_models(settings_of(tmp_path)).stt is None
    korean = select_models(settings_of(tmp_path, stt_language="ko"))
    assert korean.stt is not None
    assert korean.stt.id == "vosk-small-ko"


def test_a_model_outside_the_profile_is_better_than_none(tmp_path: Path) -> None:
    install(tmp_path, "whisper-small", LLM, VOICE)
    selection = select_models(settings_of(tmp_path, profile="small"))
    assert selection.stt is not None
    assert selection.stt.id == "whisper-small"


def test_the_named_model_is_taken(tmp_path: Path) -> None:
    install(tmp_path, "whisper-base", "whisper-tiny.en", LLM, VOICE)
    selection = select_models(settings_of(tmp_path, stt="whisper-tiny.en"))
    assert selection.stt is not None
    assert selection.stt.id == "whisper-tiny.en"


def test_a_named_model_that_is_not_here_is_named_with_its_command(tmp_path: Path) -> None:
    install(tmp_path, "whisper-base", LLM, VOICE)
    selection = select_models(settings_of(tmp_path, stt="whisper-small"))
    assert selection.stt is None
    assert "`intervue models fetch whisper-small`" in selection.hint


def test_a_name_that_is_not_in_the_catalogue_gets_a_suggestion(tmp_path: Path) -> None:
    install(tmp_path, "whisper-base", LLM, VOICE)
    assert "Did you mean piper-en_US-joe-medium" in select_models(settings_of(tmp_path, tts="piper-joe")).hint


def test_a_model_of_another_role_is_refused(tmp_path: Path) -> None:
    install(tmp_path, "whisper-base", LLM, VOICE)
    assert "is not a voice model" in select_models(settings_of(tmp_path, tts="whisper-base")).hint


def test_an_incomplete_model_does_not_count(tmp_path: Path) -> None:
    install(tmp_path, "whisper-base", LLM, VOICE)
    (tmp_path / "whisper-base" / "tokenizer.json").unlink()
    assert select_models(settings_of(tmp_path)).stt is None
