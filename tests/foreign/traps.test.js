// The compatibility traps of contract §11 that no client of this folder steps into by itself, call by call.
import { org, issuer, orgUrl, apps, person, Browser, api, createApp } from './org.js';
import test from 'node:test';
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { createHash } from 'node:crypto';

const verifier = 'v'.repeat(43);
const code_challenge = createHash('sha256').update(verifier).digest('base64url');
const spa = apps.spa.clientId;

const authorizeUrl = more => {
  const asked = { client_id: spa, redirect_uri: apps.spa.redirectUris[0], response_type: 'code', scope: 'openid profile offline_access', state: 's', code_challenge, code_challenge_method: 'S256', ...more };
  return `${issuer}/v1/authorize?` + new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== undefined));
};

const post = (path, form, headers) => fetch(`${issuer}/v1/${path}`, { method: 'POST', body: new URLSearchParams(form), headers });

async function signIn(more, browser = new Browser()) {
  const { searchParams } = new URL(await browser.authorize(authorizeUrl(more)));
  const answer = await post('token', { grant_type: 'authorization_code', client_id: spa, code: searchParams.get('code'), redirect_uri: apps.spa.redirectUris[0], code_verifier: verifier });
  assert.equal(answer.status, 200);
  return answer.json();
}

const claims = jwt => JSON.parse(Buffer.from(jwt.split('.')[1], 'base64url'));

/** Header lines as they are on the wire. */
const rawHeaders = (path, method = 'GET') => new Promise((told, broken) => request(orgUrl + path, { method, headers: { authorization: `SSWS ${org.apiToken}` } }, answer => {
  answer.resume();
  told(answer.rawHeaders.flatMap((name, i, all) => i % 2 ? [] : [[name, all[i + 1]]]));
}).on('error', broken).end());

test('1: state is asked for, and not given back by the token endpoint', async () => {
  const back = new URL((await new Browser().open(authorizeUrl({ state: undefined }))).location);
  assert.equal(back.searchParams.get('error'), 'invalid_request');
  assert.match(back.searchParams.get('error_description'), /'state'/);
  assert.equal('state' in await signIn(), false);
});

test('2: PKCE is S256, and nothing less', async () => {
  for (const less of [{ code_challenge_method: 'plain' }, { code_challenge_method: undefined }, { code_challenge: undefined, code_challenge_method: undefined }])
    assert.match((await new Browser().open(authorizeUrl(less))).location, /[?&]error=invalid_request/);
});

test('3: an address that is not registered gets a page, never a redirect', async () => {
  const [redirect] = apps.spa.redirectUris;
  for (const redirect_uri of [redirect + '/', redirect + '?a=b', redirect.toUpperCase(), 'https://evil.example/', undefined])
    assert.equal((await new Browser().open(authorizeUrl({ redirect_uri }))).status, 400, String(redirect_uri));
  assert.equal((await new Browser().open(authorizeUrl({ client_id: 'nobody' }))).status, 400);
  const { id_token } = await signIn();
  const logout = await new Browser().open(`${issuer}/v1/logout?` + new URLSearchParams({ id_token_hint: id_token, post_logout_redirect_uri: 'https://evil.example/' }));
  assert.equal(logout.status, 400);
});

test('4: a public client says its name in five ways', async () => {
  const { access_token: token } = await signIn();
  for (const [form, headers, query] of [[{ client_id: spa }], [{}, { authorization: 'Basic ' + btoa(spa) }], [{}, { authorization: 'Basic ' + btoa(spa + ':') }], [{}, {}, '?client_id=' + spa]])
    assert.equal((await (await post('introspect' + (query ?? ''), { token, ...form }, headers)).json()).active, true, JSON.stringify([form, headers, query]));
  assert.equal((await post('revoke', { token }, { authorization: 'Basic ' + btoa(spa) })).status, 200);
});

test('6, 7, 8: nonce, auth_time and sub of the tokens', async () => {
  const first = await signIn({ nonce: 'once', max_age: '600' });
  assert.equal(claims(first.id_token).nonce, 'once');
  assert.ok(claims(first.id_token).iat > claims(first.id_token).auth_time, 'Swift wants iat after auth_time');
  assert.ok(claims(first.id_token).name && claims(first.id_token).preferred_username, 'the iOS guide unwraps both');
  const refreshed = await (await post('token', { grant_type: 'refresh_token', client_id: spa, refresh_token: first.refresh_token, redirect_uri: apps.spa.redirectUris[0] })).json();
  assert.equal(claims(refreshed.id_token).nonce, undefined);
  assert.equal(claims(refreshed.id_token).auth_time, claims(first.id_token).auth_time);
  assert.equal(claims(refreshed.access_token).sub, person.login);
  assert.equal(claims(refreshed.access_token).uid, claims(refreshed.id_token).sub);
  assert.equal(typeof claims(refreshed.access_token).aud, 'string');
  assert.equal(claims((await signIn()).id_token).nonce, undefined);
});

test('11: an empty body has no content type', async () => {
  const answers = [await post('revoke', { token: 'anything', client_id: spa })];
  const { id } = await (await api('POST', '/groups', { profile: { name: `Traps ${Date.now()}` } })).json();
  const me = await (await api('GET', '/users/me')).json();
  answers.push(await api('PUT', `/groups/${id}/users/${me.id}`), await api('DELETE', `/groups/${id}/users/${me.id}`), await api('DELETE', `/groups/${id}`));
  assert.deepEqual(answers.map(answer => answer.status), [200, 204, 204, 204]);
  for (const answer of answers) assert.deepEqual([await answer.text(), answer.headers.get('content-type')], ['', null]);
});

test('12: every answer of the API carries its limits in lower case, a date and a request id', async () => {
  for (const path of ['/api/v1/users?limit=1', '/api/v1/users/nobody', '/oauth2/default/v1/keys', '/oauth2/default/v1/userinfo']) {
    const names = (await rawHeaders(path)).map(([name]) => name);
    for (const name of ['x-rate-limit-limit', 'x-rate-limit-remaining', 'x-rate-limit-reset', 'x-okta-request-id', 'Date']) assert.ok(names.includes(name), `${name} at ${path}`);
  }
});

test('13: a Link header for each relation', async () => {
  const links = (await rawHeaders('/api/v1/users?limit=1')).filter(([name]) => name.toLowerCase() === 'link').map(([, value]) => value);
  assert.deepEqual(links.map(link => /rel="(\w+)"$/.exec(link)[1]), ['self', 'next']);
  for (const link of links) assert.ok(link.startsWith(`<${orgUrl}/api/v1/users?`), link);
});

test('16: the CLI reads an app\'s credentials where nobody documents them', async () => {
  const { client_id, client_secret } = await createApp({ application_type: 'service', grant_types: ['client_credentials'], response_types: ['token'] });
  assert.deepEqual(await (await api('GET', `/internal/apps/${client_id}/settings/clientcreds`)).json(), { client_id, client_secret });
});

test('18: creating answers 200, deleting 204', async () => {
  const made = await api('POST', '/groups', { profile: { name: `Status ${Date.now()}` } });
  assert.equal(made.status, 200);
  assert.equal((await api('DELETE', `/groups/${(await made.json()).id}`)).status, 204);
});

test('20: a page on a registered origin may call, with the client\'s own headers', async () => {
  const { origin } = new URL(apps.spa.redirectUris[0]);
  for (const [path, method] of [['token', 'POST'], ['userinfo', 'GET'], ['revoke', 'POST'], ['introspect', 'POST'], ['keys', 'GET']]) {
    const { status, headers } = await fetch(`${issuer}/v1/${path}`, {
      method: 'OPTIONS', headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'authorization,content-type,x-okta-user-agent-extended' },
    });
    assert.equal(status, 204, path);
    assert.ok([origin, '*'].includes(headers.get('access-control-allow-origin')), path);
    for (const name of ['authorization', 'content-type', 'x-okta-user-agent-extended']) assert.ok(headers.get('access-control-allow-headers').toLowerCase().includes(name), `${name} at ${path}`);
  }
  const { headers } = await fetch(`${issuer}/v1/userinfo`, { headers: { origin, authorization: 'Bearer nothing' } });
  assert.match(headers.get('access-control-expose-headers').toLowerCase(), /www-authenticate/);
  assert.ok((await fetch(`${issuer}/.well-known/openid-configuration`, { headers: { origin: 'https://anywhere.example' } })).headers.get('access-control-allow-origin'));
});

test('26, 29, 30: discovery says what there is, all that Swift needs, and every address answers', async () => {
  for (const base of [issuer, orgUrl]) {
    const document = await (await fetch(`${base}/.well-known/openid-configuration`)).json();
    assert.equal(document.issuer, base);
    for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'response_types_supported', 'subject_types_supported', 'id_token_signing_alg_values_supported']) assert.ok(document[name], name);
    assert.deepEqual(document.code_challenge_methods_supported, ['S256']);
    for (const [name, url] of Object.entries(document).filter(([name]) => /_endpoint$|_uri$/.test(name)))
      assert.notEqual((await fetch(url, { headers: { accept: 'text/html' }, redirect: 'manual' })).status, 404, name);
    for (const grant_type of document.grant_types_supported.filter(name => name !== 'implicit')) {             // that one is asked for at /authorize
      const refused = await (await post('token', { grant_type, client_id: spa })).json();
      assert.notEqual(refused.error, 'unsupported_grant_type', grant_type);
    }
  }
  assert.equal((await (await fetch(`${orgUrl}/.well-known/oauth-authorization-server/oauth2/default`)).json()).issuer, issuer);
  assert.equal((await (await fetch(`${orgUrl}/oauth2/nowhere/.well-known/openid-configuration`)).json()).errorCode, 'E0000007');
});

test('31: a lifecycle is posted without a body', async () => {
  const { client_id } = await createApp({ application_type: 'native', grant_types: ['authorization_code'], response_types: ['code'], redirect_uris: ['com.example:/callback'] });
  for (const action of ['deactivate', 'activate']) {
    const answer = await api('POST', `/apps/${client_id}/lifecycle/${action}`);
    assert.deepEqual([answer.status, await answer.json()], [200, {}]);
  }
});

test('34: a log that is polled always says where to go on', async () => {
  const answer = await api('GET', '/logs?' + new URLSearchParams({ since: new Date(Date.now() + 60_000).toISOString(), limit: 1 }));
  assert.deepEqual(await answer.json(), []);
  assert.match(answer.headers.get('link'), /rel="next"/);
});
