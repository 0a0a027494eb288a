/**
 * The application as several processes behind one port (node:cluster), as many as OLEK_PROCESSES says: pages are drawn
 * by one thread a process. They share nothing but the database. One that ends is replaced; while none has ever answered,
 * the first that ends ends this process too. SIGTERM and SIGINT end all after their running requests.
 */
import cluster, { type Worker } from 'node:cluster'
import { setTimeout as pause } from 'node:timers/promises'
import { log } from '@/lib/shared/log'
import type { Processes } from '@/lib/shared/processes'

/** A process that ends sooner than this is replaced only after as long a pause. */
const shortLifeMs = 2_000

const wanted = Number(process.env.OLEK_PROCESSES)
const [program, ...args] = process.argv.slice(2)
cluster.setupPrimary({ exec: program, args })

const listening = new Set<Worker>()
let [served, replaced, ending] = [false, 0, false]

cluster.on('listening', (worker) => {
  served = true
  listening.add(worker)
  tell()
})
cluster.on('exit', (worker, code, signal) => {
  listening.delete(worker)
  if (ending) return
  if (!served) process.exit(code || 1)
  log.error(
    { pid: worker.process.pid, code, signal },
    'a process of the application has ended and is replaced',
  )
  replaced++
  tell()
  void replace(bornAt.get(worker) ?? 0)
})

const bornAt = new WeakMap<Worker, number>()
const begin = () => bornAt.set(cluster.fork(), Date.now())

async function replace(born: number) {
  if (Date.now() - born < shortLifeMs) await pause(shortLifeMs)
  if (!ending) begin()
}

/** Each process tells the health of all of them: at every change, and when one asks. */
cluster.on('message', tell)
function tell() {
  const processes: Processes = { wanted, alive: listening.size, replaced }
  for (const worker of Object.values(cluster.workers ?? {}))
    if (worker?.isConnected()) worker.send({ processes })
}

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => {
    if (ending) return
    ending = true
    const all = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined)
    let left = all.length
    for (const worker of all) {
      worker.once('exit', () => --left === 0 && process.exit(0))
      worker.process.kill(signal)
    }
  })

for (let at = 0; at < wanted; at++) begin()
