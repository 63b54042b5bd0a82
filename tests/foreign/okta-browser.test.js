// @okta/okta-auth-js and @okta/okta-react, unmodified, in pages of an app's own origin, in Chromium. Contract §4, §9.1.
import { api, createApp, issuer, trust } from './org.js';
import { folderOf, openBrowser, serve } from './site.js';
import { better, enrolled, mailed, mayUnlock, newPerson, password } from './widget.js';
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';

const scripts = ['react/react.production.min.js', 'react-dom/react-dom.production.min.js', 'router/react-router-dom.min.js', 'versions/index.js', 'auth/default.js', 'react-okta/okta-react.umd.js'];
const page = code => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>An app</title></head><body><main id="root"></main>
  ${scripts.map(script => `<script src="/${script}"></script>`).join('')}<script>${code}</script></body></html>`;

let site, browser, client, pages;

before(async () => {
  site = await serve(path => path === '/idx' ? pages.idx : pages.react, {
    react: folderOf('react', 'umd'), 'react-dom': folderOf('react-dom', 'umd'), router: folderOf('react-router-dom', 'umd'), versions: folderOf('compare-versions'),
    auth: folderOf('@okta/okta-auth-js', 'umd'), 'react-okta': folderOf('@okta/okta-react', 'bundles'),
  });
  await trust(site.origin);
  client = await createApp({
    application_type: 'browser', grant_types: ['authorization_code', 'interaction_code', 'refresh_token'], response_types: ['code'],
    redirect_uris: [site.origin + '/login/callback'], post_logout_redirect_uris: [site.origin + '/'],
  }, { token_endpoint_auth_method: 'none' });
  const config = JSON.stringify({ issuer, clientId: client.client_id, redirectUri: site.origin + '/login/callback', postLogoutRedirectUri: site.origin + '/', scopes: ['openid', 'profile', 'email', 'offline_access'] });
  pages = {
    idx: page(`const auth = new OktaAuth.OktaAuth({ ...${config}, idx: { enableLegacyMode: true } });
      const told = async asked => { const { status, nextStep, messages, tokens, error } = await asked; return { status, step: nextStep?.name, options: nextStep?.inputs?.[0]?.options?.map(one => one.value), keys: messages?.map(one => one.i18n?.key), claims: tokens?.idToken?.claims, error: error && String(error.message ?? error) }; };`),
    react: page(`const auth = new OktaAuth.OktaAuth(${config});
      const { createElement: h } = React, { BrowserRouter, Link, Route, useHistory } = ReactRouterDOM, { LoginCallback, SecureRoute, Security, useOktaAuth } = OktaReact;
      const Home = () => { const { authState } = useOktaAuth(); return h('p', {}, authState ? authState.isAuthenticated ? 'In' : 'Out' : 'Asking', ' ', h(Link, { to: '/orders' }, 'Orders')); };
      const Orders = () => { const { authState, oktaAuth } = useOktaAuth(); return h('p', {}, 'Orders of ' + authState.idToken.claims.preferred_username + ' ', h('button', { onClick: () => oktaAuth.signOut() }, 'Sign out')); };
      const App = () => { const history = useHistory(); return h(Security, { oktaAuth: auth, restoreOriginalUri: (_, to) => history.replace(OktaAuth.toRelativeUrl(to || '/', location.origin)) },
        h(Route, { path: '/', exact: true, component: Home }), h(SecureRoute, { path: '/orders', component: Orders }), h(Route, { path: '/login/callback', component: LoginCallback })); };
      ReactDOM.createRoot(document.getElementById('root')).render(h(BrowserRouter, {}, h(App)));`),
  };
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  site?.close();
});

/** A person's own browser, with the app's page open. */
async function open(path) {
  const tab = await (await browser.newContext({ locale: 'en-US' })).newPage();
  tab.setDefaultTimeout(60_000);
  await tab.goto(site.origin + path);
  return { tab, idx: (method, ...given) => tab.evaluate(([method, given]) => told(auth.idx[method](...given)), [method, given]) };
}

async function inPage(walk) {
  const here = await open('/idx');
  try { await walk(here); } finally { await here.tab.context().close(); }
}

/** What Node walks, too (okta-auth-js-idx.test.js), a browser walks where there is time. */
const slow = { skip: process.env.LATCHKEY_SLOW ? false : 'slow: LATCHKEY_SLOW=1' };

const succeeded = (answer, login) => {
  assert.equal(answer.status, 'SUCCESS', JSON.stringify(answer));
  assert.equal(answer.claims.preferred_username, login);
};

test('idx.authenticate and proceed: a wrong password, the right one, and a second factor; a page that was loaded anew goes on', () => inPage(async ({ tab, idx }) => {
  const person = await newPerson(), code = await enrolled(person);
  assert.deepEqual((await idx('authenticate', { username: person.login, password: 'Wrong-Horse-7' })).keys, ['errors.E0000004']);
  const choose = await idx('authenticate', { username: person.login, password });
  assert.deepEqual([choose.status, choose.step, choose.options], ['PENDING', 'select-authenticator-authenticate', ['google_otp']], JSON.stringify(choose));
  await tab.reload();
  assert.equal((await idx('proceed', { authenticator: 'google_otp' })).step, 'challenge-authenticator');
  const done = await idx('proceed', { verificationCode: code() });
  succeeded(done, person.login);
  assert.deepEqual(done.claims.amr, ['mfa', 'pwd', 'otp']);
}));

test('idx.recoverPassword', slow, () => inPage(async ({ idx }) => {
  const person = await newPerson();
  assert.equal((await idx('recoverPassword', { username: person.login, authenticator: 'okta_email' })).step, 'challenge-authenticator');
  assert.equal((await idx('proceed', { verificationCode: await mailed(person.login, 8) })).step, 'reset-authenticator');
  succeeded(await idx('proceed', { password: better }), person.login);
}));

test('idx.register', slow, () => inPage(async ({ idx }) => {
  const email = `browser-${Date.now()}@example.com`;
  assert.equal((await idx('register', { firstName: 'Ida', lastName: 'X', email, password })).step, 'enroll-authenticator');
  succeeded(await idx('proceed', { verificationCode: await mailed(email, 6) }), email);
}));

test('idx.unlockAccount', slow, () => inPage(async ({ idx }) => {
  const person = await newPerson();
  await mayUnlock(person);
  for (let i = 0; i < 10; i++) await api('POST', '/authn', { username: person.login, password: 'Wrong-Horse-7' });
  assert.equal((await idx('unlockAccount', { username: person.login, authenticator: 'okta_email' })).step, 'challenge-authenticator');
  const done = await idx('proceed', { verificationCode: await mailed(person.login, 8) });
  assert.deepEqual([done.status, done.keys], ['TERMINAL', ['selfservice.unlock_user.success.message']]);
  succeeded(await idx('authenticate', { username: person.login, password }), person.login);
}));

test('okta-react: a secure route leads to the sign-in page and back, and the way out ends the session', async () => {
  const person = await newPerson(), { tab } = await open('/');
  await tab.getByText(/^Out/).waitFor();
  await tab.getByText('Orders').click();
  await tab.locator('input[name="identifier"]').fill(person.login);
  await tab.locator('input[name="password"]').fill(password);
  await tab.locator('button[type="submit"]').first().click();
  await tab.getByText('Orders of ' + person.login).waitFor();
  assert.equal(new URL(tab.url()).pathname, '/orders');
  await tab.reload();                                 // it keeps its tokens
  await tab.getByText('Orders of ' + person.login).waitFor();
  await tab.getByText('Sign out').click();
  await tab.waitForURL(site.origin + '/');
  await tab.getByText(/^Out/).waitFor();
  await tab.goto(site.origin + '/orders');
  await tab.locator('input[name="password"]').waitFor();
  await tab.context().close();
});
