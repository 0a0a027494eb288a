import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { controlApi } from './control'
import { dhisApi, dhisApiPath } from './dhis/api'
import { dhisPages } from './dhis/pages'
import { ehisApi, ehisApiPath, ehisFailure, ehisRefusal } from './ehis/api'
import { spoilReceipt } from './dhis/spoil'
import { ehisPages } from './ehis/pages'
import type { Env } from './env'
import { takeFault, type Fault, type Neighbour } from './faults'
import { answerBy, json, readBody, Refusal, type Asked, type Reply, type Route } from './http'
import { indexPage } from './index-page'
import { juhanApi, juhanApiPath } from './juhan/api'
import { juhanPages } from './juhan/pages'
import { spoil } from './juhan/spoil'
import { mailPages } from './mail/pages'
import { chooseWho } from './oidc/pages'
import { oidcProvider } from './oidc/provider'
import { html, page } from './page'
import type { Person } from './persons'
import type { Store } from './store'

const largestBody = 64 * 1024 * 1024

/** All that the sandbox does over HTTP, on the loopback address only. Resolves when it listens. */
export async function startHttp(store: Store, env: Env, persons: Person[]): Promise<Server> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(env.SANDBOX_PORT, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const serve = rooms(store, env, persons, `http://127.0.0.1:${port}`)
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]

  server.on('request', async (request: IncomingMessage, response: ServerResponse) => {
    const url = URL.parse(request.url ?? '/', 'http://sandbox')
    try {
      // A page elsewhere must not reach us under a name of its own that leads to this machine.
      if (!hosts.includes(request.headers.host ?? '')) throw new Refusal(421, 'host', 'Vale aadress')
      if (!url) throw new Refusal(400, 'address', 'Vigane aadress')
      await serve(url, request, response)
    } catch (error) {
      if (response.headersSent || response.destroyed) return
      send(response, replyTo(error, url !== null && isForPrograms(url)))
    }
  })
  return server
}

type Serve = (url: URL, request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Which neighbour answers what. */
function rooms(store: Store, env: Env, persons: Person[], origin: string): Serve {
  const dhis = dhisApi(store, env.DHIS_KEY, origin)
  const ehis = ehisApi(store)
  const juhan = juhanApi(store, env.JUHAN_KEY)
  const control = controlApi(store, env.SANDBOX_CONTROL_TOKEN)
  const pages = [
    ...indexPage(store, persons, env.OLEK_URL),
    ...dhisPages(store, persons),
    ...mailPages(store),
    ...ehisPages(store),
    ...juhanPages(store),
  ]
  const provider = oidcProvider(store, env, persons, origin)
  const oidc = provider.callback()

  return async (url, request, response) => {
    const choosing = isUnder(url, '/oidc/interaction')
    if (isUnder(url, '/oidc') && !choosing) {
      // Mounted as a framework would: the provider reads its path from the one, the mount from the other.
      Object.assign(request, { originalUrl: request.url, url: request.url?.slice('/oidc'.length) || '/' })
      return await oidc(request, response)
    }
    const asked: Asked = {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: await readBody(request, largestBody),
      params: {},
    }
    if (choosing) {
      const reply = await chooseWho(provider, { persons, olek: env.OLEK_URL }, { asked, request, response })
      if (reply) send(response, reply)
    } else if (isUnder(url, dhisApiPath)) {
      await answerFaultily(store, 'dhis', dhis, asked, response)
    } else if (isUnder(url, juhanApiPath)) {
      await answerFaultily(store, 'juhan', juhan, asked, response)
    } else if (isUnder(url, ehisApiPath)) {
      await answerFaultily(store, 'ehis', ehis, asked, response)
    } else {
      send(response, await answer(isForPrograms(url) ? control : pages, asked))
    }
  }
}

function isUnder(url: URL, path: string): boolean {
  return `${url.pathname}/`.startsWith(`${path}/`)
}

function isForPrograms(url: URL): boolean {
  return [dhisApiPath, juhanApiPath, ehisApiPath, '/control'].some((path) => isUnder(url, path))
}

const inJson = {
  failure: () => json(500, { error: 'fault', message: 'Sisemine viga' }),
  refusal: (_asked: Asked, words: string) => json(422, { error: 'refused', message: words }),
  spoil: (_fault: Fault, reply: Reply) => reply,
}
/** How each neighbour fails, says no, begins an answer that never ends, and answers wrongly in ways of its own. */
const manners = {
  dhis: { ...inJson, garbage: '{"id": "7", "numb', spoil: spoilReceipt },
  juhan: {
    ...inJson,
    garbage: '{"run": "20401", "regi',
    spoil: ({ mode }: Fault, reply: Reply) => spoil(mode, reply),
  },
  ehis: {
    failure: ehisFailure,
    refusal: ehisRefusal,
    spoil: inJson.spoil,
    garbage: '<Envelope><Body><laeKorgharidusRes',
  },
}

/** The neighbour answers, unless it has been told to misbehave. */
async function answerFaultily(
  store: Store,
  neighbour: Exclude<Neighbour, 'mail'>,
  routes: Route[],
  asked: Asked,
  response: ServerResponse,
): Promise<void> {
  const { failure, refusal, garbage, spoil: spoiled } = manners[neighbour]
  const fault = takeFault(store, neighbour, 'exchange')
  if (fault.mode === 'down') return void response.socket?.resetAndDestroy()
  if (fault.mode === '500') return send(response, failure())
  if (fault.mode === 'refuse') return send(response, refusal(asked, fault.words))
  if (fault.mode === 'slow') await sleep(fault.ms)
  const reply = await answer(routes, asked).catch((error: unknown) => replyTo(error, true))
  if (fault.mode === 'forget') return void response.socket?.resetAndDestroy()
  if (fault.mode === 'garbage') return send(response, { ...reply, status: 200, body: garbage })
  if (fault.mode === 'cut') return cutOff(response, reply)
  send(response, asked.method === 'GET' || neighbour === 'dhis' ? spoiled(fault, reply) : reply)
}

/** Half of the answer, then nothing. */
function cutOff(response: ServerResponse, { status, headers, body }: Reply): void {
  const bytes = Buffer.from(body)
  response.writeHead(status, { ...headers, 'Content-Length': bytes.length })
  response.write(bytes.subarray(0, bytes.length / 2), () => response.socket?.resetAndDestroy())
}

async function answer(routes: Route[], asked: Asked): Promise<Reply> {
  const reply = await answerBy(routes, asked)
  if (reply === null) throw new Refusal(404, 'no-page', 'Sellist lehte ei ole')
  return reply
}

function replyTo(error: unknown, isProgram: boolean): Reply {
  const refusal = error instanceof Refusal ? error : new Refusal(500, 'fault', 'Liivakasti viga')
  if (refusal !== error) console.error(error)
  if (isProgram) return json(refusal.status, { error: refusal.code, message: refusal.message })
  const body = html`<p class="notice">${refusal.message}</p>`
  return page(refusal.status === 404 ? 'Ei leitud' : 'Viga', body, { status: refusal.status })
}

function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, {
    ...reply.headers,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  })
  response.end(reply.body)
}
