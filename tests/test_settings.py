from __future__ import annotations

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from intervue.cli import app
from intervue.settings import Settings, SettingsError, load_settings, threads, usable_cpus


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An `intervue.toml` in the folder the program is started from."""
    monkeypatch.delenv("INTERVUE_CONFIG")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "intervue.toml"


def mistakes() -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load_settings()
    return str(caught.value).splitlines()


def test_the_defaults_serve_this_machine_alone() -> None:
    settings = load_settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.resume_max_bytes == 10 * 1024 * 1024


def test_data_and_models_are_kept_under_the_checkout() -> None:
    root = Path(__file__).resolve().parent.parent
    settings = load_settings()
    expected = Path(os.environ.get("INTERVUE_MODELS_DIR") or root / "models")
    assert (settings.data_dir, settings.models_dir) == (root / "data", expected)


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text('port = 9001\nlog_level = "debug"\n')
    monkeypatch.setenv("INTERVUE_PORT", "9002")
    settings = load_settings()
    assert (settings.port, settings.log_level, settings.host) == (9002, "debug", "127.0.0.1")


def test_an_option_of_the_command_wins_over_everything(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text("port = 9001\n")
    monkeypatch.setenv("INTERVUE_PORT", "9002")
    assert load_settings(port=9003).port == 9003


def test_all_mistakes_are_shown_at_once(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text('prt = 1\nport = "many"\nlog_level = "debgu"\nllm_session_tokens = 5000\n')
    monkeypatch.setenv("INTERVUE_LLM_CONTEXT_TOKENS", "4096")
    monkeypatch.setenv("INTERVUE_STT_BEAM_SIZE", "50")
    monkeypatch.setenv("INTERVUE_HSOT", "0.0.0.0")
    monkeypatch.setenv("INTERVUE_TLS_KEY", "server.key")
    found = "\n".join(lines := mistakes())
    assert len(lines) == 7
    assert f"prt (in {config}): unknown setting. Did you mean port?" in found
    assert f"port (in {config}): must be a whole number" in found
    assert 'did you mean "debug"?' in found
    assert "INTERVUE_STT_BEAM_SIZE (in the environment): must be less than or equal to 10" in found
    assert "INTERVUE_HSOT (environment): unknown setting. Did you mean INTERVUE_HOST?" in found
    assert "llm_session_tokens is 5000, but must be at most llm_context_tokens, which is 4096" in found
    assert "tls_key needs its certificate: name it with tls_cert" in found


def test_what_makes_a_certificate_of_its_own_names_no_file_of_another(config: Path) -> None:
    config.write_text('tls = "Self-signed"\ntls_cert = "server.pem"\n')
    (line,) = mistakes()
    assert line == "tls is self-signed, and tls_cert names a certificate's file: leave one of them out."


def test_files_of_a_certificate_that_are_not_there_are_mistakes_of_the_server_alone(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text('tls_cert = "server.pem"\n')
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setenv("INTERVUE_CONFIG", str(config))
    monkeypatch.chdir(tmp_path / "elsewhere")
    monkeypatch.setenv("INTERVUE_TLS_KEY", "server.key")
    assert load_settings().tls_cert == tmp_path / "server.pem"
    monkeypatch.setenv("INTERVUE_STT_BEAM_SIZE", "50")
    result = CliRunner().invoke(app, ["serve"])
    lines = str(result.exception).splitlines()
    assert len(lines) == 3
    assert "INTERVUE_STT_BEAM_SIZE" in lines[0]
    assert f"tls_cert (in {config}): there is no file {tmp_path / 'server.pem'}. " in lines[1]
    assert f"INTERVUE_TLS_KEY (in the environment): there is no file {Path.cwd() / 'server.key'}. " in lines[2]


def test_a_mistake_never_repeats_the_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVUE_PORT", "hunter2")
    assert "hunter2" not in "".join(mistakes())


def test_a_settings_file_that_is_named_must_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVUE_CONFIG", str(tmp_path / "nowhere.toml"))
    assert "nowhere.toml: cannot be read" in mistakes()[0]


def test_a_file_that_is_no_toml_is_named_with_the_line(config: Path) -> None:
    config.write_text("port = \n")
    (line,) = mistakes()
    assert str(config) in line
    assert "line 1" in line


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_a_file_in_another_encoding_is_named_too(config: Path, encoding: str) -> None:
    config.write_text('host = "127.0.0.1"  # für zu Hause', encoding=encoding)
    with pytest.raises(SettingsError, match=r"intervue\.toml: is not valid TOML: .*utf-8"):
        load_settings()


def test_paths_in_the_file_count_from_the_file(config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text('data_dir = "records"\n')
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("INTERVUE_CONFIG", str(config))
    assert load_settings().data_dir == tmp_path / "records"


def test_an_empty_variable_is_no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVUE_PORT", "")
    assert load_settings().port == 8000


def test_origins_are_a_list_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVUE_CORS_ORIGINS", "http://localhost:5173, https://hr.example.org")
    assert load_settings().cors_origins == ["http://localhost:5173", "https://hr.example.org"]


def test_an_origin_with_a_path_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVUE_CORS_ORIGINS", "https://hr.example.org/page")
    assert "INTERVUE_CORS_ORIGINS" in mistakes()[0]


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_says_what_it_is(name: str) -> None:
    description = Settings.model_fields[name].description
    assert description
    assert description.endswith(".")


@pytest.mark.parametrize(
    "name", sorted(name for name, field in Settings.model_fields.items() if field.annotation in {int, float})
)
def test_every_number_has_an_upper_bound(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"INTERVUE_{name.upper()}", "9" * 15)
    assert any(name.upper() in line for line in mistakes())


def test_no_thread_count_means_one_per_usable_processor() -> None:
    assert threads(0) == usable_cpus() >= 1
    assert threads(3) == 3
