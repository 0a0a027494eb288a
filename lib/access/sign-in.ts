import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { db, type Db } from '@/lib/shared/db'
import { env, sandboxOn } from '@/lib/shared/env'
import { storable, withoutBlanks } from '@/lib/shared/written'

declare module 'next-auth' {
  interface Session {
    user: { id: string; version: number }
  }
}
declare module 'next-auth/jwt' {
  interface JWT {
    version: number
  }
}

/** Claims we read from an identity provider; TARA puts the personal code into `sub` as EE38911040214. */
type Claims = { iss: string; sub: string; given_name?: string; family_name?: string }

/** Stands for anybody without an open account: next-auth treats a profile without an id as a fault of the provider. */
const nobody = 'nobody'

/**
 * Sign-in: any OpenID Connect issuer by discovery, and in the sandbox its persons with one click. The session holds
 * the user's id and session version and nothing else.
 */
export const authOptions = (): NextAuthOptions => ({
  providers: [...(openIdProvider() ?? []), ...(sandboxPersons() ?? [])],
  session: { strategy: 'jwt', maxAge: 10 * 60 * 60 },
  pages: { signIn: '/sign-in', error: '/sign-in' },
  callbacks: {
    signIn: async ({ user }) => user.id !== nobody || '/sign-in?error=unknown',
    jwt: async ({ token, user }) => {
      if (user) {
        const { sessionVersion } = await db().user.findUniqueOrThrow({ where: { id: user.id } })
        return { sub: user.id, version: sessionVersion }
      }
      return token
    },
    session: ({ session, token }) => ({
      expires: session.expires,
      user: { id: token.sub ?? '', version: token.version },
    }),
  },
})

function openIdProvider(): OAuthConfig<Claims>[] | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env()
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return null
  return [
    {
      id: 'oidc',
      name: 'OpenID Connect',
      type: 'oauth',
      wellKnown: `${OIDC_ISSUER}/.well-known/openid-configuration`,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      authorization: { params: { scope: 'openid' } },
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      profile: async (claims) => ({ id: (await userOfClaims(db(), claims)) ?? nobody }),
    },
  ]
}

/**
 * The user with these claims: known by `issuer|sub`, or at the first sign-in by the Estonian personal code in `sub`.
 * Null when there is no such user: only the administrator creates accounts; signing in never does.
 */
export async function userOfClaims(client: Db, { iss, sub }: Claims): Promise<string | null> {
  // Opaque and compared exactly: another spelling may be another person's.
  const subject = storable(`${iss}|${sub}`)
  const known = await client.user.findUnique({ where: { subject } })
  if (known) return known.disabledAt ? null : known.id
  const personalCode = /^EE(\d{11})$/i.exec(withoutBlanks(sub))?.[1]
  if (!personalCode) return null
  const { count } = await client.user.updateMany({
    where: { personalCode, subject: null, disabledAt: null },
    data: { subject },
  })
  if (count === 0) return null
  return (await client.user.findUniqueOrThrow({ where: { subject } })).id
}

function sandboxPersons() {
  if (!sandboxOn()) return null
  return [
    CredentialsProvider({
      id: 'person',
      name: 'Sandbox',
      credentials: { id: {} },
      authorize: async (given) => {
        if (!/^[0-9a-f-]{36}$/.test(given?.id ?? '')) return null
        const user = await db().user.findFirst({ where: { id: given!.id, disabledAt: null } })
        return user && { id: user.id }
      },
    }),
  ]
}
