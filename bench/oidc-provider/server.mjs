// oidc-provider as its README puts it together, on its own store in memory: node server.mjs PORT ALG [ROTATION [people]]
// Whoever comes is signed in without a page. Nothing here reaches a disk, so what it does at each write costs less than it would in use.
// ROTATION: strict (each refresh token once, the default here), none, or own (what the product does when nobody says).
// people: access tokens for its own userinfo endpoint instead of an API.
import Provider from 'oidc-provider';
import { generateKeyPairSync } from 'node:crypto';

const [port, alg, rotation = 'strict', audience = 'api'] = process.argv.slice(2);
const { privateKey } = alg === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
const issuer = `http://localhost:${port}`;

const provider = new Provider(issuer, {
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg, use: 'sig' }] },
  clients: [
    { client_id: 'service', client_secret: 'a-secret-for-the-bench', grant_types: ['client_credentials'], redirect_uris: [], response_types: [], id_token_signed_response_alg: alg },
    { client_id: 'native', token_endpoint_auth_method: 'none', application_type: 'native', grant_types: ['authorization_code', 'refresh_token'], redirect_uris: ['http://127.0.0.1/callback'], post_logout_redirect_uris: ['http://127.0.0.1/signed-out'], id_token_signed_response_alg: alg },
  ],
  scopes: ['openid', 'profile', 'email', 'offline_access', 'orders:read'],
  claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
  cookies: { keys: ['bench'] },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true, allowedPolicy: () => true },
    revocation: { enabled: true },
    resourceIndicators: {
      enabled: audience === 'api',
      defaultResource: () => 'api://default',
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({ scope: 'openid profile email orders:read', audience: 'api://default', accessTokenFormat: 'jwt', jwt: { sign: { alg } } }),
    },
  },
  issueRefreshToken: async () => true,
  ...(rotation === 'own' ? {} : { rotateRefreshToken: rotation === 'strict' }),
  pkce: { required: () => true },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, name: 'Mia Martinez', email: 'mia@example.com' }) }),
});

provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith('/interaction/')) return next();
  const { params, grantId } = await provider.interactionDetails(ctx.req, ctx.res);
  const grant = grantId ? await provider.Grant.find(grantId) : new provider.Grant({ accountId: 'mia', clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  if (audience === 'api') grant.addResourceScope('api://default', 'openid profile email orders:read');
  return provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: 'mia' }, consent: { grantId: await grant.save() } });
});

provider.listen(Number(port));
