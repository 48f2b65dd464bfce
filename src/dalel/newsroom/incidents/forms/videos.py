"""The form that asks for the video behind a link."""

from django import forms

from dalel.newsroom.frame.fields import LineField


class VideoForm(forms.Form):
    """The cited address whose video is wanted."""

    url = LineField(cut=8000)
