// @okta/jwt-verifier, which guards Node APIs. Contract §7.2.
import { issuer, apps, person, Browser } from './org.js';
import test from 'node:test';
import assert from 'node:assert/strict';
import * as client from 'openid-client';
import OktaJwtVerifier from '@okta/jwt-verifier';

const verifier = more => new OktaJwtVerifier({ issuer, testing: { disableHttpsCheck: true }, ...more });      // http on loopback

async function tokensOfAPerson() {
  const app = apps.spa;
  const config = await client.discovery(new URL(issuer), app.clientId, undefined, client.None(), { execute: [client.allowInsecureRequests] });
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const back = await new Browser().authorize(client.buildAuthorizationUrl(config, {
    redirect_uri: app.redirectUris[0], scope: 'openid profile', state: 's', nonce: 'n-0S6_WzA2Mj', code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier), code_challenge_method: 'S256',
  }));
  return client.authorizationCodeGrant(config, new URL(back), { pkceCodeVerifier, expectedState: 's', expectedNonce: 'n-0S6_WzA2Mj' });
}

async function tokenOfAService() {
  const { clientId, clientSecret } = apps.service;
  const config = await client.discovery(new URL(issuer), clientId, clientSecret, client.ClientSecretBasic(clientSecret), { execute: [client.allowInsecureRequests] });
  return (await client.clientCredentialsGrant(config, { scope: 'orders:read' })).access_token;
}

test('an API accepts the access token of a person', async () => {
  const { access_token } = await tokensOfAPerson();
  const { claims } = await verifier({ clientId: apps.spa.clientId, assertClaims: { cid: apps.spa.clientId, 'scp.includes': ['openid', 'profile'] } }).verifyAccessToken(access_token, 'api://default');
  assert.equal(claims.sub, person.login);
  assert.match(claims.uid, /^00u/);
});

test('an API accepts the access token of a service', async () => {
  const { claims } = await verifier({ assertClaims: { 'scp.includes': ['orders:read'] } }).verifyAccessToken(await tokenOfAService(), ['api://default']);
  assert.equal(claims.sub, apps.service.clientId);
  assert.equal(claims.uid, undefined);
});

test('an app accepts its ID token, with its nonce only', async () => {
  const { id_token } = await tokensOfAPerson();
  const { claims } = await verifier().verifyIdToken(id_token, apps.spa.clientId, 'n-0S6_WzA2Mj');
  assert.equal(claims.preferred_username, person.login);
  await assert.rejects(verifier().verifyIdToken(id_token, apps.spa.clientId, 'another'), /nonce/);
});

test('the wrong audience, issuer, scope and signature are refused', async () => {
  const token = await tokenOfAService();
  await assert.rejects(verifier().verifyAccessToken(token, 'api://other'), /audience claim api:\/\/default does not match expected audience: api:\/\/other/);
  await assert.rejects(verifier({ issuer: issuer.replace('/default', ''), jwksUri: issuer + '/v1/keys' }).verifyAccessToken(token, 'api://default'), /issuer/);
  await assert.rejects(verifier({ assertClaims: { 'scp.includes': ['orders:write'] } }).verifyAccessToken(token, 'api://default'), /scp/);
  const [head, body, signature] = token.split('.');
  const turned = (signature[9] === 'A' ? 'B' : 'A');
  await assert.rejects(verifier().verifyAccessToken([head, body, signature.slice(0, 9) + turned + signature.slice(10)].join('.'), 'api://default'), /Signature verification failed/);
});
