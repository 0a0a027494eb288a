import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** The command line of a living process, or ''. A bare Linux has no `ps`, the others have no `/proc`. */
export function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    const [command, args] =
      process.platform === 'win32'
        ? ['tasklist', ['/fi', `PID eq ${pid}`, '/nh']]
        : ['ps', ['-p', `${pid}`, '-o', 'args=']]
    return execFileSync(command as string, args as string[], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

/** The living processes that a process has started itself. */
export function childrenOf(pid: number): number[] {
  try {
    const told =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
        : execFileSync('pgrep', ['-P', `${pid}`], { encoding: 'utf8' })
    return told.split(/\s+/).filter(Boolean).map(Number)
  } catch {
    return []
  }
}

/** Sends a signal to a process that leads a group, and to all that it started. */
export function signalGroup(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal)
  } catch {
    // It has ended by itself.
  }
}
