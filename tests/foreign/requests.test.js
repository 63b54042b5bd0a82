// The ways an app may ask: pushed (RFC 9126), signed (RFC 9101), answered by a form or in a fragment, and who it says it is (RFC 7523), by openid-client and oauth4webapi.
import { issuer, apps, person, plain, createApp, keyPair, Browser } from './org.js';
import test from 'node:test';
import assert from 'node:assert/strict';
import * as client from 'openid-client';
import * as oauth from 'oauth4webapi';

const insecure = { execute: plain ? [client.allowInsecureRequests] : [] };
const http = { [oauth.allowInsecureRequests]: plain };
const callback = 'https://app.example/callback';
const web = { application_type: 'web', grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'], redirect_uris: [callback] };

const discover = (clientId, authentication) => client.discovery(new URL(issuer), clientId, undefined, authentication, insecure);

/** What to ask with, and what to hold the answer against. */
async function request(more = {}) {
  const checks = { pkceCodeVerifier: client.randomPKCECodeVerifier(), expectedState: client.randomState(), expectedNonce: client.randomNonce(), idTokenExpected: true };
  const parameters = {
    redirect_uri: callback, scope: 'openid profile email offline_access', state: checks.expectedState, nonce: checks.expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(checks.pkceCodeVerifier), code_challenge_method: 'S256', ...more,
  };
  return { checks, parameters };
}

const landed = back => back instanceof Request ? back : new URL(back);

test('a public app pushes its request', async () => {
  const config = await discover(apps.native.clientId, client.None());
  const { checks, parameters } = await request({ redirect_uri: 'http://127.0.0.1:54321/callback' });
  const url = await client.buildAuthorizationUrlWithPAR(config, parameters);
  assert.deepEqual([...url.searchParams.keys()].sort(), ['client_id', 'request_uri']);
  const tokens = await client.authorizationCodeGrant(config, new URL(await new Browser().authorize(url)), checks);
  assert.equal(tokens.claims().preferred_username, person.login);
  await assert.rejects(new Browser().authorize(url));                // RFC 9126 §7.3: once
});

test('a pushed request that is wrong is refused before a browser is sent', async () => {
  const config = await discover(apps.native.clientId, client.None());
  const { parameters } = await request({ redirect_uri: 'http://127.0.0.1:54321/callback', scope: 'openid nonsense' });
  await assert.rejects(client.buildAuthorizationUrlWithPAR(config, parameters), { error: 'invalid_scope' });
});

test('an app that must push is refused without, and served with, its key bound beforehand', async () => {
  const app = await createApp({ ...web, require_pushed_authorization_requests: true, dpop_bound_access_tokens: true });
  const config = await discover(app.client_id, client.ClientSecretBasic(app.client_secret));
  const { checks, parameters } = await request();
  await assert.rejects(new Browser().authorize(client.buildAuthorizationUrl(config, parameters)).then(back => client.authorizationCodeGrant(config, new URL(back), checks)));
  const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair());
  const url = await client.buildAuthorizationUrlWithPAR(config, parameters, { DPoP });
  const tokens = await client.authorizationCodeGrant(config, new URL(await new Browser().authorize(url)), checks, undefined, { DPoP });
  assert.equal(tokens.token_type, 'dpop');
});

for (const alg of ['RS256', 'ES256', 'PS256']) {
  test(`an app proves itself and signs its request with a key of ${alg}`, async () => {
    const { key, kid, jwks } = await keyPair(alg);
    const app = await createApp({ ...web, jwks, request_object_signing_alg: alg }, { token_endpoint_auth_method: 'private_key_jwt' });
    assert.equal(app.client_secret, undefined);
    const config = await discover(app.client_id, client.PrivateKeyJwt({ key, kid }));

    const { checks, parameters } = await request();
    const signed = await client.buildAuthorizationUrlWithJAR(config, parameters, { key, kid });
    assert.deepEqual([...signed.searchParams.keys()].sort(), ['client_id', 'request']);
    const back = await new Browser().authorize(signed);
    const tokens = await client.authorizationCodeGrant(config, new URL(back), checks);
    assert.equal(tokens.claims().email, person.login);
    assert.ok((await client.refreshTokenGrant(config, tokens.refresh_token)).access_token);
    assert.equal((await client.tokenIntrospection(config, tokens.access_token)).active, true);

    const pushed = await request();
    const url = await client.buildAuthorizationUrlWithPAR(config, (await client.buildAuthorizationUrlWithJAR(config, pushed.parameters, { key, kid })).searchParams);
    assert.equal((await client.authorizationCodeGrant(config, new URL(await new Browser().authorize(url)), pushed.checks)).token_type, 'bearer');

    const stranger = await keyPair(alg);
    const forged = await client.buildAuthorizationUrlWithJAR(config, (await request()).parameters, { key: stranger.key, kid });
    await assert.rejects(new Browser().authorize(forged).then(location => client.authorizationCodeGrant(config, new URL(location), checks)));
    const impostor = await discover(app.client_id, client.PrivateKeyJwt({ key: stranger.key, kid }));
    await assert.rejects(client.refreshTokenGrant(impostor, tokens.refresh_token), { error: 'invalid_client' });
  });
}

test('an app proves itself with its secret without sending it', async () => {
  const app = await createApp(web, { token_endpoint_auth_method: 'client_secret_jwt' });
  const config = await discover(app.client_id, client.ClientSecretJwt(app.client_secret));
  const { checks, parameters } = await request();
  const back = await new Browser().authorize(client.buildAuthorizationUrl(config, parameters));
  assert.equal((await client.authorizationCodeGrant(config, new URL(back), checks)).claims().email, person.login);
});

test('a client that registers itself brings its keys', async () => {
  const { key, kid, jwks } = await keyPair('ES256');
  const config = await client.dynamicClientRegistration(new URL(issuer), {
    client_name: 'Registered with keys', redirect_uris: [callback], grant_types: ['authorization_code'], token_endpoint_auth_method: 'private_key_jwt', jwks,
  }, client.PrivateKeyJwt({ key, kid }), insecure);
  const { checks, parameters } = await request({ scope: 'openid email' });
  const back = await new Browser().authorize(await client.buildAuthorizationUrlWithPAR(config, parameters));
  assert.equal((await client.authorizationCodeGrant(config, new URL(back), checks)).claims().email, person.login);
});

test('the answer is posted to the app', async () => {
  const config = await discover(apps.web.clientId, client.ClientSecretBasic(apps.web.clientSecret));
  const { checks, parameters } = await request({ redirect_uri: apps.web.redirectUris[0], response_mode: 'form_post' });
  const back = landed(await new Browser().authorize(client.buildAuthorizationUrl(config, parameters)));
  assert.deepEqual([back.method, back.url], ['POST', apps.web.redirectUris[0]]);
  assert.equal((await client.authorizationCodeGrant(config, back, checks)).claims().preferred_username, person.login);
});

for (const response_mode of ['fragment', 'form_post']) {
  test(`an ID token without a code, and one beside a code, by ${response_mode}`, async () => {
    const app = await createApp({ ...web, grant_types: ['authorization_code', 'implicit'], response_types: ['code', 'id_token'] });
    const browser = new Browser();

    const implicit = await discover(app.client_id, client.None());
    client.useIdTokenResponseType(implicit);
    const first = await request({ response_mode, scope: 'openid email' });
    const { code_challenge, code_challenge_method, ...alone } = first.parameters;
    const claims = await client.implicitAuthentication(implicit, landed(await browser.authorize(client.buildAuthorizationUrl(implicit, alone))), first.checks.expectedNonce, { expectedState: first.checks.expectedState });
    assert.equal(claims.email, person.login);

    const hybrid = await discover(app.client_id, client.ClientSecretBasic(app.client_secret));
    client.useCodeIdTokenResponseType(hybrid);
    const second = await request({ response_mode, scope: 'openid email' });
    const tokens = await client.authorizationCodeGrant(hybrid, landed(await browser.authorize(client.buildAuthorizationUrl(hybrid, second.parameters))), second.checks);
    assert.equal(tokens.claims().sub, claims.sub);
  });
}

test('oauth4webapi reads every header of a pushed request and its refusal', async () => {
  const as = await oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), http));
  const app = { client_id: apps.web.clientId };
  const { parameters } = await request({ redirect_uri: apps.web.redirectUris[0], response_type: 'code' });
  const push = secret => oauth.pushedAuthorizationRequest(as, app, oauth.ClientSecretBasic(secret), parameters, http);
  const pushed = await oauth.processPushedAuthorizationResponse(as, app, await push(apps.web.clientSecret));
  assert.match(pushed.request_uri, /^urn:/);
  assert.ok(pushed.expires_in > 0);
  await assert.rejects(push('no'.repeat(20)).then(answer => oauth.processPushedAuthorizationResponse(as, app, answer)));
});
