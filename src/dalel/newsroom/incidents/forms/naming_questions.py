"""The form of an answer to who a person is."""

from django import forms

from dalel.newsroom.frame.fields import LanguagesField, LineField, SeveralField, TextField


class AnswerPersonForm(forms.Form):
    """What the person is called in each language, who it is, and on what that rests.

    ``also`` are the numbers of other entries that speak of the same person.
    """

    name = LanguagesField()
    answer = LineField()
    reason = TextField(required=False)
    also = SeveralField()
