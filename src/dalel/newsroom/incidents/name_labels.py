"""What kinds of names, and how sure a form is, are called on the screens."""

from django.utils.translation import gettext_lazy as _

from dalel.domain.names import NameKind, Sureness
from dalel.newsroom.frame import labels
from dalel.newsroom.incidents.actions.name_memory import NameChosenError, WithdrawnNameError

labels.add(
    {
        NameKind: {
            NameKind.PERSON: _("person"),
            NameKind.BODY: _("body"),
            NameKind.OUTLET: _("outlet or title"),
            NameKind.PLACE: _("place"),
        },
        Sureness: {
            Sureness.CHOSEN: _("chosen by an editor"),
            Sureness.SHOWN: _("shown by texts"),
            Sureness.LETTERS: _("letter for letter"),
            Sureness.RULE: _("by rule, a guess"),
            Sureness.OPEN: _("not known"),
            Sureness.ASK: _("several have this name: who is meant?"),
            Sureness.HIDDEN: _("must not be told"),
        },
    }
)
labels.explain(WithdrawnNameError, _("This name was withdrawn, and is remembered no more."))
labels.explain(NameChosenError, _("This very name is there already."))
