"""A browser without a screen that files a request: cookies, the token of the form, one address of its own."""

import urllib.parse
import urllib.request
import uuid
from http.cookiejar import CookieJar

STEP = "/apply/{}/"
TOKEN = "csrftoken"  # nosec B105 - the name of a cookie


class Visitor:
    """Raises urllib.error.HTTPError for an answer of 400 and above, its sentence inside."""

    def __init__(self, base: str, address: str) -> None:
        self.base, self.jar = base, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.opener.addheaders = [("X-Forwarded-For", address)]

    def opens(self, path: str) -> str:
        with self.opener.open(self.base + path, timeout=60) as answer:
            return answer.read().decode()

    def post(self, path: str, data: dict, **files: bytes) -> tuple[str, str]:
        """(the address at which the answer stands, the page). Files are sent as name.pdf."""
        token = next((cookie.value for cookie in self.jar if cookie.name == TOKEN), "")
        body, kind = _encoded(data | {"csrfmiddlewaretoken": token}, files)
        request = urllib.request.Request(self.base + path, body, {"Content-Type": kind})
        with self.opener.open(request, timeout=60) as answer:
            return answer.geturl(), answer.read().decode()

    def fill(self, agency: str, person: dict, wanted: str, **files: bytes) -> None:
        """The steps before the last."""
        self.opens("/apply/")
        self.post("/apply/", {})
        self.post(STEP.format("look"), {"agency": agency})
        self.post(STEP.format("applicant"), person)
        self.post(STEP.format("wanted"), {"wanted": wanted}, **files)
        delivery = {"delivery": "download", "form": "electronic", "accept_other": "on"}
        self.post(STEP.format("delivery"), delivery | {"phone": person["phone"]})

    def send(self) -> str:
        """The receipt's page; "" when the answer is another one."""
        address, page = self.post(STEP.format("check"), {"truthful": "on"})
        return page if address.endswith(STEP.format("receipt")) else ""


def _encoded(data: dict, files: dict[str, bytes]) -> tuple[bytes, str]:
    if not files:
        return urllib.parse.urlencode(data).encode(), "application/x-www-form-urlencoded"
    mark = uuid.uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in data.items()
    ]
    for name, content in files.items():
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}.pdf"\r\n\r\n'
        parts += [head.encode(), content, b"\r\n"]
    return b"".join([*parts, f"--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"
