"""Apache with mod_auth_openidc: a page that asks who is there, by the code flow with a secret; and its sign-out."""
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import tempfile
import time

import requests

from org import ORG, Browser, create_app

MODULES = "/usr/lib/apache2/modules"
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
site = f"http://localhost:{port}"
app = create_app("web", grant_types=["authorization_code", "refresh_token"], response_types=["code"], redirect_uris=[site + "/here/callback"], post_logout_redirect_uris=[site + "/out.html"])

folder = pathlib.Path(tempfile.mkdtemp(prefix="latchkey-apache-"))
folder.chmod(0o755)
(folder / "www" / "here").mkdir(parents=True)
(folder / "www" / "here" / "index.html").write_text("Only for who is known")
(folder / "www" / "out.html").write_text("Signed out of the site")
needed = ["mpm_event", "authn_core", "authz_core", "authz_user", "dir", "mime", "headers", "auth_openidc"]
authority = os.environ.get("LATCHKEY_AUTHORITY") and shutil.copy(os.environ["LATCHKEY_AUTHORITY"], folder / "authority.pem")
user = "" if os.geteuid() else "User www-data\nGroup www-data\n"
if not os.geteuid():
    known = pwd.getpwnam("www-data")
    os.chown(folder, known.pw_uid, known.pw_gid)
    if authority:
        os.chmod(authority, 0o644)
(folder / "apache.conf").write_text("\n".join([
    *(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in needed if (pathlib.Path(MODULES) / f"mod_{name}.so").exists()),
    f"""ServerRoot {folder}
ServerName localhost
Listen 127.0.0.1:{port}
{user}PidFile {folder}/pid
ErrorLog {folder}/error.log
DefaultRuntimeDir {folder}
TypesConfig {"/etc/mime.types" if os.path.exists("/etc/mime.types") else "/dev/null"}
DocumentRoot {folder}/www
DirectoryIndex index.html
OIDCProviderMetadataURL {ORG["issuer"]}/.well-known/openid-configuration
OIDCClientID {app["client_id"]}
OIDCClientSecret {app["client_secret"]}
OIDCRedirectURI {site}/here/callback
OIDCCryptoPassphrase this-site-alone
OIDCScope "openid profile email"
OIDCPKCEMethod S256
OIDCResponseType code
OIDCRemoteUserClaim preferred_username
{f"OIDCCABundlePath {authority}" if authority else ""}
<Location /here/>
  AuthType openid-connect
  Require valid-user
  Header set X-Known-As "expr=%{{REMOTE_USER}}"
</Location>
"""]))

apache = subprocess.Popen([shutil.which("apache2") or "/usr/sbin/apache2", "-f", str(folder / "apache.conf"), "-DFOREGROUND"])
try:
    until = time.monotonic() + 60
    while True:
        try:
            requests.get(site + "/out.html", timeout=5)
            break
        except requests.ConnectionError:
            assert apache.poll() is None and time.monotonic() < until, (folder / "error.log").read_text()
            time.sleep(0.1)
    browser = Browser()
    page = browser.sign_in(site + "/here/")
    errors = (folder / "error.log").read_text()
    assert page.status_code == 200 and page.text == "Only for who is known", (page.status_code, page.text, errors)
    assert page.headers["X-Known-As"] == ORG["person"]["login"], page.headers
    page = browser.open(f"{site}/here/callback?logout={site}/out.html")
    assert "Signed out of the site" in page.text, (page.address, page.text, errors)
    page = browser.open(site + "/here/")
    assert 'name="password"' in page.text, "the server's session is over as well"
    print("ok")
finally:
    apache.terminate()
    apache.wait()
    shutil.rmtree(folder, ignore_errors=True)
