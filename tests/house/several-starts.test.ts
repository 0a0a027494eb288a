import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { projectFolder } from '@/scripts/engine-place'
import { commandOf } from '@/scripts/process'

/** Starts one part as `npm start` does, tells its process number, and stays. */
const starter = `
  const { logsOfThisStart } = await import(process.env.LOGS_OF)
  const { startPart } = await import(process.env.PART_OF)
  try {
    const logs = logsOfThisStart(process.env.FOLDER, { sandbox: process.env.NAME === 'sandbox' })
    const part = await startPart({
      name: process.env.NAME,
      // The project's folder stands in its command, as in those of the real parts.
      args: ['-e', 'console.log("hears", process.pid); setInterval(() => {}, 1000)', process.env.PROJECT],
      env: process.env, logs, ready: async () => true, onDeath: () => {},
    })
    process.on('SIGTERM', () => part.stop().then(() => process.exit(0)))
    console.log(part.pid, logs)
  } catch (error) { console.log(error.message); process.exit(1) }
  setInterval(() => {}, 1000)
`
const urlOf = (file: string) => pathToFileURL(path.join(projectFolder, 'scripts', file)).href
let folder: string
const started: ChildProcess[] = []

beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'olek-starts-'))))
afterEach(async () => {
  for (const child of started.splice(0))
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
  rmSync(folder, { recursive: true })
})

async function start(name: string) {
  const env = { ...process.env, FOLDER: folder, NAME: name, PROJECT: projectFolder }
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', starter], {
    cwd: projectFolder,
    env: { ...env, LOGS_OF: urlOf('logs.ts'), PART_OF: urlOf('part.ts') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.push(child)
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  const [pid, logs] = said.toString().trim().split(' ')
  return { child, said: said.toString().trim(), pid: Number(pid), logs: logs! }
}

const heard = (logs: string, name = 'worker') =>
  expect.poll(() => readFileSync(path.join(logs, `${name}.log`), 'utf8')).toMatch(/^hears \d+/)

test('several starts from one folder run side by side, each with its own logs', async () => {
  const [first, second] = [await start('worker'), await start('worker')]
  expect(second.pid).not.toBe(first.pid)
  await heard(first.logs)
  await heard(second.logs)
  expect(commandOf(first.pid)).toContain(projectFolder)
  expect(readdirSync(folder)).toHaveLength(2)
})

test('the next start ends what a killed starter left running, keeps its log and ends nobody else’s process', async () => {
  const [killed, living] = [await start('worker'), await start('worker')]
  await heard(killed.logs)
  killed.child.kill('SIGKILL')
  await once(killed.child, 'exit')
  await start('worker')
  await expect.poll(() => commandOf(killed.pid)).toBe('')
  expect(commandOf(living.pid)).toContain(projectFolder)
  await heard(killed.logs)
})

test('a second sandbox of one folder doesn’t start, and the first one goes on', async () => {
  const first = await start('sandbox')
  const second = await start('sandbox')
  expect(second.said).toBe(
    `The sandbox of this folder is in use by process ${first.child.pid}; stop that one first.`,
  )
  expect(commandOf(first.pid)).toContain(projectFolder)
})
