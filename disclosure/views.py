"""The face of the portal: home, the reader's theme, and the pages about the site itself."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from disclosure.context import CONTRAST_COOKIE, CONTRASTS, ELDER_COOKIE

YEAR = 365 * 24 * 3600


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """首页: four tasks, the newest publications, the domains, the agencies, this year's numbers."""
    return render(request, "disclosure/home.html", {"active": "home"})


def _return_address(request: HttpRequest) -> str:
    """The local address to go back to; the home page when the given one leads elsewhere."""
    wanted = request.POST.get("next", "")
    local = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if local else reverse("home")


def _keep(response: HttpResponse, request: HttpRequest, cookie: str, value: str) -> None:
    """Keep a theme cookie for a year, or drop it when the value is empty."""
    if value:
        response.set_cookie(
            cookie, value, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    else:
        response.delete_cookie(cookie, samesite="Lax")


@csrf_exempt
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme (`elder` on/off, `contrast` yb/off) in cookies and return to `next`.

    Without a token, so that public pages carry none: it changes nothing but how this reader sees pages.
    """
    response = HttpResponseRedirect(_return_address(request))
    if "elder" in request.POST:
        _keep(response, request, ELDER_COOKIE, "on" if request.POST["elder"] == "on" else "")
    if "contrast" in request.POST:
        wanted = request.POST["contrast"]
        _keep(response, request, CONTRAST_COOKIE, wanted if wanted in CONTRASTS else "")
    return response


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """网站地图: every way into the portal on one page."""
    return render(request, "disclosure/site_map.html", {"crumbs": [("网站地图", None)]})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """无障碍声明: what works, what is known not to, whom to tell."""
    return render(request, "disclosure/accessibility.html", {"crumbs": [("无障碍声明", None)]})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """隐私说明: what the portal keeps about readers and applicants, and for how long."""
    return render(request, "disclosure/privacy.html", {"crumbs": [("隐私说明", None)]})
