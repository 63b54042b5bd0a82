// Every call that @okta/okta-sdk-nodejs has, made once: it is answered, refused with its sentence, or belongs to a product that this is not.
// What comes of each stands in docs/reference/okta-sdk-nodejs.md; LATCHKEY_ACCEPT=1 writes it.
import { org, orgUrl, person } from './org.js';
import test from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import okta from '@okta/okta-sdk-nodejs';

const page = new URL('../../docs/reference/okta-sdk-nodejs.md', import.meta.url);
const client = new okta.Client({ orgUrl, token: org.apiToken });

/** Why a call of Okta's is not at home here: by the beginning of its path. */
const elsewhere = [
  [/^\/api\/v1\/agentPools/, 'Directory agents: people come from no directory in somebody else\'s network.'],
  [/^\/(workload-principals|ai-agents|api\/v1\/(agents|workload))/, 'Registered AI agents: an agent is an app here.'],
  [/^\/(iga|governance|api\/v1\/governance)/, 'Access governance.'],
  [/^\/api\/v1\/(identity-sources|directories)/, 'Imports from directories: `latchkey import` and the users API bring people.'],
  [/^\/privileged-access|^\/api\/v1\/(privileged|okta-managed)/, 'Privileged access.'],
  [/^\/integrations|^\/oauth2\/v1\/api-services|^\/api\/v1\/(oin|submissions)/, 'Okta\'s catalogue of integrations.'],
  [/^\/api\/v1\/(realms|realm-assignments)/, 'Realms: one org is one directory here.'],
  [/^\/api\/v1\/(risk|behaviors|threats|attack-protection|device-assurances|device-posture|device-integrations|security-events-providers|ssf)/,
    'Risk engines, device management and signals of other companies\' products.'],
  [/^\/api\/v1\/(push-providers|telephony)|^\/push-providers/, 'Push messages and telephone: this server sends neither.'],
  [/./, 'Not a part of this server.'],
];

/** Where the package and Okta's published description differ, the server goes by the description. */
const differ = { listJwk: 'Okta describes the answer as a list; the package looks for `keys` in it.' };

/** The calls of the SDK as its own request factories make them. */
function calls() {
  const found = [];
  for (const [name, api] of Object.entries(client)) {
    const factory = api?.api?.requestFactory;
    if (!factory) continue;
    for (const method of Object.getOwnPropertyNames(Object.getPrototypeOf(factory)).filter(each => each !== 'constructor')) {
      const source = factory[method].toString();
      const [, path] = /const path = '([^']+)'/.exec(source) ?? [];
      const [, verb] = /HttpMethodEnum\.(\w+)/.exec(source) ?? [];
      if (!path || typeof api[method] !== 'function') continue;
      if (method === 'revokeCurrentApiToken') continue;               // it would be the last call; ApiTokensTests make it
      const given = [...new Set(api[method].toString().match(/param\.\w+/g) ?? [])].map(each => each.slice(6));
      const required = [...source.matchAll(/RequiredError\('\w+', '\w+', '(\w+)'\)/g)].map(each => each[1].toLowerCase());
      found.push({ name, api, method, path, verb, given, required, list: /serialize\(\w+, 'Array</.test(source) });
    }
  }
  return found;
}

async function known() {
  const first = async list => { let one; await (await list).each(item => { one = item; return false; }); return one; };
  const app = await first(client.applicationApi.listApplications());
  const policy = await first(client.policyApi.listPolicies({ type: 'PASSWORD' }));
  const group = await first(client.groupApi.listGroups());
  const brand = await first(client.customizationApi.listBrands());
  const theme = await first(client.customizationApi.listBrandThemes({ brandId: brand.id }));
  return {
    userId: (await client.userApi.getUser({ userId: person.login })).id, id: person.login, appId: app.id, groupId: group.id, authServerId: 'default',
    policyId: policy.id, type: 'PASSWORD', brandId: brand.id, themeId: theme.id, templateName: 'ForgotPassword',
  };
}

async function outcome({ api, method, path, verb, given, required, list }, ids) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(each => each[1]);
  const param = {};
  for (const name of given) {
    const asked = inPath.find(each => each.toLowerCase() === name.toLowerCase());
    // Nothing that the other scripts stand on is changed: whoever writes, writes to what is not there.
    if (asked) param[name] = verb === 'GET' && ids[asked] ? ids[asked] : /factor/i.test(asked) ? 'opf0000000000000000A' : 'nobody';
    else if (ids[name] && verb === 'GET') param[name] = ids[name];
    else if (required.includes(name.toLowerCase())) param[name] = list ? [{}] : {};
  }
  try {
    const answer = await api[method](param);
    if (typeof answer?.each === 'function') await answer.each(() => false);
    return 'served';
  } catch (refusal) {
    // Bodies that are no JSON: it has no way to write them, whatever the server.
    if (/^None of the given media types are supported/.test(refusal.message)) return 'unsendable';
    if (differ[method] && refusal instanceof TypeError) return 'differs';
    if (refusal.status === undefined) return `broken: ${refusal.stack ?? refusal}`;
    if (refusal.status === 501 && refusal.errorCode === 'E0000060') return 'refused';
    if (refusal.status === 404 && refusal.errorCode === 'E0000008') return 'absent';
    if (refusal.status >= 500 || refusal.status === 401 || !/^E0000\d{3}$/.test(refusal.errorCode ?? '')) return `broken: ${refusal.status} ${refusal.message}`;
    return 'served';
  }
}

test('every call of every class is answered, refused with a sentence, or of another product', async () => {
  const ids = await known();
  const rows = new Map();
  const broken = [];
  for (const call of calls()) {
    const came = await outcome(call, ids);
    if (came.startsWith('broken')) broken.push(`${call.name}.${call.method} (${call.verb} ${call.path}): ${came}`);
    const row = rows.get(call.name) ?? { served: [], refused: [], absent: [], unsendable: [], differs: [] };
    rows.set(call.name, row);
    row[came]?.push(call);
  }
  assert.deepEqual(broken, []);

  const names = list => list.map(each => `\`${each.method}\``).join(', ');
  const total = kind => [...rows.values()].reduce((sum, row) => sum + row[kind].length, 0);
  const reasons = new Map();
  for (const row of rows.values())
    for (const call of row.absent) {
      const [, why] = elsewhere.find(([path]) => path.test(call.path));
      reasons.set(why, [...reasons.get(why) ?? [], call]);
    }
  const written = `# @okta/okta-sdk-nodejs, call by call

Written by \`tests/foreign/okta-sdk-nodejs-whole.test.js\` (LATCHKEY_ACCEPT=1), which makes each call of the unchanged package (8.1.0) to a started server.

Of ${total('served') + total('refused') + total('absent') + total('unsendable') + total('differs')} calls ${total('served')} are served, ${total('refused')} are refused with 501 E0000060 and the sentence \
that [refused.md](refused.md) has, and ${total('absent')} answer 404 E0000008, because they belong to a product that this server is not. \
${total('unsendable')} the package itself cannot send: ${[...rows.values()].map(row => names(row.unsendable)).filter(Boolean).join(', ')}.

## By class

| class | served | refused | of another product |
|---|--:|---|--:|
${[...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, row]) => `| \`${name}\` | ${row.served.length} | ${names(row.refused)} | ${row.absent.length || ''} |`).join('\n')}

## Where package and description differ

${[...rows.values()].flatMap(row => row.differs).map(call => `- \`${call.method}\`: ${differ[call.method]}`).join('\n')}

## Of another product

${[...reasons].sort(([one], [other]) => (one < other ? -1 : 1)).map(([why, list]) => `- ${why} ${names(list)}`).join('\n')}
`;
  if (process.env.LATCHKEY_ACCEPT === '1') writeFileSync(page, written);
  else assert.equal(readFileSync(page, 'utf8'), written);
});
