/** All of Olek as processes: database, sandbox, worker, application. `npm start`, the journeys and the faults use it. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { ensureBuild, ensureClient } from './build'
import { startEngine, type Engine } from './engine'
import { abandoned, dataFolder, projectFolder } from './engine-place'
import { endLeftovers, logsOfThisStart } from './logs'
import { applyMigrations } from './migrate'
import { assertUsable } from './database-rights'
import { startPart, type Environment, type Part } from './part'
import { freePort } from './free-port'
import { assertOwnSettings, ownDatabase, sandboxWanted, settings, stateFolder } from './settings'

export type Olek = {
  /** The address for a browser. */
  address: string
  /** The application role's and the owner's addresses of the database. */
  url: string
  ownerUrl: string
  /** The processes' environment, e.g. SANDBOX_PORT and SANDBOX_CONTROL_TOKEN. */
  env: Environment
  app: Part
  worker: Part
  /** Absent when Olek talks to the real neighbours. */
  sandbox?: Part
  /** Absent with an external DATABASE_URL. */
  database?: Engine & { restart(): Promise<void> }
  /** Stops application, worker, sandbox and database in this order; a throwaway installation leaves nothing behind. */
  stop(): Promise<void>
}

export type Wishes = {
  /** Keeps installations of one clone apart; `postgres` is the one of `npm start`. */
  name?: string
  /** The application's port; if it is taken, the next free one; 0 = any. */
  port?: number
  /** A new embedded database with fast settings, whatever DATABASE_URL says; all of it is removed at `stop`. */
  throwaway?: boolean
  /** `dev` compiles pages as they are asked for. */
  mode?: 'production' | 'dev'
  say?: (line: string) => void
  /** A part has ended without being asked to; its log says why. */
  onDeath?: (name: string, log: string) => void
}

/** A second instance of the application and its worker on the database of one that runs, at a port of its own. */
export async function startBeside({
  env,
  app,
  url,
}: Olek): Promise<Pick<Olek, 'address' | 'app' | 'worker'>> {
  const port = `${await freePort()}`
  const logs = path.join(path.dirname(app.log), 'beside')
  const starting = startParts(
    { ...env, DATABASE_URL: url, PORT: port, OLEK_SANDBOX: 'no' },
    logs,
    'production',
    () => undefined,
  )
  const [, worker, started] = await Promise.all(starting)
  return { address: `http://${env.HOSTNAME}:${port}`, app: started, worker }
}

/** Starts everything that `npm start` starts, and returns when it answers. A failure stops the rest and throws. */
export async function startOlek(wishes: Wishes = {}): Promise<Olek> {
  const {
    name = 'postgres',
    port = 3000,
    throwaway = false,
    mode = 'production',
    say = () => undefined,
  } = wishes
  const own = !throwaway && ownDatabase()
  if (own) assertOwnSettings()
  const folder = stateFolder(name, throwaway)
  const started: { stop(): Promise<void> }[] = []
  const stop = async () => {
    for (const part of started.splice(0).reverse()) await part.stop()
    if (throwaway) await rm(folder, { recursive: true, force: true })
  }

  try {
    ensureClient(say)
    if (!own) say('Starting PostgreSQL')
    const database = own ? undefined : await startDatabase(name, throwaway)
    if (database) started.push(database)
    const url = database?.url ?? process.env.DATABASE_URL!
    const ownerUrl = database?.ownerUrl ?? process.env.DATABASE_OWNER_URL ?? url
    await prepareDatabase(url, ownerUrl, !own || sandboxWanted(), say)
    if (mode === 'production') ensureBuild(say)

    const logs = logsOfThisStart(path.join(folder, 'logs'), { sandbox: !own || sandboxWanted() })
    if (throwaway) await removeAbandoned(name)
    const env = await settings(folder, url, port, own)
    env.NODE_ENV = mode === 'dev' ? 'development' : 'production'
    const taken = port && env.PORT !== `${port}` ? ` (${port} is taken)` : ''
    if (env.OLEK_SANDBOX === 'yes')
      say('Starting the sandbox: it plays DHIS, Juhan, EHIS, the mail server and the sign-in provider')
    say(`Starting the worker, and the application on port ${env.PORT}${taken}; their logs: ${logs}`)
    const starting = startParts(env, logs, mode, wishes.onDeath ?? (() => undefined))
    for (const part of await Promise.allSettled(starting))
      if (part.status === 'fulfilled' && part.value) started.push(part.value)
    const [sandbox, worker, app] = await Promise.all(starting)
    return { address: env.OLEK_URL!, url, ownerUrl, env, app, worker, sandbox, database, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startDatabase(name: string, throwaway: boolean) {
  const start = () => startEngine({ name, fast: throwaway, throwaway })
  let engine = await start()
  return {
    ...engine,
    get pid() {
      return engine.pid
    },
    restart: async () => void (engine = await start()),
    stop: () => engine.stop(),
  }
}

/** All at once, in the reverse of the order in which they are stopped. */
function startParts(
  env: Environment,
  logs: string,
  mode: Wishes['mode'],
  onDeath: NonNullable<Wishes['onDeath']>,
) {
  const part = (name: string, args: string[], ready: () => Promise<boolean>) =>
    startPart({ name, args, env, logs, ready, onDeath })
  const script = (file: string) => ['--import', 'tsx', path.join(projectFolder, file)]
  const next = path.join(projectFolder, 'node_modules/next/dist/bin/next')
  const serve = [next, mode === 'dev' ? 'dev' : 'start', '-p', env.PORT!, '-H', env.HOSTNAME!]
  const several = mode === 'production' && Number(env.OLEK_PROCESSES) > 1
  const application = several ? [...script('scripts/application.ts'), ...serve] : serve
  const sandbox = async () => {
    await writePersons(env.SANDBOX_PERSONS!)
    return part('sandbox', script('sandbox/main.ts'), () => answers(`http://127.0.0.1:${env.SANDBOX_PORT}/`))
  }
  return [
    env.OLEK_SANDBOX === 'yes' ? sandbox() : Promise.resolve(undefined),
    part('worker', script('scripts/worker.ts'), async () => true),
    part('application', application, () => answers(`http://${env.HOSTNAME}:${env.PORT}/api/health`)),
  ] as const
}

async function removeAbandoned(name: string) {
  for (const folder of await abandoned(name, dataFolder, '-state')) {
    endLeftovers(path.join(folder, 'logs'))
    await rm(folder, { recursive: true })
  }
}

async function prepareDatabase(
  url: string,
  ownerUrl: string,
  invented: boolean,
  say: (line: string) => void,
) {
  const applied = await applyMigrations(ownerUrl)
  if (applied.length > 0) say(`Bringing the database up to date: ${applied.join(', ')}`)
  await assertUsable(url)
  const { installJobs } = await import('@/lib/deliveries/jobs')
  await installJobs(url)
  if (!invented || !(await isEmpty(url))) return
  say('Filling in the invented persons, units and learners')
  const { seedCast } = await import('@/prisma/seed')
  await seedCast(url)
}

async function isEmpty(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query('select not exists (select from app_user) as empty')).rows[0].empty as boolean
  } finally {
    await client.end()
  }
}

async function writePersons(file: string) {
  const { sandboxPersons } = await import('@/prisma/cast')
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, JSON.stringify(sandboxPersons, null, 2))
}

async function answers(url: string) {
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(30_000) })
  await response.body?.cancel()
  return true
}
