import { createServer } from 'node:net'

/** The wanted port if nobody listens on it at any address of this machine, else any free one; 0 = any. */
export async function freePort(wished = 0): Promise<number> {
  return (await tryPort(wished)) ?? (await tryPort(0))!
}

/** The first free port from `from` upwards, so that a person can guess it. */
export async function nextFreePort(from: number): Promise<number> {
  for (let port = from; port < from + 100; port++) if (await tryPort(port)) return port
  return freePort()
}

function tryPort(port: number) {
  return new Promise<number | undefined>((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, () => {
      const { port: taken } = server.address() as { port: number }
      server.close(() => resolve(taken))
    })
  })
}
