"""An identity provider for tests: keys, and tokens that are right but for what a test changes."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

if TYPE_CHECKING:
    from pathlib import Path

ISSUER = "https://login.example.org/realms/hr"
AUDIENCE = "intervue"
SECRET = b"a secret of the organisation, 32+"


def new_key(algorithm: str) -> Any:
    """A private key."""
    match algorithm:
        case "RS256":
            return rsa.generate_private_key(public_exponent=65537, key_size=2048)
        case "ES256":
            return ec.generate_private_key(ec.SECP256R1())
        case "EdDSA":
            return ed25519.Ed25519PrivateKey.generate()
    return SECRET


def public_pem(key: Any) -> bytes:
    """The public half."""
    pem: bytes = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return pem


@dataclass
class Provider:
    """Signs tokens with one key."""

    algorithm: str = "RS256"
    kid: str | None = None
    key: Any = None

    def __post_init__(self) -> None:
        self.key = self.key or new_key(self.algorithm)

    def token(self, *, without: tuple[str, ...] = (), **claims: Any) -> str:
        """A good token, with other claims where they are given."""
        now = int(time.time())
        told: dict[str, Any] = {
            "sub": "anna",
            "iss": ISSUER,
            "aud": AUDIENCE,
            "exp": now + 600,
            "role": "recruiter",
            **claims,
        }
        for name in without:
            del told[name]
        head = {"kid": self.kid} if self.kid else None
        return jwt.encode(told, self.key, algorithm=self.algorithm, headers=head)

    def jwk(self) -> dict[str, Any]:
        """The public key, as a JWKS document lists it."""
        algorithm = jwt.get_algorithm_by_name(self.algorithm)
        told: dict[str, Any] = json.loads(algorithm.to_jwk(self.key.public_key()))
        return {**told, "kid": self.kid, "use": "sig"}

    def write(self, file: Path) -> Path:
        """The key that the server gets."""
        file.write_bytes(self.key if self.algorithm == "HS256" else public_pem(self.key))
        return file


@dataclass
class Directory:
    """A JWKS document that may change."""

    keys: list[dict[str, Any]] = field(default_factory=list)
    asked: int = 0

    def document(self) -> bytes:
        """What the address answers."""
        self.asked += 1
        return json.dumps({"keys": self.keys}).encode()
