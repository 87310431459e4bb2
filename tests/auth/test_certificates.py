from __future__ import annotations

import os
import stat
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from intervue.auth import certificates, self_signed
from intervue.auth.certificates import CertificateError, load, tls_of
from intervue.doctor.finding import Verdict
from intervue.doctor.network import check_certificate, check_network
from intervue.settings import Settings, load_settings
from tests.fakes.certificates import issue

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime.now(UTC)


def settings_of(folder: Path, **given: Any) -> Settings:
    return Settings(data_dir=folder, **given)


def own(folder: Path, **given: Any) -> certificates.Certificate:
    """The certificate with which a server on this folder would start."""
    tls = tls_of(settings_of(folder, tls="self-signed", **given))
    assert tls is not None
    return tls.certificate


# --- Files of the organisation ----------------------------------------------------------------------------------------


def test_without_settings_there_is_no_tls(tmp_path: Path) -> None:
    assert tls_of(settings_of(tmp_path)) is None
    assert list(tmp_path.iterdir()) == []


def test_certificate_and_key_may_be_in_one_file(tmp_path: Path) -> None:
    pair = issue(tmp_path)
    both = tmp_path / "both.pem"
    both.write_bytes(pair.key.read_bytes() + pair.cert.read_bytes())
    both.chmod(0o600)
    tls = tls_of(settings_of(tmp_path, tls_cert=both))
    assert tls is not None
    assert tls.certificate.fingerprint == pair.fingerprint
    assert tls.certificate.names == ("localhost", "127.0.0.1", "::1")
    assert tls.certificate.doubts(NOW) == []


def test_paths_in_the_settings_file_count_from_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pair = issue(tmp_path)
    (tmp_path / "intervue.toml").write_text('tls_cert = "server.pem"\ntls_key = "server.key"\n', encoding="utf-8")
    monkeypatch.setenv("INTERVUE_CONFIG", str(tmp_path / "intervue.toml"))
    tls = tls_of(load_settings(data_dir=tmp_path / "data"))
    assert tls is not None
    assert tls.certificate.fingerprint == pair.fingerprint


def wrong_files(folder: Path) -> dict[str, tuple[dict[str, Any], tuple[str, ...]]]:
    """What is wrong: the settings, and what the sentence has to say."""
    good, other, locked = issue(folder), issue(folder, "other"), issue(folder, "locked", locked=True)
    der = folder / "server.der"
    der.write_bytes(good.certificate.public_bytes(serialization.Encoding.DER))
    turned = folder / "turned.pem"
    turned.write_bytes(other.cert.read_bytes() + good.cert.read_bytes())
    nothing = folder / "nothing.key"
    nothing.write_text("-----BEGIN PRIVATE KEY-----\nnonsense\n-----END PRIVATE KEY-----\n")
    return {
        "absent": ({"tls_cert": folder / "absent.pem"}, ("absent.pem", "cannot be read", "INTERVUE_TLS_CERT")),
        "a folder": ({"tls_cert": folder}, ("cannot be read", "INTERVUE_TLS_CERT")),
        "no PEM": ({"tls_cert": der, "tls_key": good.key}, ("server.der", "PEM", "openssl x509")),
        "no key": ({"tls_cert": good.cert}, ("server.pem", "no private key", "INTERVUE_TLS_KEY")),
        "absent key": ({"tls_cert": good.cert, "tls_key": folder / "absent.key"}, ("absent.key", "INTERVUE_TLS_KEY")),
        "nonsense": ({"tls_cert": good.cert, "tls_key": nothing}, ("nothing.key", "no private key")),
        "another's key": ({"tls_cert": good.cert, "tls_key": other.key}, ("other.key", "not the key", "server.pem")),
        "wrong order": ({"tls_cert": turned, "tls_key": good.key}, ("turned.pem", "come first")),
        "passphrase": ({"tls_cert": locked.cert, "tls_key": locked.key}, ("passphrase", "openssl pkey -in")),
        "key alone": ({"tls_key": good.key}, ("INTERVUE_TLS_KEY needs", "--tls-cert")),
        "both ways": ({"tls": "self-signed", "tls_cert": good.cert}, ("exclude each other", "leave one of them out")),
    }


@pytest.mark.parametrize(
    "what",
    [
        "absent",
        "a folder",
        "no PEM",
        "no key",
        "absent key",
        "nonsense",
        "another's key",
        "wrong order",
        "passphrase",
        "key alone",
        "both ways",
    ],
)
def test_files_that_will_not_do_are_refused_with_a_sentence_that_says_what_to_do(tmp_path: Path, what: str) -> None:
    given, words = wrong_files(tmp_path)[what]
    settings = settings_of(tmp_path / "data", **given)
    with pytest.raises(CertificateError) as refused:
        tls_of(settings)
    for word in words:
        assert word in str(refused.value)
    (finding,) = check_certificate(settings)
    assert finding.verdict is Verdict.PROBLEM
    assert finding.found == str(refused.value)


def test_the_key_is_never_part_of_what_is_said(tmp_path: Path) -> None:
    pair = issue(tmp_path)
    secret = pair.key.read_text().splitlines()[1]
    pair.cert.write_text(pair.key.read_text())
    with pytest.raises(CertificateError) as refused:
        tls_of(settings_of(tmp_path, tls_cert=pair.cert, tls_key=pair.key))
    assert secret not in str(refused.value)
    loaded = load(*issue(tmp_path, "another").__dict__.values())
    assert "PRIVATE" not in repr(loaded)


@pytest.mark.parametrize(
    ("days", "mode", "verdict", "words"),
    [
        ((-1, 300), 0o640, Verdict.OK, "valid until"),
        ((-400, -1), 0o600, Verdict.PROBLEM, "ran out on"),
        ((-400, 5), 0o600, Verdict.NOTE, "runs out on"),
        ((2, 300), 0o600, Verdict.NOTE, "is not valid before"),
        ((-1, 300), 0o644, Verdict.NOTE, "Everybody on this machine may read the key"),
    ],
)
def test_the_doctor_says_how_long_a_certificate_lasts(
    tmp_path: Path, days: tuple[float, float], mode: int, verdict: Verdict, words: str
) -> None:
    pair = issue(tmp_path, days=days)
    pair.key.chmod(mode)
    (finding,) = check_certificate(settings_of(tmp_path, tls_cert=pair.cert, tls_key=pair.key))
    assert finding.verdict is verdict
    assert words in finding.found
    assert (finding.advice == "") is (verdict is Verdict.OK)


# --- The server's own -------------------------------------------------------------------------------------------------


def test_the_servers_own_certificate_is_for_itself_its_names_and_addresses(tmp_path: Path) -> None:
    made = own(
        tmp_path,
        host="192.168.7.7",
        auth="on",
        public_url="https://Interviews.office:8443",
        allowed_hosts="talks.office, [2001:db8::7]:8000",
    )
    wanted = {"localhost", "127.0.0.1", "::1", "192.168.7.7", "interviews.office", "talks.office", "2001:db8::7"}
    assert wanted <= set(made.names)
    lan = self_signed.lan_address()
    assert lan is None or lan in made.names
    assert "0.0.0.0" not in own(tmp_path, host="0.0.0.0", auth="on").names
    assert (made.not_after - made.not_before) <= timedelta(days=825)
    assert made.not_before < NOW < made.not_after


def test_it_can_issue_nothing_and_is_on_a_modern_curve(tmp_path: Path) -> None:
    made = x509.load_pem_x509_certificate(own(tmp_path).cert.read_bytes())
    assert made.extensions.get_extension_for_class(x509.BasicConstraints).value.ca is False
    assert made.extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign is False
    public = made.public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    assert public.curve.name == "secp256r1"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes.")
def test_its_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    made = own(tmp_path)
    for file in (made.cert, made.key):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert file.parent == tmp_path


def test_it_is_kept_as_long_as_it_will_do(tmp_path: Path) -> None:
    first = own(tmp_path)
    assert own(tmp_path).fingerprint == first.fingerprint
    named = own(tmp_path, public_url="https://interviews.office")
    assert named.fingerprint != first.fingerprint
    assert own(tmp_path).fingerprint == named.fingerprint, "a name that is not needed any more does no harm"


@pytest.mark.parametrize("days", [(-800, 29), (-800, -1), (1, 300)])
def test_it_is_made_anew_before_it_runs_out(tmp_path: Path, days: tuple[float, float]) -> None:
    names = self_signed.names_of(settings_of(tmp_path))
    old = issue(tmp_path, "self-signed", names=names, days=days)
    old.cert.rename(tmp_path / "self-signed.crt")
    made = own(tmp_path)
    assert made.not_after > NOW + timedelta(days=800)


@pytest.mark.parametrize("damage", ["", "nonsense", "another's key"])
def test_it_is_made_anew_where_its_files_are_damaged(tmp_path: Path, damage: str) -> None:
    first = own(tmp_path)
    first.key.write_text(issue(tmp_path, "other").key.read_text() if damage == "another's key" else damage)
    second = own(tmp_path)
    assert second.fingerprint != first.fingerprint


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where a folder should be")
    with pytest.raises(CertificateError, match=r"cannot be written to .* name a certificate with INTERVUE_TLS_CERT"):
        own(tmp_path / "data")


def test_the_doctor_knows_that_the_server_renews_its_own(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, tls="self-signed")
    (before,) = check_certificate(settings)
    assert (before.verdict, before.found) == (Verdict.OK, "the server makes its own when it starts")
    assert list(tmp_path.iterdir()) == [], "looking makes nothing"
    own(tmp_path)
    (made,) = check_certificate(settings)
    assert made.verdict is Verdict.OK
    assert "for localhost" in made.found
    (late,) = check_certificate(settings, now=NOW + timedelta(days=800))
    assert late.verdict is Verdict.NOTE
    assert "Restart the server" in late.advice


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"trusted_proxies": "127.0.0.1"}, False),
        ({}, True),
        ({"public_url": "https://localhost:8443"}, False),
        ({"host": "0.0.0.0", "tls": "self-signed"}, False),
    ],
)
def test_the_doctor_says_that_a_proxy_has_to_be_named(tmp_path: Path, given: dict[str, Any], *, said: bool) -> None:
    behind = {"auth": "on", "public_url": "https://interviews.example.org", "port": 0}
    findings = check_network(settings_of(tmp_path, **behind | given))
    assert any("INTERVUE_TRUSTED_PROXIES" in finding.advice for finding in findings) is said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, False),
        ({"host": "::1", "auth": "on"}, False),
        ({"host": "0.0.0.0", "auth": "on"}, True),
        ({"host": "192.168.1.5", "insecure": True}, True),
    ],
)
def test_the_doctor_says_where_passwords_and_voices_go_over_the_network_as_they_are(
    tmp_path: Path, given: dict[str, Any], *, said: bool
) -> None:
    findings = check_certificate(settings_of(tmp_path, **given))
    assert [finding.verdict for finding in findings] == [Verdict.NOTE] * said
    assert all("--tls self-signed" in finding.advice for finding in findings)
    assert check_certificate(settings_of(tmp_path, **given, tls="self-signed"))[0].verdict is Verdict.OK
