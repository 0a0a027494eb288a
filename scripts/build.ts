/** Generates whatever is derived from the sources, but only when these have changed. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectFolder } from './engine-place'
import { generateClient } from './generate'

const schema = ['prisma/schema', 'package-lock.json']
const sources = [
  'app',
  'components',
  'lib',
  'public',
  ...schema,
  'tsconfig.json',
  'postcss.config.mjs',
  'next.config.ts',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
]
const generated = path.join(projectFolder, 'lib/shared/generated')
const build = path.join(projectFolder, process.env.NEXT_DIST_DIR ?? '.next')

/** Writes the database client when the schema is newer. Call before anything that imports it. */
export function ensureClient(say: (line: string) => void) {
  const mark = path.join(generated, '.made-from')
  const now = fingerprint(schema)
  if (readMark(mark) === now) return
  say('Generating the database client')
  generateClient()
  writeFileSync(mark, now)
}

/** Builds the application when its sources are newer, a minute or so; throws with Next's words when it fails. */
export function ensureBuild(say: (line: string) => void) {
  const mark = path.join(build, 'made-from')
  const now = fingerprint(sources)
  if (readMark(mark) === now) return
  say('Building the application (only when its sources changed; about a minute)')
  const next = path.join(projectFolder, 'node_modules/next/dist/bin/next')
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [next, 'build'], {
    cwd: projectFolder,
    env,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The build failed:\n${stdout}\n${stderr}`)
  writeFileSync(mark, now)
}

const readMark = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** Includes the folder's own path: a moved build does not work. */
function fingerprint(parts: string[]) {
  const hash = createHash('sha256').update(`${projectFolder} ${process.version}`)
  for (const part of parts)
    for (const file of filesOf(path.join(projectFolder, part))) {
      hash.update(path.relative(projectFolder, file)).update('\0').update(readFileSync(file)).update('\0')
    }
  return hash.digest('hex')
}

function filesOf(place: string): string[] {
  if (!existsSync(place) || place === generated) return []
  if (statSync(place).isFile()) return [place]
  return readdirSync(place)
    .sort()
    .flatMap((name) => filesOf(path.join(place, name)))
}
