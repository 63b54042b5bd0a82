// @okta/okta-auth-js signing people in in an app's own pages: authClient.idx. Contract §4, §9.1.
import { issuer, api, createApp } from './org.js';
import { createHmac } from 'node:crypto';
import test from 'node:test';
import assert from 'node:assert/strict';
import { OktaAuth, IdxStatus } from '@okta/okta-auth-js';

const redirectUri = 'http://localhost:8080/login/callback';
const password = 'Correct-Horse-7';

const client = await createApp({
  application_type: 'browser', grant_types: ['authorization_code', 'interaction_code', 'refresh_token'], response_types: ['code'], redirect_uris: [redirectUri],
}, { token_endpoint_auth_method: 'none' });

const loaded = [];
test.after(() => loaded.forEach(auth => auth.tokenManager.clearExpireEventTimeoutAll()));

/** As apps of version 7 wrote it, by names of their own; or `{}`: by the names of the document, step by step. */
const byNames = { enableLegacyMode: true };

function load(idx = byNames) {
  const auth = new OktaAuth({ idx, issuer, clientId: client.client_id, redirectUri, scopes: ['openid', 'profile', 'email', 'offline_access'] });
  auth.clearStorage();
  auth.transactionManager.clear();             // kept in one place for all of a process
  loaded.push(auth);
  return auth;
}

let made = 0;
async function newPerson(query = '') {
  const login = `idx-${Date.now()}-${++made}@example.com`;
  const person = await (await api('POST', '/users' + query, { profile: { login, email: login, firstName: 'Ida', lastName: 'X' }, credentials: { password: { value: password } } })).json();
  assert.ok(person.id, JSON.stringify(person));
  return person;
}

/** An authenticator app. RFC 6238. */
async function enrolled(person) {
  const begun = await (await api('POST', `/users/${person.id}/factors`, { factorType: 'token:software:totp', provider: 'GOOGLE' })).json();
  const secret = begun._embedded.activation.sharedSecret;
  const activated = await api('POST', `/users/${person.id}/factors/${begun.id}/lifecycle/activate`, { passCode: code(secret, -1) });
  assert.equal(activated.status, 200, await activated.text());
  return secret;
}

function code(secret, steps = 0) {
  const bits = [...secret].map(letter => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map(byte => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac('sha1', key).update(counter).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

test('a name and a password are enough', async () => {
  const person = await newPerson();
  const transaction = await load().idx.authenticate({ username: person.profile.login, password });
  assert.equal(transaction.status, IdxStatus.SUCCESS, JSON.stringify(transaction.messages ?? transaction.error));
  assert.equal(transaction.tokens.idToken.claims.preferred_username, person.profile.login);
  assert.ok(transaction.tokens.accessToken.accessToken && transaction.tokens.refreshToken.refreshToken);
});

test('step by step, as a page shows it; a wrong password is told, and the page goes on', async () => {
  const person = await newPerson();
  const auth = load({});
  const first = await auth.idx.start();
  assert.equal(first.status, IdxStatus.PENDING);
  assert.deepEqual(first.neededToProceed.map(form => form.name), ['identify']);

  const typed = passcode => ({ step: 'identify', identifier: person.profile.login, credentials: { passcode } });
  const wrong = await auth.idx.proceed(typed('wrong'));
  assert.equal(wrong.status, IdxStatus.PENDING);
  assert.equal(wrong.messages[0].i18n.key, 'errors.E0000004');
  const done = await auth.idx.proceed(typed(password));
  assert.equal(done.status, IdxStatus.SUCCESS);
  assert.equal(done.tokens.idToken.claims.preferred_username, person.profile.login);
});

test('a second factor is chosen and given', async () => {
  const person = await newPerson();
  const secret = await enrolled(person);
  const auth = load();
  const choose = await auth.idx.authenticate({ username: person.profile.login, password });
  assert.equal(choose.status, IdxStatus.PENDING, JSON.stringify(choose));
  assert.equal(choose.nextStep.name, 'select-authenticator-authenticate');
  assert.deepEqual(choose.nextStep.inputs[0].options.map(option => option.value), ['google_otp']);
  const asked = await auth.idx.proceed({ authenticator: 'google_otp' });
  assert.equal(asked.nextStep.name, 'challenge-authenticator');
  const wrong = await auth.idx.proceed({ verificationCode: String((Number(code(secret)) + 1) % 1_000_000).padStart(6, '0') });
  assert.equal(wrong.messages[0].i18n.key, 'api.authn.error.PASSCODE_INVALID');
  const done = await auth.idx.proceed({ verificationCode: code(secret) });
  assert.equal(done.status, IdxStatus.SUCCESS, JSON.stringify(done.messages));
  assert.deepEqual(done.tokens.idToken.claims.amr, ['mfa', 'pwd', 'otp']);
});

test('an expired password is exchanged', async () => {
  const person = await newPerson('?nextLogin=changePassword');
  const auth = load();
  const asked = await auth.idx.authenticate({ username: person.profile.login, password });
  assert.equal(asked.nextStep.name, 'reenroll-authenticator');
  const done = await auth.idx.proceed({ newPassword: 'Better-Horse-8' });
  assert.equal(done.status, IdxStatus.SUCCESS, JSON.stringify(done.messages));
});

test('a sign-in is cancelled', async () => {
  const person = await newPerson();
  await enrolled(person);
  const auth = load();
  await auth.idx.authenticate({ username: person.profile.login, password });
  assert.equal((await auth.idx.cancel()).status, IdxStatus.CANCELED);
  assert.equal(auth.transactionManager.exists(), false);
});
