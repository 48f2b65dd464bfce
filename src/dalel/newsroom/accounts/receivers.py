"""What the accounts listen to."""

from dalel.newsroom.accounts.auth_log import connect

connect()
