"""Do settings choose a language model, and is a wrong one named?"""

from pathlib import Path

import pytest

from configured import configured
from dalel.cli.configuration import Configuration, ConfigurationError
from dalel.domain.evidence import EvidenceClass
from dalel.domain.model_policy import Limits, ModelUse


def settings(home: Path, **given: str) -> Configuration:
    return configured(home, **{f"DALEL_{key.upper()}": value for key, value in given.items()})


def test_without_settings_there_is_no_model(tmp_path: Path) -> None:
    found = settings(tmp_path)
    assert found.model is None
    assert not found.draft_new
    assert settings(tmp_path, model_name="small").model is None


def test_settings_make_a_choice(tmp_path: Path) -> None:
    found = settings(
        tmp_path, model_address="https://models.test/v1", model_name="qwen:7b", model_key="k",
        model_may_see="newsroom", model_seconds="60", model_daily_minutes="30",
        model_daily_tokens="1000", model_daily_cost="2.5", model_price="0.5/1.5", draft_new="yes",
    )  # fmt: skip
    model = found.model
    assert model is not None
    assert (model.name, model.key, model.seconds, model.is_own) == ("qwen:7b", "k", 60, False)
    assert model.may_see == {EvidenceClass.NEWSROOM}
    assert model.limits == Limits(minutes=30, tokens=1000, cost=2.5, price_in=0.5, price_out=1.5)
    assert found.draft_new


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("http://127.0.0.1:8080/v1", True),
        ("http://10.0.0.7/v1", True),
        ("http://models.lan/v1", True),
        ("https://api.models.test/v1", False),
    ],
)
def test_whose_machine_it_is_shows_in_the_address(
    tmp_path: Path,
    address: str,
    own: bool,  # noqa: FBT001 - a case
) -> None:
    model = settings(tmp_path, model_address=address, model_name="m").model
    assert model is not None
    assert model.is_own is own


def test_a_setting_outranks_the_address(tmp_path: Path) -> None:
    found = settings(
        tmp_path, model_address="http://127.0.0.1:9/v1", model_name="m", model_own="no"
    )
    assert found.model is not None
    assert not found.model.is_own


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("model_may_see", "secret", "there is no class secret"),
        ("model_daily_minutes", "-1", "no whole number"),
        ("model_daily_cost", "-1", "no sum"),
        ("model_daily_cost", "inf", "no sum"),
        ("model_price", "3", "two prices"),
        ("model_address", "models", "must be an address"),
        ("model_own", "perhaps", "yes or no"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, key: str, value: str, problem: str) -> None:
    with pytest.raises(ConfigurationError, match=problem):
        settings(tmp_path, **{key: value})


def test_limits_are_reached_one_by_one_and_zero_is_none() -> None:
    used = ModelUse(tokens=100, seconds=120.0, cost=1.0)
    assert Limits().spent(used) == ""
    assert Limits(minutes=3, tokens=200, cost=2).spent(used) == ""
    assert Limits(minutes=2).spent(used) == "minutes"
    assert Limits(tokens=100).spent(used) == "tokens"
    assert Limits(cost=1).spent(used) == "cost"
