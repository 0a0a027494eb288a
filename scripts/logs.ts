/** The logs of one start of Olek: a folder of its own, so that several may run from one project. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { projectFolder } from './engine-place'
import { commandOf, signalGroup } from './process'

/** The number of starts whose logs are kept, the newest. */
const most = 10

/**
 * The folder for the logs and process numbers of this start, under `logs`, named by its time and starter. First ends
 * whatever a killed starter left running; leaves alone what belongs to a living one. Throws when this one wants the
 * sandbox and a living one has it.
 */
export function logsOfThisStart(logs: string, { sandbox }: { sandbox: boolean }): string {
  mkdirSync(logs, { recursive: true })
  endLeftovers(logs)
  for (const old of startsIn(logs)
    .filter(({ lives }) => !lives)
    .slice(0, -most))
    rmSync(old.folder, { recursive: true })
  const other = startsIn(logs).find(
    ({ lives, folder }) => lives && existsSync(path.join(folder, 'sandbox.pid')),
  )
  if (sandbox && other)
    throw new Error(`The sandbox of this folder is in use by process ${other.starter}; stop that one first.`)
  const began = new Date().toISOString().replaceAll(/[:.]/g, '-')
  const mine = path.join(logs, `${began}-${process.pid}`)
  mkdirSync(mine)
  return mine
}

/** A SIGKILL of the starter leaves the parts running; ends those without a living starter. */
export function endLeftovers(logs: string) {
  for (const { folder } of startsIn(logs).filter(({ lives }) => !lives))
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.pid'))) {
      const file = path.join(folder, name)
      const pid = Number(readFileSync(file, 'utf8'))
      const command = commandOf(pid)
      if (command.startsWith('next-server') || command.includes(projectFolder)) signalGroup(pid, 'SIGKILL')
      rmSync(file)
    }
}

/** Oldest first. A starter lives while its process is a node process. */
function startsIn(logs: string) {
  const names = existsSync(logs) ? readdirSync(logs).sort() : []
  return names.flatMap((name) => {
    const starter = Number(/-(\d+)$/.exec(name)?.[1])
    if (!starter) return []
    return [{ folder: path.join(logs, name), starter, lives: commandOf(starter).includes('node') }]
  })
}
