// @okta/okta-sdk-nodejs, the management API's own client. Contract §3 and §9.1.
import { org, orgUrl, apps, person, api, createApp, keyPair } from './org.js';
import test from 'node:test';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import okta from '@okta/okta-sdk-nodejs';

const client = new okta.Client({ orgUrl, token: org.apiToken });
const { applicationApi, authorizationServerApi, groupApi, userApi, systemLogApi, apiTokenApi, orgSettingApi } = client;

const all = async collection => {
  const items = [];
  await collection.each(item => { items.push(item); });
  return items;
};

const newApp = (label = `App ${randomUUID()}`, oauthClient = {}) => ({
  name: 'oidc_client', label, signOnMode: 'OPENID_CONNECT', credentials: { oauthClient: { token_endpoint_auth_method: 'none' } },
  settings: { oauthClient: { application_type: 'native', grant_types: ['authorization_code'], response_types: ['code'], redirect_uris: ['com.example:/callback'], ...oauthClient } },
});

const newUser = (login = `${randomUUID()}@example.com`) => ({
  profile: { login, email: login, firstName: 'Grace', lastName: 'Hopper' }, credentials: { password: { value: 'Correct-Horse-7' } },
});

const newGroup = (name = `Group ${randomUUID()}`) => ({ profile: { name, description: 'Made by a test' } });

test('an app lives its life', async () => {
  const made = await applicationApi.createApplication({ application: newApp() });
  assert.equal(made.constructor.name, 'OpenIdConnectApplication');
  assert.match(made.id, /^0oa\w{17}$/);
  assert.equal(made.status, 'ACTIVE');
  assert.equal(made.credentials.oauthClient.client_id, made.id);
  assert.equal(made.credentials.oauthClient.pkce_required, true);
  assert.equal(made.credentials.oauthClient.client_secret, undefined);

  // The guide's step: tick Refresh Token and save.
  made.settings.oauthClient.grant_types.push('refresh_token');
  const saved = await applicationApi.replaceApplication({ appId: made.id, application: made });
  assert.deepEqual(saved.settings.oauthClient.grant_types, ['authorization_code', 'refresh_token']);
  assert.equal((await applicationApi.getApplication({ appId: made.id })).label, made.label);

  await assert.rejects(applicationApi.deleteApplication({ appId: made.id }), { status: 403, errorCode: 'E0000056' });
  await applicationApi.deactivateApplication({ appId: made.id });
  assert.equal((await applicationApi.getApplication({ appId: made.id })).status, 'INACTIVE');
  await applicationApi.activateApplication({ appId: made.id });
  await applicationApi.deactivateApplication({ appId: made.id });
  await applicationApi.deleteApplication({ appId: made.id });
  await assert.rejects(applicationApi.getApplication({ appId: made.id }), { status: 404, errorCode: 'E0000007', errorSummary: `Not found: Resource not found: ${made.id} (AppInstance)` });
});

test('a confidential app gets a secret, or keeps the one it brings', async () => {
  const web = { application_type: 'web', redirect_uris: ['https://example.com/callback'] };
  const made = await applicationApi.createApplication({ application: { ...newApp(undefined, web), credentials: { oauthClient: { token_endpoint_auth_method: 'client_secret_basic' } } } });
  assert.ok(made.credentials.oauthClient.client_secret.length >= 14);
  const own = { token_endpoint_auth_method: 'client_secret_post', client_secret: 'fourteen-chars', client_id: randomUUID() };
  const brought = await applicationApi.createApplication({ application: { ...newApp(undefined, web), credentials: { oauthClient: own } } });
  assert.equal(brought.credentials.oauthClient.client_id, own.client_id);
  assert.equal(brought.credentials.oauthClient.client_secret, own.client_secret);
});

test('apps are listed page by page, and found by what their label starts with', async () => {
  const label = `Paged ${randomUUID()}`;
  const ids = [];
  for (let i = 0; i < 5; i++) ids.push((await applicationApi.createApplication({ application: newApp(label) })).id);        // the same label, five times
  assert.deepEqual((await all(await applicationApi.listApplications({ q: label.slice(0, -3), limit: 2 }))).map(app => app.id).sort(), ids.sort());
  const everything = await all(await applicationApi.listApplications({ limit: 3, filter: 'status eq "ACTIVE"' }));
  assert.equal(new Set(everything.map(app => app.id)).size, everything.length);
  for (const id of [...ids, apps.spa.clientId]) assert.ok(everything.some(app => app.id === id));
});

test('what is wrong with an app is said', async () => {
  await assert.rejects(applicationApi.createApplication({ application: newApp(undefined, { redirect_uris: ['javascript:alert(1)'] }) }), error => {
    assert.equal(error.constructor.name, 'OktaApiError');
    assert.deepEqual([error.status, error.errorCode, error.errorLink], [400, 'E0000001', 'E0000001']);
    assert.match(error.errorSummary, /^Api validation failed/);
    assert.match(error.errorId, /^oae/);
    assert.match(error.errorCauses[0].errorSummary, /redirect_uris/);
    assert.match(error.message, /^Okta HTTP 400 E0000001 Api validation failed/);
    return true;
  });
});

test('people and groups are assigned to an app', async () => {
  const app = await applicationApi.createApplication({ application: newApp() });
  const user = await userApi.createUser({ body: newUser() });
  const group = await groupApi.createGroup({ group: newGroup() });

  const assigned = await applicationApi.assignUserToApplication({ appId: app.id, appUser: { id: user.id, scope: 'USER', credentials: { userName: 'grace' } } });
  assert.deepEqual([assigned.id, assigned.scope, assigned.credentials.userName], [user.id, 'USER', 'grace']);
  assert.deepEqual((await all(await applicationApi.listApplicationUsers({ appId: app.id }))).map(each => each.id), [user.id]);
  await applicationApi.unassignUserFromApplication({ appId: app.id, userId: user.id });

  assert.equal((await applicationApi.assignGroupToApplication({ appId: app.id, groupId: group.id, applicationGroupAssignment: { priority: 2 } })).priority, 2);
  assert.deepEqual((await all(await applicationApi.listApplicationGroupAssignments({ appId: app.id }))).map(each => each.id), [group.id]);
  assert.deepEqual((await all(await groupApi.listAssignedApplicationsForGroup({ groupId: group.id }))).map(each => each.id), [app.id]);
  await applicationApi.unassignApplicationFromGroup({ appId: app.id, groupId: group.id });
  assert.deepEqual(await all(await applicationApi.listApplicationGroupAssignments({ appId: app.id })), []);
});

test('a user lives a life', async () => {
  const staged = await userApi.createUser({ body: newUser(), activate: false });
  const userId = staged.id;
  assert.match(userId, /^00u\w{17}$/);
  assert.equal(staged.status, 'STAGED');
  assert.equal(staged.credentials.password.value, undefined);
  assert.ok(staged.created instanceof Date);
  await userApi.activateUser({ userId, sendEmail: false });
  assert.equal((await userApi.getUser({ userId: staged.profile.login })).status, 'ACTIVE');

  const changed = await userApi.updateUser({ userId, user: { profile: { nickName: 'Amazing Grace' } } });
  assert.deepEqual([changed.profile.nickName, changed.profile.lastName], ['Amazing Grace', 'Hopper']);
  const { profile } = await userApi.replaceUser({ userId, user: { profile: { ...newUser(staged.profile.login).profile, lastName: 'Murray' } } });
  assert.deepEqual([profile.nickName ?? null, profile.lastName], [null, 'Murray']);

  await userApi.suspendUser({ userId });
  assert.equal((await userApi.getUser({ userId })).status, 'SUSPENDED');
  await assert.rejects(userApi.suspendUser({ userId }), { status: 403 });
  await userApi.unsuspendUser({ userId });

  await userApi.changePassword({ userId, changePasswordRequest: { oldPassword: { value: 'Correct-Horse-7' }, newPassword: { value: 'Battery-Staple-8' } } });
  await assert.rejects(userApi.changePassword({ userId, changePasswordRequest: { oldPassword: { value: 'wrong' }, newPassword: { value: 'Battery-Staple-9' } } }), { status: 403, errorCode: 'E0000014' });
  assert.equal((await userApi.expirePassword({ userId })).status, 'PASSWORD_EXPIRED');
  await userApi.expirePasswordAndGetTemporaryPassword({ userId });               // the client reads a user and drops the password
  assert.match((await userApi.generateResetPasswordToken({ userId, sendEmail: false })).resetPasswordUrl, new RegExp(`^${orgUrl}/reset_password/`));
  await userApi.revokeUserSessions({ userId, oauthTokens: true });

  await userApi.deactivateUser({ userId });
  assert.equal((await userApi.getUser({ userId })).status, 'DEPROVISIONED');
  await userApi.deleteUser({ userId });
  await assert.rejects(userApi.getUser({ userId }), { status: 404, errorSummary: `Not found: Resource not found: ${userId} (User)` });
});

test('a user without a password gets an activation link', async () => {
  const { profile } = newUser();
  const { id } = await userApi.createUser({ body: { profile }, activate: false });
  const { activationUrl, activationToken } = await userApi.activateUser({ userId: id, sendEmail: false });
  assert.equal(activationUrl, `${orgUrl}/welcome/${activationToken}`);
  assert.equal((await userApi.getUser({ userId: id })).status, 'PROVISIONED');
  assert.ok((await userApi.reactivateUser({ userId: id, sendEmail: false })).activationToken);
});

test('users are searched, filtered and paged', async () => {
  const users = [];
  const lastName = 'N' + randomUUID().replaceAll('-', '');
  for (let i = 0; i < 5; i++) {
    const body = newUser();
    body.profile.lastName = lastName;
    users.push(await userApi.createUser({ body }));
  }
  const ids = users.map(user => user.id).sort();
  const listed = async query => (await all(await userApi.listUsers(query))).map(user => user.id).sort();
  assert.deepEqual(await listed({ search: `profile.lastName eq "${lastName}"`, limit: 2 }), ids);
  assert.deepEqual(await listed({ search: `profile.lastName sw "${lastName.slice(0, 20)}" and status eq "ACTIVE"`, sortBy: 'profile.login', sortOrder: 'desc', limit: 2 }), ids);
  assert.deepEqual(await listed({ filter: `profile.login eq "${users[0].profile.login}"` }), [users[0].id]);
  assert.deepEqual(await listed({ q: lastName }), ids);
  assert.ok((await listed({ limit: 3 })).includes(ids[0]));
  await assert.rejects(listed({ search: 'profile.lastName eq' }), { status: 400, errorCode: 'E0000031' });
});

test('a login is taken once', async () => {
  await assert.rejects(userApi.createUser({ body: newUser(person.login) }), error => {
    assert.deepEqual([error.status, error.errorCode, error.errorSummary], [400, 'E0000001', 'Api validation failed: login']);
    assert.equal(error.errorCauses[0].errorSummary, 'login: An object with this field already exists in the current organization');
    return true;
  });
  await assert.rejects(userApi.createUser({ body: { ...newUser(), credentials: { password: { value: 'short' } } } }), { status: 400, errorCode: 'E0000001' });
});

test('a group has members', async () => {
  const group = await groupApi.createGroup({ group: newGroup() });
  assert.match(group.id, /^00g/);
  assert.equal(group.type, 'OKTA_GROUP');
  const user = await userApi.createUser({ body: { ...newUser(), groupIds: [group.id] } });
  const other = await userApi.createUser({ body: newUser() });
  await groupApi.assignUserToGroup({ groupId: group.id, userId: other.id });
  assert.deepEqual((await all(await groupApi.listGroupUsers({ groupId: group.id, limit: 1 }))).map(each => each.id).sort(), [user.id, other.id].sort());
  await groupApi.unassignUserFromGroup({ groupId: group.id, userId: other.id });
  assert.ok((await all(await userApi.listUserGroups({ userId: user.id }))).some(each => each.id === group.id));

  const renamed = await groupApi.replaceGroup({ groupId: group.id, group: newGroup() });
  assert.notEqual(renamed.profile.name, group.profile.name);
  assert.deepEqual((await all(await groupApi.listGroups({ q: renamed.profile.name.slice(0, -4) }))).map(each => each.id), [group.id]);
  await groupApi.deleteGroup({ groupId: group.id });
  await assert.rejects(groupApi.getGroup({ groupId: group.id }), { status: 404, errorSummary: `Not found: Resource not found: ${group.id} (UserGroup)` });
});

test('everyone is one group, whatever the case, and nobody leaves it', async () => {
  const [everyone, ...more] = await all(await groupApi.listGroups({ search: 'profile.name eq "everyone"' }));
  assert.deepEqual([everyone.profile.name, everyone.type, more.length], ['Everyone', 'BUILT_IN', 0]);
  const { id: userId } = await userApi.getUser({ userId: person.login });
  await assert.rejects(groupApi.unassignUserFromGroup({ groupId: everyone.id, userId }), { status: 403 });
});

test('the built-in authorization server is called default', async () => {
  const servers = await all(await authorizationServerApi.listAuthorizationServers());
  const [server] = servers.filter(each => each.id === 'default');
  assert.deepEqual([server.name, server.issuer, server.audiences], ['default', org.issuer, ['api://default']]);
  assert.equal((await authorizationServerApi.getAuthorizationServer({ authServerId: 'default' })).status, 'ACTIVE');
  const [policy] = await all(await authorizationServerApi.listAuthorizationServerPolicies({ authServerId: 'default' }));
  assert.equal(policy.type, 'OAUTH_AUTHORIZATION_POLICY');
  const [rule] = await all(await authorizationServerApi.listAuthorizationServerPolicyRules({ authServerId: 'default', policyId: policy.id }));
  assert.equal(rule.actions.token.accessTokenLifetimeMinutes, 60);
  await assert.rejects(authorizationServerApi.getAuthorizationServer({ authServerId: 'nowhere' }), { status: 404, errorSummary: 'Not found: Resource not found: nowhere (AuthorizationServer)' });
});

test('the system log tells who did what, page by page', async () => {
  const [since, until] = [-5_000, 60_000].map(offset => new Date(Date.now() + offset).toISOString());
  const { id } = await userApi.createUser({ body: newUser() });
  await userApi.suspendUser({ userId: id });
  await userApi.unsuspendUser({ userId: id });
  const told = async () => {
    const events = await all(await systemLogApi.listLogEvents({ since, until, filter: `target.id eq "${id}"`, limit: 1 }));
    return events.map(event => event.eventType);
  };
  let types;
  for (const end = Date.now() + 10_000; (types = await told()).length < 3 && Date.now() < end;);         // the log is written behind the answers
  for (const type of ['user.lifecycle.create', 'user.lifecycle.suspend', 'user.lifecycle.unsuspend']) assert.ok(types.includes(type), `${type} in ${types}`);
});

test('the org and its tokens introduce themselves', async () => {
  assert.match((await orgSettingApi.getOrgSettings()).id, /^00o/);
  assert.match((await orgSettingApi.getWellknownOrgMetadata()).id, /^00o/);
  const [token] = await all(await apiTokenApi.listApiTokens());
  assert.match(token.id, /^00T/);
  assert.equal((await apiTokenApi.getApiToken({ apiTokenId: token.id })).name, token.name);
});

test('a wrong token is told so', async () => {
  const stranger = new okta.Client({ orgUrl, token: '00nobodys' });
  await assert.rejects(stranger.userApi.getUser({ userId: 'me' }), { status: 401, errorCode: 'E0000011', errorSummary: 'Invalid token provided' });
  assert.equal((await userApi.getUser({ userId: 'me' })).profile.login, org.admin.login);
});

/** A service that manages the org with what it was granted, and the key it proves itself with. */
async function keyed(granted, more = {}, alg = 'RS256') {
  const { key, kid, jwks } = await keyPair(alg);
  const app = await createApp({ application_type: 'service', grant_types: ['client_credentials'], response_types: ['token'], jwks, ...more }, { token_endpoint_auth_method: 'private_key_jwt' });
  for (const scopeId of granted) assert.equal((await api('POST', `/apps/${app.client_id}/grants`, { scopeId, issuer: orgUrl })).status, 201);
  assert.equal((await fetch(`${orgUrl}/oauth2/v1/clients/${app.client_id}/roles`, {
    method: 'POST', headers: { authorization: `SSWS ${org.apiToken}`, 'content-type': 'application/json' }, body: JSON.stringify({ type: 'ORG_ADMIN' }),
  })).status, 201);
  const jwk = await crypto.subtle.exportKey('jwk', key);
  const privateKey = { ...Object.fromEntries(['kty', 'n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'].map(name => [name, jwk[name]])), kid };
  return scopes => new okta.Client({ orgUrl, authorizationMode: 'PrivateKey', clientId: app.client_id, scopes, privateKey, keyId: kid });
}

test('a service with a key reads and manages with the scopes it was granted', async () => {
  const clientFor = await keyed(['okta.users.read', 'okta.groups.manage']);
  const service = clientFor(['okta.users.read', 'okta.groups.manage']);
  assert.equal((await service.userApi.getUser({ userId: person.login })).profile.login, person.login);
  assert.ok((await all(await service.userApi.listUsers({ limit: 2 }))).length >= 2);           // page by page, each with a proof of its own
  const group = await service.groupApi.createGroup({ group: newGroup() });
  await service.groupApi.deleteGroup({ groupId: group.id });
  await assert.rejects(service.userApi.createUser({ body: newUser() }), { status: 403, errorCode: 'E0000006' });
  await assert.rejects(service.applicationApi.listApplications().then(all), { status: 403, errorCode: 'E0000006' });
  await assert.rejects(clientFor(['okta.apps.read']).applicationApi.listApplications().then(all), { status: 401 });        // no token: it was not granted
});

test('a service whose tokens must be bound to its key does the same', async () => {
  const clientFor = await keyed(['okta.users.read'], { dpop_bound_access_tokens: true });
  const service = clientFor(['okta.users.read']);
  assert.equal((await service.userApi.getUser({ userId: person.login })).profile.login, person.login);
  assert.ok((await all(await service.userApi.listUsers({ limit: 2 }))).length >= 2);
});

test('an attribute is added, people are found by it, and a rule goes by it', async () => {
  const { schemaApi, userTypeApi } = client;
  const name = `badge${Date.now()}`;
  const made = await schemaApi.updateUserProfile({
    schemaId: 'default',
    userSchema: { definitions: { custom: { id: '#custom', type: 'object', properties: { [name]: { title: 'Badge', type: 'string', maxLength: 10, oneOf: [{ _const: 'red', title: 'Red' }, { _const: 'blue', title: 'Blue' }], permissions: [{ principal: 'SELF', action: 'READ_ONLY' }] } } } } },
  });
  assert.equal(made.definitions.custom.properties[name].maxLength, 10);
  assert.deepEqual((await schemaApi.getUserSchema({ schemaId: 'default' })).definitions.custom.properties[name], made.definitions.custom.properties[name]);
  assert.equal((await all(await userTypeApi.listUserTypes()))[0]._default, true);

  const type = await userTypeApi.createUserType({ userType: { name: `type${Date.now()}`, displayName: 'Contractor', description: 'From elsewhere' } });
  assert.equal((await userTypeApi.updateUserType({ typeId: type.id, userType: { displayName: 'Guest' } })).displayName, 'Guest');
  assert.equal((await userTypeApi.replaceUserType({ typeId: type.id, userType: { name: type.name, displayName: 'Guest', description: '' } })).description, '');
  await schemaApi.updateUserProfile({
    schemaId: type._links.schema.href.split('/').pop(),
    userSchema: { definitions: { custom: { id: '#custom', type: 'object', properties: { [`${name}x`]: { title: 'Agency', type: 'string' } } } } },
  });
  const guest = newUser();
  const visitor = await userApi.createUser({ body: { ...guest, type: { id: type.id }, profile: { ...guest.profile, [`${name}x`]: 'ACME' } } });
  assert.equal(visitor.type.id, type.id);
  assert.deepEqual((await all(await userApi.listUsers({ search: `type.id eq "${type.id}"` }))).map(each => each.id), [visitor.id]);
  await assert.rejects(userTypeApi.deleteUserType({ typeId: type.id }), { status: 400, errorCode: 'E0000001' });
  await userApi.deleteUser({ userId: visitor.id });
  await userApi.deleteUser({ userId: visitor.id });
  await userTypeApi.deleteUserType({ typeId: type.id });

  const group = await groupApi.createGroup({ group: newGroup() });
  const rule = await groupApi.createGroupRule({
    groupRule: { type: 'group_rule', name: `Rule ${Date.now()}`, conditions: { expression: { type: 'urn:okta:expression:1.0', value: `user.${name} == "red"` } }, actions: { assignUserToGroups: { groupIds: [group.id] } } },
  });
  assert.equal(rule.status, 'INACTIVE');
  await groupApi.activateGroupRule({ ruleId: rule.id });
  assert.equal((await groupApi.getGroupRule({ ruleId: rule.id })).status, 'ACTIVE');

  const body = newUser();
  const user = await userApi.createUser({ body: { ...body, profile: { ...body.profile, [name]: 'red' } } });
  assert.equal(user.profile[name], 'red');
  assert.deepEqual((await all(await userApi.listUsers({ search: `profile.${name} eq "red"` }))).map(each => each.id), [user.id]);
  assert.deepEqual((await all(await groupApi.listGroupUsers({ groupId: group.id }))).map(each => each.id), [user.id]);
  await assert.rejects(groupApi.unassignUserFromGroup({ groupId: group.id, userId: user.id }), { status: 403, errorCode: 'E0000038' });
  await assert.rejects(userApi.updateUser({ userId: user.id, user: { profile: { [name]: 'green' } } }), { status: 400, errorCode: 'E0000001' });
  await groupApi.deactivateGroupRule({ ruleId: rule.id });
  await groupApi.deleteGroupRule({ ruleId: rule.id, removeUsers: true });
  assert.deepEqual(await all(await groupApi.listGroupUsers({ groupId: group.id })), []);
});

test('people are linked, asked a question, and made administrators', async () => {
  const { linkedObjectApi, roleAssignmentApi } = client;
  const [boss, worker] = [await userApi.createUser({ body: newUser() }), await userApi.createUser({ body: newUser() })];
  const primary = `boss${Date.now()}`;
  await linkedObjectApi.createLinkedObjectDefinition({ linkedObject: { primary: { name: primary, title: 'Boss', description: '', type: 'USER' }, associated: { name: `${primary}Of`, title: 'Worker', description: '', type: 'USER' } } });
  await userApi.setLinkedObjectForUser({ associatedUserId: worker.id, primaryRelationshipName: primary, primaryUserId: boss.id });
  assert.equal((await all(await userApi.listLinkedObjectsForUser({ userId: worker.id, relationshipName: primary }))).length, 1);
  await userApi.deleteLinkedObjectForUser({ userId: worker.id, relationshipName: primary });
  assert.deepEqual(await all(await userApi.listLinkedObjectsForUser({ userId: worker.id, relationshipName: primary })), []);
  await linkedObjectApi.deleteLinkedObjectDefinition({ linkedObjectName: primary });

  const asked = await userApi.changeRecoveryQuestion({ userId: worker.id, userCredentials: { password: { value: 'Correct-Horse-7' }, recovery_question: { question: 'Who?', answer: 'Nobody at all' } } });
  assert.equal(asked.recovery_question.question, 'Who?');
  await userApi.forgotPasswordSetNewPassword({ userId: worker.id, userCredentials: { password: { value: 'Correct-Horse-8' }, recovery_question: { answer: 'nobody at all' } } });
  assert.ok((await userApi.forgotPassword({ userId: worker.id, sendEmail: false })).resetPasswordUrl.startsWith(orgUrl));
  assert.deepEqual(await all(await userApi.listUserBlocks({ userId: worker.id })), []);
  assert.deepEqual(await all(await userApi.listAppLinks({ userId: worker.id })), []);

  const role = await roleAssignmentApi.assignRoleToUser({ userId: boss.id, assignRoleRequest: { type: 'SUPER_ADMIN' } });
  assert.deepEqual((await all(await roleAssignmentApi.listAssignedRolesForUser({ userId: boss.id }))).map(each => each.id), [role.id]);
  await roleAssignmentApi.unassignRoleFromUser({ userId: boss.id, roleId: role.id });
});

test('what every org has is listed, and what this server has not is refused with one sentence', async () => {
  const { authenticatorApi, featureApi, profileMappingApi, customDomainApi, captchaApi, emailDomainApi, logStreamApi, templateApi, uiSchemaApi } = client;
  assert.deepEqual((await all(await authenticatorApi.listAuthenticators())).map(each => each.key), ['okta_password', 'okta_email', 'google_otp', 'webauthn']);
  assert.equal((await orgSettingApi.getOrgPreferences()).showEndUserFooter, false);
  assert.deepEqual(await all(await featureApi.listFeatures()), []);
  assert.deepEqual(await all(await profileMappingApi.listProfileMappings()), []);
  assert.deepEqual(((await customDomainApi.listCustomDomains()).domains ?? []).map(each => each.domain), []);
  assert.deepEqual(await all(await logStreamApi.listLogStreams()), []);
  assert.deepEqual(await all(await emailDomainApi.listEmailDomains()), []);
  const walked = async list => { const found = await list(); if (found?.each) await all(found); };
  for (const refused of [
    () => captchaApi.listCaptchaInstances(),
    () => templateApi.listSmsTemplates(), () => uiSchemaApi.listUISchemas(),
  ]) await assert.rejects(walked(refused), { status: 501, errorCode: 'E0000060' });
});
