"""The face of the portal: home, the reader's theme, and the pages about the site itself."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from agencies.models import Agency
from disclosure import frontpage
from disclosure.addresses import address
from disclosure.context import CONTRAST_COOKIE, CONTRASTS, ELDER_COOKIE, theme_of
from publishing.areas import AREAS

YEAR = 365 * 24 * 3600


SECTIONS = (
    ("guide", "政府信息公开指南"),
    ("rules", "政府信息公开制度"),
    ("content", "法定主动公开内容"),
    ("annual", "政府信息公开年报"),
    ("apply", "依申请公开"),
)


def _sections(government: Agency | None) -> list[tuple[str, str]]:
    """The government's five statutory columns, in their order (国办公开办函〔2019〕61号)."""
    if government is None:
        return []
    found = [(label, address("agencies:section", government.slug, section)) for section, label in SECTIONS]
    return [(label, url) for label, url in found if url]


def _shelves() -> dict:
    """The key areas and the page of all columns, where they are served."""
    found = [(area, address("publishing:area", area.slug)) for area in AREAS]
    return {"key_areas": [row for row in found if row[1]], "shelves_url": address("publishing:shelves")}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """首页: the tasks, the newest publications, the domains, the agencies, this year's numbers."""
    at, on = timezone.now(), timezone.localdate()
    context = {
        "active": "home",
        "tasks": frontpage.tasks(),
        "latest": frontpage.latest(at),
        "latest_url": address("publishing:list"),
        "agencies_url": address("agencies:index"),
        "policies_url": address("interpretation:policies"),
        "catalog_url": address("catalog:index"),
    }
    if not theme_of(request).elder:
        organs = frontpage.agencies()
        context |= {
            "policies": frontpage.policies(at, on),
            **frontpage.domains(),
            "figures": frontpage.figures(at, on),
            "sections": _sections(organs["government"]),
            **_shelves(),
            **organs,
        }
    return render(request, "disclosure/home.html", context)


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


ABOUT = (("site_map", "网站地图"), ("accessibility", "无障碍声明"), ("privacy", "隐私说明"))


def _about(name: str) -> dict:
    """Context of one of the pages about the site: crumbs, and the links between them."""
    label = dict(ABOUT)[name]
    return {
        "crumbs": [(label, None)],
        "about": [(text, reverse(page), page == name) for page, text in ABOUT],
    }


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """网站地图: every way into the portal on one page."""
    organs = frontpage.agencies()
    context = {
        "tasks": frontpage.tasks(),
        **frontpage.domains(),
        "sections": _sections(organs["government"]),
        **_shelves(),
    }
    return render(request, "disclosure/site_map.html", _about("site_map") | context | organs)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """无障碍声明: what works, what is known not to, whom to tell."""
    return render(request, "disclosure/accessibility.html", _about("accessibility"))


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """隐私说明: what the portal keeps about readers and applicants, and for how long."""
    return render(request, "disclosure/privacy.html", _about("privacy"))
