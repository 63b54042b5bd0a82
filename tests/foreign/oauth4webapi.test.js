// oauth4webapi, the strictest client there is: it reads every header and every claim.
import { issuer, apps, person, plain, Browser } from './org.js';
import test from 'node:test';
import assert from 'node:assert/strict';
import * as oauth from 'oauth4webapi';

const http = { [oauth.allowInsecureRequests]: plain };

const discover = async algorithm => oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), { algorithm, ...http }));

async function authorize(as, app, more = {}, browser = new Browser()) {
  const verifier = oauth.generateRandomCodeVerifier();
  const url = new URL(as.authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: app.clientId, redirect_uri: app.redirectUris[0], response_type: 'code', scope: 'openid profile email offline_access', state: 'st', nonce: 'no',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', ...more,
  });
  return { verifier, back: new URL(await browser.authorize(url)) };
}

test('both discovery documents are in order', async () => {
  const openId = await discover('oidc');
  const plain = await discover('oauth2');
  assert.equal(openId.issuer, issuer);
  assert.equal(plain.token_endpoint, openId.token_endpoint);
  assert.ok(plain.grant_types_supported.includes('client_credentials'));
});

test('every answer of a native app\'s sign-in passes, headers and all', async () => {
  const [as, app, client, none] = [await discover(), apps.native, { client_id: apps.native.clientId }, oauth.None()];
  app.redirectUris = ['http://127.0.0.1:54321/callback'];               // RFC 8252 §7.3: any port
  const { verifier, back } = await authorize(as, app);

  const code = oauth.validateAuthResponse(as, client, back, 'st');
  const answer = await oauth.authorizationCodeGrantRequest(as, client, none, code, app.redirectUris[0], verifier, http);
  assert.match(answer.headers.get('cache-control'), /no-store/);
  assert.match(answer.headers.get('content-type'), /^application\/json/);
  const tokens = await oauth.processAuthorizationCodeResponse(as, client, answer, { expectedNonce: 'no', requireIdToken: true });
  const { sub } = oauth.getValidatedIdTokenClaims(tokens);
  await oauth.validateApplicationLevelSignature(as, answer, http);

  const info = await oauth.processUserInfoResponse(as, client, sub, await oauth.userInfoRequest(as, client, tokens.access_token, http));
  assert.equal(info.preferred_username, person.login);

  const refreshAnswer = await oauth.refreshTokenGrantRequest(as, client, none, tokens.refresh_token, http);
  const refreshed = await oauth.processRefreshTokenResponse(as, client, refreshAnswer);
  await oauth.validateApplicationLevelSignature(as, refreshAnswer, http);
  assert.notEqual(refreshed.refresh_token, tokens.refresh_token);
  assert.equal('state' in refreshed, false);

  const introspected = await oauth.processIntrospectionResponse(as, client, await oauth.introspectionRequest(as, client, none, refreshed.refresh_token, http));
  assert.equal(introspected.active, true);

  const revoked = await oauth.revocationRequest(as, client, none, refreshed.refresh_token, http);
  assert.equal(revoked.headers.get('content-type'), null);               // contract §2.0: an empty body has no type
  assert.equal(await oauth.processRevocationResponse(revoked), undefined);
  assert.deepEqual({ ...await oauth.processIntrospectionResponse(as, client, await oauth.introspectionRequest(as, client, none, refreshed.access_token, http)) }, { active: false });
});

test('the access token is a JWT an API can check (RFC 9068, without its typ)', async () => {
  const [as, app, client] = [await discover(), apps.spa, { client_id: apps.spa.clientId }];
  const { verifier, back } = await authorize(as, app);
  const code = oauth.validateAuthResponse(as, client, back, 'st');
  const tokens = await oauth.processAuthorizationCodeResponse(as, client, await oauth.authorizationCodeGrantRequest(as, client, oauth.None(), code, app.redirectUris[0], verifier, http), { expectedNonce: 'no' });
  const keys = await (await fetch(as.jwks_uri + '?client_id=' + client.client_id)).json();
  const [head, body, signature] = tokens.access_token.split('.').map(part => Buffer.from(part, 'base64url'));
  const { kid, alg } = JSON.parse(head);
  const jwk = keys.keys.find(key => key.kid === kid && key.alg === alg && key.use === 'sig');
  const key = await crypto.subtle.importKey('jwk', jwk, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, false, ['verify']);
  assert.equal(await crypto.subtle.verify(key.algorithm, key, signature, Buffer.from(tokens.access_token.split('.').slice(0, 2).join('.'))), true);
  assert.ok(JSON.parse(body).iat >= JSON.parse(body).auth_time);
});

test('a dead access token is refused in WWW-Authenticate', async () => {
  const as = await discover();
  const client = { client_id: apps.spa.clientId };
  await assert.rejects(oauth.userInfoRequest(as, client, 'not.a.token', http).then(answer => oauth.processUserInfoResponse(as, client, oauth.skipSubjectCheck, answer)), error => {
    const [{ scheme, parameters }] = error.cause;
    assert.deepEqual([scheme, parameters.error, parameters.error_description], ['bearer', 'invalid_token', 'The access token is invalid']);
    return error instanceof oauth.WWWAuthenticateChallengeError;
  });
});

test('a wrong secret is told apart', async () => {
  const as = await discover('oauth2');
  const client = { client_id: apps.service.clientId };
  const wrong = await oauth.clientCredentialsGrantRequest(as, client, oauth.ClientSecretBasic('no'.repeat(20)), { scope: 'orders:read' }, http);
  assert.equal(wrong.status, 401);
  await assert.rejects(oauth.processClientCredentialsResponse(as, client, wrong));
  const right = await oauth.clientCredentialsGrantRequest(as, client, oauth.ClientSecretBasic(apps.service.clientSecret), { scope: 'orders:read' }, http);
  assert.equal((await oauth.processClientCredentialsResponse(as, client, right)).scope, 'orders:read');
});

test('an unknown scope of a service is refused', async () => {
  const as = await discover('oauth2');
  const client = { client_id: apps.service.clientId };
  const answer = await oauth.clientCredentialsGrantRequest(as, client, oauth.ClientSecretBasic(apps.service.clientSecret), { scope: 'nonsense' }, http);
  await assert.rejects(oauth.processClientCredentialsResponse(as, client, answer), { error: 'invalid_scope' });
});
