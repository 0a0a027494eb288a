import { createPublicKey, createVerify, type JsonWebKey } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jaan, oidcClient, startSandbox, type Sandbox } from './sandbox-process'

const olek = 'http://127.0.0.1:3999'
const redirect = `${olek}/api/auth/callback/oidc`
let sandbox: Sandbox
let discovery: Record<string, string>
beforeAll(async () => {
  sandbox = await startSandbox(olek)
  discovery = await (await fetch(`${sandbox.http}/oidc/.well-known/openid-configuration`)).json()
})
afterAll(() => sandbox.stop())

/** A minimal browser that keeps cookies and doesn't follow redirects. */
function browser() {
  const cookies = new Map<string, string>()
  return async (url: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(new URL(url, sandbox.http), {
      ...init,
      headers: { ...init.headers, cookie },
      redirect: 'manual',
    })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/)
      cookies.set(name, value)
    }
    return response
  }
}

function authorization(overrides: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    client_id: oidcClient.id,
    response_type: 'code',
    scope: 'openid profile email',
    redirect_uri: redirect,
    state: 'st',
    nonce: 'no',
    ...overrides,
  })
  return `${discovery.authorization_endpoint}?${query}`
}

async function choose(go: ReturnType<typeof browser>, form: Record<string, string>, origin = sandbox.http) {
  const asked = await go(authorization())
  const address = asked.headers.get('location') ?? ''
  const choice = await (await go(address)).text()
  const answer = await go(address, { method: 'POST', body: new URLSearchParams(form), headers: { origin } })
  return { choice, answer }
}

async function comeBack(go: ReturnType<typeof browser>, answer: Response): Promise<URL> {
  const back = await go(answer.headers.get('location') ?? '')
  return new URL(back.headers.get('location') ?? '')
}

test('discovery names this issuer and its own endpoints', () => {
  expect(discovery.issuer).toBe(`${sandbox.http}/oidc`)
  for (const name of ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri']) {
    expect(discovery[name]).toMatch(`${sandbox.http}/oidc/`)
  }
})

test('a person chosen with one click gets a code that gives a signed identity', async () => {
  const go = browser()
  const { choice, answer } = await choose(go, { person: jaan.id })
  expect(choice).toContain('Jaan Õunapuu')
  const back = await comeBack(go, answer)
  expect(back.origin + back.pathname).toBe(redirect)
  expect(back.searchParams.get('state')).toBe('st')

  const tokens = await exchange(back.searchParams.get('code') ?? '')
  const claims = await verified(tokens.id_token)
  expect(claims).toMatchObject({
    iss: discovery.issuer,
    aud: oidcClient.id,
    nonce: 'no',
    sub: `EE${jaan.personalCode}`,
    name: 'Jaan Õunapuu',
    given_name: 'Jaan',
    family_name: 'Õunapuu',
    email: jaan.email,
  })
  const me = await fetch(discovery.userinfo_endpoint ?? '', {
    headers: { Authorization: `Bearer ${tokens.access_token}` },
  })
  expect(await me.json()).toMatchObject({ sub: `EE${jaan.personalCode}`, email: jaan.email })
})

test('a code can be used once', async () => {
  const go = browser()
  const { answer } = await choose(go, { person: jaan.id })
  const code = (await comeBack(go, answer)).searchParams.get('code') ?? ''
  await exchange(code)
  expect(await exchange(code)).toMatchObject({ error: 'invalid_grant' })
})

test('a person who signed in before is asked again', async () => {
  const go = browser()
  const { answer } = await choose(go, { person: jaan.id })
  await comeBack(go, answer)
  const again = await go(authorization())
  expect(again.headers.get('location')).toContain('/oidc/interaction/')
})

test('a person who breaks off comes back with access_denied', async () => {
  const go = browser()
  const { answer } = await choose(go, { cancel: '1' })
  expect((await comeBack(go, answer)).searchParams.get('error')).toBe('access_denied')
})

test('an unknown person, a foreign form and a foreign address are refused', async () => {
  expect((await choose(browser(), { person: 'nobody' })).answer.status).toBe(400)
  expect((await choose(browser(), { person: jaan.id }, 'http://evil.example')).answer.status).toBe(403)
  const elsewhere = await browser()(authorization({ redirect_uri: 'http://evil.example/' }))
  expect(elsewhere.status).toBe(400)
  expect((await browser()('/oidc/interaction/none')).status).toBe(400)
})

async function exchange(code: string): Promise<Record<string, string>> {
  const response = await fetch(discovery.token_endpoint ?? '', {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(`${oidcClient.id}:${oidcClient.secret}`)}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirect }),
  })
  return (await response.json()) as Record<string, string>
}

async function verified(token = ''): Promise<unknown> {
  const [head = '', body = '', signature = ''] = token.split('.')
  const { keys } = (await (await fetch(discovery.jwks_uri ?? '')).json()) as { keys: JsonWebKey[] }
  const key = createPublicKey({ key: keys[0]!, format: 'jwk' })
  expect(createVerify('RSA-SHA256').update(`${head}.${body}`).verify(key, signature, 'base64url')).toBe(true)
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
}
