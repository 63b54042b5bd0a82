// A site of an app's own, on a port of its own, and the system's Chromium before it.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const types = { '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.png': 'image/png', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
const executablePath = [process.env.LATCHKEY_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(path => path && existsSync(path));

/** A folder of an npm package. */
export const folderOf = (name, inside = '.') => join(dirname(require.resolve(name + '/package.json')), inside);

/** What `page` says for an address, and otherwise the files of `folders`, by the first part of their address. */
export async function serve(page, folders) {
  const site = createServer((asked, answer) => {
    const path = new URL(asked.url, 'http://site').pathname;
    const [, first, rest] = /^\/([^/]*)(.*)$/.exec(path);
    const file = first in folders && normalize(join(folders[first], rest));
    // Scripts of other sites may be asked for with CORS, so that a page can say what it expects of them.
    if (file && file.startsWith(folders[first]) && existsSync(file)) answer.setHeader('access-control-allow-origin', '*').setHeader('content-type', types[extname(file)] ?? 'application/octet-stream').end(readFileSync(file));
    else if (page?.(path)) answer.setHeader('content-type', 'text/html').end(page(path));
    else answer.writeHead(404).end();
  });
  await new Promise(listening => site.listen(0, 'localhost', listening));
  return { origin: `http://localhost:${site.address().port}`, close: () => site.close() };
}

export const openBrowser = () => chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });

/** A device in front of the browser that keeps passkeys and makes sure of its owner. WebAuthn Level 3 §11.2. */
export async function virtualDevice(tab, credential) {
  const protocol = await tab.context().newCDPSession(tab);
  await protocol.send('WebAuthn.enable');
  const { authenticatorId } = await protocol.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  if (credential) await protocol.send('WebAuthn.addCredential', { authenticatorId, credential });
}
