"""Authlib: code with PKCE, the ID token by the server's keys, refresh, introspection, revocation, client credentials."""
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.jose import JsonWebKey, jwt
from authlib.oidc.core import CodeIDToken

from org import AUTHORITY, ORG, Browser, create_app
import requests

issuer = ORG["issuer"]
server = requests.get(issuer + "/.well-known/openid-configuration", verify=AUTHORITY, timeout=60).json()
callback = "http://127.0.0.1:8976/callback"
app = create_app("native", grant_types=["authorization_code", "refresh_token"], response_types=["code"], redirect_uris=[callback])

client = OAuth2Session(app["client_id"], scope="openid profile email offline_access", redirect_uri=callback, code_challenge_method="S256", token_endpoint_auth_method="none")
client.trust_env, client.verify = False, AUTHORITY
verifier, nonce = generate_token(48), generate_token(20)
url, state = client.create_authorization_url(server["authorization_endpoint"], code_verifier=verifier, nonce=nonce)
landed = Browser().sign_in(url, stop=callback)
assert isinstance(landed, str) and landed.startswith(callback), landed
token = client.fetch_token(server["token_endpoint"], authorization_response=landed, code_verifier=verifier, state=state)

keys = JsonWebKey.import_key_set(requests.get(server["jwks_uri"], verify=AUTHORITY, timeout=60).json())
claims = jwt.decode(token["id_token"], keys, claims_cls=CodeIDToken, claims_params={"nonce": nonce, "client_id": app["client_id"], "access_token": token["access_token"]},
                    claims_options={"iss": {"values": [issuer]}, "aud": {"values": [app["client_id"]]}})
claims.validate(leeway=120)
assert claims["preferred_username"] == ORG["person"]["login"]
assert client.get(server["userinfo_endpoint"]).json()["sub"] == claims["sub"]

fresh = client.refresh_token(server["token_endpoint"], refresh_token=token["refresh_token"])
assert fresh["access_token"] != token["access_token"]
asked = client.introspect_token(server["introspection_endpoint"], token=fresh["access_token"], token_type_hint="access_token").json()
assert asked["active"] and asked["username"] == ORG["person"]["login"], asked
assert client.revoke_token(server["revocation_endpoint"], token=fresh["refresh_token"], token_type_hint="refresh_token").status_code == 200
assert client.introspect_token(server["introspection_endpoint"], token=fresh["refresh_token"], token_type_hint="refresh_token").json() == {"active": False}

service = ORG["apps"]["service"]
machine = OAuth2Session(service["clientId"], service["clientSecret"], scope="orders:read")
machine.trust_env, machine.verify = False, AUTHORITY
assert jwt.decode(machine.fetch_token(server["token_endpoint"], grant_type="client_credentials")["access_token"], keys)["cid"] == service["clientId"]
print("ok")
