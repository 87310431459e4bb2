"""Bearer tokens: what an identity provider signed for us gets in, and nothing else does."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import time
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

import httpx
import jwt
import pytest

from intervue.auth import bearer
from intervue.auth.bearer import BearerError, BearerTokens, JwtSettingsError, KeyAddress, KeyFile, Options, doubt_about
from intervue.settings import Settings
from tests.auth.jwts import AUDIENCE, ISSUER, Directory, Provider, public_pem

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = pytest.mark.anyio
ALGORITHMS = ["HS256", "RS256", "ES256", "EdDSA"]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def tokens(provider: Provider, folder: Path, **options: Any) -> BearerTokens:
    told = {"algorithm": provider.algorithm, "issuer": ISSUER, "audience": AUDIENCE, **options}
    return BearerTokens(KeyFile(provider.write(folder / "key"), provider.algorithm), Options(**told))


async def why(checked: BearerTokens, text: str) -> str:
    with pytest.raises(BearerError) as refused:
        await checked.check(text)
    return refused.value.why


@pytest.mark.parametrize("algorithm", ALGORITHMS)
async def test_a_token_of_the_identity_provider_says_who_somebody_is(algorithm: str, tmp_path: Path) -> None:
    provider = Provider(algorithm)
    assert await tokens(provider, tmp_path).check(provider.token()) == ("anna", "recruiter")


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({"exp": 1_700_000_000}, "expired"),
        ({"nbf": 4_000_000_000}, "not_yet"),
        ({"iat": 4_000_000_000}, "not_yet"),
        ({"aud": "another"}, "audience"),
        ({"iss": "https://elsewhere.example.org"}, "issuer"),
        ({"role": "candidate"}, "no_role"),
        ({"role": None}, "no_role"),
        ({"role": {"recruiter": True}}, "no_role"),
        ({"sub": 7}, "claims"),
    ],
)
async def test_a_token_for_another_time_place_or_person_is_refused(
    claims: dict[str, Any], expected: str, tmp_path: Path
) -> None:
    provider = Provider("ES256")
    assert await why(tokens(provider, tmp_path), provider.token(**claims)) == expected


@pytest.mark.parametrize("claim", ["exp", "sub", "aud", "iss"])
async def test_each_of_four_claims_has_to_be_there(claim: str, tmp_path: Path) -> None:
    provider = Provider("ES256")
    assert await why(tokens(provider, tmp_path), provider.token(without=(claim,))) in {"claims", "audience", "issuer"}


@pytest.mark.parametrize("algorithm", ALGORITHMS)
async def test_a_token_signed_by_somebody_else_is_refused(algorithm: str, tmp_path: Path) -> None:
    other = Provider(algorithm, key=b"another secret, as long as it ought to be" if algorithm == "HS256" else None)
    assert await why(tokens(Provider(algorithm), tmp_path), other.token()) == "signature"


async def test_an_unsigned_token_is_refused(tmp_path: Path) -> None:
    claims = {"sub": "anna", "iss": ISSUER, "aud": AUDIENCE, "exp": int(time.time()) + 60, "role": "admin"}
    for name in ("none", "None", "NONE"):
        head = base64.urlsafe_b64encode(json.dumps({"alg": name, "typ": "JWT"}).encode()).rstrip(b"=")
        body = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=")
        assert await why(tokens(Provider("RS256"), tmp_path), (head + b"." + body + b".").decode()) == "signature"


async def test_a_public_key_is_never_taken_for_a_secret(tmp_path: Path) -> None:
    import hashlib  # noqa: PLC0415 - only here, where PyJWT refuses to sign with a public key
    import hmac  # noqa: PLC0415 - see above

    provider = Provider("RS256")
    good = provider.token().split(".")
    head = base64.urlsafe_b64encode(b'{"alg":"HS256","typ":"JWT"}').rstrip(b"=").decode()
    signed = f"{head}.{good[1]}"
    mark = hmac.new(public_pem(provider.key), signed.encode(), hashlib.sha256).digest()
    forged = f"{signed}.{base64.urlsafe_b64encode(mark).rstrip(b'=').decode()}"
    assert await why(tokens(provider, tmp_path), forged) == "signature"


@pytest.mark.parametrize("text", ["", "x", "a.b.c", "..", "é.é.é", "A" * 20_000, "a.b.c.d.e"])
async def test_garbage_is_refused(text: str, tmp_path: Path) -> None:
    assert await why(tokens(Provider("ES256"), tmp_path), text) in {"malformed", "signature"}


async def test_a_token_that_is_shown_again_is_not_verified_again_while_it_is_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider = Provider("ES256")
    checked, text = tokens(provider, tmp_path), provider.token()
    verified: list[str] = []
    decode = jwt.decode

    def counted(token: str, *given: Any, **named: Any) -> Any:
        verified.append(token)
        return decode(token, *given, **named)

    monkeypatch.setattr(jwt, "decode", counted)
    assert [await checked.check(text) for _ in range(3)] == [("anna", "recruiter")] * 3
    assert verified == [text]
    head, claims, mark = text.split(".")
    for other in (f"{head}.{claims}.{mark[::-1]}", f"{head}.{claims}.", f"{head[::-1]}.{claims}.{mark}"):
        assert await why(checked, other) in {"signature", "malformed"}
    assert await checked.check(text)


@pytest.mark.parametrize(("claim", "seconds", "expected"), [("exp", 100, "expired"), ("nbf", -100, "not_yet")])
async def test_a_token_that_was_good_is_refused_when_its_time_is_over_or_the_clock_was_set_back(
    claim: str, seconds: int, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider, now = Provider("ES256"), int(time.time())
    claims: dict[str, Any] = {claim: now + seconds // 2}
    checked, text = tokens(provider, tmp_path), provider.token(**claims)
    for _ in range(2):
        assert await checked.check(text) == ("anna", "recruiter")
    move_clocks(monkeypatch, seconds)
    assert await why(checked, text) == expected


def move_clocks(monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    """Ours, and that of PyJWT."""
    moved = time.time() + seconds

    class Moved(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return datetime.fromtimestamp(moved, tz)

    monkeypatch.setattr(time, "time", lambda: moved)
    monkeypatch.setattr("jwt.api_jwt.datetime", Moved)


async def test_a_token_that_was_good_is_refused_when_its_key_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider = Provider("ES256")
    checked, text = tokens(provider, tmp_path), provider.token()
    for _ in range(2):
        assert await checked.check(text)
    monkeypatch.setattr(bearer, "LOOK_SECONDS", 0.0)
    Provider("ES256").write(tmp_path / "key")
    assert await why(checked, text) == "signature"


async def test_only_so_many_tokens_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bearer, "PROVEN", 3)
    provider = Provider("HS256")
    checked = tokens(provider, tmp_path)
    for number in range(10):
        assert await checked.check(provider.token(jti=str(number)))
    assert len(checked._proven) == 3


async def test_clocks_may_differ_a_little(tmp_path: Path) -> None:
    provider = Provider("ES256")
    late = provider.token(exp=int(time.time()) - 10)
    assert await why(tokens(provider, tmp_path), late) == "expired"
    assert await tokens(provider, tmp_path, leeway=30).check(late)


async def test_the_role_may_lie_deep_and_in_a_list_and_the_mightiest_counts(tmp_path: Path) -> None:
    provider = Provider("ES256")
    checked = tokens(provider, tmp_path, role_claim="realm_access.roles")
    text = provider.token(realm_access={"roles": ["offline_access", "recruiter", "admin"]})
    assert await checked.check(text) == ("anna", "admin")
    assert await why(checked, provider.token(realm_access="admin")) == "no_role"


async def test_the_role_may_stand_in_a_claim_that_is_named_by_an_address(tmp_path: Path) -> None:
    provider, name = Provider("ES256"), "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"
    named: dict[str, Any] = {"jwt_role_claim": name}
    checked = tokens(provider, tmp_path, role_claim=Settings(**named).jwt_role_claim)
    claims: dict[str, Any] = {name: ["Domain Users", "recruiter"]}
    assert await checked.check(provider.token(**claims)) == ("anna", "recruiter")
    assert await why(checked, provider.token(role="admin")) == "no_role"


async def test_a_claim_of_the_whole_name_goes_before_what_dots_lead_to(tmp_path: Path) -> None:
    provider = Provider("ES256")
    checked = tokens(provider, tmp_path, role_claim="groups.intervue")
    claims: dict[str, Any] = {"groups.intervue": "recruiter", "groups": {"intervue": "admin"}}
    assert await checked.check(provider.token(**claims)) == ("anna", "recruiter")


async def test_keys_in_a_file_are_rotated_without_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bearer, "LOOK_SECONDS", 0.0)
    old, new = Provider("ES256"), Provider("ES256")
    checked = tokens(old, tmp_path)
    (tmp_path / "key").write_bytes(public_pem(old.key) + public_pem(new.key))
    assert await checked.check(old.token())
    assert await checked.check(new.token())
    (tmp_path / "key").write_bytes(public_pem(new.key))
    assert await checked.check(new.token())
    assert await why(checked, old.token()) == "signature"


async def test_a_file_that_is_damaged_in_between_costs_nobody_anything_and_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(bearer, "LOOK_SECONDS", 0.0)
    provider = Provider("ES256")
    checked = tokens(provider, tmp_path)
    assert checked.fault == ""
    (tmp_path / "key").write_text("-----BEGIN PUBLIC", encoding="ascii")
    for _ in range(5):
        assert await checked.check(provider.token())
    assert "does not hold public keys" in checked.fault
    assert len(caplog.records) == 1
    assert "The keys that were read before are kept." in caplog.text
    (tmp_path / "key").unlink()
    for _ in range(5):
        assert await checked.check(provider.token())
    assert "cannot be read" in checked.fault
    assert len(caplog.records) == 2
    provider.write(tmp_path / "key")
    assert await checked.check(provider.token())
    assert checked.fault == ""


async def test_a_file_of_keys_is_not_looked_at_for_each_token(tmp_path: Path) -> None:
    old, new = Provider("ES256"), Provider("ES256")
    checked = tokens(old, tmp_path)
    new.write(tmp_path / "key")
    assert await checked.check(old.token())  # within some seconds nobody looks whether the file has changed


@pytest.mark.skipif(os.name != "posix", reason="permissions of files are those of POSIX")
@pytest.mark.parametrize(
    ("algorithm", "mode", "told"), [("HS256", 0o644, True), ("HS256", 0o600, False), ("ES256", 0o644, False)]
)
def test_a_secret_that_others_may_read_is_told(*, algorithm: str, mode: int, told: bool, tmp_path: Path) -> None:
    file = Provider(algorithm).write(tmp_path / "key")
    file.chmod(mode)
    assert (f"chmod 600 {file}" in doubt_about(file, algorithm)) is told
    assert doubt_about(tmp_path / "none", algorithm) == ""


@pytest.mark.parametrize(
    ("content", "algorithm", "sentence"),
    [
        (b"too short", "HS256", "needs at least 32"),
        (b"-----BEGIN PUBLIC KEY-----" + b"x" * 40, "HS256", "PEM"),
        (b"not a key", "RS256", "public keys"),
        (b'{"keys": []}', "RS256", "JWKS"),
        (b"{", "RS256", "JWKS"),
    ],
)
def test_a_file_without_a_fitting_key_is_told_at_once(
    content: bytes, algorithm: str, sentence: str, tmp_path: Path
) -> None:
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(JwtSettingsError, match=sentence):
        KeyFile(tmp_path / "key", algorithm)


def address(directory: Directory, algorithm: str = "RS256") -> KeyAddress:
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, content=directory.document()))
    return KeyAddress("https://login.example.org/certs", algorithm, httpx.AsyncClient(transport=transport))


async def test_keys_at_an_address_are_asked_for_when_a_new_one_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = Provider("RS256", "k1"), Provider("RS256", "k2")
    directory = Directory([old.jwk()])
    checked = BearerTokens(address(directory), Options("RS256", ISSUER, AUDIENCE))
    assert await checked.check(old.token())
    assert await checked.check(old.token())
    assert directory.asked == 1
    directory.keys = [new.jwk()]
    assert await why(checked, new.token()) == "signature"  # asked a moment ago: anybody can make up names of keys
    assert directory.asked == 1
    monkeypatch.setattr(bearer, "REFETCH_SECONDS", 0.0)
    assert await checked.check(new.token())
    assert await why(checked, old.token()) == "signature"


async def test_while_the_provider_is_away_what_was_fetched_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    provider = Provider("RS256", "k1")
    directory = Directory([provider.jwk()])
    keys = address(directory)
    checked = BearerTokens(keys, Options("RS256", ISSUER, AUDIENCE))
    assert await checked.check(provider.token())
    directory.keys = []
    monkeypatch.setattr(bearer, "KEEP_SECONDS", 0.0)
    monkeypatch.setattr(bearer, "REFETCH_SECONDS", 0.0)
    assert await checked.check(provider.token())
    assert directory.asked > 1


async def test_a_provider_that_hangs_holds_up_nobody_whose_key_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    provider, asked = Provider("RS256", "k1"), asyncio.Event()
    document = Directory([provider.jwk()]).document()

    async def answer(_request: httpx.Request) -> httpx.Response:
        if asked.is_set():
            await asyncio.Event().wait()
        asked.set()
        return httpx.Response(200, content=document)

    keys = KeyAddress(
        "https://login.example.org/certs", "RS256", httpx.AsyncClient(transport=httpx.MockTransport(answer))
    )
    checked = BearerTokens(keys, Options("RS256", ISSUER, AUDIENCE))
    monkeypatch.setattr(bearer, "FETCH_SECONDS", 60.0)
    assert await checked.check(provider.token())
    monkeypatch.setattr(bearer, "KEEP_SECONDS", 0.0)
    monkeypatch.setattr(bearer, "REFETCH_SECONDS", 0.0)
    async with asyncio.timeout(10):
        for _ in range(20):
            assert await checked.check(provider.token())


async def test_a_key_that_was_withdrawn_is_noticed_when_it_is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = Provider("RS256", "k1"), Provider("RS256", "k2")
    directory = Directory([old.jwk()])
    checked = BearerTokens(address(directory), Options("RS256", ISSUER, AUDIENCE))
    assert await checked.check(old.token())
    directory.keys = [new.jwk()]
    monkeypatch.setattr(bearer, "KEEP_SECONDS", 0.0)
    monkeypatch.setattr(bearer, "REFETCH_SECONDS", 0.0)
    assert await why(checked, old.token()) == "signature"


async def test_without_any_keys_nobody_gets_in() -> None:
    provider = Provider("RS256", "k1")
    checked = BearerTokens(address(Directory()), Options("RS256", ISSUER, AUDIENCE))
    assert await why(checked, provider.token()) == "unavailable"


class Dripping(httpx.AsyncByteStream):
    """An answer of which no end comes, or one without any bound."""

    def __init__(self, *, stuck: bool) -> None:
        self.stuck = stuck
        self.sent = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            self.sent += 1
            yield b" " * 2**16
            if self.stuck:
                await asyncio.Event().wait()


@pytest.mark.parametrize("stuck", [True, False])
async def test_a_provider_whose_answer_never_ends_is_given_up_and_asked_again_later(
    *, stuck: bool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(bearer, "FETCH_SECONDS", 0.2)
    provider, answers = Provider("RS256", "k1"), Dripping(stuck=stuck)
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, stream=answers))
    keys = KeyAddress("https://login.example.org/certs", "RS256", httpx.AsyncClient(transport=transport))
    checked = BearerTokens(keys, Options("RS256", ISSUER, AUDIENCE))
    async with asyncio.timeout(10):
        found = await asyncio.gather(*(why(checked, provider.token()) for _ in range(20)))
    assert set(found) == {"unavailable"}
    assert answers.sent <= bearer.MOST_BYTES // 2**16 + 1
    assert len(caplog.records) == 1


async def test_a_provider_that_sends_elsewhere_is_not_followed() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(302, headers={"Location": "http://169.254.169.254/latest"})

    client = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    keys = KeyAddress("https://login.example.org/certs", "RS256", client)
    provider = Provider("RS256", "k1")
    assert await why(BearerTokens(keys, Options("RS256", ISSUER, AUDIENCE)), provider.token()) == "unavailable"
    assert asked == ["https://login.example.org/certs"]


@pytest.mark.parametrize(
    "content",
    [
        b'{"keys":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"keys":[5]}',
        b'{"keys":{}}',
        b'{"keys":[{"kty":"RSA","n":5,"e":[]}]}',
        b"\xff\xfe",
        b"<html>Not found</html>",
    ],
)
async def test_an_answer_that_is_no_document_of_keys_lets_nobody_in(content: bytes) -> None:
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, content=content))
    keys = KeyAddress("https://login.example.org/certs", "RS256", httpx.AsyncClient(transport=transport))
    provider = Provider("RS256", "k1")
    assert await why(BearerTokens(keys, Options("RS256", ISSUER, AUDIENCE)), provider.token()) == "unavailable"


@pytest.mark.parametrize(
    "head",
    [
        b'{"alg":"RS256","a":' + b"[" * 5000 + b"]" * 5000 + b"}",
        b'{"alg":"RS256","a":' + b"9" * 8000 + b"}",
        b'{"alg":"RS256","kid":["k1"]}',
        b'{"alg":["RS256"]}',
        b'{"alg":"RS256","crit":["x"]}',
        b'{"alg":"RS256","b64":false}',
        b'{"alg":"RS256","kid":"\\ud800"}',
        b"[]",
    ],
)
async def test_a_head_that_is_made_to_break_its_reader_is_refused(head: bytes, tmp_path: Path) -> None:
    _, claims, mark = Provider("RS256").token().split(".")
    text = f"{base64.urlsafe_b64encode(head).rstrip(b'=').decode()}.{claims}.{mark}"
    assert await why(tokens(Provider("RS256"), tmp_path), text) in {"malformed", "signature"}


def test_a_secret_in_a_document_of_public_keys_is_not_taken() -> None:
    secret = json.dumps({"keys": [{"kty": "oct", "k": base64.urlsafe_b64encode(b"x" * 40).decode(), "kid": "k1"}]})
    with pytest.raises(JwtSettingsError, match="no key for RS256"):
        bearer.parse_keys(secret.encode(), "RS256", "https://login.example.org/certs")
    assert jwt.PyJWKSet.from_json(secret)
