import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Heard = { path: string; headers: IncomingMessage['headers']; body: string }
export type Answering = {
  url: string
  heard: Heard[]
  /** The answer to each request from now on. */
  answer: (request: Heard, response: ServerResponse) => void
  stop: () => Promise<void>
}

/** A server on a free port that keeps what it hears and answers as told; at first with an empty 200. */
export async function startAnswering(): Promise<Answering> {
  const answering: Answering = {
    url: '',
    heard: [],
    answer: (_request, response) => response.end(),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const heard = {
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    }
    answering.heard.push(heard)
    answering.answer(heard, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  answering.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return answering
}
