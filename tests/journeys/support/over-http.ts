/** Signed-in requests without a browser. */
import { request, type APIRequestContext, type APIResponse, type Page } from '@playwright/test'
import { users } from '@/prisma/cast'
import type { CastName } from './journey'

export const castNames = Object.keys(users) as CastName[]

/** A connection kept alive may be closed by the server just as it is used again, so each request has its own. */
const headers = { connection: 'close' }

/** A client with the session of somebody of the cast, or with none. It follows no redirects. */
export async function clientOf(name: CastName | null): Promise<APIRequestContext> {
  const client = await request.newContext({
    baseURL: process.env.OLEK_URL,
    maxRedirects: 0,
    extraHTTPHeaders: headers,
  })
  if (name) await becomes(client, name)
  return client
}

/** Signs the client in as somebody of the cast. */
export const becomes = (client: APIRequestContext, name: CastName) => becomesUser(client, users[name].id)

/** Signs the client in as a person of the sandbox. */
export async function becomesUser(client: APIRequestContext, id: string) {
  const answer = await client.get('/api/auth/csrf', { headers })
  const { csrfToken } = (await answer.json()) as { csrfToken: string }
  await client.post('/api/auth/callback/person', {
    headers,
    form: { csrfToken, id, callbackUrl: '/' },
    maxRedirects: 0,
  })
}

/** What a reader sees of an answer: its title and main part, without what differs at every request. */
export async function seenOf(response: APIResponse): Promise<string> {
  const html = (await response.text()).replace(/<script.*?<\/script>/gs, '')
  const title = /<title>(.*?)<\/title>/s.exec(html)?.[1] ?? ''
  const main = /<main.*?<\/main>/s.exec(html)?.[0] ?? html
  return `${title}\n${main.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')}`
}

/** Where a redirect leads, as a path of the application. */
export const leadsTo = (response: APIResponse) =>
  new URL(response.headers().location ?? '', process.env.OLEK_URL).pathname

/** Calls a server action as the browser's script does: `fields` are the form. */
export function callAction(
  client: APIRequestContext,
  page: string,
  id: string,
  fields: Record<string, string | File>,
  told: Record<string, string> = { origin: process.env.OLEK_URL! },
) {
  const multipart = new FormData()
  for (const [name, value] of Object.entries(fields)) multipart.append(`_1_${name}`, value)
  // The arguments come last and name the form by its prefix; what follows them is not read.
  multipart.append('0', JSON.stringify([{ outcome: 'none' }, '$K1']))
  return client.post(page, {
    multipart,
    headers: { ...told, ...headers, 'next-action': id, accept: 'text/x-component' },
  })
}

/** Gets a file as the page's own person; connections are as for `clientOf`. */
export const fileOf = (page: Page, address: string) => page.request.get(address, { headers })

/** Works through all items, several at once, because the application answers while this process reads the last answer. */
export async function inLanes<Item>(items: readonly Item[], work: (item: Item) => Promise<void>, lanes = 3) {
  const waiting = items.values()
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const item of waiting) await work(item)
    }),
  )
}
