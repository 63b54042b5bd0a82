// Approved elsewhere: a device without a keyboard (RFC 8628), a service that asks a person on their own device (CIBA Core), by openid-client and oauth4webapi.
import { org, issuer, orgUrl, apps, person, plain, createApp, Browser } from './org.js';
import test from 'node:test';
import assert from 'node:assert/strict';
import * as client from 'openid-client';
import * as oauth from 'oauth4webapi';

const insecure = { execute: plain ? [client.allowInsecureRequests] : [] };
const http = { [oauth.allowInsecureRequests]: plain };
const ciba = 'urn:openid:params:grant-type:ciba';

const discover = (clientId, authentication) => client.discovery(new URL(issuer), clientId, undefined, authentication, insecure);

/** The address in the newest mail to the person: where they approve. */
async function mailedApproval() {
  const mails = await (await fetch(org.mail + '.json')).json();
  return /https?:\S+\/approve\/\S+/.exec(mails.find(mail => mail.to === person.login && mail.text.includes('/approve/')).text)[0];
}

const cibaApp = more => createApp({ application_type: 'web', grant_types: ['authorization_code', 'refresh_token', ciba], response_types: ['code'], redirect_uris: ['https://app.example/callback'], ...more });

test('a device is connected while it waits as long as it was told', async () => {
  const config = await discover(apps.native.clientId, client.None());
  const asked = await client.initiateDeviceAuthorization(config, { scope: 'openid profile offline_access' });
  assert.equal(asked.verification_uri, orgUrl + '/activate');
  assert.equal(asked.interval, 5);
  const polled = client.pollDeviceAuthorizationGrant(config, asked);
  await new Browser().answer(asked.verification_uri_complete, 'approve');
  const tokens = await polled;
  assert.equal(tokens.claims().preferred_username, person.login);
  assert.ok(tokens.refresh_token);
  assert.equal((await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub)).preferred_username, person.login);
});

test('a device whose tokens are bound to its key', async () => {
  const config = await discover(apps.native.clientId, client.None());
  const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair());
  const asked = await client.initiateDeviceAuthorization(config, { scope: 'openid' });
  await new Browser().answer(asked.verification_uri_complete, 'approve');
  const tokens = await client.pollDeviceAuthorizationGrant(config, { ...asked, interval: 0 }, undefined, { DPoP });
  assert.equal(tokens.token_type, 'dpop');
  await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub, { DPoP });
});

test('oauth4webapi hears of a device what it has to hear: wait, slower, no', async () => {
  const as = await oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), http));
  const [app, none] = [{ client_id: apps.native.clientId }, oauth.None()];
  const asked = await oauth.processDeviceAuthorizationResponse(as, app, await oauth.deviceAuthorizationRequest(as, app, none, { scope: 'openid' }, http));
  assert.match(asked.user_code, /^[A-Z]{4}-?[A-Z]{4}$/);
  const poll = async () => oauth.processDeviceCodeResponse(as, app, await oauth.deviceCodeGrantRequest(as, app, none, asked.device_code, http));
  await assert.rejects(poll(), { error: 'authorization_pending' });
  await assert.rejects(poll(), { error: 'slow_down' });
  await new Browser().answer(asked.verification_uri_complete, 'refuse');
  await assert.rejects(poll(), { error: 'access_denied' });
});

test('a service asks a person, who says yes on a device of their own', async () => {
  const app = await cibaApp();
  const config = await discover(app.client_id, client.ClientSecretBasic(app.client_secret));
  const asked = await client.initiateBackchannelAuthentication(config, { scope: 'openid profile offline_access', login_hint: person.login, binding_message: 'Order 4711' });
  const browser = new Browser();
  const polled = client.pollBackchannelAuthenticationGrant(config, asked);
  await browser.answer(await mailedApproval(), 'approve');
  const tokens = await polled;
  assert.equal(tokens.claims().preferred_username, person.login);
  assert.ok((await client.refreshTokenGrant(config, tokens.refresh_token)).access_token);

  // Again, by the ID token of the first time.
  const again = await client.initiateBackchannelAuthentication(config, { scope: 'openid', id_token_hint: tokens.id_token });
  await browser.answer(await mailedApproval(), 'refuse');
  await assert.rejects(client.pollBackchannelAuthenticationGrant(config, { ...again, interval: 0 }), { error: 'access_denied' });
});

test('oauth4webapi hears of a service\'s question what it has to hear', async () => {
  const as = await oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), http));
  const made = await cibaApp();
  const [app, secret] = [{ client_id: made.client_id }, oauth.ClientSecretBasic(made.client_secret)];
  const ask = async more => oauth.processBackchannelAuthenticationResponse(as, app, await oauth.backchannelAuthenticationRequest(as, app, secret, { scope: 'openid', ...more }, http));
  await assert.rejects(ask({ login_hint: 'nobody@example.com' }), { error: 'unknown_user_id' });
  await assert.rejects(ask({}), { error: 'invalid_request' });
  const asked = await ask({ login_hint: person.login });
  const poll = async () => oauth.processBackchannelAuthenticationGrantResponse(as, app, await oauth.backchannelAuthenticationGrantRequest(as, app, secret, asked.auth_req_id, http));
  await assert.rejects(poll(), { error: 'authorization_pending' });
  await assert.rejects(poll(), { error: 'slow_down' });
  await new Browser().answer(await mailedApproval(), 'approve');
});
