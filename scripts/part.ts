/** One process of Olek: the sandbox, the worker or the application. */
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectFolder } from './engine-place'
import { signalGroup } from './process'

export type Environment = Record<string, string>

export type Part = {
  readonly name: string
  /** Of the present process; changes after `restart`. */
  readonly pid: number
  /** The file with its output. */
  readonly log: string
  /** Starts it anew, killing it first if it lives, and returns once it answers. */
  restart(): Promise<void>
  /** Asks it to end, and kills it after ten seconds. */
  stop(): Promise<void>
}

type Start = {
  name: string
  /** Arguments of node, so that the process is our child itself and not a wrapper's. */
  args: string[]
  env: Environment
  logs: string
  /** Whether the part answers; called again and again until it does. */
  ready: () => Promise<boolean>
  /** Called when the part ends without having been asked to. */
  onDeath: (name: string, log: string) => void
}

export async function startPart({ name, args, env, logs, ready, onDeath }: Start): Promise<Part> {
  mkdirSync(logs, { recursive: true })
  const log = path.join(logs, `${name}.log`)
  const pidFile = path.join(logs, `${name}.pid`)
  writeFileSync(log, '')
  let child: ChildProcess
  let expected = false

  const start = async () => {
    expected = false
    // A group of its own: Ctrl+C reaches only us, and we stop the parts in their order.
    const file = openSync(log, 'a')
    const started = spawn(process.execPath, args, {
      cwd: projectFolder,
      env: env as NodeJS.ProcessEnv,
      detached: true,
      stdio: ['ignore', file, file],
    })
    closeSync(file)
    writeFileSync(pidFile, String(started.pid))
    child = started
    let ended = false
    started.once('exit', () => {
      ended = true
      if (child === started && !expected) onDeath(name, log)
    })
    const complaint = () => `The ${name} did not start.\n${lastWords(log)}`
    try {
      await waitUntil(ready, () => ended, complaint)
    } catch (error) {
      await end('SIGKILL')
      throw error
    }
  }
  const end = async (signal: NodeJS.Signals) => {
    expected = true
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    signalGroup(child.pid!, signal)
    const timer = setTimeout(() => signalGroup(child.pid!, 'SIGKILL'), 10_000)
    await gone
    clearTimeout(timer)
    // Another process may get the number from now on.
    rmSync(pidFile, { force: true })
  }

  await start()
  return {
    name,
    log,
    get pid() {
      return child.pid!
    },
    restart: async () => {
      await end('SIGKILL')
      await start()
    },
    stop: () => end('SIGTERM'),
  }
}

/** How long a part may take to answer: on a busy machine, twenty times what it takes on a quiet one. */
const patience = 240_000

async function waitUntil(ready: () => Promise<boolean>, ended: () => boolean, complaint: () => string) {
  for (const since = Date.now(); !(await ready().catch(() => false)); await pause(50))
    if (ended() || Date.now() - since > patience) throw new Error(complaint())
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** The end of a part's output, to show why it died. */
export function lastWords(log: string): string {
  return readFileSync(log, 'utf8').split('\n').slice(-30).join('\n')
}
