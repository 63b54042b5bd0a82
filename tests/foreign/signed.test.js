// What is signed both ways (FAPI 2.0 Message Signing): requests the app must sign (RFC 9101 §10.5), signed answers (JARM) and signed introspection (RFC 9701), by oauth4webapi and jose.
import { issuer, apps, person, plain, createApp, keyPair, Browser } from './org.js';
import test from 'node:test';
import assert from 'node:assert/strict';
import * as oauth from 'oauth4webapi';
import * as jose from 'jose';

const http = { [oauth.allowInsecureRequests]: plain };
const callback = 'https://app.example/callback';
const web = { application_type: 'web', grant_types: ['authorization_code', 'implicit'], response_types: ['code', 'id_token'], redirect_uris: [callback] };

const discover = async () => oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), http));

/** The parameters of a request, and what they are held against. */
async function request(client_id, more = {}) {
  const verifier = oauth.generateRandomCodeVerifier();
  return {
    verifier,
    parameters: new URLSearchParams({
      client_id, redirect_uri: callback, response_type: 'code', scope: 'openid email', state: 'st', nonce: 'no',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', ...more,
    }),
  };
}

const at = (as, parameters) => {
  const url = new URL(as.authorization_endpoint);
  url.search = new URLSearchParams(parameters);
  return url;
};

test('discovery says what is signed', async () => {
  const as = await discover();
  for (const mode of ['jwt', 'query.jwt', 'fragment.jwt', 'form_post.jwt']) assert.ok(as.response_modes_supported.includes(mode), mode);
  for (const name of ['authorization_signing_alg_values_supported', 'introspection_signing_alg_values_supported']) assert.ok(as[name].includes('RS256'), name);
});

test('a request by jose, an answer for oauth4webapi', async () => {
  const as = await discover();
  const { key, kid, jwks } = await keyPair('ES256');
  const app = await createApp({ ...web, jwks, require_signed_request_object: true });
  const client = { client_id: app.client_id };
  const { verifier, parameters } = await request(app.client_id, { response_mode: 'jwt' });

  // Unsigned it is refused, and the refusal is signed.
  const refused = new URL(await new Browser().authorize(at(as, parameters)));
  await assert.rejects(oauth.validateJwtAuthResponse(as, client, refused, 'st', http), { error: 'invalid_request' });

  const signed = await new jose.SignJWT(Object.fromEntries(parameters)).setProtectedHeader({ alg: 'ES256', kid, typ: 'oauth-authz-req+jwt' })
    .setIssuer(app.client_id).setAudience(issuer).setIssuedAt().setNotBefore('0s').setExpirationTime('5m').setJti(oauth.generateRandomState()).sign(key);
  const back = new URL(await new Browser().authorize(at(as, { client_id: app.client_id, request: signed })));
  assert.deepEqual([...back.searchParams.keys()], ['response']);
  const answer = await oauth.validateJwtAuthResponse(as, client, back, 'st', http);
  const tokens = await oauth.processAuthorizationCodeResponse(as, client,
    await oauth.authorizationCodeGrantRequest(as, client, oauth.ClientSecretBasic(app.client_secret), answer, callback, verifier, http), { expectedNonce: 'no', requireIdToken: true });
  assert.equal(oauth.getValidatedIdTokenClaims(tokens).email, person.login);

  // And by jose, against the keys shown to this client.
  const keys = jose.createRemoteJWKSet(new URL(as.jwks_uri + '?client_id=' + app.client_id));
  const { payload } = await jose.jwtVerify(back.searchParams.get('response'), keys, { issuer, audience: app.client_id, requiredClaims: ['exp'], maxTokenAge: undefined });
  assert.equal(payload.state, 'st');
  assert.ok(payload.exp - Date.now() / 1000 <= 600);
});

test('oauth4webapi signs and pushes a request, and reads the answer by ES256', async () => {
  const { key, kid, jwks } = await keyPair('PS256');
  const app = await createApp({ ...web, jwks, require_signed_request_object: true, authorization_signed_response_alg: 'ES256' });
  const as = await discover();
  const client = { client_id: app.client_id, authorization_signed_response_alg: 'ES256' };
  const { parameters } = await request(app.client_id, { response_mode: 'query.jwt' });
  const signed = await oauth.issueRequestObject(as, client, parameters, { key, kid });
  const pushed = await oauth.processPushedAuthorizationResponse(as, client,
    await oauth.pushedAuthorizationRequest(as, client, oauth.ClientSecretBasic(app.client_secret), new URLSearchParams({ client_id: app.client_id, request: signed }), http));
  const back = new URL(await new Browser().authorize(at(as, { client_id: app.client_id, request_uri: pushed.request_uri })));
  const answer = await oauth.validateJwtAuthResponse(as, client, back, 'st', http);
  assert.ok(answer.get('code'));

  await assert.rejects(oauth.pushedAuthorizationRequest(as, client, oauth.ClientSecretBasic(app.client_secret), parameters, http)
    .then(response => oauth.processPushedAuthorizationResponse(as, client, response)), { error: 'invalid_request' });
  // Another client's keys and another client's answer are neither of them its own.
  await assert.rejects(oauth.validateJwtAuthResponse(as, { client_id: apps.web.clientId }, back, 'st', http));
});

for (const [response_mode, response_type] of [['fragment.jwt', 'code id_token'], ['form_post.jwt', 'code'], ['jwt', 'code id_token']]) {
  test(`a ${response_type} by ${response_mode} verifies`, async () => {
    const app = await createApp(web);
    const as = await discover();
    const { parameters } = await request(app.client_id, { response_mode, response_type });
    const back = await new Browser().authorize(at(as, parameters));
    const values = back instanceof Request ? new URLSearchParams(await back.text()) : new URLSearchParams(new URL(back).hash.slice(1));
    assert.deepEqual([...values.keys()], ['response']);
    const { payload } = await jose.jwtVerify(values.get('response'), jose.createRemoteJWKSet(new URL(as.jwks_uri)), { issuer, audience: app.client_id });
    assert.deepEqual(Object.keys(payload).sort(), ['aud', 'code', 'exp', ...response_type.includes('id_token') ? ['id_token'] : [], 'iss', 'state'].sort());
  });
}

for (const alg of ['RS256', 'ES256']) {
  test(`an API is told of a token by ${alg}`, async () => {
    const app = await createApp({ ...web, introspection_signed_response_alg: alg });
    const as = await discover();
    const client = { client_id: app.client_id, introspection_signed_response_alg: alg };
    const service = { client_id: apps.service.clientId };
    const tokens = await oauth.processClientCredentialsResponse(as, service, await oauth.clientCredentialsGrantRequest(as, service, oauth.ClientSecretBasic(apps.service.clientSecret), { scope: 'orders:read' }, http));
    const ask = token => oauth.introspectionRequest(as, client, oauth.ClientSecretBasic(app.client_secret), token, { ...http, requestJwtResponse: true });

    const answer = await ask(tokens.access_token);
    assert.equal(answer.headers.get('content-type'), 'application/token-introspection+jwt');
    const told = await oauth.processIntrospectionResponse(as, client, answer);
    assert.deepEqual([told.active, told.client_id, told.scope], [true, apps.service.clientId, 'orders:read']);
    await oauth.validateApplicationLevelSignature(as, answer, http);
    assert.equal((await oauth.processIntrospectionResponse(as, client, await ask('nonsense'))).active, false);

    const text = await (await ask(tokens.access_token)).text();
    const { payload, protectedHeader } = await jose.jwtVerify(text, jose.createRemoteJWKSet(new URL(as.jwks_uri)), { issuer, audience: app.client_id, typ: 'token-introspection+jwt', algorithms: [alg] });
    assert.equal(protectedHeader.alg, alg);
    assert.equal(payload.token_introspection.client_id, apps.service.clientId);
    assert.equal('sub' in payload || 'exp' in payload, false);
  });
}
