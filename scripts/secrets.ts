/** What only the processes of one installation may know. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const names = [
  'NEXTAUTH_SECRET',
  'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY',
  'DHIS_KEY',
  'DHIS_EVENT_SECRET',
  'JUHAN_KEY',
  'OIDC_CLIENT_SECRET',
  'SANDBOX_CONTROL_TOKEN',
]

/** Made once and kept in `secrets.json` of the folder, readable by the owner only. */
export function keptSecrets(folder: string): Record<string, string> {
  const file = path.join(folder, 'secrets.json')
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {}
  for (const name of names) kept[name] ??= randomBytes(32).toString('base64')
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, JSON.stringify(kept, null, 2), { mode: 0o600 })
  return kept
}
