"""Bearer tokens of the organisation's identity provider (JWT, RFC 7519), checked with PyJWT.

The algorithm is the operator's choice, never the token's: `alg` in a token's head only has to agree with it.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import ssl
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import httpx
import jwt

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from intervue.settings import Settings

logger = logging.getLogger(__name__)

ROLES: Final = ("admin", "recruiter")
"""Values of the role claim that count, the mightier first."""
SECRET_BYTES: Final = 32
"""Shortest secret of HS256 (RFC 7518, 3.2)."""
LONGEST: Final = 16 * 1024
"""Characters of a token."""
FETCH_SECONDS: Final = 5.0
REFETCH_SECONDS: Final = 10.0
"""For an unknown key the provider is asked again at most so often: anybody can make up key ids."""
KEEP_SECONDS: Final = 3600.0
"""Keys of an address are fetched anew after that, so that one that was withdrawn does not stay for ever."""
WAIT_SECONDS: Final = 0.5
"""So long a token whose key is known waits for keys that are fetched anew; a provider that hangs holds nobody up."""
LOOK_SECONDS: Final = 5.0
"""A file of keys is looked at once in so long, not for each token."""
_OTHERS: Final = 0o077
MOST_BYTES: Final = 1024 * 1024
"""Of a document of keys."""
PROVEN: Final = 1000
"""Tokens whose signature was checked and is not checked again while the same key counts and they are good."""
_REQUIRED: Final = ("exp", "sub", "aud", "iss")


class BearerError(Exception):
    """The token is not valid; `why` is a name of `shown.Why`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class JwtSettingsError(Exception):
    """What is configured cannot be used. A sentence that says what to do."""


class KeyFile:
    """Keys in a file: a secret, PEM, or a JWKS document. Read anew when the file changes, so keys can be rotated."""

    def __init__(self, file: Path, algorithm: str) -> None:
        """Raises `JwtSettingsError`."""
        self._file = file
        self._algorithm = algorithm
        self._stamp: tuple[int, int, int, int] | None = None
        self._looked = time.monotonic()
        self._keys: tuple[_Key, ...] = ()
        self.fault = ""
        """Why the file as it is now is not used; empty where it is."""
        self._read()

    async def find(self, kid: str | None) -> tuple[_Key, ...]:
        """The keys that may have signed a token; of the last file that could be read."""
        if time.monotonic() - self._looked >= LOOK_SECONDS:
            self._looked = time.monotonic()  # whoever comes meanwhile goes on with what is known
            await asyncio.to_thread(self._look)
        return _matching(self._keys, kid)

    def _look(self) -> None:
        """Read the file if it is not what was read, or tried, last."""
        try:
            if self._stamped() == self._stamp:
                return
            self._read()
            doubt = doubt_about(self._file, self._algorithm)
            if doubt:
                logger.warning("%s", doubt)
        except JwtSettingsError as error:
            if self.fault != str(error):
                logger.warning("%s The keys that were read before are kept.", error)
            self.fault = str(error)

    def _read(self) -> None:
        self._stamp = self._stamped()
        try:
            content = self._file.read_bytes()
        except OSError as error:
            raise self._unreadable(error) from None
        self._keys = parse_keys(content, self._algorithm, str(self._file))
        if self.fault:
            logger.info("The keys in %s are used again", self._file)
        self.fault = ""

    def _stamped(self) -> tuple[int, int, int, int]:
        try:
            status = self._file.stat()
        except OSError as error:
            self._stamp = None
            raise self._unreadable(error) from None
        # The last one tells of permissions that were mended.
        return status.st_mtime_ns, status.st_size, status.st_ino, status.st_ctime_ns

    def _unreadable(self, error: OSError) -> JwtSettingsError:
        return JwtSettingsError(
            f"{self._file} cannot be read ({error.strerror}). INTERVUE_JWT_KEY_FILE names the file with the key."
        )


def doubt_about(file: Path, algorithm: str) -> str:
    """A sentence where a file holds a secret that others may read or change; empty where it is fine."""
    try:
        others = os.name == "posix" and file.stat().st_mode & _OTHERS
    except OSError:  # that it cannot be read is said elsewhere
        return ""
    if algorithm != "HS256" or not others:
        return ""
    return f"Other users of this machine may get at the secret in {file}, and sign tokens with it: run chmod 600 {file}"


def system_store() -> ssl.SSLContext:
    """The organisation's own authorities are in the system's store, not among those that a library brings along."""
    return ssl.create_default_context()


class KeyAddress:
    """Keys at an address inside the organisation; fetched when a token names one that is not known."""

    def __init__(self, url: str, algorithm: str, client: httpx.AsyncClient | None = None) -> None:
        self._url = url
        self._algorithm = algorithm
        self._client = client or httpx.AsyncClient(timeout=FETCH_SECONDS, trust_env=False, verify=system_store())
        self._keys: tuple[_Key, ...] = ()
        self._fetched = self._tried = float("-inf")
        self._fetching = asyncio.Lock()
        self._renewal: asyncio.Task[None] | None = None
        self._renewal_began = float("-inf")
        self.fault = ""
        """Why the keys could not be fetched the last time; empty where they could."""

    async def find(self, kid: str | None) -> tuple[_Key, ...]:
        """The keys that may have signed a token. Raises `BearerError` while there are none at all."""
        found = _matching(self._keys, kid)
        if not found:
            await self._ask()
            found = _matching(self._keys, kid)
        elif time.monotonic() - self._fetched > KEEP_SECONDS:
            await self._renew()
            found = _matching(self._keys, kid)
        if not self._keys:
            raise BearerError("unavailable")
        return found

    async def _ask(self) -> None:
        async with self._fetching:
            if time.monotonic() - self._tried > REFETCH_SECONDS:
                await self._fetch()

    async def _renew(self) -> None:
        """Fetch keys that are old; whoever waits for a provider that hangs waits only shortly."""
        if self._renewal is None or self._renewal.done():
            if time.monotonic() - self._tried <= REFETCH_SECONDS:
                return
            self._renewal = asyncio.create_task(self._ask(), name="renewal of keys")
            self._renewal_began = time.monotonic()
        left = self._renewal_began + WAIT_SECONDS - time.monotonic()
        if left > 0:
            await asyncio.wait({self._renewal}, timeout=left)

    async def _fetch(self) -> None:
        self._tried = time.monotonic()
        try:
            content = await download(self._client, self._url, FETCH_SECONDS)
            self._keys = parse_keys(content, self._algorithm, self._url)
            self._fetched = self._tried
        except TimeoutError:
            self._failed(f"The keys at {self._url} did not arrive within {FETCH_SECONDS:g} s.")
        except (httpx.HTTPError, JwtSettingsError) as error:
            self._failed(f"The keys at {self._url} cannot be fetched: {error}")
        else:
            self.fault = ""

    def _failed(self, fault: str) -> None:
        if self.fault != fault:
            logger.warning("%s", fault)
        self.fault = fault


async def download(client: httpx.AsyncClient, url: str, seconds: float) -> bytes:
    """What is at an address of keys. Raises `httpx.HTTPError`, `TimeoutError`, `JwtSettingsError` if it is too much."""
    content = bytearray()
    # The client's own limit is for each read: an answer that drips would be waited for without end.
    async with asyncio.timeout(seconds), client.stream("GET", url) as response:
        response.raise_for_status()
        async for piece in response.aiter_bytes():
            content += piece
            if len(content) > MOST_BYTES:
                raise JwtSettingsError(f"{url} answers with more than {MOST_BYTES} bytes.")
    return bytes(content)


@dataclass(frozen=True, slots=True)
class _Key:
    key: Any
    kid: str | None


def _matching(keys: tuple[_Key, ...], kid: str | None) -> tuple[_Key, ...]:
    named = tuple(key for key in keys if key.kid == kid) if kid is not None else ()
    return named or tuple(key for key in keys if key.kid is None or kid is None)


def parse_keys(content: bytes, algorithm: str, where: str) -> tuple[_Key, ...]:
    """The keys of a file or an address that fit the algorithm. Raises `JwtSettingsError` where there are none."""
    text = content.strip()
    if text.startswith(b"{"):
        return _of_document(text, algorithm, where)
    if algorithm == "HS256":
        if len(text) < SECRET_BYTES:
            raise JwtSettingsError(
                f"The secret in {where} has {len(text)} bytes; HS256 needs at least {SECRET_BYTES}: "
                "openssl rand -base64 48 makes one."
            )
        if text.startswith(b"-----BEGIN"):
            raise JwtSettingsError(f"{where} holds a PEM key, not the secret that HS256 needs.")
        return (_Key(bytes(text), None),)
    return _of_pem(text, algorithm, where)


def _of_document(text: bytes, algorithm: str, where: str) -> tuple[_Key, ...]:
    try:
        document = jwt.PyJWKSet.from_json(text.decode())
    except (jwt.PyJWTError, ValueError, RecursionError) as error:
        raise JwtSettingsError(f"{where} is no JWKS document: {error}.") from None
    found = []
    for each in document.keys:
        usable = each.public_key_use in {None, "sig"} and each.algorithm_name == algorithm
        if usable and (algorithm != "HS256" or len(each.key) >= SECRET_BYTES):
            found.append(_Key(each.key, each.key_id))
    if not found:
        raise JwtSettingsError(f"{where} holds no key for {algorithm}.")
    return tuple(found)


def _of_pem(text: bytes, algorithm: str, where: str) -> tuple[_Key, ...]:
    """One or more public keys; several while keys are being rotated."""
    end = b"-----END PUBLIC KEY-----"
    blocks = [block.strip() + b"\n" + end for block in text.split(end) if block.strip()]
    try:
        prepare = jwt.get_algorithm_by_name(algorithm).prepare_key
        keys = tuple(_Key(prepare(block), None) for block in blocks)
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise JwtSettingsError(f"{where} does not hold public keys (PEM) for {algorithm}: {error}.") from None
    if not keys or any(hasattr(each.key, "private_numbers") for each in keys):
        raise JwtSettingsError(f"{where} must hold public keys, in PEM (BEGIN PUBLIC KEY).")
    return keys


@dataclass(frozen=True, slots=True)
class _Proven:
    """What a token whose signature is right says. Times in seconds since 1970."""

    key: _Key
    kid: str | None
    since: float
    until: float
    subject: str
    role: str


class BearerTokens:
    """Says whose a token is. Used by one event loop."""

    def __init__(self, keys: KeyFile | KeyAddress, options: Options) -> None:
        self._keys = keys
        self._options = options
        self._proven: OrderedDict[bytes, _Proven] = OrderedDict()
        """By the tokens' hashes; the tokens themselves are not kept."""

    @property
    def fault(self) -> str:
        """What is wrong with the keys, for the operator; empty where nothing is. The keys of before are still used."""
        return self._keys.fault

    async def check(self, text: str) -> tuple[str, str]:
        """Subject and role. Raises `BearerError`."""
        if len(text) > LONGEST:
            raise BearerError("malformed")
        name = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        known = self._proven.get(name)
        timely = known is not None and known.since <= time.time() < known.until
        # Programs show one token for minutes. Its key may have been withdrawn: keys are asked for each time.
        if known is not None and timely and any(key is known.key for key in await self._keys.find(known.kid)):
            return known.subject, known.role
        self._proven.pop(name, None)
        return await self._prove(text, name)

    async def _prove(self, text: str, name: bytes) -> tuple[str, str]:
        try:
            head = jwt.get_unverified_header(text)
        except jwt.PyJWTError:
            raise BearerError("malformed") from None
        if head.get("alg") != self._options.algorithm:
            raise BearerError("signature")
        candidates = await self._keys.find(head.get("kid"))
        failure = "signature"
        for each in candidates:
            try:
                claims = self._decode(text, each.key)
            except BearerError as error:
                failure = error.why
                if failure != "signature":
                    break
            else:
                role = self._role(claims)
                self._remember(name, each, head.get("kid"), claims, role)
                return _subject(claims), role
        raise BearerError(failure)

    def _remember(self, name: bytes, key: _Key, kid: str | None, claims: Mapping[str, Any], role: str) -> None:
        leeway = self._options.leeway
        since = max(int(claims.get(claim, 0)) for claim in ("nbf", "iat")) - leeway
        self._proven[name] = _Proven(key, kid, since, int(claims["exp"]) + leeway, _subject(claims), role)
        if len(self._proven) > PROVEN:
            self._proven.popitem(last=False)

    def _decode(self, text: str, key: Any) -> dict[str, Any]:
        options = self._options
        try:
            claims: dict[str, Any] = jwt.decode(
                text,
                key,
                algorithms=[options.algorithm],
                audience=options.audience,
                issuer=options.issuer,
                leeway=options.leeway,
                options={"require": list(_REQUIRED)},
            )
        except jwt.PyJWTError as error:
            raise BearerError(_why(error)) from None
        return claims

    def _role(self, claims: Mapping[str, Any]) -> str:
        value = _claim(claims, self._options.role_claim)
        found = value if isinstance(value, list) else [value]
        role = next((role for role in ROLES if role in found), None)
        if role is None:
            raise BearerError("no_role")
        return role


@dataclass(frozen=True, slots=True)
class Options:
    """What a token must agree with."""

    algorithm: str
    issuer: str
    audience: str
    leeway: float = 0.0
    role_claim: str = "role"


def _claim(claims: Mapping[str, Any], name: str) -> Any:
    """The claim of that name, or what its dots lead to; None where there is none."""
    if name in claims:  # claims may be named by an address, with dots in it
        return claims[name]
    value: Any = claims
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _subject(claims: Mapping[str, Any]) -> str:
    return str(claims["sub"])[:128]


_FAULTS: Final[tuple[tuple[type[Exception], str], ...]] = (
    (jwt.ExpiredSignatureError, "expired"),
    (jwt.ImmatureSignatureError, "not_yet"),
    (jwt.InvalidIssuedAtError, "not_yet"),
    (jwt.InvalidAudienceError, "audience"),
    (jwt.InvalidIssuerError, "issuer"),
    (jwt.MissingRequiredClaimError, "claims"),
    (jwt.exceptions.InvalidSubjectError, "claims"),
)


def _why(error: Exception) -> str:
    return next((why for kind, why in _FAULTS if isinstance(error, kind)), "signature")


def bearer_tokens(settings: Settings) -> BearerTokens | None:
    """As the settings say; None where no bearer tokens are taken. Raises `JwtSettingsError`."""
    if not settings.jwt_algorithm:
        return None
    if bool(settings.jwt_key_file) == bool(settings.jwt_jwks_url):
        raise JwtSettingsError("INTERVUE_JWT_ALGORITHM needs either INTERVUE_JWT_KEY_FILE or INTERVUE_JWT_JWKS_URL.")
    if not settings.jwt_issuer or not settings.jwt_audience:
        raise JwtSettingsError("INTERVUE_JWT_ALGORITHM needs INTERVUE_JWT_ISSUER and INTERVUE_JWT_AUDIENCE.")
    options = Options(
        settings.jwt_algorithm,
        settings.jwt_issuer,
        settings.jwt_audience,
        settings.jwt_leeway_seconds,
        settings.jwt_role_claim,
    )
    if settings.jwt_key_file:
        return BearerTokens(KeyFile(settings.jwt_key_file, options.algorithm), options)
    if options.algorithm == "HS256":
        raise JwtSettingsError("A secret is not fetched from an address: HS256 needs INTERVUE_JWT_KEY_FILE.")
    return BearerTokens(KeyAddress(settings.jwt_jwks_url, options.algorithm), options)
