"""Downloads of an entry's dossier, as a PDF or bundled with its evidence."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dalel import __version__
from dalel.domain.errors import NotFoundError
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import told_back
from dalel.newsroom.frame.locale import tongue
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents.audit_labels import details, say
from dalel.newsroom.releases.actions import dossiers
from dalel.newsroom.releases.actions.dossiers import DossierGround
from dalel.steps.archive.vault import Vault

Maker = Callable[[str, str, str, DossierGround, Act], bytes]


@require_POST
@allowed(Action.KEEP_DEMANDS)
@told_back
def document(request: HttpRequest, number: str) -> HttpResponse:
    """The dossier as a PDF, in the language of this screen."""
    return _handed_out(request, number, dossiers.document, "pdf")


@require_POST
@allowed(Action.KEEP_DEMANDS)
@told_back
def bundle(request: HttpRequest, number: str) -> HttpResponse:
    """The dossier with its evidence."""
    return _handed_out(request, number, dossiers.bundle, "zip")


def _handed_out(request: HttpRequest, number: str, make: Maker, kind: str) -> HttpResponse:
    language = tongue()
    try:
        made = make(number, language, pack().profile.zone, _shelf(), act(request))
    except NotFoundError as error:
        raise Http404(_("There is no incident of this number.")) from error
    response = HttpResponse(made, content_type=f"application/{kind}")
    response["Content-Disposition"] = f'attachment; filename="dossier-{number}.{kind}"'
    return response


def _shelf() -> DossierGround:
    settings_here = settings.DALEL
    return DossierGround(
        rules=pack().addresses,
        vault=Vault(folder=settings_here.evidence_folder, url=settings_here.archive_url or None),
        software=f"dalel {__version__}",
        say=say,
        tell=details,
    )
