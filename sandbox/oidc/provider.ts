import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { interactionPolicy, Provider, type JWK } from 'oidc-provider'
import type { Env } from '../env'
import type { Person } from '../persons'
import { kept, type Store } from '../store'
import { oidcAdapter } from './adapter'

/**
 * An OpenID Connect provider that knows the sandbox's persons. Like TARA it asks who one is every time,
 * takes `EE` and the personal code for `sub`, and puts the claims into the identity token itself.
 */
export function oidcProvider(store: Store, env: Env, persons: Person[], origin: string): Provider {
  const provider: Provider = new Provider(`${origin}/oidc`, {
    adapter: oidcAdapter(store),
    jwks: { keys: [kept(store, 'oidc.key', newKey)] },
    cookies: {
      keys: [kept(store, 'oidc.cookies', () => randomBytes(32).toString('hex'))],
      // Cookies don't tell ports apart, so the names must not meet Olek's own.
      names: { session: 'sandbox_session', interaction: 'sandbox_signin', resume: 'sandbox_resume' },
    },
    clients: [
      {
        client_id: env.OIDC_CLIENT_ID,
        client_secret: env.OIDC_CLIENT_SECRET,
        redirect_uris: [`${env.OLEK_URL}/api/auth/callback/oidc`],
        post_logout_redirect_uris: [env.OLEK_URL, `${env.OLEK_URL}/`],
        response_types: ['code'],
      },
    ],
    responseTypes: ['code'],
    scopes: ['openid'],
    claims: {
      openid: ['sub'],
      profile: ['name', 'given_name', 'family_name'],
      email: ['email', 'email_verified'],
    },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { policy: alwaysAsk(), url: (_ctx, { uid }) => `/oidc/interaction/${uid}` },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 3600,
      Session: 3600,
    },
    async loadExistingGrant(ctx) {
      const { client, session } = ctx.oidc
      const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
    findAccount(_ctx, sub) {
      const person = persons.find((each) => subOf(each) === sub)
      if (!person) return undefined
      return {
        accountId: sub,
        claims: () => ({
          sub,
          name: person.name,
          given_name: person.firstName,
          family_name: person.lastName,
          email: person.email,
          email_verified: true,
        }),
      }
    },
  })
  return provider
}

export function subOf(person: Person): string {
  return `EE${person.personalCode}`
}

/** Signing in here is choosing whom to be, so an earlier choice never answers for the next. */
function alwaysAsk() {
  const policy = interactionPolicy.base()
  const { Check } = interactionPolicy
  policy
    .get('login')
    ?.checks.add(
      new Check('choose', 'choose a person', 'login_required', (ctx) =>
        ctx.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    )
  return policy
}

function newKey(): JWK {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' } as JWK
}
