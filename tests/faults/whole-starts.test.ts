import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { projectFolder } from '@/scripts/engine-place'
import { freePort } from '@/scripts/free-port'
import { commandOf } from '@/scripts/process'
import { freshDatabase } from '../support/database'

/** The settings with which an office starts its own installation on its own database; the neighbours need not be there. */
let own: Record<string, string>
let ownerUrl: string

beforeAll(async () => {
  const database = await freshDatabase()
  ownerUrl = database.ownerUrl
  const secret = 'a secret that is long enough'.padEnd(32, '.')
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(OLEK_|SANDBOX_|DATABASE_|OIDC_|npm_|VITEST)/.test(name),
  )
  own = Object.fromEntries([
    ...inherited,
    ...Object.entries({
      NODE_ENV: 'production',
      LOG_LEVEL: 'info',
      PORT: '0',
      HOST: 'localhost',
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: ownerUrl,
      OLEK_URL: 'https://olek.example',
      NEXTAUTH_URL: 'https://olek.example',
      NEXTAUTH_SECRET: secret,
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
      OLEK_SANDBOX: 'no',
      DHIS_URL: 'https://dhis.example',
      DHIS_KEY: secret,
      DHIS_EVENT_SECRET: secret,
      JUHAN_URL: 'https://juhan.example',
      JUHAN_KEY: secret,
      EHIS_URL: 'https://ehis.example',
      EHIS_KOOL_ID: '101',
      XROAD_CLIENT: 'EE/GOV/70000000/olek',
      XROAD_SERVICE: 'EE/GOV/70000001/ehis',
      SMTP_URL: 'smtp://127.0.0.1:1',
      MAIL_FROM: 'Olek <olek@olek.example>',
    }),
  ]) as Record<string, string>
})

type Started = { child: ChildProcess; said: () => string; ended: Promise<number | null> }
const started: Started[] = []
const logFolders: string[] = []

afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await ended
  }
  for (const folder of logFolders.splice(0)) rmSync(folder, { recursive: true })
})

/** Starts a process of the project with the settings of `own` and these. */
function run(args: string[], told: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, args, {
    cwd: projectFolder,
    env: { ...own, ...told } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (text += String(piece)))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const process_ = { child, said: () => text, ended }
  started.push(process_)
  return process_
}

const script = (file: string) => ['--import', 'tsx', path.join(projectFolder, file)]
const next = path.join(projectFolder, 'node_modules/next/dist/bin/next')
const application = (port: number) => [next, 'start', '-p', `${port}`, '-H', 'localhost']

/** Whether the application at a port says that it is well, database included. */
const isWell = (port: number) =>
  fetch(`http://localhost:${port}/api/health`).then(
    ({ ok }) => ok,
    () => false,
  )

/** Waits until this holds, however long that takes; throws what the process said if it ends before. */
async function until({ child, said }: Started, holds: () => boolean | Promise<boolean>) {
  while (!(await holds())) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`It ended, and said:\n${said()}`)
    await setTimeout(50)
  }
}

/** Everything that `npm start` starts, once it answers. */
async function wholeStart() {
  const start = run(script('scripts/start.ts'))
  await until(start, () => start.said().includes('Olek runs at'))
  const [, port, logs] = /application on port (\d+).*; their logs: (.+)/.exec(start.said())!
  logFolders.push(logs!)
  const pid = (part: string) => Number(readFileSync(path.join(logs!, `${part}.pid`), 'utf8'))
  const log = (part: string) => readFileSync(path.join(logs!, `${part}.log`), 'utf8')
  return { ...start, port: Number(port), logs: logs!, pid, log }
}

async function stop({ child, ended }: Started) {
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
}

async function asOwner(sql: string): Promise<unknown[]> {
  const client = new pg.Client(ownerUrl)
  await client.connect()
  return client
    .query<Record<string, unknown>>(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end())
}

/** How many rows each table has; job tables are left out, because every worker writes there. */
const kept = () =>
  asOwner(`SELECT relname, (xpath('//n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I', relname),
                  false, true, '')))[1]::text AS n
             FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`)

test('two whole starts from one folder answer beside each other, and either goes on after the other is stopped', async () => {
  const first = await wholeStart()
  await until(first, () => first.log('worker').includes('worker ready'))
  await asOwner("INSERT INTO unit (code, name) VALUES ('ENNE', 'Enne teist')")
  const [before, logs] = [await kept(), ['worker', 'application'].map(first.log)]
  const pids = ['worker', 'application'].map(first.pid)

  const second = await wholeStart()
  expect(second.port).not.toBe(first.port)
  expect(second.logs).not.toBe(first.logs)
  expect(await Promise.all([first, second].map(({ port }) => isWell(port)))).toEqual([true, true])
  expect(await kept()).toEqual(before)
  expect(['worker', 'application'].map(first.pid)).toEqual(pids)
  expect(pids.map((pid) => commandOf(pid) !== '')).toEqual([true, true])
  for (const [at, part] of ['worker', 'application'].entries())
    expect(first.log(part).startsWith(logs[at]!), part).toBe(true)
  expect(readdirSync(second.logs).sort()).toEqual([
    'application.log',
    'application.pid',
    'worker.log',
    'worker.pid',
  ])

  await stop(second)
  expect(await Promise.all([first, second].map(({ port }) => isWell(port)))).toEqual([true, false])
  const third = await wholeStart()
  await stop(first)
  expect(await Promise.all([first, third].map(({ port }) => isWell(port)))).toEqual([false, true])
  expect(existsSync(path.join(first.logs, 'application.log'))).toBe(true)
  expect(await kept()).toEqual(before)
})

describe('in production, with the sandbox beside a real database', () => {
  const asked = { OLEK_SANDBOX: 'yes' }
  const refusal = 'Environment variables missing or wrong: OLEK_SANDBOX_WITH_REAL_DATABASE.'

  test('the built application ends before its first answer', async () => {
    const port = await freePort()
    const { said, ended } = run(application(port), asked)
    let answered = 0
    const asking = setInterval(() => void isWell(port).then((well) => (answered += Number(well))), 20)
    expect(await ended).toBe(1)
    clearInterval(asking)
    expect(said()).toContain(refusal)
    expect(answered).toBe(0)
  })

  test('the worker ends without touching anything', async () => {
    const { said, ended } = run(script('scripts/worker.ts'), asked)
    expect(await ended).toBe(1)
    expect(said()).toContain(refusal)
    expect(said()).not.toContain('worker ready')
  })

  test.each([
    ['allowed by a second setting', { OLEK_SANDBOX_WITH_REAL_DATABASE: 'yes' }],
    ['beside the database that is kept here', { OLEK_EMBEDDED: 'yes' }],
  ])('the application and the worker start if the sandbox is %s', async (_, told) => {
    const port = await freePort()
    const [app, worker] = [
      run(application(port), { ...asked, ...told }),
      run(script('scripts/worker.ts'), { ...asked, ...told }),
    ]
    await until(app, () => isWell(port))
    await until(worker, () => worker.said().includes('worker ready'))
    expect(app.said()).not.toContain(refusal)
  })
})
