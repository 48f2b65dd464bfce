"""The digest that is kept of a secret in a link: the secret itself is in the link alone.

Such a secret is 256 random bits: there is nothing that a slow hash would make harder to guess.
"""

from hashlib import sha256


def secret_digest(secret: str) -> str:
    """SHA-256 of a secret, in hexadecimal; of what is no secret of ours, too."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
