// openid-client, the certified relying party of the Node world.
import { issuer, orgUrl, apps, person, plain, Browser } from './org.js';
import test from 'node:test';
import assert from 'node:assert/strict';
import * as client from 'openid-client';

const insecure = { execute: plain ? [client.allowInsecureRequests] : [] };

const discover = (app, authentication, server = issuer) => client.discovery(new URL(server), app.clientId, app.clientSecret, authentication, insecure);

async function signIn(config, app, scope, browser = new Browser(), more = {}) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()];
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: app.redirectUris[0], scope, state: expectedState, nonce: expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier), code_challenge_method: 'S256', ...more,
  });
  const back = await browser.authorize(url);
  const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true, maxAge: more.max_age };
  return { back, checks, redeem: () => client.authorizationCodeGrant(config, new URL(back), checks) };
}

test('a web app signs a person in, refreshes, asks who, introspects, revokes and signs out', async () => {
  const app = apps.web;
  const config = await discover(app, client.ClientSecretBasic(app.clientSecret));
  const browser = new Browser();
  const signedIn = await signIn(config, app, 'openid profile email phone address offline_access', browser);
  assert.equal(new URL(signedIn.back).searchParams.get('iss'), issuer);

  const tokens = await signedIn.redeem();
  const claims = tokens.claims();
  assert.equal(claims.preferred_username, person.login);
  assert.equal(claims.email, person.login);
  assert.equal(claims.ver, 1);
  assert.deepEqual(claims.amr, ['pwd']);
  assert.match(claims.sub, /^00u/);
  assert.match(claims.jti, /^ID\./);

  const info = await client.fetchUserInfo(config, tokens.access_token, claims.sub);
  assert.equal(info.email_verified, true);
  assert.equal(info.address.country, 'DE');

  const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token);
  assert.equal(refreshed.claims().sub, claims.sub);
  assert.equal(refreshed.claims().auth_time, claims.auth_time);
  assert.equal(refreshed.claims().nonce, undefined);

  const active = await client.tokenIntrospection(config, refreshed.access_token, { token_type_hint: 'access_token' });
  assert.equal(active.active, true);
  assert.equal(active.client_id, app.clientId);
  assert.equal(active.username, person.login);
  assert.equal(active.uid, claims.sub);

  await client.tokenRevocation(config, refreshed.refresh_token ?? tokens.refresh_token);
  assert.deepEqual({ ...await client.tokenIntrospection(config, refreshed.access_token) }, { active: false });
  await assert.rejects(client.refreshTokenGrant(config, tokens.refresh_token), { error: 'invalid_grant', error_description: 'The refresh token is invalid or expired.' });

  const logout = client.buildEndSessionUrl(config, { id_token_hint: tokens.id_token, post_logout_redirect_uri: app.postLogoutRedirectUris[0], state: 's/1' });
  assert.equal((await browser.open(logout)).location, app.postLogoutRedirectUris[0] + '?state=s%2F1');
  assert.match((await browser.open(client.buildAuthorizationUrl(config, { redirect_uri: app.redirectUris[0], scope: 'openid', state: 'x', prompt: 'none',
    code_challenge: await client.calculatePKCECodeChallenge('v'.repeat(43)), code_challenge_method: 'S256' }))).location, /error=login_required/);
});

test('a public app needs no secret, and a second sign-in in the same browser needs no password', async () => {
  const app = apps.spa;
  const config = await discover(app, client.None());
  const browser = new Browser();
  const first = await (await signIn(config, app, 'openid profile', browser)).redeem();
  const silent = await signIn(config, app, 'openid', browser, { prompt: 'none' });
  assert.equal((await silent.redeem()).claims().auth_time, first.claims().auth_time);
});

test('max_age is kept: the ID token says when the person signed in', async () => {
  const app = apps.spa;
  const config = await discover(app, client.None());
  const tokens = await (await signIn(config, app, 'openid', new Browser(), { max_age: 600 })).redeem();
  assert.ok(Math.abs(tokens.claims().auth_time - Date.now() / 1000) < 60);
});

test('the answer can come as a fragment, with response_mode', async () => {
  const app = apps.spa;
  const config = await discover(app, client.None());
  const signedIn = await signIn(config, app, 'openid', new Browser(), { response_mode: 'fragment' });
  assert.equal(new URL(signedIn.back).search, '');
  const answer = new URL(signedIn.back.replace('#', '?'));
  assert.ok((await client.authorizationCodeGrant(config, answer, signedIn.checks)).id_token);
});

test('a code works once', async () => {
  const config = await discover(apps.spa, client.None());
  const signedIn = await signIn(config, apps.spa, 'openid');
  const tokens = await signedIn.redeem();
  await assert.rejects(signedIn.redeem(), { error: 'invalid_grant' });
  await assert.rejects(client.fetchUserInfo(config, tokens.access_token, client.skipSubjectCheck));       // RFC 6749 §4.1.2: what the first use brought is void
});

test('a wrong verifier is refused', async () => {
  const config = await discover(apps.spa, client.None());
  const { back, checks } = await signIn(config, apps.spa, 'openid');
  await assert.rejects(client.authorizationCodeGrant(config, new URL(back), { ...checks, pkceCodeVerifier: client.randomPKCECodeVerifier() }), { error: 'invalid_grant', error_description: 'PKCE verification failed.' });
});

test('refusals come back to the app with state and iss', async () => {
  const config = await discover(apps.spa, client.None());
  const browser = new Browser();
  const challenge = { code_challenge: await client.calculatePKCECodeChallenge('v'.repeat(43)), code_challenge_method: 'S256' };
  for (const [more, error] of [[{ prompt: 'none' }, 'login_required'], [{ scope: 'openid nonsense' }, 'invalid_scope'], [{ response_type: 'token' }, 'unauthorized_client']]) {
    const url = client.buildAuthorizationUrl(config, { redirect_uri: apps.spa.redirectUris[0], scope: 'openid', state: 'abc', ...challenge, ...more });
    const { location } = await browser.open(url);
    await assert.rejects(client.authorizationCodeGrant(config, new URL(location.replace('#', '?')), { expectedState: 'abc', pkceCodeVerifier: 'v'.repeat(43) }), { error }, error);
  }
});

test('a service gets a token of its own', async () => {
  for (const authentication of [client.ClientSecretBasic, client.ClientSecretPost]) {
    const config = await discover(apps.service, authentication(apps.service.clientSecret));
    const granted = client.clientCredentialsGrant(config, { scope: 'orders:read' });
    if (authentication === client.ClientSecretBasic) {
      const tokens = await granted;
      assert.equal(tokens.scope, 'orders:read');
      assert.equal(tokens.token_type, 'bearer');
      assert.equal(tokens.id_token, undefined);
      assert.equal(tokens.refresh_token, undefined);
    } else await granted;                                           // in the header or in the body
  }
});

test('the org authorization server signs in as well', async () => {
  const config = await discover(apps.web, client.ClientSecretBasic(apps.web.clientSecret), orgUrl);
  const tokens = await (await signIn(config, apps.web, 'openid profile email')).redeem();
  assert.equal(tokens.claims().iss, orgUrl);
  assert.equal((await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub)).email, person.login);
});

test('a client registers itself, signs a person in, reads a signed /userinfo and signs out', async () => {
  const callback = 'http://127.0.0.1:9/callback';
  const config = await client.dynamicClientRegistration(new URL(issuer), {
    client_name: 'Registered by openid-client', redirect_uris: [callback], post_logout_redirect_uris: ['http://127.0.0.1:9/bye'], grant_types: ['authorization_code', 'refresh_token'],
    userinfo_signed_response_alg: 'RS256', token_endpoint_auth_method: 'client_secret_post',
  }, undefined, insecure);
  const { client_id, client_secret, registration_client_uri, registration_access_token } = config.clientMetadata();
  assert.match(client_id, /^0oa/);
  assert.ok(client_secret && registration_access_token);
  assert.equal(registration_client_uri, `${orgUrl}/oauth2/v1/clients/${client_id}`);

  const browser = new Browser();
  const tokens = await (await signIn(config, { redirectUris: [callback] }, 'openid email offline_access', browser)).redeem();
  assert.equal((await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub)).email, person.login);
  const logout = client.buildEndSessionUrl(config, { id_token_hint: tokens.id_token, post_logout_redirect_uri: 'http://127.0.0.1:9/bye' });
  assert.equal((await browser.open(logout)).location, 'http://127.0.0.1:9/bye');

  const deleted = await fetch(registration_client_uri, { method: 'DELETE', headers: { authorization: `Bearer ${registration_access_token}` } });
  assert.equal(deleted.status, 204);
  await assert.rejects(client.refreshTokenGrant(config, tokens.refresh_token), { error: 'invalid_client' });
});

test('a person who signs out without an ID token is asked, and then led back', async () => {
  const config = await discover(apps.web, client.ClientSecretBasic(apps.web.clientSecret));
  const browser = new Browser();
  await (await signIn(config, apps.web, 'openid', browser)).redeem();
  const page = await browser.open(client.buildEndSessionUrl(config, { post_logout_redirect_uri: apps.web.postLogoutRedirectUris[0], state: 's' }));
  assert.equal(page.status, 200);
  assert.equal((await browser.submit(page)).location, apps.web.postLogoutRedirectUris[0] + '?state=s');
});
