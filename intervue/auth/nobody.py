"""Whether access control is on, and nobody is there who could make an interview."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from intervue.auth.roles import POLICY, Action

if TYPE_CHECKING:
    from intervue.settings import Settings
    from intervue.store.accounts import AccountStore

NOBODY: Final = (
    "Nobody can make an interview: no user may sign in, and no key with the scope sessions:write works. Make a user: "
    "`intervue users add NAME`"
)
"""Where `has_nobody`."""
_SCOPE: Final = POLICY[Action.CREATE_SESSION].scope


def has_nobody(settings: Settings, accounts: AccountStore | None) -> bool:
    """Whether everybody is asked who they are, and nobody who may make an interview could say.

    `accounts`: None where there is no database yet.

    Raises `StoreError`.
    """
    if settings.auth == "off" or settings.jwt_algorithm:
        return False
    if accounts is None:
        return True
    now, every = time.time(), accounts.keys()
    makers = any(key.works(now) and _SCOPE in key.scopes for key in every)
    return not makers and all(user.disabled_at is not None for user in accounts.users())
