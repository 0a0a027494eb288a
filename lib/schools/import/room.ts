import type { ImportRoom } from '@/lib/import/commands'
import type { SchoolColumn } from './columns'
import { schoolWorld } from './facts'
import type { SchoolImport } from './kinds'
import { planSchools } from './plan'
import { schoolForm } from './read'
import { storeSchools } from './store'
import { writtenRows } from './written'

/** What the schools' room adds to the import of one of its kinds. */
export const schoolRoom = (kind: SchoolImport): ImportRoom<SchoolColumn> => ({
  kind,
  scope: kind,
  form: schoolForm(kind),
  async plan(client, act, rows, lock) {
    const world = await schoolWorld(client, act, kind, rows, lock)
    const plan = planSchools(kind, rows, world)
    return {
      plan,
      store: (tx) => storeSchools(tx, act, kind, world),
      written: writtenRows(kind, world),
    }
  },
})
