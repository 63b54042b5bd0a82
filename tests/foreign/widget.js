// A page of an app's own origin with Okta's Sign-In Widget on it, and somebody in front of it in the system's Chromium.
import { issuer, orgUrl, api, createApp, trust } from './org.js';
import { Passkey } from './passkey.js';
import { folderOf, openBrowser, serve, virtualDevice } from './site.js';
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { after } from 'node:test';
import assert from 'node:assert/strict';

/** One for all walks of a script; each has a profile of its own in it. */
let opened;
const theBrowser = () => opened ??= openBrowser();
after(async () => (await opened)?.close());

export const password = 'Correct-Horse-7', better = 'Better-Horse-8';

/** Generations of the widget: which script, and what an app says to it. */
export const generations = {
  classic: { script: 'okta-sign-in.min.js', config: { useClassicEngine: true, baseUrl: orgUrl, authParams: { pkce: true }, features: { webauthn: true, selfServiceUnlock: true, registration: true } }, grants: ['authorization_code'], user: 'username', pass: 'password' },
  second: { script: 'okta-sign-in.min.js', config: {}, grants: ['authorization_code', 'interaction_code'], user: 'identifier', pass: 'credentials.passcode' },
  // It hands tokens over only where it is told how it signs in.
  third: { script: 'okta-sign-in.next.js', config: { authScheme: 'oauth2' }, grants: ['authorization_code', 'interaction_code'], user: 'identifier', pass: 'credentials.passcode' },
};

const page = (script, config) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>An app</title><link rel="stylesheet" href="/widget/css/okta-sign-in.min.css"></head>
  <body><main><div id="widget"></div><output></output></main><script src="/widget/js/${script}"></script><script>
  const say = what => { document.querySelector('output').textContent = JSON.stringify(what); };
  const widget = new OktaSignIn(${JSON.stringify(config)});
  window.drawn = [];
  widget.on('afterRender', at => window.drawn.push(at.formName ?? at.controller));
  widget.showSignInToGetTokens({ el: '#widget' }).then(tokens => say(tokens.idToken.claims), error => say({ error: String(error) }));
  </script></body></html>`;

/** Opens the page; whoever is there goes on by the methods. */
export async function open(name) {
  const generation = generations[name];
  let html;
  const site = await serve(path => path === '/' && html, { widget: folderOf('@okta/okta-signin-widget', 'dist') });
  const { origin } = site;
  await trust(origin);
  const client = await createApp({ application_type: 'browser', grant_types: generation.grants, response_types: ['code'], redirect_uris: [origin + '/'] }, { token_endpoint_auth_method: 'none' });
  html = page(generation.script, { issuer, clientId: client.client_id, redirectUri: origin + '/', scopes: ['openid', 'profile', 'email'], ...generation.config });
  const tab = await (await (await theBrowser()).newContext({ locale: 'en-US' })).newPage();
  tab.setDefaultTimeout(60_000);
  await tab.goto(origin);
  await tab.locator(`#widget input[name="${generation.user}"]`).waitFor();
  return new Visit(generation, tab, async () => { await tab.context().close(); site.close(); });
}

/** The one of the guide, which tells of what it draws. */
const template = /```html\n(<!DOCTYPE html>.*?<script.*?)\n```/s.exec(readFileSync(new URL('../../docs/guide/customize-sign-in.md', import.meta.url), 'utf8').split("## Okta's widget")[1])[1]
  .replace('widget.renderEl', `window.drawn = [];
        widget.on('afterRender', at => window.drawn.push(at.formName ?? at.controller));
        widget.renderEl`);

const hostedAt = '#okta-login-container';

/** Opens an app that sends its people to the org's page, which is its template. */
export async function openHosted(name) {
  const generation = generations[name];
  const site = await serve(path => path === '/' && '<!doctype html><title>An app</title>', { widget: folderOf('@okta/okta-signin-widget', 'dist') });
  const settings = await api('PUT', '/org/settings', { selfServiceRegistration: true });
  assert.equal(settings.status, 200, await settings.text());
  const [brand] = await (await api('GET', '/brands')).json();
  const page = await api('PUT', `/brands/${brand.id}/pages/sign-in/customized`, {
    pageContent: template, widgetFiles: site.origin + '/widget', classicEngine: name === 'classic', widgetCustomizations: { widgetGeneration: name === 'third' ? 'G3' : 'G2' },
  });
  assert.equal(page.status, 200, await page.text());
  const client = await createApp({ application_type: 'browser', grant_types: ['authorization_code'], response_types: ['code'], redirect_uris: [site.origin + '/'] }, { token_endpoint_auth_method: 'none' });
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
  const tab = await (await (await theBrowser()).newContext({ locale: 'en-US' })).newPage();
  tab.setDefaultTimeout(60_000);
  const problems = [];
  tab.on('console', said => said.type() === 'error' && problems.push(said.text()));
  const asked = { client_id: client.client_id, response_type: 'code', scope: 'openid profile email', redirect_uri: site.origin + '/', state: 's', nonce: 'n', code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' };
  await tab.goto(`${issuer}/v1/authorize?${new URLSearchParams(asked)}`);
  assert.equal(new URL(tab.url()).hostname, 'pages.' + new URL(orgUrl).hostname);
  const visit = new Visit(generation, tab, async () => { await tab.context().close(); site.close(); }, hostedAt);
  try {
    await tab.locator(`${hostedAt} input[name="${generation.user}"]`).waitFor().catch(error => { throw new Error(problems.join('\n') || error.message); });
    await look(tab, 'hosted-' + name, hostedAt + ' > *');
  } catch (failure) {
    await visit.close();
    throw failure;
  }
  visit.relate = async () => {};                       // browsers take the host of pages for the org's own site
  visit.claims = async () => {
    await tab.waitForURL(url => url.origin === site.origin);
    const code = new URL(tab.url()).searchParams.get('code');
    assert.ok(code, tab.url());
    const tokens = await (await fetch(issuer + '/v1/token', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ grant_type: 'authorization_code', code, client_id: client.client_id, redirect_uri: site.origin + '/', code_verifier: verifier }) })).json();
    assert.ok(tokens.id_token, JSON.stringify(tokens));
    visit.claims = async () => JSON.parse(Buffer.from(tokens.id_token.split('.')[1], 'base64url'));
    return visit.claims();
  };
  return visit;
}

/** Nothing in anybody's way on a page of ours, or around the widget, at the width of a phone, too. */
async function look(tab, name, ...exclude) {
  const { LATCHKEY_AXE: axe, LATCHKEY_PICTURES: pictures } = process.env;
  for (const width of [320, 1280]) {
    await tab.setViewportSize({ width, height: 800 });
    if (pictures) await tab.screenshot({ path: `${pictures}/${name}-${width}.png` });
    assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${name} scrolls sideways at ${width}`);
  }
  if (!axe) return;
  await tab.evaluate(readFileSync(axe, 'utf8'));
  const found = await tab.evaluate(async exclude => (await axe.run({ exclude }, { resultTypes: ['violations'] })).violations.map(one => `${one.id}: ${one.nodes.map(node => node.html).join(' ')}`), exclude.map(one => [one]));
  assert.deepEqual(found, [], name);
}

class Visit {
  constructor(generation, tab, close, widget = '#widget') { Object.assign(this, { generation, tab, close, widget: tab.locator(widget) }); }

  input(name) { return this.widget.locator(`input[name="${name}"]:visible`).first(); }

  /** A form that is drawn anew meanwhile forgets what was typed, and it is typed again. */
  async fill(name, value) {
    const input = this.input(name);
    do await input.fill(value); while (await input.inputValue() !== value);
  }
  /** All of a form that draws itself anew while it is filled: until nothing of it was lost. Its model hears of a field when one leaves it. */
  async fillAll(fields) {
    const lost = async () => {
      for (const [name, value] of Object.entries(fields)) if (await this.input(name).inputValue() !== value) return true;
      return false;
    };
    do {
      for (const [name, value] of Object.entries(fields)) await this.fill(name, value);
      await this.tab.keyboard.press('Tab');
      await this.tab.evaluate(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    } while (await lost());
  }
  next() { return this.widget.locator('input[type=submit]:visible, button[type=submit]:visible').first().click(); }
  /** The form that it has drawn, by its name in the document: the one before it is gone by then, with what could be typed into it. */
  at(form) { return this.tab.waitForFunction(form => window.drawn.at(-1) === form, form); }
  shows(text) { return this.widget.getByText(text).first().waitFor(); }

  /** The org says that this site may use its passkeys. WebAuthn Level 3 §5.11. */
  async relate() {
    const [brand] = await (await api('GET', '/brands')).json();
    const said = await api('PUT', `/brands/${brand.id}/well-known-uris/webauthn/customized`, { representation: { origins: [new URL(this.tab.url()).origin] } });
    assert.equal(said.status, 200, await said.text());
  }

  async signIn(login, typed = password) {
    await this.fill(this.generation.user, login);
    await this.fill(this.generation.pass, typed);
    await this.next();
  }

  /** Where there is a choice of one, and then of a link or a code. */
  async choose(key) {
    await this.widget.locator(`[data-se="${key}"] a, button[data-se="${key}"], .authenticator-button a, [data-se="authenticator-button"]`).first().click();
  }

  async type(code) {
    await this.fill(this.generation === generations.classic ? 'answer' : 'credentials.passcode', code);
    await this.next();
  }

  async claims() {
    await this.tab.waitForFunction(() => document.querySelector('output').textContent);
    const claims = JSON.parse(await this.tab.locator('output').textContent());
    assert.equal(claims.error, undefined);
    return claims;
  }
}

let made = 0;
export async function newPerson() {
  const login = `widget-${Date.now()}-${++made}@example.com`;
  const person = await (await api('POST', '/users', { profile: { login, email: login, firstName: 'Wilma', lastName: 'X' }, credentials: { password: { value: password } } })).json();
  assert.ok(person.id, JSON.stringify(person));
  return { id: person.id, login };
}

const mails = async () => (await fetch(orgUrl + '/dev/mail.json')).json();

/** The newest code that was mailed to somebody. */
export async function mailed(to, digits) {
  const code = new RegExp(`^\\d{${digits}}$`, 'm');
  return code.exec((await mails()).filter(mail => mail.to === to).map(mail => mail.text).find(text => code.test(text)))[0];
}

/** By a mailed code. Contract §3.9. */
export async function mayUnlock(person) {
  const name = 'unlocks ' + person.login, allow = { access: 'ALLOW' };
  const group = await (await api('POST', '/groups', { profile: { name } })).json();
  await api('PUT', `/groups/${group.id}/users/${person.id}`);
  const policy = await (await api('POST', '/policies', { type: 'PASSWORD', name, conditions: { people: { groups: { include: [group.id] } } } })).json();
  const rule = await api('POST', `/policies/${policy.id}/rules`, { type: 'PASSWORD', name, actions: { passwordChange: allow, selfServicePasswordReset: allow, selfServiceUnlock: allow } });
  assert.equal(rule.status, 200, await rule.text());
}

/** A passkey that was made on the org's own page. */
async function withPasskey(person) {
  const begun = await (await api('POST', `/users/${person.id}/factors`, { factorType: 'webauthn', provider: 'FIDO' })).json();
  const device = new Passkey(orgUrl), made = device.make({ rp: { id: new URL(orgUrl).hostname }, ...begun._embedded.activation });
  const { clientData, attestation } = made;
  const activated = await api('POST', `/users/${person.id}/factors/${begun.id}/lifecycle/activate`, { clientData, attestation });
  assert.equal(activated.status, 200, await activated.text());
  return device;
}

/** An authenticator app. RFC 6238. */
export async function enrolled(person) {
  const begun = await (await api('POST', `/users/${person.id}/factors`, { factorType: 'token:software:totp', provider: 'GOOGLE' })).json();
  const secret = begun._embedded.activation.sharedSecret;
  // The code of the step before is the oldest that counts: not where that is over by the time it arrives. RFC 6238 §5.2.
  const left = step - Date.now() % step;
  if (left < 5_000) await wait(left);
  const activated = await api('POST', `/users/${person.id}/factors/${begun.id}/lifecycle/activate`, { passCode: totp(secret, -1) });
  assert.equal(activated.status, 200, await activated.text());
  return () => totp(secret);
}

const step = 30_000;

function totp(secret, steps = 0) {
  const bits = [...secret].map(letter => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / step) + steps));
  const mac = createHmac('sha1', Buffer.from(bits.match(/.{8}/g).map(byte => parseInt(byte, 2)))).update(counter).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Those that are asked for. */
export const asked = Object.keys(generations).filter(name => (process.env.LATCHKEY_GENERATION ?? name) === name);
export const walksOf = () => Object.keys(walks);

/** What the widget is walked through, in each generation that can. */
export const walks = {
  async password(visit, name) {
    const person = await newPerson();
    await visit.signIn(person.login, 'Wrong-Horse-7');
    await visit.shows('Unable to sign in');
    await visit.fill(visit.generation.pass, password);
    await visit.next();
    const claims = await visit.claims();
    assert.equal(claims.preferred_username, person.login);
    assert.deepEqual(claims.amr, ['pwd'], name);
  },
  async app(visit, name) {
    const person = await newPerson();
    const code = await enrolled(person);
    await visit.signIn(person.login);
    if (name !== 'classic') await visit.choose('google_otp');
    await visit.type(code());
    assert.deepEqual((await visit.claims()).amr, ['mfa', 'pwd', 'otp']);
  },
  async mail(visit, name) {
    const person = await newPerson();
    const factor = await api('POST', `/users/${person.id}/factors?activate=true`, { factorType: 'email' });
    assert.equal(factor.status, 200, await factor.text());
    await visit.signIn(person.login);
    if (name === 'classic') {
      await visit.shows('Send a verification code to');
      await visit.next();
    } else await visit.choose('okta_email');
    await visit.widget.locator('input[name="answer"]:visible, input[name="credentials.passcode"]:visible').first().waitFor();
    await visit.type(await mailed(person.login, 6));
    assert.deepEqual((await visit.claims()).amr, ['mfa', 'pwd', 'otp', 'mca']);
  },
  async recovery(visit, name) {
    const person = await newPerson();
    if (name === 'classic') {
      await visit.widget.locator('[data-se="needhelp"]').click();
      await visit.widget.locator('[data-se="forgot-password"]').click();
      await visit.shows('Reset via Email');
      await visit.widget.locator('.forgot-password input[name="username"]').fill(person.login);
      await visit.widget.getByText('Reset via Email').click();
      await visit.shows('Email sent!');            // its link leads to a page of the org
      assert.match((await mails()).find(mail => mail.to === person.login).links[0], /\/reset_password\//);
      return;
    }
    await visit.widget.getByText('Forgot password?').click();
    await visit.at('identify-recovery');
    await visit.fill('identifier', person.login);
    await visit.next();
    await visit.at('select-authenticator-authenticate');
    await visit.choose('okta_email');
    await visit.at('challenge-authenticator');
    await visit.type(await mailed(person.login, 8));
    await visit.at('reset-authenticator');
    await visit.fill('credentials.passcode', better);
    await visit.fill(await visit.widget.locator('input[name="confirmPassword"]').count() ? 'confirmPassword' : 'credentials.confirmPassword', better);
    await visit.next();
    assert.deepEqual((await visit.claims()).amr, ['pwd', 'mca']);
  },
  async passkey(visit, name) {
    const person = await newPerson();
    const device = await withPasskey(person);
    await visit.relate();
    await virtualDevice(visit.tab, device.forBrowser(new URL(orgUrl).hostname));
    await visit.signIn(person.login);
    if (name !== 'classic') {
      await visit.at('select-authenticator-authenticate');
      await visit.choose('webauthn');
    }
    // The widget asks the device by itself; where it waits for somebody to say so, they do.
    await Promise.race([visit.claims(), visit.widget.getByText(/^(Verify|Retry|Use )/).first().click().catch(() => new Promise(() => {}))]);
    assert.deepEqual((await visit.claims()).amr, ['mfa', 'pwd', 'swk']);
  },
  async unlock(visit, name) {
    const person = await newPerson();
    await mayUnlock(person);
    for (let i = 0; i < 10; i++) await api('POST', '/authn', { username: person.login, password: 'Wrong-Horse-7' });
    assert.equal((await (await api('GET', '/users/' + person.id)).json()).status, 'LOCKED_OUT');
    await visit.tab.reload();                      // what can be done is asked when the page is opened
    if (name === 'classic') {
      await visit.widget.locator('[data-se="needhelp"]').click();
      await visit.widget.locator('[data-se="unlock"]').click();
      await visit.widget.locator('.account-unlock input[name="username"]').fill(person.login);
      await visit.widget.getByText('Send Email').click();
      await visit.shows('Email sent!');            // its link leads to a page of the org, which asks first
      const [link] = (await mails()).find(mail => mail.to === person.login).links;
      await visit.tab.goto(link);
      await look(visit.tab, 'unlock');
      await visit.tab.locator('button[type=submit]').click();
      await visit.tab.getByText('Your account is unlocked.').waitFor();
      assert.equal((await (await api('GET', '/users/' + person.id)).json()).status, 'ACTIVE');
      return;
    }
    await visit.widget.getByText('Unlock account?').click();
    await visit.at('select-authenticator-unlock-account');
    await visit.fill('identifier', person.login);
    await (name === 'third' ? visit.next() : visit.choose('okta_email'));         // one way is no choice there
    await visit.widget.locator('input[name="credentials.passcode"]:visible').first().waitFor();
    await visit.type(await mailed(person.login, 8));
    await visit.shows('Account successfully unlocked!');
    assert.equal((await (await api('GET', '/users/' + person.id)).json()).status, 'ACTIVE');
  },
  async signUp(visit, name) {
    const email = `widget-new-${Date.now()}@example.com`;
    await visit.widget.getByText('Sign up').last().click();
    if (name === 'classic') {
      const fields = { email, password: 'short', firstName: 'Ada', lastName: 'L' };
      await visit.widget.locator('input[name="lastName"]:visible').waitFor();
      await visit.fillAll(fields);
      await visit.next();
      await visit.shows('Password requirements were not met');
      await visit.fillAll({ ...fields, password });
      await visit.next();
      await visit.shows('Verification email sent');
      const [link] = (await mails()).find(mail => mail.to === email).links;
      await visit.tab.goto(link);
      await look(visit.tab, 'sign-up-link');
      await visit.tab.locator('input[name="password"]').fill(password);
      await visit.tab.locator('button[type=submit]').click();
      await visit.tab.getByText('Your account is ready.').waitFor();
      await look(visit.tab, 'sign-up-ready');
      assert.equal((await (await api('GET', '/users/' + email)).json()).status, 'ACTIVE');
      return;
    }
    await visit.at('enroll-profile');
    for (const [field, value] of Object.entries({ 'userProfile.firstName': 'Ada', 'userProfile.lastName': 'L', 'userProfile.email': email, 'credentials.passcode': password })) await visit.fill(field, value);
    await visit.next();
    await visit.at('enroll-authenticator');
    await visit.type(await mailed(email, 6));
    assert.equal((await visit.claims()).email, email);
  },
};

export const walkHosted = async (generation, what) => walked(await openHosted(generation), generation, what);

export const walk = async (generation, what) => walked(await open(generation), generation, what);

async function walked(visit, generation, what) {
  try {
    await walks[what](visit, generation);
  } catch (failure) {
    failure.message += `\n${await visit.widget.innerText().catch(() => '')}`;
    throw failure;
  } finally {
    await visit.close();
  }
}
