// @okta/oidc-middleware in an Express app, with a browser in front of it. Contract §9.1.
import { issuer, person, Browser, createApp } from './org.js';
import test from 'node:test';
import assert from 'node:assert/strict';
import express from 'express';
import session from 'express-session';
import oidc from '@okta/oidc-middleware';

let server, appBaseUrl, client_id, client_secret;
test.before(async () => {
  const app = express();
  await new Promise((listening, broken) => { server = app.listen(0, 'localhost', listening).on('error', broken); });
  appBaseUrl = `http://localhost:${server.address().port}`;
  ({ client_id, client_secret } = await createApp({
    application_type: 'web', grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'],
    redirect_uris: [`${appBaseUrl}/authorization-code/callback`], post_logout_redirect_uris: [`${appBaseUrl}/`],
  }));

  const okta = new oidc.ExpressOIDC({ issuer, client_id, client_secret, appBaseUrl, scope: 'openid profile email offline_access', testing: { disableHttpsCheck: true } });
  app.use(session({ secret: 'a test', resave: true, saveUninitialized: false }));
  app.use(okta.router);
  app.get('/', (request, answer) => answer.send('nobody in particular'));
  app.get('/me', okta.ensureAuthenticated(), ({ userContext: { userinfo, tokens } }, answer) => answer.json({ userinfo, tokens }));
  app.post('/bye', okta.forceLogoutAndRevoke);
  await new Promise((ready, broken) => okta.on('ready', ready).on('error', broken));
});
test.after(() => server.close());

/** From origin to origin, as a browser goes. */
async function go(browser, url, form) {
  let at = await browser.open(url, form);
  while (at.location) at = await browser.open(at.location);
  return at;
}

test('a page for people who are signed in sends to the sign-in page and back', async () => {
  const browser = new Browser();
  const form = await go(browser, `${appBaseUrl}/me`);
  assert.match(form.url, /\/signin\?/);

  let at = await browser.submit(form, { identifier: person.login, password: person.password });
  while (at.location) at = await browser.open(at.location);
  assert.equal(at.url, `${appBaseUrl}/me`);
  const { userinfo, tokens } = JSON.parse(at.html);
  assert.equal(userinfo.preferred_username, person.login);
  assert.ok(tokens.id_token && tokens.access_token && tokens.refresh_token);

  const gone = await go(browser, `${appBaseUrl}/logout`, {});
  assert.equal(gone.html, 'nobody in particular');
  assert.match((await go(browser, `${appBaseUrl}/me`)).url, /\/signin\?/);              // the session at the server is gone too
  for (const token of [tokens.access_token, tokens.refresh_token]) assert.deepEqual(await introspect(token), { active: false });
});

test('a program without a session is told 401', async () => {
  assert.equal((await fetch(`${appBaseUrl}/me`, { headers: { accept: 'application/json' } })).status, 401);
});

const introspect = async token => (await fetch(`${issuer}/v1/introspect`, {
  method: 'POST', headers: { authorization: 'Basic ' + btoa(`${client_id}:${client_secret}`) }, body: new URLSearchParams({ token }),
})).json();
