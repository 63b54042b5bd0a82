// @okta/okta-auth-js signing people in in an app's own pages: authClient.idx. Contract §4, §9.1.
import { issuer, orgUrl, api, createApp } from './org.js';
import { Passkey } from './passkey.js';
import { createHmac } from 'node:crypto';
import test from 'node:test';
import assert from 'node:assert/strict';
import { OktaAuth, IdxStatus, IdxFeature } from '@okta/okta-auth-js';

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
  assert.equal(first.neededToProceed[0].name, 'identify');
  assert.ok(first.enabledFeatures.includes(IdxFeature.PASSWORD_RECOVERY));

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

/** The newest code that was mailed to somebody. */
async function mailed(to, digits = 8) {
  const mails = await (await fetch(orgUrl + '/dev/mail.json')).json();
  const text = mails.filter(mail => mail.to === to).map(mail => mail.text).find(text => new RegExp(`^\\d{${digits}}$`, 'm').test(text));
  assert.ok(text, 'no code was mailed to ' + to);
  return new RegExp(`^\\d{${digits}}$`, 'm').exec(text)[0];
}

test('a forgotten password is recovered by a mailed code', async () => {
  const person = await newPerson();
  const auth = load();
  const choose = await auth.idx.recoverPassword({ username: person.profile.login });
  assert.equal(choose.nextStep.name, 'select-authenticator-authenticate', JSON.stringify(choose.messages ?? choose.error));
  assert.deepEqual(choose.nextStep.inputs[0].options.map(option => option.value), ['okta_email']);
  const asked = await auth.idx.proceed({ authenticator: 'okta_email' });
  assert.equal(asked.nextStep.name, 'challenge-authenticator');
  assert.equal(asked.nextStep.canResend, true);
  const wrong = await auth.idx.proceed({ verificationCode: '00000000' });
  assert.equal(wrong.messages[0].i18n.key, 'api.authn.error.PASSCODE_INVALID');
  const reset = await auth.idx.proceed({ verificationCode: await mailed(person.profile.email) });
  assert.equal(reset.nextStep.name, 'reset-authenticator', JSON.stringify(reset.messages));
  const weak = await auth.idx.proceed({ password: 'short' });
  assert.equal(weak.messages[0].i18n.key, 'password.passwordRequirementsNotMet');
  const done = await auth.idx.proceed({ password: 'Better-Horse-8' });
  assert.equal(done.status, IdxStatus.SUCCESS, JSON.stringify(done.messages));
  assert.equal(done.tokens.idToken.claims.preferred_username, person.profile.login);
});

test('a name that nobody has is asked for a code, too', async () => {
  const auth = load();
  const asked = await auth.idx.recoverPassword({ username: 'nobody@example.com', authenticator: 'okta_email' });
  assert.equal(asked.nextStep.name, 'challenge-authenticator');
  assert.equal((await auth.idx.proceed({ verificationCode: '00000000' })).messages[0].i18n.key, 'api.authn.error.PASSCODE_INVALID');
});

test('a new person registers, and proves the address', async () => {
  const auth = load();
  const email = `new-${Date.now()}@example.com`;
  const profile = await auth.idx.register();
  assert.equal(profile.nextStep.name, 'enroll-profile', JSON.stringify(profile.messages ?? profile.error));
  assert.deepEqual(profile.nextStep.inputs.map(input => input.name), ['firstName', 'lastName', 'email', 'passcode']);
  const asked = await auth.idx.proceed({ firstName: 'Ida', lastName: 'X', email, password });
  assert.equal(asked.nextStep.name, 'enroll-authenticator', JSON.stringify(asked.messages));
  const done = await auth.idx.proceed({ verificationCode: await mailed(email, 6) });
  assert.equal(done.status, IdxStatus.SUCCESS, JSON.stringify(done.messages));
  assert.equal(done.tokens.idToken.claims.email, email);
});

test('a locked account is unlocked by a mailed code', async () => {
  const person = await newPerson();
  const group = await (await api('POST', '/groups', { profile: { name: 'unlocks ' + Date.now() } })).json();
  await api('PUT', `/groups/${group.id}/users/${person.id}`);
  const policy = await (await api('POST', '/policies', { type: 'PASSWORD', name: 'unlocks ' + Date.now(), conditions: { people: { groups: { include: [group.id] } } } })).json();
  const allow = { access: 'ALLOW' };
  const rule = await api('POST', `/policies/${policy.id}/rules`, { type: 'PASSWORD', name: 'by mail', actions: { passwordChange: allow, selfServicePasswordReset: allow, selfServiceUnlock: allow } });
  assert.equal(rule.status, 200, await rule.text());
  for (let i = 0; i < 10; i++) await load().idx.authenticate({ username: person.profile.login, password: 'wrong' });
  assert.equal((await (await api('GET', '/users/' + person.id)).json()).status, 'LOCKED_OUT');

  const auth = load();
  const choose = await auth.idx.unlockAccount();
  assert.equal(choose.nextStep.name, 'select-authenticator-unlock-account', JSON.stringify(choose.messages ?? choose.error));
  const asked = await auth.idx.proceed({ username: person.profile.login, authenticator: 'okta_email' });
  assert.equal(asked.nextStep.name, 'challenge-authenticator', JSON.stringify(asked.messages));
  const done = await auth.idx.proceed({ verificationCode: await mailed(person.profile.email) });
  assert.equal(done.status, IdxStatus.TERMINAL);
  assert.equal(done.messages[0].i18n.key, 'selfservice.unlock_user.success.message');
  assert.equal((await load().idx.authenticate({ username: person.profile.login, password })).status, IdxStatus.SUCCESS);
});

test('what an app wants set up is set up, or skipped', async () => {
  const person = await newPerson();
  const auth = load();
  auth.options.acrValues = 'urn:okta:loa:2fa:any';
  const choose = await auth.idx.authenticate({ username: person.profile.login, password });
  assert.equal(choose.nextStep.name, 'select-authenticator-enroll', JSON.stringify(choose.messages ?? choose.error));
  const asked = await auth.idx.proceed({ authenticator: 'google_otp' });
  assert.equal(asked.nextStep.name, 'enroll-authenticator');
  const done = await auth.idx.proceed({ verificationCode: code(asked.nextStep.authenticator.contextualData.sharedSecret) });
  assert.equal(done.status, IdxStatus.SUCCESS, JSON.stringify(done.messages));
  assert.deepEqual(done.tokens.idToken.claims.amr, ['mfa', 'pwd', 'otp']);
});

test('a passkey is made, given as a second factor, and signs in by itself', { skip: new URL(orgUrl).hostname !== 'localhost' && 'devices make passkeys for names' }, async () => {
  const person = await newPerson();
  const passkey = new Passkey(orgUrl);
  let auth = load();
  auth.options.acrValues = 'phr';
  const choose = await auth.idx.authenticate({ username: person.profile.login, password });
  assert.equal(choose.nextStep.name, 'select-authenticator-enroll', JSON.stringify(choose.messages ?? choose.error));
  const making = await auth.idx.proceed({ authenticator: 'webauthn' });
  assert.equal((await auth.idx.proceed(passkey.make(making.nextStep.authenticator.contextualData.activationData))).status, IdxStatus.SUCCESS);

  auth = load();
  await auth.idx.authenticate({ username: person.profile.login, password });
  const asked = await auth.idx.proceed({ authenticator: 'webauthn' });
  assert.equal(asked.nextStep.name, 'challenge-authenticator');
  const { userHandle, ...signed } = passkey.sign(asked.nextStep.authenticator.contextualData.challengeData);
  assert.deepEqual((await auth.idx.proceed(signed)).tokens.idToken.claims.amr, ['mfa', 'pwd', 'swk']);

  auth = load({});
  const first = await auth.idx.start();
  const credentials = passkey.sign(first.rawIdxState.webauthnAutofillUIChallenge.value.challengeData);
  const done = await auth.idx.proceed({ step: 'challenge-webauthn-autofillui-authenticator', credentials });
  assert.equal(done.status, IdxStatus.SUCCESS, JSON.stringify(done.messages));
  assert.equal(done.tokens.idToken.claims.preferred_username, person.profile.login);
});

test('a mailed link is opened on another device, and the app polls', async () => {
  const person = await newPerson();
  const factor = await api('POST', `/users/${person.id}/factors?activate=true`, { factorType: 'email' });
  assert.equal(factor.status, 200, await factor.text());
  const auth = load();
  const asked = await auth.idx.authenticate({ username: person.profile.login, password, authenticator: 'okta_email' });
  assert.equal(asked.nextStep.name, 'challenge-authenticator', JSON.stringify(asked.messages ?? asked.error));
  const waiting = await auth.idx.poll();
  assert.equal(waiting.status, IdxStatus.PENDING);
  assert.equal(waiting.nextStep.name, 'challenge-authenticator');
  const mails = await (await fetch(orgUrl + '/dev/mail.json')).json();
  const link = mails.find(mail => mail.to === person.profile.email).links[0];
  const number = asked.rawIdxState.currentAuthenticatorEnrollment.value.contextualData.correctAnswer;
  const opened = await fetch(link, { method: 'POST', body: new URLSearchParams({ answer: 'approve', number }) });
  assert.equal(opened.status, 200);
  const done = await auth.idx.poll();
  assert.equal(done.status, IdxStatus.SUCCESS, JSON.stringify(done.messages));
  assert.equal(done.tokens.idToken.claims.preferred_username, person.profile.login);
});
