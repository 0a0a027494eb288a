import { spawn } from 'node:child_process'
import path from 'node:path'
import { projectFolder } from './engine-place'

/** Runs a command line of the project's own tools and returns what it said; `show` lets it speak at once too. */
export function runTool(
  command: string,
  { show = false, env = {} } = {},
): Promise<{ ok: boolean; said: string }> {
  const tools = path.join(projectFolder, 'node_modules/.bin')
  return new Promise((resolve) => {
    const child = spawn(command, {
      cwd: projectFolder,
      shell: true,
      env: {
        ...process.env,
        ...env,
        PATH: `${tools}${path.delimiter}${process.env.PATH}`,
        NEXT_TELEMETRY_DISABLED: '1',
      },
      stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => (said += chunk))
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk))
    child.on('close', (code) => resolve({ ok: code === 0, said }))
  })
}
