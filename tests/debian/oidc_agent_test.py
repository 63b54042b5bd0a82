"""oidc-agent: an account made by the device flow, access tokens from it, and a refresh."""
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading

import requests

from org import AUTHORITY, ORG, Browser, create_app

issuer = ORG["issuer"]
app = create_app("native", grant_types=["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"], response_types=["code"], redirect_uris=["http://localhost:4242"])
home = tempfile.mkdtemp(prefix="latchkey-agent-")
environment = {**os.environ, "HOME": home, "OIDC_CONFIG_DIR": home + "/oidc-agent", "OIDC_ENCRYPTION_PW": "a password"}
os.mkdir(home + "/oidc-agent")
started = subprocess.run(["oidc-agent"], env=environment, capture_output=True, text=True, timeout=60, check=True).stdout
environment.update(re.findall(r"^(\w+)=([^;]+);", started, re.M))
try:
    more = ["--cp=" + os.environ["LATCHKEY_AUTHORITY"]] if os.environ.get("LATCHKEY_AUTHORITY") else []
    making = subprocess.Popen(
        ["oidc-gen", "mine", "--manual", f"--issuer={issuer}", f"--client-id={app['client_id']}", "--client-secret=", "--scope=openid profile offline_access",
         "--redirect-uri=http://localhost:4242", "--flow=device", "--pw-env=OIDC_ENCRYPTION_PW", "--no-url-call", "--confirm-default", "--prompt=none", *more],
        env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    end = threading.Timer(120, making.kill)
    end.start()
    said = ""
    for line in making.stdout:
        said += line
        address = re.search(r"(https?://\S+/activate\S*)", line)
        if address and "user_code" in address.group(1):
            Browser().approve(address.group(1))
        elif code := re.search(r"\b([A-Z0-9]{4}-?[A-Z0-9]{4})\b", line):
            Browser().approve(f"{ORG['orgUrl']}/activate?user_code={code.group(1)}")
    end.cancel()
    assert making.wait() == 0, said

    def token(*arguments):
        return subprocess.run(["oidc-token", *arguments, "mine"], env=environment, capture_output=True, text=True, timeout=60, check=True).stdout.strip()

    first = token()
    known = requests.get(issuer + "/v1/userinfo", headers={"Authorization": "Bearer " + first}, verify=AUTHORITY, timeout=60).json()
    assert known["preferred_username"] == ORG["person"]["login"], known
    second = token("--force-new")
    assert second != first
    assert requests.get(issuer + "/v1/userinfo", headers={"Authorization": "Bearer " + second}, verify=AUTHORITY, timeout=60).status_code == 200
    print("ok", json.dumps(known["sub"]))
finally:
    subprocess.run(["oidc-agent", "-k"], env=environment, capture_output=True, check=False)
    shutil.rmtree(home, ignore_errors=True)
