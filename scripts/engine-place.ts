/** The place of the embedded database's files, and the user that runs its server. */
import { createHash, randomUUID } from 'node:crypto'
import { chown, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { commandOf } from './process'

export const projectFolder = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
/** Git-ignored: everything that this clone keeps between two starts. */
export const dataFolder = path.join(projectFolder, '.data')

export type RunAs = { uid: number; gid: number }

export type Place = {
  /** Holds the cluster, its log and its passwords. */
  folder: string
  /** Only as root: the user that runs the server, and the place to which its program files are copied. */
  root?: { as: RunAs; programs: string }
}

/** The folders of throwaway installations called `name` whose process ended without removing them. */
export async function abandoned(name: string, parent: string, ending = ''): Promise<string[]> {
  const names = await readdir(parent).catch(() => [])
  const left = names.filter((one) => {
    const pid = new RegExp(`^${name}-(\\d+)${ending}$`).exec(one)?.[1]
    return pid && !commandOf(Number(pid)).includes('node')
  })
  return left.map((one) => path.join(parent, one))
}

/** `name` keeps several servers of one clone apart: the demo's, the tests', the bench's. */
export async function placeFor(name: string): Promise<Place> {
  if (process.getuid?.() !== 0) {
    const folder = path.join(dataFolder, name)
    await mkdir(folder, { recursive: true })
    return { folder }
  }
  const shared = '/var/lib/olek'
  const folder = path.join(shared, await cloneName(), name)
  const programs = path.join(shared, 'engine')
  for (const made of [folder, programs]) await mkdir(made, { recursive: true, mode: 0o755 })
  const as = await unprivilegedUser()
  await chown(folder, as.uid, as.gid)
  return { folder, root: { as, programs } }
}

/** Differs for a copy in another folder and for a new clone in an old place, so that neither finds foreign data. */
async function cloneName() {
  const file = path.join(dataFolder, 'clone-id')
  await mkdir(dataFolder, { recursive: true })
  await writeFile(file, randomUUID(), { flag: 'wx' }).catch(() => undefined)
  const id = await readFile(file, 'utf8')
  return createHash('sha256').update(`${projectFolder} ${id}`).digest('hex').slice(0, 12)
}

async function unprivilegedUser(): Promise<RunAs> {
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!user)
    throw new Error('PostgreSQL never runs as root, and there is no user "postgres" or "nobody" here.')
  return { uid: Number(user[2]), gid: Number(user[3]) }
}
