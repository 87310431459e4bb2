"""A certificate that the server makes for itself, for its own network."""

from __future__ import annotations

import ipaddress
import os
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intervue.settings import Settings

    Address = ipaddress.IPv4Address | ipaddress.IPv6Address

CERT_NAME: Final = "self-signed.crt"
KEY_NAME: Final = "self-signed.key"
LASTS: Final = timedelta(days=824)
"""Browsers of Apple refuse what is good for more than 825 days (support.apple.com/103769)."""
EARLIER: Final = timedelta(days=1)
"""It is good from so long before it was made: clocks of other machines may be behind."""
RENEWED_BEFORE: Final = timedelta(days=30)
"""A server that starts so shortly before its end makes a new one."""
_COMMON_NAME_MAX: Final = 64
_TEMPORARY: Final = 0x01
"""`IFA_F_TEMPORARY` of Linux: an address that is replaced daily, for privacy (RFC 8981)."""
_IPV6_TABLE: Final = Path("/proc/net/if_inet6")


def names_of(settings: Settings) -> tuple[str, ...]:
    """What the server may be called: localhost, this machine's names and addresses, and what the settings say."""
    host = socket.gethostname().lower()
    found = ["localhost", "127.0.0.1", "::1", host]
    if "." not in host:
        found.append(f"{host}.local")  # by multicast DNS (RFC 6762)
    found += [str(address) for address in _addresses()]
    said = [settings.host, (settings.public_url or "").partition("://")[2], *settings.allowed_hosts]
    found += [_without_port(name.lower()) for name in said]
    return tuple(dict.fromkeys(filter(_can_be_certified, found)))


def lan_address() -> str | None:
    """One by which other machines of the network may reach this one; None if there is none."""
    found = sorted(_addresses(), key=lambda address: (address.version, not address.is_private))
    return str(found[0]) if found else None


def names_in(certificate: x509.Certificate) -> tuple[str, ...]:
    """The names and addresses that a certificate is good for."""
    try:
        named = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ()
    addresses = [str(address) for address in named.get_values_for_type(x509.IPAddress)]
    return (*named.get_values_for_type(x509.DNSName), *addresses)


def make(names: tuple[str, ...], cert: Path, key: Path) -> None:
    """Make a key (EC, P-256) and its certificate, both readable by their owner alone. Raises `OSError`."""
    private = ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)
    title = f"Intervue on {socket.gethostname()}"[:_COMMON_NAME_MAX]
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, title)])
    usage = dict.fromkeys(
        (
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - EARLIER)
        .not_valid_after(now - EARLIER + LASTS)
        .add_extension(x509.SubjectAlternativeName([_general(each) for each in names]), critical=False)
        # Whoever trusts it trusts this server alone: it can issue nothing.
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, **usage), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False)
        .sign(private, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    _write(key, private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    _write(cert, made.public_bytes(serialization.Encoding.PEM))


def _write(file: Path, content: bytes) -> None:
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as stream:
        stream.write(content)
    part.replace(file)


def _general(name: str) -> x509.GeneralName:
    address = _address(name)
    return x509.DNSName(name) if address is None else x509.IPAddress(address)


def _addresses() -> Iterator[Address]:
    """Addresses of this machine by which others reach it, those left out that are replaced every day."""
    fleeting = _temporary()
    for found in psutil.net_if_addrs().values():
        for each in found:
            address = _address(each.address) if each.family in {socket.AF_INET, socket.AF_INET6} else None
            if address is None or address.is_loopback or address.is_link_local:
                continue
            if isinstance(address, ipaddress.IPv4Address) or (fleeting is not None and address not in fleeting):
                yield address


def _temporary() -> set[Address] | None:
    """IPv6 addresses that are replaced every day; None where the system does not say which are."""
    try:
        lines = _IPV6_TABLE.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    rows = [line.split() for line in lines]
    return {ipaddress.IPv6Address(bytes.fromhex(row[0])) for row in rows if int(row[4], 16) & _TEMPORARY}


def _can_be_certified(name: str) -> bool:
    """Whether browsers may meet it: no wildcard address, and what DNS names are made of."""
    address = _address(name)
    if address is not None:
        return not address.is_unspecified
    return bool(name) and name.isascii() and "_" not in name and not name.startswith(".")


def _without_port(name: str) -> str:
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name if name.count(":") > 1 else name.partition(":")[0]


def _address(text: str) -> Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None
