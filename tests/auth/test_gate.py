"""Who somebody is, by what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from starlette.datastructures import Headers, QueryParams

from intervue.auth import credentials
from intervue.auth.cookies import SESSION_COOKIE, SIGN_IN_COOKIE
from intervue.auth.gate import Gate
from intervue.auth.remembering import REMEMBERED_SECONDS
from intervue.auth.roles import ANONYMOUS, Role, Scope
from intervue.auth.shown import RejectedError, Shown, Why
from intervue.store.accounts import AccountStore, ApiKey, SessionToken, SignIn, User
from intervue.store.database import sqlite_url
from intervue.store.errors import StoreError
from intervue.store.event_store import EventStore
from intervue.store.records import Batch, Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intervue.auth.bearer import BearerTokens

pytestmark = pytest.mark.anyio
NOW = 1_800_000_000.0


class Clock:
    """Both what time it is, and how much has passed."""

    now = NOW

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[AccountStore]:
    events = EventStore(sqlite_url(tmp_path))
    events.open()
    events.append([Batch(name, (Record(1, NOW, "opened"),)) for name in ("s1", "s2")])
    events.close()
    store = AccountStore(sqlite_url(tmp_path))
    yield store
    store.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def gate(accounts: AccountStore, clock: Clock) -> Gate:
    return Gate(accounts, None, clock, clock)


def new_key(accounts: AccountStore, *scopes: str, expires_at: float | None = None) -> str:
    made = credentials.make(credentials.KEY)
    accounts.add_key(ApiKey(made.id, "a program", made.hash, scopes, NOW, "command", expires_at, None, None))
    return made.text


def new_token(accounts: AccountStore, session: str = "s1", expires_at: float | None = None) -> str:
    made = credentials.make(credentials.TOKEN)
    accounts.add_token(SessionToken(made.id, session, made.hash, NOW, "command", expires_at, None))
    return made.text


def token_id(text: str) -> str:
    return text.split("_")[1]


async def why(gate: Gate, **headers: str) -> Why:
    with pytest.raises(RejectedError) as refused:
        await gate.identify(Shown.of(Headers(headers)))
    return refused.value.why


async def test_who_shows_nothing_is_anonymous(gate: Gate) -> None:
    assert await gate.identify(Shown.of(Headers())) == ANONYMOUS


@pytest.mark.parametrize("header", ["authorization", "x-api-key"])
async def test_a_key_is_a_service_with_its_scopes_and_its_use_is_noted(
    gate: Gate, accounts: AccountStore, header: str
) -> None:
    text = new_key(accounts, "sessions:read", "of a later version")
    value = f"Bearer {text}" if header == "authorization" else text
    found = await gate.identify(Shown.of(Headers({header: value})))
    assert found.role is Role.SERVICE
    assert found.scopes == {Scope.SESSIONS_READ}
    kept = accounts.key(token_id(text))
    assert kept is not None
    assert kept.used_at == NOW
    assert text not in repr(kept)


async def test_the_last_use_of_a_key_is_noted_by_the_clock_that_there_is_also_when_it_was_set_back(
    gate: Gate, accounts: AccountStore, clock: Clock
) -> None:
    text = new_key(accounts, "sessions:read")
    for clock.now, noted in ((NOW, NOW), (NOW + 1, NOW), (NOW - 86_400, NOW - 86_400)):
        await gate.identify(Shown(api_key=text))
        kept = accounts.key(token_id(text))
        assert kept is not None
        assert kept.used_at == noted


async def test_a_key_that_is_wrong_unknown_expired_or_revoked_is_refused(
    gate: Gate, accounts: AccountStore, clock: Clock
) -> None:
    text = new_key(accounts, "sessions:read", expires_at=NOW + 60)
    wrong = text[:-1] + ("A" if text[-1] != "A" else "B")
    assert await why(gate, authorization=f"Bearer {wrong}") == Why.WRONG
    assert await why(gate, authorization=f"Bearer {credentials.make(credentials.KEY).text}") == Why.UNKNOWN
    assert await why(gate, authorization=f"Bearer {text}x") == Why.MALFORMED
    assert await why(gate, authorization=f"Basic {text}") == Why.MALFORMED
    assert await gate.identify(Shown.of(Headers({"authorization": f"bearer {text}"})))
    clock.now = NOW + 60
    assert await why(gate, authorization=f"Bearer {text}") == Why.EXPIRED
    clock.now = NOW
    accounts.revoke_key(token_id(text), NOW)
    gate.forget()
    assert await why(gate, authorization=f"Bearer {text}") == Why.REVOKED


async def test_what_was_changed_without_a_word_is_noticed_after_a_while(
    gate: Gate, accounts: AccountStore, clock: Clock
) -> None:
    key, token = new_key(accounts, "sessions:read"), new_token(accounts)
    accounts.add_user(User("anna", "recruiter", "-", NOW, None))
    accounts.add_sign_in(SignIn("id1", credentials.digest("secret"), "anna", NOW, NOW + 3600), "-")
    shown = [{"x-api-key": key}, {"authorization": f"Bearer {token}"}, {"cookie": f"{SIGN_IN_COOKIE}=id1.secret"}]
    for headers in shown:
        assert await gate.identify(Shown.of(Headers(headers)))
    accounts.revoke_key(token_id(key), NOW)
    accounts.revoke_token(token_id(token), NOW)
    accounts.change_user("anna", disabled_at=NOW)
    clock.now = NOW + REMEMBERED_SECONDS
    assert [await why(gate, **headers) for headers in shown] == [Why.REVOKED, Why.REVOKED, Why.UNKNOWN]


async def test_where_nothing_is_looked_up_what_is_known_goes_on_and_all_else_is_refused(
    accounts: AccountStore, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = accounts.key

    def ask(name: str) -> ApiKey | None:
        asked.append(name)
        return real(name)

    monkeypatch.setattr(accounts, "key", ask)
    gate = Gate(accounts, None, clock, clock)
    known, other = (Shown(bearer=new_key(accounts, "sessions:read")) for _ in range(2))
    assert await gate.identify(known)
    gate.forget()
    asked.clear()
    assert await gate.identify(known, look=False)
    assert len(asked) == 1
    assert await gate.identify(known, look=False)
    clock.now = NOW + REMEMBERED_SECONDS
    assert await gate.identify(known, look=False)
    assert len(asked) == 2  # it is asked again, for it was there
    for shown in (other, Shown(api_key=credentials.make(credentials.KEY).text)):
        with pytest.raises(RejectedError) as refused:
            await gate.identify(shown, look=False)
        assert refused.value.why is Why.MANY
    assert len(asked) == 2
    assert await gate.identify(other)


async def test_keys_of_before_a_restart_are_known_even_where_nothing_is_looked_up(
    accounts: AccountStore, clock: Clock
) -> None:
    shown = Shown(bearer=new_key(accounts, "sessions:read"))
    again = Gate(accounts, None, clock, clock)
    assert (await again.identify(shown, look=False)).role is Role.SERVICE
    with pytest.raises(RejectedError):
        await again.identify(Shown(bearer=new_key(accounts, "sessions:read")), look=False)


async def test_an_id_that_nobody_has_is_asked_for_once_like_one_that_is_there(
    accounts: AccountStore, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = accounts.token

    def ask(name: str) -> SessionToken | None:
        asked.append(name)
        return real(name)

    monkeypatch.setattr(accounts, "token", ask)
    gate = Gate(accounts, None, clock, clock)
    nobodys, theirs = credentials.make(credentials.TOKEN).text, new_token(accounts)[:-1] + "-"
    for text in (nobodys, theirs) * 5:
        assert await why(gate, authorization=f"Bearer {text}") in {Why.UNKNOWN, Why.WRONG}
    assert len(asked) == 2


async def test_while_the_database_cannot_be_asked_who_is_known_goes_on(
    accounts: AccountStore, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = False
    real = accounts.token

    def ask(name: str) -> SessionToken | None:
        if failing:
            raise StoreError("The disk is full.")
        return real(name)

    monkeypatch.setattr(accounts, "token", ask)
    gate = Gate(accounts, None, clock, clock)
    text = new_token(accounts)
    assert await gate.by_token(text)
    clock.now, failing = NOW + REMEMBERED_SECONDS, True
    assert (await gate.by_token(text)).session == "s1"
    with pytest.raises(StoreError):
        await gate.by_token(new_token(accounts))
    gate.forget()  # something was changed: nobody goes on by what was known
    with pytest.raises(StoreError):
        await gate.by_token(text)


async def test_over_https_cookies_have_names_that_no_neighbour_can_plant(gate: Gate, accounts: AccountStore) -> None:
    value = gate.cookie(token_id(new_token(accounts)), "s1")
    planted = Headers({"cookie": f"{SESSION_COOKIE}={value}"})
    own = Headers({"cookie": f"__Host-{SESSION_COOKIE}={value}; {SESSION_COOKIE}=planted"})
    assert await gate.identify(Shown.of(planted, encrypted=True)) == ANONYMOUS
    assert (await gate.identify(Shown.of(own, encrypted=True))).session == "s1"
    assert (await gate.identify(Shown.of_socket(own, QueryParams(), encrypted=True))).session == "s1"


async def test_those_are_named_whose_links_were_withdrawn(gate: Gate, accounts: AccountStore) -> None:
    kept, revoked, gone = token_id(new_token(accounts)), token_id(new_token(accounts)), "0123456789ab"
    accounts.revoke_token(revoked, NOW)
    assert await gate.withdrawn([kept, revoked, gone]) == {revoked, gone}


async def test_a_session_token_is_the_candidate_of_its_session(gate: Gate, accounts: AccountStore) -> None:
    found = await gate.identify(Shown.of(Headers({"authorization": f"Bearer {new_token(accounts, 's2')}"})))
    assert (found.role, found.session) == (Role.CANDIDATE, "s2")


async def test_a_cookie_outlives_the_link_but_not_its_revocation(
    gate: Gate, accounts: AccountStore, clock: Clock
) -> None:
    text = new_token(accounts, expires_at=NOW + 60)
    name = token_id(text)
    cookie = f"{SESSION_COOKIE}={gate.cookie(name, 's1')}"
    clock.now = NOW + 3600
    assert await why(gate, authorization=f"Bearer {text}") == Why.EXPIRED
    assert (await gate.identify(Shown.of(Headers({"cookie": cookie})))).session == "s1"
    accounts.revoke_token(name, clock.now)
    gate.forget()
    assert await why(gate, cookie=cookie) == Why.REVOKED


async def test_a_cookie_cannot_be_made_up(gate: Gate, accounts: AccountStore) -> None:
    mine, yours = token_id(new_token(accounts, "s1")), token_id(new_token(accounts, "s2"))
    mark = gate.cookie(mine, "s1").rpartition(".")[2]
    made_ups = (f"{yours}.s1.{mark}", f"{yours}.s2.{mark}", f"{mine}.", mine, f"{mine}.s1.{'0' * 64}", "x.y", "x.s1.y")
    for made_up in made_ups:
        assert await why(gate, cookie=f"{SESSION_COOKIE}={made_up}") in {Why.WRONG, Why.UNKNOWN}


async def test_a_cookie_whose_link_is_erased_says_of_which_interview_it_was_if_this_server_made_it(
    gate: Gate, tmp_path: Path
) -> None:
    erased = gate.cookie("0123456789ab", "ada.1~b")
    with pytest.raises(RejectedError) as rejection:
        await gate.identify(Shown.of(Headers({"cookie": f"{SESSION_COOKIE}={erased}"})))
    assert (rejection.value.why, rejection.value.session) == (Why.GONE, "ada.1~b")
    (tmp_path / "elsewhere").mkdir()
    EventStore(sqlite_url(tmp_path / "elsewhere")).open()
    others = AccountStore(sqlite_url(tmp_path / "elsewhere"))
    elsewhere = Gate(others, None, Clock()).cookie("0123456789ab", "ada.1~b")
    others.close()
    for unproven in (elsewhere, f"{erased}x", erased.replace("ada", "bob"), "0123456789ab", ""):
        assert await why(gate, cookie=f"{SESSION_COOKIE}={unproven}") == Why.UNKNOWN
    with pytest.raises(RejectedError) as unseen:
        await gate.identify(Shown.of(Headers({"cookie": f"{SESSION_COOKIE}={erased}"})), look=False)
    assert (unseen.value.why, unseen.value.session) == (Why.MANY, None)


async def test_cookies_are_good_after_a_restart(gate: Gate, accounts: AccountStore) -> None:
    name = token_id(new_token(accounts))
    again = Gate(accounts, None, Clock())
    cookie = f"{SESSION_COOKIE}={gate.cookie(name, 's1')}"
    assert (await again.identify(Shown.of(Headers({"cookie": cookie})))).session == "s1"


async def test_a_signed_in_user_is_what_the_account_says_until_it_is_disabled(
    gate: Gate, accounts: AccountStore, clock: Clock
) -> None:
    accounts.add_user(User("anna", "recruiter", "-", NOW, None))
    accounts.add_sign_in(SignIn("id1", credentials.digest("secret"), "anna", NOW, NOW + 60), "-")
    cookie = "intervue_sign_in=id1.secret"
    found = await gate.identify(Shown.of(Headers({"cookie": cookie})))
    assert (found.role, found.who, found.sign_in) == (Role.RECRUITER, "user:anna", "id1")
    assert await why(gate, cookie="intervue_sign_in=id1.other") == Why.WRONG
    clock.now = NOW + 61
    assert await why(gate, cookie=cookie) == Why.EXPIRED
    clock.now = NOW
    accounts.change_user("anna", disabled_at=NOW)
    gate.forget()
    assert await why(gate, cookie=cookie) == Why.UNKNOWN  # whoever is changed has to sign in anew


async def test_what_an_identity_provider_calls_somebody_is_one_line(accounts: AccountStore) -> None:
    class Provider:
        async def check(self, text: str) -> tuple[str, str]:
            return "eve\n2026-01-01 [info] all is well\x1b[2J", "recruiter"

    gate = Gate(accounts, cast("BearerTokens", Provider()), Clock())
    found = await gate.identify(Shown.of(Headers({"authorization": "Bearer a.b.c"})))
    assert (found.role, found.who) == (Role.RECRUITER, "jwt:eve 2026-01-01 [info] all is well [2J")


async def test_two_credentials_of_a_kind_are_refused() -> None:
    twice = Headers(raw=[(b"authorization", b"Bearer a"), (b"authorization", b"Bearer b")])
    with pytest.raises(RejectedError):
        Shown.of(twice)


def test_a_token_goes_with_its_session(accounts: AccountStore, tmp_path: Path) -> None:
    text = new_token(accounts, "s1")
    events = EventStore(sqlite_url(tmp_path))
    events.open()
    events.erase(["s1"])
    events.close()
    assert accounts.token(token_id(text)) is None


@pytest.mark.parametrize(
    "others",
    ["a[b]=1; {}", 'state={{"a": 1}}; {}', "{}; not a cookie", "path=/; {}", "\u00e9=1; {}", "a b; ; =; {}", "{}"],
)
async def test_odd_cookies_of_other_programs_of_the_same_host_keep_no_candidate_out(
    gate: Gate, accounts: AccountStore, others: str
) -> None:
    text = new_token(accounts)
    cookie = f"{SESSION_COOKIE}={gate.cookie(token_id(text), 's1')}"
    found = await gate.identify(Shown.of(Headers({"cookie": others.format(cookie)})))
    assert (found.role, found.session) == (Role.CANDIDATE, "s1")


async def test_a_sign_in_that_is_over_keeps_nobody_out_who_opened_a_link_in_the_same_browser(
    gate: Gate, accounts: AccountStore
) -> None:
    text = new_token(accounts)
    opened = f"{SESSION_COOKIE}={gate.cookie(token_id(text), 's1')}"
    found = await gate.identify(Shown.of(Headers({"cookie": f"{SIGN_IN_COOKIE}=0123456789abcdef.over; {opened}"})))
    assert (found.role, found.session) == (Role.CANDIDATE, "s1")
    assert await why(gate, cookie=f"{SIGN_IN_COOKIE}=0123456789abcdef.over; {SESSION_COOKIE}=0.0") == Why.UNKNOWN


def test_a_password_that_is_changed_while_it_is_looked_at_signs_nobody_in(accounts: AccountStore) -> None:
    accounts.add_user(User("anna", "recruiter", "old", NOW, None))
    accounts.change_user("anna", password="new")  # noqa: S106 - no password, but what is kept of one
    assert not accounts.add_sign_in(SignIn("id1", "-", "anna", NOW, NOW + 60), "old")
    accounts.keep_password("anna", "old", "old, hashed anew")
    kept = accounts.user("anna")
    assert kept is not None
    assert kept.password == "new"  # noqa: S105 - see above
    assert accounts.sign_in("id1") is None
