"""Whether access control is on and lets nobody in, because nobody was made yet."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from intervue.settings import Settings
    from intervue.store.accounts import AccountStore

NOBODY: Final = "Nobody can come in yet: there is no user and no key. Make one: `intervue users add NAME`"
"""Where `lets_nobody_in`."""


def lets_nobody_in(settings: Settings, accounts: AccountStore | None) -> bool:
    """Whether everybody is asked who they are, and nobody could say. `accounts`: None where there is no database yet.

    Raises `StoreError`.
    """
    if settings.auth == "off" or settings.jwt_algorithm:
        return False
    if accounts is None:
        return True
    now, every = time.time(), accounts.keys()
    return all(user.disabled_at is not None for user in accounts.users()) and not any(key.works(now) for key in every)
