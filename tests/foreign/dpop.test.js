// Sender-constrained tokens (RFC 9449) by two clients of others: one that leaves the retry with a nonce to its caller, one that makes it itself.
import { issuer, apps, person, createApp, plain, Browser } from './org.js';
import test from 'node:test';
import assert from 'node:assert/strict';
import * as oauth from 'oauth4webapi';
import * as client from 'openid-client';

const http = { [oauth.allowInsecureRequests]: plain };
const claimsOf = token => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));

/** Sends a request and reads its answer; once more when the answer was a nonce. */
async function retried(request, read) {
  try {
    return await read(await request());
  } catch (error) {
    if (!oauth.isDPoPNonceError(error)) throw error;
    return await read(await request());
  }
}

async function authorized(as, app, more = {}) {
  const verifier = oauth.generateRandomCodeVerifier();
  const url = new URL(as.authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: app.client_id, redirect_uri: app.redirect, response_type: 'code', scope: 'openid profile offline_access', state: 'st', nonce: 'no',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', ...more,
  });
  return { verifier, code: oauth.validateAuthResponse(as, app, new URL(await new Browser().authorize(url)), 'st') };
}

const discover = async () => oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), { algorithm: 'oauth2', ...http }));

const native = () => ({ client_id: apps.native.clientId, redirect: 'http://127.0.0.1:54321/callback' });

for (const algorithm of ['ES256', 'RS256', 'PS256']) {
  test(`oauth4webapi signs in, refreshes and asks for user info with a key of ${algorithm}`, async () => {
    const [as, app, none] = [await discover(), native(), oauth.None()];
    assert.ok(as.dpop_signing_alg_values_supported.includes(algorithm));
    const DPoP = oauth.DPoP(app, await oauth.generateKeyPair(algorithm));
    const thumbprint = await DPoP.calculateThumbprint();

    const { verifier, code } = await authorized(as, app, { dpop_jkt: thumbprint });
    const tokens = await retried(() => oauth.authorizationCodeGrantRequest(as, app, none, code, app.redirect, verifier, { DPoP, ...http }),
      answer => oauth.processAuthorizationCodeResponse(as, app, answer, { expectedNonce: 'no', requireIdToken: true }));
    assert.equal(tokens.token_type, 'dpop');
    assert.equal(claimsOf(tokens.access_token).cnf.jkt, thumbprint);

    const { sub } = oauth.getValidatedIdTokenClaims(tokens);
    const info = await retried(() => oauth.userInfoRequest(as, app, tokens.access_token, { DPoP, ...http }), answer => oauth.processUserInfoResponse(as, app, sub, answer));
    assert.equal(info.preferred_username, person.login);
    await assert.rejects(oauth.userInfoRequest(as, app, tokens.access_token, http).then(answer => oauth.processUserInfoResponse(as, app, sub, answer)), error => {
      const [{ scheme, parameters }] = error.cause;
      assert.deepEqual([scheme, parameters.error, parameters.algs], ['dpop', 'invalid_token', as.dpop_signing_alg_values_supported.join(' ')]);
      return error instanceof oauth.WWWAuthenticateChallengeError;
    });

    const refreshed = await retried(() => oauth.refreshTokenGrantRequest(as, app, none, tokens.refresh_token, { DPoP, ...http }), answer => oauth.processRefreshTokenResponse(as, app, answer));
    assert.equal(claimsOf(refreshed.access_token).cnf.jkt, thumbprint);

    const introspected = await oauth.processIntrospectionResponse(as, app, await oauth.introspectionRequest(as, app, none, refreshed.access_token, http));
    assert.deepEqual([introspected.token_type, introspected.cnf.jkt], ['DPoP', thumbprint]);

    const thief = oauth.DPoP(app, await oauth.generateKeyPair(algorithm));
    await assert.rejects(retried(() => oauth.refreshTokenGrantRequest(as, app, none, refreshed.refresh_token, { DPoP: thief, ...http }), answer => oauth.processRefreshTokenResponse(as, app, answer)), { error: 'invalid_grant' });
  });
}

test('a code that was asked for with one key is not given to another', async () => {
  const [as, app] = [await discover(), native()];
  const [own, other] = [oauth.DPoP(app, await oauth.generateKeyPair('ES256')), oauth.DPoP(app, await oauth.generateKeyPair('ES256'))];
  const { verifier, code } = await authorized(as, app, { dpop_jkt: await own.calculateThumbprint() });
  const redeem = DPoP => retried(() => oauth.authorizationCodeGrantRequest(as, app, oauth.None(), code, app.redirect, verifier, { DPoP, ...http }), answer => oauth.processAuthorizationCodeResponse(as, app, answer, { expectedNonce: 'no' }));
  await assert.rejects(redeem(other), { error: 'invalid_grant' });
  assert.equal((await redeem(own)).token_type, 'dpop');
});

test('openid-client gets along without being told of the nonce', async () => {
  const app = await createApp({ application_type: 'native', grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'], redirect_uris: ['http://127.0.0.1/callback'], dpop_bound_access_tokens: true });
  const config = await client.discovery(new URL(issuer), app.client_id, undefined, client.None(), { execute: plain ? [client.allowInsecureRequests] : [] });
  const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256'));
  const verifier = client.randomPKCECodeVerifier();
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: 'http://127.0.0.1:54321/callback', scope: 'openid profile offline_access', state: 'st', nonce: 'no', code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
  });
  const back = new URL(await new Browser().authorize(url));
  const checks = { pkceCodeVerifier: verifier, expectedState: 'st', expectedNonce: 'no' };
  await assert.rejects(client.authorizationCodeGrant(config, back, checks), { error: 'invalid_dpop_proof' });

  const tokens = await client.authorizationCodeGrant(config, back, checks, undefined, { DPoP });
  assert.equal(tokens.token_type, 'dpop');
  const { sub } = tokens.claims();
  assert.equal((await client.fetchUserInfo(config, tokens.access_token, sub, { DPoP })).sub, sub);
  const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP });
  assert.equal(refreshed.token_type, 'dpop');
  await assert.rejects(client.refreshTokenGrant(config, refreshed.refresh_token), { error: 'invalid_dpop_proof' });
});
