// @okta/okta-auth-js, which every Okta single-page app is built on. Contract §9.1.
import { issuer, orgUrl, apps, person, trust, api, unescape, Browser } from './org.js';
import test from 'node:test';
import assert from 'node:assert/strict';
import { OktaAuth } from '@okta/okta-auth-js';

const scopes = ['openid', 'profile', 'email', 'offline_access'];

const spa = { issuer, clientId: apps.spa.clientId, redirectUri: apps.spa.redirectUris[0], postLogoutRedirectUri: apps.spa.postLogoutRedirectUris[0], scopes };

/** What the client needs of a window: an address, and to be sent away. */
const location = new URL(spa.redirectUri);
location.assign = url => { location.sentTo = url; };
globalThis.window = { location };

const loaded = [];
test.after(() => loaded.forEach(auth => auth.tokenManager.clearExpireEventTimeoutAll()));       // or they wait an hour for a token to expire

/** The app, freshly loaded. */
function load(options) {
  const auth = new OktaAuth({ ...spa, ...options });
  auth.clearStorage();
  loaded.push(auth);
  return auth;
}

/** Back from where the client sent the browser: the tokens. */
async function comeBack(auth, browser) {
  location.href = await browser.authorize(location.sentTo);
  assert.equal(auth.isLoginRedirect(), true);
  return auth.token.parseFromUrl({ url: location.href });
}

async function signedIn(browser = new Browser(), options) {
  const auth = load(options);
  await auth.signInWithRedirect();
  const { tokens } = await comeBack(auth, browser);
  auth.tokenManager.setTokens(tokens);
  return { auth, tokens };
}

test('a person signs in, and the page reads who it is', async () => {
  const { auth, tokens } = await signedIn();
  assert.equal(await auth.isAuthenticated(), true);
  assert.equal(tokens.idToken.claims.preferred_username, person.login);
  assert.ok(tokens.idToken.claims.name && tokens.idToken.claims.nonce && tokens.idToken.claims.at_hash);
  assert.deepEqual([...tokens.accessToken.scopes].sort(), [...scopes].sort());
  assert.equal(tokens.accessToken.userinfoUrl, `${issuer}/v1/userinfo`);

  const user = await auth.getUser();
  assert.equal(user.sub, tokens.idToken.claims.sub);
  assert.equal(user.email, person.login);
});

test('the access token says what Okta\'s says', async () => {
  const { auth, tokens } = await signedIn();
  const { header, payload } = auth.token.decode(tokens.accessToken.accessToken);
  assert.equal(header.alg, 'RS256');
  assert.ok(header.kid);
  assert.equal(payload.ver, 1);
  assert.match(payload.jti, /^AT\./);
  assert.equal(payload.aud, 'api://default');
  assert.equal(payload.sub, person.login);
  assert.equal(payload.uid, tokens.idToken.claims.sub);
  assert.equal(payload.cid, apps.spa.clientId);
  assert.deepEqual([...payload.scp].sort(), [...scopes].sort());
  assert.equal(typeof payload.auth_time, 'number');
});

test('tokens are renewed with the refresh token, which rotates', async () => {
  const { auth, tokens } = await signedIn();
  const renewed = await auth.token.renewTokens();
  assert.notEqual(renewed.accessToken.accessToken, tokens.accessToken.accessToken);
  assert.notEqual(renewed.refreshToken.refreshToken, tokens.refreshToken.refreshToken);
  assert.equal(renewed.idToken.claims.auth_time, tokens.idToken.claims.auth_time);
  assert.equal(renewed.idToken.claims.nonce, undefined);
  assert.equal((await auth.token.renewTokens()).idToken.claims.sub, tokens.idToken.claims.sub);
});

test('a dead refresh token is forgotten, by the one text the client knows', async () => {
  const { auth } = await signedIn();
  const dead = auth.tokenManager.getTokensSync().refreshToken;
  await auth.token.revoke(dead);
  await assert.rejects(auth.token.renewTokens(), { errorCode: 'invalid_grant', errorSummary: 'The refresh token is invalid or expired.' });
  assert.equal(auth.tokenManager.getTokensSync().refreshToken, undefined);
});

test('tokens are introspected and revoked by a client without a secret', async () => {
  const { auth, tokens } = await signedIn();
  const access = await auth.token.introspect('accessToken', tokens.accessToken);
  assert.equal(access.active, true);
  assert.equal(access.client_id, apps.spa.clientId);
  assert.equal(access.sub, person.login);
  assert.equal((await auth.token.introspect('idToken', tokens.idToken)).active, true);
  assert.equal((await auth.token.introspect('refreshToken', tokens.refreshToken)).active, true);

  await auth.revokeAccessToken();
  assert.equal((await auth.token.introspect('accessToken', tokens.accessToken)).active, false);
  await assert.rejects(auth.token.getUserInfo(tokens.accessToken, tokens.idToken), { name: 'OAuthError', errorCode: 'invalid_token' });
  await auth.revokeRefreshToken();
  assert.equal((await auth.token.introspect('refreshToken', tokens.refreshToken)).active, false);
});

test('signing out revokes the tokens, ends the session of the browser and comes back to the page', async () => {
  const browser = new Browser();
  const { auth, tokens } = await signedIn(browser);
  assert.equal(await auth.signOut({ state: 'bye' }), true);
  assert.equal((await browser.open(location.sentTo)).location, spa.postLogoutRedirectUri + '?state=bye');
  for (const kind of ['accessToken', 'refreshToken']) assert.equal((await auth.token.introspect(kind, tokens[kind])).active, false);

  const next = load();
  await next.token.getWithRedirect({ prompt: 'none' });
  await assert.rejects(comeBack(next, browser), { errorCode: 'login_required' });
});

test('signing out with the defaults comes back to the bare origin, signed out', async () => {
  for (const from of apps.spa.redirectUris.map(uri => new URL(uri).origin)) {
    location.href = from + '/login/callback';
    const browser = new Browser();
    const { auth } = await signedIn(browser, { redirectUri: from + '/login/callback', postLogoutRedirectUri: undefined });
    assert.equal(await auth.signOut(), true);
    assert.equal(new URL(location.sentTo).searchParams.get('post_logout_redirect_uri'), from);
    assert.equal((await browser.open(location.sentTo)).location, from);

    const next = load({ redirectUri: from + '/login/callback' });
    await next.token.getWithRedirect({ prompt: 'none' });
    await assert.rejects(comeBack(next, browser), { errorCode: 'login_required' });
  }
});

test('the app loaded again in the same browser signs in in silence', async () => {
  const browser = new Browser();
  const { tokens } = await signedIn(browser);
  const again = load();
  await again.token.getWithRedirect({ prompt: 'none' });
  assert.equal((await comeBack(again, browser)).tokens.idToken.claims.sub, tokens.idToken.claims.sub);
});

test('the answer is read from the fragment when the app asks for it there', async () => {
  const { tokens } = await signedIn(new Browser(), { responseMode: 'fragment' });
  assert.ok(tokens.accessToken);
});

test('a login hint is in the form', async () => {
  await load().token.getWithRedirect({ loginHint: 'somebody@example.com' });
  assert.match((await new Browser().open(location.sentTo)).html, /value="somebody@example\.com"/);
});

test('the org authorization server works with the same app', async () => {
  const { auth, tokens } = await signedIn(new Browser(), { issuer: orgUrl });
  assert.equal(tokens.idToken.claims.iss, orgUrl);
  assert.equal((await auth.getUser()).preferred_username, person.login);
  assert.equal((await auth.token.introspect('accessToken', tokens.accessToken)).active, true);
});

/** The client in a page of the app's origin: its calls carry the cookies it asks for, and are answered only where CORS lets the page read. */
function inPage(browser) {
  return load({
    async httpRequestClient(method, url, { headers, data, withCredentials }) {
      const answer = await fetch(url, { method, body: data && typeof data !== 'string' ? JSON.stringify(data) : data, headers: { ...headers, origin: location.origin, ...(withCredentials && { cookie: browser.cookies }) } });
      const allowed = answer.headers.get('access-control-allow-origin');
      if (allowed !== location.origin && allowed !== '*') throw new Error(`A page of ${location.origin} may not read ${url}`);
      if (withCredentials) {
        assert.equal(answer.headers.get('access-control-allow-credentials'), 'true', url);
        browser.keep(answer);
      }
      const text = await answer.text();
      const result = { responseText: text, status: answer.status, headers: Object.fromEntries(answer.headers) };
      if (/json/.test(answer.headers.get('content-type'))) [result.responseType, result.responseJSON] = ['json', JSON.parse(text)];
      if (!answer.ok) throw result;
      return result;
    },
  });
}

/** A hidden frame: opens its address in the browser, and runs the answer's script, which posts to this window. */
async function withFrames(browser, work) {
  const listeners = [];
  Object.assign(window, { addEventListener: (name, listener) => listeners.push(listener), removeEventListener() {}, open: undefined });
  const post = (data, origin) => {
    assert.equal(origin, location.origin);
    listeners.forEach(listen => listen({ data, origin: orgUrl }));
  };
  globalThis.document = {
    createElement: () => ({ style: {} }),
    body: {
      contains: () => false,
      appendChild(frame) {
        browser.open(frame.src).then(page => {
          const [, posted] = /data-origin="([^"]*)"/.exec(page.html) ?? assert.fail(page.html ?? page.location);
          post(JSON.parse(unescape(/data-answer="([^"]*)"/.exec(page.html)[1])), unescape(posted));
        });
        return frame;
      },
    },
  };
  try { return await work(); } finally { delete globalThis.document; }
}

test('a person signs in in the page\'s own form, and a hidden frame turns that into tokens and a session', async () => {
  await trust(location.origin);
  const browser = new Browser();
  const auth = inPage(browser);
  assert.equal(await auth.session.exists(), false);

  const transaction = await auth.signInWithCredentials({ username: person.login, password: person.password });
  assert.equal(transaction.status, 'SUCCESS');
  assert.equal(transaction.user.profile.login, person.login);
  const { tokens } = await withFrames(browser, () => auth.token.getWithoutPrompt({ sessionToken: transaction.sessionToken }));
  assert.equal(tokens.idToken.claims.preferred_username, person.login);
  assert.ok(tokens.accessToken.accessToken);

  assert.equal(await auth.session.exists(), true);
  const session = await auth.session.get();
  assert.equal(session.login, person.login);
  assert.equal(session.status, 'ACTIVE');
  assert.equal((await session.refresh()).id, session.id);
  assert.equal((await auth.session.refresh()).id, session.id);

  // In silence, by the session alone; and once it is closed, not at all.
  const again = await withFrames(browser, () => auth.token.getWithoutPrompt());
  assert.equal(again.tokens.idToken.claims.sub, tokens.idToken.claims.sub);
  await auth.session.close();
  assert.equal(await auth.session.exists(), false);
  assert.equal((await auth.session.get()).status, 'INACTIVE');
  await assert.rejects(withFrames(browser, () => auth.token.getWithoutPrompt()), { errorCode: 'login_required' });
  await assert.rejects(withFrames(browser, () => auth.token.getWithoutPrompt({ sessionToken: transaction.sessionToken })), { errorCode: 'login_required' });
});

test('a session token is turned into a session by a redirect', async () => {
  await trust(location.origin);
  const browser = new Browser();
  const auth = inPage(browser);
  const { sessionToken } = await auth.signInWithCredentials({ username: person.login, password: person.password });
  await auth.session.setCookieAndRedirect(sessionToken, location.origin + '/home');
  assert.equal((await browser.open(location.sentTo)).location, location.origin + '/home');
  assert.equal((await auth.session.get()).login, person.login);
});

test('a wrong password and an expired one are told as the client expects', async () => {
  await trust(location.origin);
  const auth = inPage(new Browser());
  await assert.rejects(auth.signInWithCredentials({ username: person.login, password: 'wrong' }), { name: 'AuthApiError', errorCode: 'E0000004', errorSummary: 'Authentication failed' });

  const login = `expired-${Date.now()}@example.com`;
  const created = await (await api('POST', '/users?nextLogin=changePassword', { profile: { login, email: login, firstName: 'Ex', lastName: 'Pired' }, credentials: { password: { value: 'Correct-Horse-7' } } })).json();
  const expired = await auth.signInWithCredentials({ username: login, password: 'Correct-Horse-7' });
  assert.equal(expired.status, 'PASSWORD_EXPIRED');
  assert.equal((await auth.tx.introspect({ stateToken: expired.data.stateToken })).status, 'PASSWORD_EXPIRED');
  const changed = await expired.changePassword({ oldPassword: 'Correct-Horse-7', newPassword: 'Better-Horse-8' });
  assert.equal(changed.status, 'SUCCESS');
  assert.equal(changed.user.id, created.id);
  assert.ok(changed.sessionToken);

  const forgotten = await auth.forgotPassword({ username: login, factorType: 'EMAIL' });
  assert.equal(forgotten.status, 'RECOVERY_CHALLENGE');
});
