"""TLS: the organisation's certificate from its files, or one that the server makes for itself.

Files are looked at again with every handshake, which costs microseconds: what renews a certificate need not restart the
server. What cannot be used leaves the former certificate in place, and is logged.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import ssl
import stat
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization

from intervue.auth import self_signed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes

    from intervue.settings import Settings

logger = logging.getLogger(__name__)

SOON: Final = timedelta(days=14)
"""How long before its end a certificate is worth a warning."""
DAILY: Final = timedelta(days=1)
"""How often the log is reminded of it."""
_NEVER: Final = (0, 0, 0)


class CertificateError(Exception):
    """TLS cannot be had as the settings ask for it. A sentence that says what to do next."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate that fits its key."""

    cert: Path
    key: Path
    fingerprint: str
    """SHA-256 of the certificate: AB:CD:..."""
    names: tuple[str, ...]
    """Names and addresses for which it is good."""
    not_before: datetime
    not_after: datetime
    context: ssl.SSLContext = field(repr=False, compare=False)

    def is_over(self, now: datetime) -> bool:
        """Whether browsers refuse it by now."""
        return now >= self.not_after

    def doubts(self, now: datetime) -> list[str]:
        """Sentences on what browsers, or a colleague, would not like about it."""
        said = []
        if self.is_over(now):
            said.append(f"The certificate in {self.cert} ran out on {day(self.not_after)}: renew it.")
        elif self.not_after - now < SOON:
            said.append(f"The certificate in {self.cert} runs out on {day(self.not_after)}: renew it.")
        if now < self.not_before:
            said.append(
                f"The certificate in {self.cert} is not valid before {self.not_before:%Y-%m-%d %H:%M} UTC: look at the "
                "clock of this machine."
            )
        if sys.platform != "win32" and _is_open(self.key):
            said.append(f"Everybody on this machine may read the key {self.key}: chmod o= {self.key}")
        return said


class Tls:
    """The certificate in use, and the context for those who connect. Used by one event loop."""

    def __init__(
        self,
        certificate: Certificate,
        renew: Callable[[], None] | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`renew` makes the files anew when the certificate has run out; None leaves that to whoever made them."""
        self.certificate = certificate
        self._now = now
        self._reminded = now()
        self.changed: Callable[[], None] = _nothing
        """Called when another certificate has taken its place."""
        self.context = certificate.context
        """Each connection gets the newest certificate, whatever was in here first."""
        self.context.sni_callback = self._choose
        self._renew = renew
        self._stamp = self._look()

    def _choose(self, line: ssl.SSLSocket | ssl.SSLObject, _name: str | None, _context: ssl.SSLContext) -> None:
        """Somebody begins a handshake."""
        now = self._now()
        if self._renew is not None and self.certificate.is_over(now):
            self._renewed(self._renew)
        stamp = self._look()
        if stamp != self._stamp:
            self._stamp = stamp
            self._renewed(_nothing)
        if now - self._reminded >= DAILY:
            self._reminded = now
            for doubt in self.certificate.doubts(now):
                logger.warning("%s", doubt)
        line.context = self.certificate.context

    def _renewed(self, how: Callable[[], None]) -> None:
        try:
            how()
            certificate = load(self.certificate.cert, self.certificate.key)
        except (CertificateError, OSError) as error:
            logger.warning("%s The former certificate stays in use.", error)
            return
        self._stamp = self._look()
        if certificate.fingerprint != self.certificate.fingerprint:
            self.certificate = certificate
            logger.info("Took up a new certificate: %s", describe(certificate))
            self.changed()

    def _look(self) -> tuple[tuple[int, int, int], ...]:
        return tuple(_stamp(file) for file in (self.certificate.cert, self.certificate.key))


def tls_of(settings: Settings) -> Tls | None:
    """TLS as the settings ask for it; None for none. Makes a certificate where there is none, or none that will do.

    Raises `CertificateError`.
    """
    files = files_of(settings)
    if files is None:
        return None
    cert, key = files
    if settings.tls == "off":
        return Tls(load(cert, key))

    names = self_signed.names_of(settings)

    def renew() -> None:
        self_signed.make(names, cert, key)

    try:
        if not _will_do(cert, key, names):
            renew()
    except OSError as error:
        raise CertificateError(
            f"The server's own certificate cannot be written to {cert.parent} ({error.strerror or error}). Make the "
            "folder writable, or name a certificate with INTERVUE_TLS_CERT."
        ) from None
    return Tls(load(cert, key), renew)


def files_of(settings: Settings) -> tuple[Path, Path] | None:
    """Where certificate and key are, or will be; None without TLS. Raises `CertificateError`."""
    if settings.tls == "self-signed":
        if settings.tls_cert or settings.tls_key:
            raise CertificateError(
                "INTERVUE_TLS=self-signed and INTERVUE_TLS_CERT exclude each other: leave one of them out."
            )
        return settings.data_dir / self_signed.CERT_NAME, settings.data_dir / self_signed.KEY_NAME
    if settings.tls_cert is not None:
        return settings.tls_cert, settings.tls_key or settings.tls_cert
    if settings.tls_key is not None:
        raise CertificateError("INTERVUE_TLS_KEY needs its certificate: name it with INTERVUE_TLS_CERT or --tls-cert.")
    return None


def load(cert: Path, key: Path) -> Certificate:
    """Read both files. Raises `CertificateError`."""
    content = _read(cert, "certificate")
    try:
        chain = x509.load_pem_x509_certificates(content)
    except ValueError:
        raise CertificateError(
            f"{cert} holds no certificate in PEM form (-----BEGIN CERTIFICATE-----). Name another file, or convert "
            f"this one: openssl x509 -in {cert} -out {cert.with_suffix('.pem')}"
        ) from None
    public = _public(_private_key(key, content if key == cert else _read(key, "key")).public_key())
    if _public(chain[0].public_key()) != public:
        if any(_public(other.public_key()) == public for other in chain[1:]):
            raise CertificateError(f"In {cert} the server's own certificate has to come first, then its issuers'.")
        raise CertificateError(
            f"{key} is not the key of the certificate in {cert}. Name two files that were made for each other."
        )
    leaf = chain[0]
    return Certificate(
        cert,
        key,
        hashlib.sha256(leaf.public_bytes(serialization.Encoding.DER)).digest().hex(":").upper(),
        self_signed.names_in(leaf),
        leaf.not_valid_before_utc,
        leaf.not_valid_after_utc,
        _context(cert, key),
    )


def describe(certificate: Certificate) -> str:
    """File, end and fingerprint, for people."""
    return (
        f"{certificate.cert}, valid until {day(certificate.not_after)}, SHA-256 fingerprint {certificate.fingerprint}"
    )


def day(moment: datetime) -> str:
    """A date for people."""
    return f"{moment:%Y-%m-%d}"


def _context(cert: Path, key: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    # Asked for again and again by one client, a new handshake would cost the server more than that client.
    context.options |= ssl.OP_NO_RENEGOTIATION | ssl.OP_CIPHER_SERVER_PREFERENCE
    # Tickets, with which clients resume sessions, would be locked with one key for as long as the server runs: who gets
    # it reads all of them. A handshake takes a millisecond. Clients that read and write in two threads trip over them.
    context.options |= ssl.OP_NO_TICKET
    context.num_tickets = 0
    context.set_alpn_protocols(["http/1.1"])
    try:
        # A passphrase was refused before; without this OpenSSL would ask a terminal for one.
        context.load_cert_chain(cert, key, password="")
    except (ssl.SSLError, OSError) as error:
        raise CertificateError(
            f"OpenSSL does not take the certificate in {cert} with {key} ({getattr(error, 'reason', None) or error}). "
            "Have a new one made, with a key of 2048 bits (RSA) or a curve such as P-256 (EC)."
        ) from None
    return context


def _read(file: Path, what: str) -> bytes:
    option = "INTERVUE_TLS_CERT" if what == "certificate" else "INTERVUE_TLS_KEY"
    try:
        return file.read_bytes()
    except PermissionError:
        raise CertificateError(
            f"The {what} {file} may not be read by the user who runs the server. Let that user's group read it "
            f"(chgrp, chmod 640), or name another file with {option}."
        ) from None
    except OSError as error:
        raise CertificateError(
            f"The {what} {file} cannot be read ({error.strerror or error}). Name an existing file with {option}."
        ) from None


def _private_key(file: Path, content: bytes) -> PrivateKeyTypes:
    try:
        return serialization.load_pem_private_key(content, None)
    except TypeError:
        raise CertificateError(
            f"The key {file} is locked with a passphrase, and nobody is there to type it when the server starts. Store "
            f"it without one, for the server's user alone: umask 077; openssl pkey -in {file} -out NEW.key"
        ) from None
    except (ValueError, UnsupportedAlgorithm):
        raise CertificateError(
            f"{file} holds no private key in PEM form (-----BEGIN PRIVATE KEY-----). Name the key's file with "
            "INTERVUE_TLS_KEY or --tls-key."
        ) from None


def _public(key: PublicKeyTypes) -> bytes:
    return bytes(key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo))


def _will_do(cert: Path, key: Path, names: tuple[str, ...]) -> bool:
    """Whether the server's own certificate is there, will last, and is good for all these names."""
    try:
        found = load(cert, key)
    except CertificateError:
        return False
    now = datetime.now(UTC)
    lasts = found.not_before <= now < found.not_after - self_signed.RENEWED_BEFORE
    return lasts and set(names) <= set(found.names)


def _is_open(key: Path) -> bool:
    """Whether everybody may read it."""
    with contextlib.suppress(OSError):  # it may be gone while the server runs
        return bool(stat.S_IMODE(key.stat().st_mode) & stat.S_IROTH)
    return False


def _stamp(file: Path) -> tuple[int, int, int]:
    try:
        found = file.stat()
    except OSError:
        return _NEVER
    return found.st_mtime_ns, found.st_size, found.st_ino


def _nothing() -> None:
    """Nobody wants to know."""
