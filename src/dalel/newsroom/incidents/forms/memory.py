"""Forms of the memory of sentences: what is being written, and a file to take in."""

from django import forms

from dalel.language.tmx import LONGEST
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.fields import CodeField, LineField

#: A file that is larger is imported at the command line.
LARGEST_UPLOAD = 16 * 2**20


class NearestForm(forms.Form):
    """A sentence for which earlier wordings are sought."""

    language = CodeField(lambda: pack().languages)
    text = LineField(cut=LONGEST, required=False)


class ImportSentencesForm(forms.Form):
    """A TMX file."""

    file = forms.FileField()
