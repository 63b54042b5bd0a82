// The running server the clients are pointed at, and a browser without script that signs its person in.
import { readFileSync } from 'node:fs';
import { webcrypto } from 'node:crypto';

globalThis.crypto ??= webcrypto;        // Node 18 has it, but not under the name the standard gives it

/** What `latchkey dev` wrote to dev.json; LATCHKEY_DEV says where that is. */
export const org = JSON.parse(readFileSync(process.env.LATCHKEY_DEV ?? '/dev/null', 'utf8') || 'null');
if (!org) throw new Error('LATCHKEY_DEV must name the dev.json of a running `latchkey dev`.');

export const { issuer, orgUrl, apps, person } = org;

/** Cookies, forms, and redirects within an origin: what every browser can do. */
export class Browser {
  #cookies = new Map();

  /** Opens an address. Ends at a page `{ url, status, html }`, or at `{ location }` outside the origin. */
  async open(url, form) {
    for (let hop = 0; hop < 10; hop++) {
      const answer = await fetch(url, {
        method: form ? 'POST' : 'GET',
        body: form && new URLSearchParams(form),
        redirect: 'manual',
        headers: { accept: 'text/html', cookie: [...this.#cookies].map(pair => pair.join('=')).join('; ') },
      });
      for (const cookie of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
        if (/max-age=0|expires=thu, 01 jan 1970/i.test(cookie)) this.#cookies.delete(name); else this.#cookies.set(name, value);
      }
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
    const hidden = [...page.html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name, unescape(value)]);
    return this.open(new URL(unescape(action), page.url), { ...Object.fromEntries(hidden), ...typed });
  }

  /** Opens an authorization request, signs in if asked to, and says where the browser was sent back to. */
  async authorize(url, { login, password } = person) {
    let page = await this.open(url);
    if (page.html?.includes('name="password"')) page = await this.submit(page, { identifier: login, password });
    if (page.html?.includes('name="decision"')) page = await this.submit(page, { decision: 'allow' });      // consent
    if (!page.location) throw new Error(`${page.status} at ${page.url}: ${page.html}`);
    return page.location;
  }
}

const unescape = text => text.replace(/&(amp|quot|lt|gt|#x([0-9A-F]+)|#(\d+));/gi, (all, name, hex, decimal) =>
  hex ? String.fromCodePoint(parseInt(hex, 16)) : decimal ? String.fromCodePoint(+decimal) : { amp: '&', quot: '"', lt: '<', gt: '>' }[name]);

/** A call to the management API, in the raw. */
export const api = (method, path, body) => fetch(orgUrl + '/api/v1' + path, {
  method,
  headers: { authorization: `SSWS ${org.apiToken}`, accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
  body: body && JSON.stringify(body),
});

/** Makes an app that everyone may use, and answers its credentials. */
export async function createApp(oauthClient) {
  const created = await (await api('POST', '/apps', { label: 'Made by a test', signOnMode: 'OPENID_CONNECT', settings: { oauthClient } })).json();
  const [everyone] = await (await api('GET', '/groups?search=' + encodeURIComponent('profile.name eq "everyone"'))).json();
  await api('PUT', `/apps/${created.id}/groups/${everyone.id}`);
  return created.credentials.oauthClient;
}
