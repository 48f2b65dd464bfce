from dalel.domain.evidence import TextSpan
from dalel.language.facts.addresses import mail_addresses


def test_a_mail_address_is_found_behind_a_run_of_any_length() -> None:
    text = f"{'7' * 1000}@tau.test, anna@tau.test"
    assert mail_addresses(text) == [
        TextSpan(start=936, end=1009),
        TextSpan(start=1011, end=1024),
    ]
