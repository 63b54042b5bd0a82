// oidc-provider as somebody else's provider that people come from: node upstream.mjs PORT REDIRECT_URI EMAIL VERIFIED
// Whoever comes is signed in without a page, as a provider does where somebody has a session.
import Provider from 'oidc-provider';
import { generateKeyPairSync } from 'node:crypto';

const [port, redirectUri, email, verified] = process.argv.slice(2);
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

const provider = new Provider(`http://localhost:${port}`, {
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }] },
  clients: [{ client_id: 'latchkey', client_secret: 'a secret: with / and +', redirect_uris: [redirectUri] }],
  claims: { openid: ['sub'], profile: ['name', 'given_name', 'family_name'], email: ['email', 'email_verified'] },
  cookies: { keys: ['upstream'] },
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: 'Mia Martinez', given_name: 'Mia', family_name: 'Martinez', email, email_verified: verified === 'true' }),
  }),
});

provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith('/interaction/')) return next();
  const { params, grantId } = await provider.interactionDetails(ctx.req, ctx.res);
  const grant = grantId ? await provider.Grant.find(grantId) : new provider.Grant({ accountId: 'mia', clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  return provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: 'mia' }, consent: { grantId: await grant.save() } });
});

provider.listen(Number(port));
