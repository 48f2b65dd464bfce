"""Does it take two at the desk to give an account power, or to open one that has it?"""

import pytest
from pytest_django import Settings

from dalel.newsroom.accounts.actions import recovery_code
from dalel.newsroom.accounts.models import AccountRequestRow, InvitationRow, Member
from dalel.newsroom.frame.roles import Role
from newsroom.accounts.views.test_second_factor import carried_out, is_in, sign_in
from newsroom.keys import long_there

pytestmark = pytest.mark.django_db


def test_one_administrator_does_not_take_over_the_account_of_the_publisher(
    cast: dict[str, Member],
) -> None:
    administrator, publisher = sign_in(cast["administrator"]), sign_in(cast["publisher"])
    page = "/newsroom/members/the-publisher"
    for act in ("link", "reset"):
        told = administrator.post(f"{page}/{act}/", follow=True).text
        assert "/invitation/" not in told
    assert is_in(publisher)
    assert "the-publisher" in publisher.get("/").text
    for key in AccountRequestRow.objects.values_list("pk", flat=True):
        path = f"/newsroom/requests/{key}/"
        assert administrator.post(path, {"do": "confirm"}).status_code == 400
        assert administrator.post(path, {"do": "carry-out"}).status_code == 400
        assert sign_in(cast["reporter"]).post(path, {"do": "confirm"}).status_code == 403
        assert sign_in(cast["reporter"]).post(path, {"do": "stop"}).status_code == 302
    assert not InvitationRow.objects.exists()


def test_an_administrator_changes_role_and_languages(cast: dict[str, Member]) -> None:
    browser = sign_in(cast["administrator"])
    page = "/newsroom/members/the-reporter/change/"
    browser.post(page, {"name": "Әлия", "role": "editor", "reads": ["en"]})
    assert Member.objects.get(username="the-reporter").role == "reporter"
    assert "the-reporter" in sign_in(cast["publisher"]).get("/").text
    carried_out(browser, cast["publisher"])
    member = Member.objects.get(username="the-reporter")
    assert (member.name, member.role, member.reads) == ("Әлия", "editor", ["en"])
    assert browser.post(page, {"role": "king"}).status_code == 400
    assert browser.get("/newsroom/members/nobody/").status_code == 404


def test_today_says_whom_the_newsroom_lacks_until_it_can_release(cast: dict[str, Member]) -> None:
    writing = ("publisher", "editor", "reporter")
    Member.objects.filter(role__in=writing).update(is_active=False)
    administrator = sign_in(cast["administrator"])
    # Alone an administrator writes, and nobody is there who approves it.
    assert "пишет и утверждает один и тот же человек" in administrator.get("/").text
    for name in ("aina", "bota", "sara"):
        Member.objects.create_user(name, role=Role.ADMINISTRATOR)
    long_there()
    assert "нет издателя" in administrator.get("/").text
    assert "нет издателя" in administrator.get("/newsroom/invitations/").text
    Member.objects.filter(role="publisher").update(is_active=True)
    assert "пишет и утверждает один и тот же человек" in administrator.get("/").text
    # What a reporter writes a publisher approves and releases.
    for role in ("editor", "reporter"):
        Member.objects.filter(role=role).update(is_active=True)
        assert 'id="vacancy"' not in administrator.get("/").text
        Member.objects.filter(role=role).update(is_active=False)


def test_one_asks_for_a_second_account_of_ones_own(cast: dict[str, Member]) -> None:
    administrator, publisher = sign_in(cast["administrator"]), sign_in(cast["publisher"])
    form = {"note": "", "role": "editor", "reads": ["ru"], "is_own": "on"}
    administrator.post("/newsroom/invitations/", form)
    assert AccountRequestRow.objects.get().is_own
    assert "хочет завести себе вторую учётную запись" in publisher.get("/").text
    path = f"/newsroom/requests/{AccountRequestRow.objects.get().pk}/"
    publisher.post(path, {"do": "confirm"})
    assert "теперь выполнить может" in administrator.get("/").text
    assert "/invitation/" in administrator.post(path, {"do": "carry-out"}).text
    assert not InvitationRow.objects.get().is_confirmed


def test_before_the_paper_code_is_used_the_page_says_that_it_is_used_up(
    cast: dict[str, Member],
) -> None:
    administrator = sign_in(cast["administrator"])
    form = {"note": "жаңа", "role": "editor", "reads": ["ru"]}
    page = administrator.post("/newsroom/invitations/", form, follow=True).text
    assert 'name="code"' not in page
    assert "Неиспользованного кода с бумаги нет" in page
    assert "dalel user recovery-code" in page
    code = recovery_code.new()
    page = administrator.get("/newsroom/requests/").text
    assert "Код с бумаги действует один раз" in page
    assert "dalel user recovery-code" in page
    path = f"/newsroom/requests/{AccountRequestRow.objects.get().pk}/"
    assert "/invitation/" in administrator.post(path, {"do": "code", "code": code}).text
    assert not recovery_code.is_held()


def test_an_invitation_says_for_whom_it_is(cast: dict[str, Member]) -> None:
    administrator = sign_in(cast["administrator"])
    answer = administrator.post("/newsroom/invitations/", {"role": "reporter"})
    assert answer.status_code == 400
    assert "Укажите, для кого эта ссылка." in answer.text
    assert not InvitationRow.objects.exists()


def test_no_code_is_spent_unasked_on_a_link_that_opens_on_this_computer_only(
    cast: dict[str, Member], settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    administrator = sign_in(cast["administrator"])
    form = {"note": "жаңа", "role": "editor", "reads": ["ru"]}
    administrator.post("/newsroom/invitations/", form)
    code, here = recovery_code.new(), {"Host": "127.0.0.1:8000"}
    path = f"/newsroom/requests/{AccountRequestRow.objects.get().pk}/"
    ahead = "откроется только на этом компьютере"
    assert ahead in administrator.get("/newsroom/invitations/", headers=here).text
    assert ahead in administrator.get("/newsroom/requests/", headers=here).text
    elsewhere = administrator.get("/newsroom/requests/").text
    assert ahead not in elsewhere
    assert 'name="here"' not in elsewhere
    sent = {"do": "code", "code": code}
    refused = administrator.post(path, sent, headers=here)
    assert refused.status_code == 400
    assert "Код не потрачен" in refused.text
    assert recovery_code.is_held()
    assert "/invitation/" in administrator.post(path, sent | {"here": "on"}, headers=here).text
    assert not recovery_code.is_held()


def test_a_code_for_what_makes_no_link_asks_nothing_of_this_computer(
    cast: dict[str, Member], settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    administrator = sign_in(cast["administrator"])
    administrator.post("/newsroom/members/the-publisher/reset/")
    code, here = recovery_code.new(), {"Host": "127.0.0.1:8000"}
    path = f"/newsroom/requests/{AccountRequestRow.objects.get().pk}/"
    assert 'name="here"' not in administrator.get("/newsroom/requests/", headers=here).text
    assert administrator.post(path, {"do": "code", "code": code}, headers=here).status_code == 302
