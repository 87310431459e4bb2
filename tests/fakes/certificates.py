"""Certificates as an organisation's authority would issue them, with all that can be wrong with them."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8)
NAMES = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Pair:
    """A certificate and its key, in files."""

    cert: Path
    key: Path

    @property
    def certificate(self) -> x509.Certificate:
        return x509.load_pem_x509_certificates(self.cert.read_bytes())[0]

    @property
    def fingerprint(self) -> str:
        return self.certificate.fingerprint(hashes.SHA256()).hex(":").upper()

    def replace(self, other: Pair) -> None:
        """Put another pair's content into these files, the certificate first."""
        self.cert.write_bytes(other.cert.read_bytes())
        self.key.write_bytes(other.key.read_bytes())


def issue(
    folder: Path,
    name: str = "server",
    *,
    names: tuple[str, ...] = NAMES,
    days: tuple[float, float] = (-1, 300),
    rsa_key: bool = False,
    locked: bool = False,
) -> Pair:
    """A certificate that has signed itself; good from and to so many `days` from now. `locked`: with a passphrase."""
    private = rsa.generate_private_key(65537, 2048) if rsa_key else ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days[0]))
        .not_valid_after(now + timedelta(days[1]))
        .add_extension(x509.SubjectAlternativeName([_general(each) for each in names]), critical=False)
        .sign(private, hashes.SHA256())
    )
    lock = serialization.BestAvailableEncryption(b"a passphrase") if locked else serialization.NoEncryption()
    pair = Pair(folder / f"{name}.pem", folder / f"{name}.key")
    pair.cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    pair.key.write_bytes(private.private_bytes(*PRIVATE, lock))
    pair.key.chmod(0o600)
    return pair


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)
