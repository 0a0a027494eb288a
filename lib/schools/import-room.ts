import type { ImportRoom } from '@/lib/import/commands'
import type { SchoolColumn } from './import-columns'
import { schoolWorld } from './import-facts'
import type { SchoolImport } from './import-kinds'
import { planSchools } from './import-plan'
import { storeSchools } from './import-store'
import { writtenRows } from './import-written'
import { schoolForm } from './read-import'

/** What schools bring to an import of one of their kinds. */
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
