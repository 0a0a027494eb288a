/** `npm run generate` writes the Prisma client into lib/shared/generated. */
import { spawnSync } from 'node:child_process'
import { projectFolder } from './engine-place'

/** Throws with Prisma's words when the schema is wrong. */
export function generateClient() {
  // Generating needs no engine, but the command downloads one unless this variable names a file that exists.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' }
  const args = ['node_modules/prisma/build/index.js', 'generate', '--no-hints']
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: projectFolder,
    env,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The database client was not generated:\n${stdout}${stderr}`)
}

if (import.meta.main) generateClient()
