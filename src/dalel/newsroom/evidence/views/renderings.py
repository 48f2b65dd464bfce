"""Views of what browsers showed of a page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dalel.domain.errors import ArchiveError, NotFoundError
from dalel.newsroom.evidence.queries import renderings
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.steps.archive.vault import Vault


@require_safe
@allowed(Action.READ_RECORD)
def picture(request: HttpRequest, key: int, link: str) -> HttpResponse:
    """The picture of an article's page as PNG; members alone see it."""
    home = settings.DALEL
    options = dict(home.archive_options)
    vault = Vault(folder=home.evidence_folder, url=home.archive_url or None, options=options)
    try:
        content = renderings.picture(key, link, vault)
    except (NotFoundError, ArchiveError) as error:
        raise Http404(_("There is no such picture.")) from error
    answer = HttpResponse(content, content_type="image/png")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
