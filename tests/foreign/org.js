// The running server the clients are pointed at, and a browser without script that signs its person in.
import { readFileSync } from 'node:fs';
import dns from 'node:dns';
import { webcrypto } from 'node:crypto';

globalThis.crypto ??= webcrypto;        // Node 18 has it, but not under the name the standard gives it

/** What `latchkey dev` wrote to dev.json; LATCHKEY_DEV says where that is. */
export const org = JSON.parse(readFileSync(process.env.LATCHKEY_DEV ?? '/dev/null', 'utf8') || 'null');
if (!org) throw new Error('LATCHKEY_DEV must name the dev.json of a running `latchkey dev`.');

// Names under localhost are this machine, whatever the resolver says (RFC 6761 §6.3). Browsers do the same.
const lookup = dns.lookup;
dns.lookup = (host, ...rest) => lookup(host.endsWith('.localhost') ? 'localhost' : host, ...rest);

/** Where the org is to have a host of its own, one is made. Contract §1.1. */
if (process.env.LATCHKEY_OWN_ORG) {
  const at = path => org.orgUrl + path, json = async answer => (await answer).json();
  const userProfile = { firstName: 'Olga', lastName: 'Owner', email: `owner-${Date.now()}@example.com` };
  const { developerOrgCliToken } = await json(fetch(at('/api/v1/registration/reg405abrRAkn0TRf5d6/register'), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ userProfile }) }));
  const made = await json(fetch(at('/api/internal/v1/developer/redeem/' + developerOrgCliToken)));
  Object.assign(org, { orgUrl: made.orgUrl, apiToken: made.apiToken, issuer: made.orgUrl + '/oauth2/default' });
}

export const { issuer, orgUrl, apps, person } = org;

/** http on loopback: the strict clients have to be told that this is meant. */
export const plain = issuer.startsWith('http:');

/** Cookies, forms, and redirects within an origin: what every browser can do. */
export class Browser {
  #cookies = new Map();

  /** What a page of another origin sends with `credentials: include`. */
  get cookies() { return [...this.#cookies].map(pair => pair.join('=')).join('; '); }

  keep(answer) {
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(cookie)) this.#cookies.delete(name); else this.#cookies.set(name, value);
    }
  }

  /** Opens an address. Ends at a page `{ url, status, html }`, or at `{ location }` outside the origin. */
  async open(url, form) {
    for (let hop = 0; hop < 10; hop++) {
      const answer = await fetch(url, {
        method: form ? 'POST' : 'GET',
        body: form && new URLSearchParams(form),
        redirect: 'manual',
        headers: { accept: 'text/html', cookie: this.cookies },
      });
      this.keep(answer);
      const location = answer.headers.get('location');
      if (!location) return { url: String(url), status: answer.status, html: await answer.text() };
      const next = new URL(location, url);
      if (next.origin !== new URL(url).origin) return { location };
      [url, form] = [next, undefined];
    }
    throw new Error(`Too many redirects at ${url}`);
  }

  /** Fills in the form of a page. */
  submit(page, typed) {
    const [, action] = /<form[^>]* action="([^"]*)"/.exec(page.html) ?? [];
    if (action === undefined) throw new Error(`No form at ${page.url}: ${page.html}`);
    return this.open(new URL(unescape(action), page.url), { ...Object.fromEntries(hiddenFields(page.html)), ...typed });
  }

  /** Opens an authorization request, signs in if asked to, and says where the browser was sent back to. */
  async authorize(url, { login, password } = person) {
    let page = await this.open(url);
    if (page.html?.includes('name="password"')) page = await this.submit(page, { identifier: login, password });
    if (page.html?.includes('name="decision"')) page = await this.submit(page, { decision: 'allow' });      // consent
    if (page.html?.includes('id="answer"')) return formPost(page);
    if (!page.location) throw new Error(`${page.status} at ${page.url}: ${page.html}`);
    return page.location;
  }

  /** Says yes or no to what a device or a service asks, at the address it was given; signs in first if asked to. */
  async answer(url, answer, { login, password } = person) {
    let page = await this.open(url);
    if (page.html.includes('name="user_code"')) page = await this.submit(page, { user_code: new URL(url).searchParams.get('user_code') });
    if (page.html.includes('name="password"')) page = await this.submit(page, { identifier: login, password });
    page = await this.submit(page, { answer });
    if (page.status !== 200 || page.html.includes('role="alert"')) throw new Error(`${page.status} at ${page.url}: ${page.html}`);
    return page;
  }
}

const hiddenFields = html => [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name, unescape(value)]);

/** What a browser with script would send to the app. */
const formPost = ({ html }) => new Request(unescape(/<form[^>]* action="([^"]*)"/.exec(html)[1]), { method: 'POST', body: new URLSearchParams(hiddenFields(html)) });

export const unescape = text => text.replace(/&(amp|quot|lt|gt|#x([0-9A-F]+)|#(\d+));/gi, (all, name, hex, decimal) =>
  hex ? String.fromCodePoint(parseInt(hex, 16)) : decimal ? String.fromCodePoint(+decimal) : { amp: '&', quot: '"', lt: '<', gt: '>' }[name]);

/** A call to the management API, in the raw. */
export const api = (method, path, body) => fetch(orgUrl + '/api/v1' + path, {
  method,
  headers: { authorization: `SSWS ${org.apiToken}`, accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
  body: body && JSON.stringify(body),
});

/** Makes an app that everyone may use, and answers its credentials. */
export async function createApp(oauthClient, credentials = {}) {
  const created = await (await api('POST', '/apps', { label: 'Made by a test', signOnMode: 'OPENID_CONNECT', credentials: { oauthClient: credentials }, settings: { oauthClient } })).json();
  if (!created.id) throw new Error(JSON.stringify(created));
  const [everyone] = await (await api('GET', '/groups?search=' + encodeURIComponent('profile.name eq "everyone"'))).json();
  await api('PUT', `/apps/${created.id}/groups/${everyone.id}`);
  return created.credentials.oauthClient;
}

/** A key pair and its public half as an app registers it. */
export async function keyPair(alg, kid = alg + '-1') {
  const algorithm = alg === 'ES256' ? { name: 'ECDSA', namedCurve: 'P-256' }
    : { name: alg === 'PS256' ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
  const { privateKey, publicKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const { kty, crv, x, y, n, e } = await crypto.subtle.exportKey('jwk', publicKey);
  return { key: privateKey, kid, jwks: { keys: [JSON.parse(JSON.stringify({ kty, crv, x, y, n, e, kid, alg, use: 'sig' }))] } };
}

/** Lets pages of an origin call the org with the browser's cookies. */
export async function trust(origin) {
  const trusted = await (await api('GET', '/trustedOrigins?q=' + encodeURIComponent(origin))).json();
  if (!trusted.some(one => one.origin === origin)) await api('POST', '/trustedOrigins', { name: origin, origin, scopes: [{ type: 'CORS' }, { type: 'REDIRECT' }] });
}
