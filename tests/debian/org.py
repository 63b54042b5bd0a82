"""The running server these clients are pointed at, and a browser without script that signs its person in. Debian's python3-requests."""
import html
import json
import os
import re
from urllib.parse import urljoin, urlsplit

import requests

with open(os.environ["LATCHKEY_DEV"], encoding="utf-8") as file:
    ORG = json.load(file)
# The development authority of `latchkey dev --https`; nothing here is told to look away.
AUTHORITY = os.environ.get("LATCHKEY_AUTHORITY") or True

# Names under localhost are this machine, with or without DNS (RFC 6761 §6.3).
from urllib3.util import connection

_connect = connection.create_connection
connection.create_connection = lambda address, *more, **options: _connect(
    ("127.0.0.1", address[1]) if address[0].endswith("localhost") else address, *more, **options)


def api(method, path, body=None):
    """A call to the management API."""
    answer = requests.request(method, ORG["orgUrl"] + "/api/v1" + path, json=body, verify=AUTHORITY, timeout=60,
                              headers={"Authorization": "SSWS " + ORG["apiToken"], "Accept": "application/json"})
    assert answer.ok, (answer.status_code, answer.text)
    return answer.json() if answer.content else None


def create_app(kind, **client):
    """Makes an app that everyone may use, and answers its credentials."""
    created = api("POST", "/apps", {"label": "Made by a test", "signOnMode": "OPENID_CONNECT", "settings": {"oauthClient": {"application_type": kind, **client}}})
    everyone = api("GET", '/groups?search=profile.name%20eq%20"everyone"')[0]["id"]
    api("PUT", f"/apps/{created['id']}/groups/{everyone}", {})
    return created["credentials"]["oauthClient"]


class Browser:
    """Cookies, forms and redirects, across origins of this machine; stops where a redirect leaves it."""

    def __init__(self):
        self.session = requests.Session()
        self.session.trust_env, self.session.verify = False, AUTHORITY
        self.session.headers["Accept"] = "text/html,application/xhtml+xml"

    def open(self, url, form=None, stop=None):
        """The page at an address, or the address itself when a redirect goes to one that starts with `stop`."""
        for _ in range(15):
            answer = self.session.request("POST" if form is not None else "GET", url, data=form, allow_redirects=False, timeout=60)
            if "location" not in answer.headers:
                answer.address = url
                return answer
            url, form = urljoin(url, answer.headers["location"]), None
            if stop and url.startswith(stop) or urlsplit(url).scheme not in ("http", "https"):
                return url
        raise AssertionError("too many redirects")

    def submit(self, page, stop=None, **typed):
        """Fills in the form of a page."""
        form = re.search(r'<form[^>]* action="([^"]*)"', page.text)
        assert form, page.text
        fields = {name: html.unescape(value) for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page.text)}
        return self.open(urljoin(page.address, html.unescape(form.group(1))), {**fields, **typed}, stop)

    def sign_in(self, url, stop=None):
        """Opens an address that asks who is there, and answers."""
        page = self.open(url, stop=stop)
        if not isinstance(page, str) and 'name="password"' in page.text:
            page = self.submit(page, stop, identifier=ORG["person"]["login"], password=ORG["person"]["password"])
        return page

    def approve(self, url):
        """Says yes to a device that showed this address."""
        page = self.open(url)
        if 'name="user_code"' in page.text and 'name="answer"' not in page.text:
            page = self.submit(page, user_code=re.search(r"user_code=([\w-]+)", url).group(1))
        if 'name="password"' in page.text:
            page = self.submit(page, identifier=ORG["person"]["login"], password=ORG["person"]["password"])
        page = self.submit(page, answer="approve")
        assert page.status_code == 200, page.text
