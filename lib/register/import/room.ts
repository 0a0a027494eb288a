import { randomUUID } from 'node:crypto'
import type { ImportRoom } from '@/lib/import/commands'
import type { ImportColumn, ImportKind } from './columns'
import { importWorld } from './facts'
import { planImport } from './plan'
import { learnerForm } from './read'
import { storeImport } from './store'
import { writtenRows } from './written'

/** What the register adds to the import of one of its kinds. */
export const learnerRoom = (kind: ImportKind): ImportRoom<ImportColumn> => ({
  kind,
  scope: kind,
  form: learnerForm(kind),
  async plan(client, act, rows, lock) {
    const world = await importWorld(client, act, rows, randomUUID, lock)
    const plan = planImport(kind, rows, world)
    return { plan, store: (tx) => storeImport(tx, world), written: writtenRows(world) }
  },
})
