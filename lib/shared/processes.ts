/** The processes of the application behind its port: how many there are to be, answer now, and were replaced so far. */
export type Processes = { wanted: number; alive: number; replaced: number }

const held = globalThis as typeof globalThis & { olekProcesses?: Processes }

/** As the process that began this one told it last; one that runs alone is all there is. */
export const processes = (): Processes => held.olekProcesses ?? { wanted: 1, alive: 1, replaced: 0 }

/** Listens to the process that began this one (scripts/application.ts). */
export function hearOfProcesses() {
  process.on('message', (told: { processes?: Processes }) => {
    if (told?.processes) held.olekProcesses = told.processes
  })
  // What was told before this process could hear is told again.
  process.send?.('processes?')
}
