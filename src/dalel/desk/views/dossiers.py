"""How does a lawyer get everything about an entry?"""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dalel import __version__
from dalel.desk.access import Action, allowed
from dalel.desk.deeds import details, say
from dalel.desk.ground import act, pack
from dalel.flow.public import dossiers
from dalel.flow.public.dossiers import Shelf
from dalel.steps.archive.vault import Vault
from dalel.store.acting import Act, NotFoundError

Maker = Callable[[str, str, str, Shelf, Act], bytes]


@require_POST
@allowed(Action.KEEP_DEMANDS)
def document(request: HttpRequest, number: str) -> HttpResponse:
    """The dossier as a PDF, in the language of this screen."""
    return _handed_out(request, number, dossiers.document, "pdf")


@require_POST
@allowed(Action.KEEP_DEMANDS)
def bundle(request: HttpRequest, number: str) -> HttpResponse:
    """The dossier with its evidence."""
    return _handed_out(request, number, dossiers.bundle, "zip")


def _handed_out(request: HttpRequest, number: str, make: Maker, kind: str) -> HttpResponse:
    language = get_language() or pack().languages[0]
    try:
        made = make(number, language, pack().profile.zone, _shelf(), act(request))
    except NotFoundError as error:
        raise Http404(_("There is no incident of this number.")) from error
    response = HttpResponse(made, content_type=f"application/{kind}")
    response["Content-Disposition"] = f'attachment; filename="dossier-{number}.{kind}"'
    return response


def _shelf() -> Shelf:
    settings_here = settings.DALEL
    return Shelf(
        rules=pack().addresses,
        vault=Vault(folder=settings_here.evidence_folder, url=settings_here.archive_url or None),
        typefaces=settings_here.home / "cache" / "typefaces",
        software=f"dalel {__version__}",
        say=say,
        tell=details,
    )
