// One token for another: apps of one device (OpenID Native SSO), and a service that calls on with a person's token (RFC 8693), by openid-client.
import { issuer, apps, person, plain, createApp, Browser } from './org.js';
import test from 'node:test';
import assert from 'node:assert/strict';
import * as client from 'openid-client';

const insecure = { execute: plain ? [client.allowInsecureRequests] : [] };
const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange';
const type = { id: 'urn:ietf:params:oauth:token-type:id_token', access: 'urn:ietf:params:oauth:token-type:access_token', secret: 'urn:x-oath:params:oauth:token-type:device-secret' };
const callback = 'http://127.0.0.1:54321/callback';

const discover = (clientId, authentication) => client.discovery(new URL(issuer), clientId, undefined, authentication, insecure);

async function signIn(config, scope) {
  const checks = { pkceCodeVerifier: client.randomPKCECodeVerifier(), expectedState: client.randomState(), expectedNonce: client.randomNonce() };
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: callback, scope, state: checks.expectedState, nonce: checks.expectedNonce, code_challenge: await client.calculatePKCECodeChallenge(checks.pkceCodeVerifier), code_challenge_method: 'S256',
  });
  return client.authorizationCodeGrant(config, new URL(await new Browser().authorize(url)), checks);
}

test('a second app of the device is signed in without a browser', async () => {
  const first = await discover(apps.native.clientId, client.None());
  const signedIn = await signIn(first, 'openid profile offline_access device_sso');
  assert.ok(signedIn.device_secret);
  assert.ok(signedIn.claims().sid && signedIn.claims().ds_hash);

  const app = await createApp({ application_type: 'native', grant_types: ['authorization_code', 'refresh_token', exchange], response_types: ['code'], redirect_uris: ['http://127.0.0.1/callback'] });
  const second = await discover(app.client_id, client.None());
  const given = {
    subject_token: signedIn.id_token, subject_token_type: type.id, actor_token: signedIn.device_secret, actor_token_type: type.secret, audience: 'api://default', scope: 'openid profile offline_access',
  };
  const tokens = await client.genericGrantRequest(second, exchange, given);
  assert.equal(tokens.issued_token_type, type.access);
  assert.deepEqual([tokens.claims().sub, tokens.claims().aud, tokens.claims().nonce], [signedIn.claims().sub, app.client_id, undefined]);
  assert.ok((await client.refreshTokenGrant(second, tokens.refresh_token)).access_token);
  assert.equal((await client.tokenIntrospection(first, signedIn.device_secret, { token_type_hint: 'device_secret' })).active, true);

  await client.tokenRevocation(first, signedIn.device_secret, { token_type_hint: 'device_secret' });
  await assert.rejects(client.genericGrantRequest(second, exchange, given), { error: 'invalid_grant' });
  await assert.rejects(client.refreshTokenGrant(second, tokens.refresh_token), { error: 'invalid_grant' });
});

test('a service that was called calls on with a token of its own for the same person', async () => {
  const signedIn = await signIn(await discover(apps.native.clientId, client.None()), 'openid orders:read');
  const app = await createApp({ application_type: 'service', grant_types: ['client_credentials', exchange], response_types: ['token'] });
  const service = await discover(app.client_id, client.ClientSecretBasic(app.client_secret));
  const given = { subject_token: signedIn.access_token, subject_token_type: type.access, audience: 'api://default', scope: 'orders:read' };
  const tokens = await client.genericGrantRequest(service, exchange, given);
  assert.deepEqual([tokens.issued_token_type, tokens.scope, tokens.refresh_token], [type.access, 'orders:read', undefined]);
  const claims = JSON.parse(Buffer.from(tokens.access_token.split('.')[1], 'base64url'));
  assert.deepEqual([claims.cid, claims.uid, claims.sub], [app.client_id, signedIn.claims().sub, person.login]);
  await assert.rejects(client.genericGrantRequest(service, exchange, { ...given, audience: 'api://elsewhere' }), { error: 'invalid_target' });
  await assert.rejects(client.genericGrantRequest(service, exchange, { ...given, subject_token: 'not.a.token' }), { error: 'invalid_request' });
});
