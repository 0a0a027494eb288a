/** Signed-in requests without a browser. */
import { request, type APIRequestContext, type APIResponse } from '@playwright/test'
import { users } from '@/prisma/cast'
import type { CastName } from './journey'

export const castNames = Object.keys(users) as CastName[]

/** A client with the session of somebody of the cast, or with none. It follows no redirects. */
export async function clientOf(name: CastName | null): Promise<APIRequestContext> {
  const client = await request.newContext({ baseURL: process.env.OLEK_URL, maxRedirects: 0 })
  if (name) await becomes(client, name)
  return client
}

/** Signs the client in as somebody of the cast. */
export async function becomes(client: APIRequestContext, name: CastName) {
  const { csrfToken } = (await (await client.get('/api/auth/csrf')).json()) as { csrfToken: string }
  await client.post('/api/auth/callback/person', {
    form: { csrfToken, id: users[name].id, callbackUrl: '/' },
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
  headers: Record<string, string> = { origin: process.env.OLEK_URL! },
) {
  const multipart = new FormData()
  for (const [name, value] of Object.entries(fields)) multipart.append(`_1_${name}`, value)
  // The arguments come last and name the form by its prefix; what follows them is not read.
  multipart.append('0', JSON.stringify([{ outcome: 'none' }, '$K1']))
  return client.post(page, {
    multipart,
    // A connection kept alive may be closed by the server just as it is used again.
    headers: { ...headers, 'next-action': id, accept: 'text/x-component', connection: 'close' },
  })
}

/** Works through all items, several at once, because the application answers while this process reads the last answer. */
export async function inLanes<Item>(items: readonly Item[], work: (item: Item) => Promise<void>, lanes = 3) {
  const waiting = items.values()
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const item of waiting) await work(item)
    }),
  )
}
