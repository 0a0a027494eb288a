/** The place of an installation and the environment of its processes; `.env.example` describes the variables. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { dataFolder } from './engine-place'
import { freePort, nextFreePort } from './free-port'
import type { Environment } from './part'
import { keptSecrets } from './secrets'

/** Folder of one installation's sandbox, logs, secrets and remembered ports. */
export function stateFolder(name: string, throwaway: boolean) {
  if (throwaway) return path.join(dataFolder, `${name}-${process.pid}-state`)
  return name === 'postgres' ? dataFolder : path.join(dataFolder, `${name}-state`)
}

/** Whether the database is external: then nothing is invented, neither secrets nor neighbours nor persons. */
export const ownDatabase = () => Boolean(process.env.DATABASE_URL)

/** Spec 9: the demo can't leak. With an external database the sandbox must be requested twice. */
export function sandboxWanted() {
  if (!ownDatabase()) return true
  return process.env.OLEK_SANDBOX === 'yes' && process.env.OLEK_SANDBOX_WITH_REAL_DATABASE === 'yes'
}

const neededWithOwnDatabase = [
  'OLEK_URL',
  'NEXTAUTH_SECRET',
  'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY',
  'DHIS_EVENT_SECRET',
]

/** Throws with the names of the settings that an installation with an external database lacks. */
export function assertOwnSettings() {
  const missing = neededWithOwnDatabase.filter((name) => !process.env[name])
  if (sandboxWanted() && !process.env.SANDBOX_CONTROL_TOKEN) missing.push('SANDBOX_CONTROL_TOKEN')
  if (missing.length > 0)
    throw new Error(`With DATABASE_URL these must be set too: ${missing.join(', ')}. See .env.example.`)
}

/** The environment of all parts. `port` 0 takes any free one; otherwise it or the next free one. */
export async function settings(
  folder: string,
  url: string,
  port: number,
  own: boolean,
): Promise<Environment> {
  const appPort = port === 0 ? await freePort() : await nextFreePort(port)
  const address = (own && process.env.OLEK_URL) || `http://localhost:${appPort}`
  return {
    ...(process.env as Environment),
    ...(!own && keptSecrets(folder)),
    DATABASE_URL: url,
    OLEK_EMBEDDED: own ? 'no' : 'yes',
    PORT: `${appPort}`,
    HOSTNAME: process.env.HOST ?? 'localhost',
    OLEK_PROCESSES: `${processesWanted()}`,
    OLEK_URL: address,
    NEXTAUTH_URL: address,
    TZ: 'UTC',
    NEXT_TELEMETRY_DISABLED: '1',
    ...(!own || sandboxWanted() ? await sandboxSettings(folder) : { OLEK_SANDBOX: 'no' }),
  }
}

/** How many processes draw pages: as many as the machine has cores, or as OLEK_PROCESSES says. Throws on anything else. */
function processesWanted(): number {
  const said = process.env.OLEK_PROCESSES ?? ''
  if (said === '') return availableParallelism()
  if (!/^[1-9]\d?$/.test(said)) throw new Error('OLEK_PROCESSES is a number from 1 to 99. See .env.example.')
  return Number(said)
}

async function sandboxSettings(folder: string): Promise<Environment> {
  const [http, smtp] = await rememberedPorts(path.join(folder, 'ports.json'), 2)
  const sandbox = path.join(folder, 'sandbox')
  return {
    OLEK_SANDBOX: 'yes',
    SANDBOX_PORT: `${http}`,
    SANDBOX_SMTP_PORT: `${smtp}`,
    SANDBOX_DIR: sandbox,
    SANDBOX_PERSONS: path.join(sandbox, 'persons.json'),
    DHIS_URL: `http://127.0.0.1:${http}/dhis`,
    JUHAN_URL: `http://127.0.0.1:${http}/juhan/api`,
    EHIS_URL: `http://127.0.0.1:${http}/ehis/xroad`,
    EHIS_KOOL_ID: '101',
    XROAD_CLIENT: 'EE/GOV/70000000/olek',
    XROAD_SERVICE: 'EE/GOV/70000001/ehis',
    OIDC_ISSUER: `http://127.0.0.1:${http}/oidc`,
    OIDC_CLIENT_ID: 'olek',
    SMTP_URL: `smtp://127.0.0.1:${smtp}`,
    MAIL_FROM: 'Olek <olek@olek.test>',
  }
}

async function rememberedPorts(file: string, count: number) {
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as number[]) : []
  const ports: number[] = []
  for (let at = 0; at < count; at++) ports.push(await freePort(kept[at]))
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(ports))
  return ports
}
