"""Are passwords hashed as slowly as the newsroom needs, whatever the tests themselves do?"""

from dalel.cli import django_settings


def test_the_program_hashes_passwords_with_argon2() -> None:
    assert django_settings.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
