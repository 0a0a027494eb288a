/** `npm start` and `npm run dev`: everything, until Ctrl+C. */
import { existsSync } from 'node:fs'
import { lastWords } from './part'
import { startOlek } from './olek'

if (existsSync('.env')) process.loadEnvFile('.env')
const say = (line: string) => console.log(line)

let died: (part: { name: string; log: string }) => void
const death = new Promise<{ name: string; log: string }>((resolve) => (died = resolve))
const asked = new Promise<undefined>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(undefined))
  // A signal to npm ends npm and its shell, but does not reach us.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && resolve(undefined), 500)
})

const olek = await startOlek({
  port: Number(process.env.PORT ?? 3000),
  mode: process.argv[2] === 'dev' ? 'dev' : 'production',
  say,
  onDeath: (name, log) => died({ name, log }),
}).catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})

say(`\nOlek runs at ${olek.address}`)
if (olek.sandbox) {
  const { signInHints } = await import('@/prisma/cast')
  say('Sign in with one click as')
  const width = Math.max(...signInHints.map((hint) => hint.name.length))
  for (const { name, role } of signInHints) say(`  ${name.padEnd(width)}  ${role}`)
}
say('\nCtrl+C stops it; the data stay.')

const dead = await Promise.race([asked, death])
if (dead) console.error(`The ${dead.name} has ended by itself. Its last words:\n${lastWords(dead.log)}`)
say('Stopping the application, the worker, the sandbox and PostgreSQL')
await olek.stop()
process.exit(dead ? 1 : 0)
