import base64

import pytest

from service.domain.tokens import SCOPES, Holder, digest, new_secret


@pytest.mark.parametrize("scope", SCOPES)
def test_a_scope_reaches_itself_and_what_is_narrower(scope):
    reached = [asked for asked in SCOPES if Holder("name", scope).reaches(asked)]
    assert reached == list(SCOPES[: SCOPES.index(scope) + 1])


def test_a_secret_has_256_bits_and_is_new_each_time():
    secrets = {new_secret() for _ in range(50)}
    assert len(secrets) == 50
    assert {len(base64.urlsafe_b64decode(secret + "=")) for secret in secrets} == {32}


def test_the_digest_does_not_show_the_secret():
    secret = new_secret()
    assert secret not in digest(secret)
    assert digest(secret) == digest(secret) != digest(new_secret())
