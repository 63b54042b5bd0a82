// A protected API without a framework. ISSUER and AUDIENCE say whose tokens it accepts; PORT where it listens.
import { createServer } from 'node:http';
import OktaJwtVerifier from '@okta/jwt-verifier';

const issuer = process.env.ISSUER ?? 'http://localhost:8080/oauth2/default';
const audience = process.env.AUDIENCE ?? 'api://default';
const isLocal = /^http:\/\/([\w-]+\.)*(localhost|127\.0\.0\.1)[:/]/.test(issuer);
const verifier = new OktaJwtVerifier({ issuer, testing: { disableHttpsCheck: isLocal } });

/** The claims of a request's token, or what to answer instead. */
async function authorize(request, scope) {
  const [, token] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (!token) return { status: 401, challenge: `Bearer realm="${audience}"` };
  try {
    const { claims } = await verifier.verifyAccessToken(token, audience);
    if (claims.cnf) return { status: 401, challenge: 'Bearer error="invalid_token", error_description="This API takes no tokens that are bound to a key."' };
    if (scope && !claims.scp?.includes(scope)) return { status: 403, challenge: `Bearer error="insufficient_scope", scope="${scope}"` };
    return { claims };
  } catch {
    return { status: 401, challenge: 'Bearer error="invalid_token"' };
  }
}

const routes = {
  '/hello': { answer: () => ({ message: 'Hello! This needs no token; /whoami does.' }) },
  '/whoami': { isProtected: true, answer: claims => ({ sub: claims.sub, uid: claims.uid, scopes: claims.scp }) },
  '/warehouse': { isProtected: true, scope: 'orders:read', answer: () => ({ shelves: 12, free: 3 }) },
};

const server = createServer(async (request, response) => {
  const send = (status, body, headers) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  const route = routes[new URL(request.url, 'http://localhost').pathname];
  if (!route || request.method !== 'GET') return send(404, { error: 'There is nothing here.' });

  const { claims, status, challenge } = route.isProtected ? await authorize(request, route.scope) : {};
  if (challenge) return send(status, { error: status === 403 ? 'The token does not allow this.' : 'A token is needed.' }, { 'www-authenticate': challenge });
  send(200, route.answer(claims));
});

server.listen(Number(process.env.PORT ?? 5081), 'localhost', () => console.log(`Listening on http://localhost:${server.address().port}`));
