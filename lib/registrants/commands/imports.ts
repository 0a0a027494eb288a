import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { recordChanges } from '@/lib/access/changes'
import { importActs } from '@/lib/import/acts'
import { openFile, type ImportRoom, type Opened } from '@/lib/import/commands'
import { putBack, type WrittenTable } from '@/lib/import/written'
import { dateFromDay, type Day } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import type { Run } from '@/lib/shared/generated/client'
import type { Payer } from '@/lib/shared/generated/enums'
import { Refused } from '@/lib/shared/refusal'
import {
  planRegistrants,
  registrantForm,
  type RegistrantColumn,
  type RegistrantValues,
} from '../import/columns'
import { learnersOfCodes, onListOf } from '../on-list'
import type { RegistrantFileInput } from '../schema/runs'
import { heldRun, keptRun } from './runs'

/**
 * Reads a file of registrants and previews its additions, or asks which columns it has. Throws for runs linked to
 * Juhan.
 */
export async function previewRegistrants(
  act: Act,
  { runId, file }: z.output<typeof RegistrantFileInput>,
): Promise<Opened> {
  const run = importable(await keptRun(act.db, act, runId))
  return openFile(act, await registrantRoom(act.db, run), file, { runId })
}

const registrantTable: WrittenTable = {
  table: 'registrant',
  id: 't.id',
  who: `t.first_name || ' ' || t.last_name`,
  columns: [],
}

function importable(run: Run): Run {
  if (run.juhanId) throw new Refused([{ code: 'addInJuhan' }])
  return run
}

/** What a run adds to an import of its registrants: its programme's questions as columns. */
async function registrantRoom(client: Db | Tx, run: Run): Promise<ImportRoom<RegistrantColumn>> {
  const questions = await client.question.findMany({
    where: { programmeId: run.programmeId },
    orderBy: { position: 'asc' },
  })
  const form = registrantForm(questions)
  return {
    kind: 'REGISTRANTS',
    scope: `REGISTRANTS ${run.programmeId}`,
    form,
    history,
    async plan(reader, act, rows) {
      const codes = rows.flatMap((row) => row.values.personalCode ?? [])
      const { plan, values } = planRegistrants(
        form,
        rows,
        await onListOf(reader, run.id),
        await learnersOfCodes(reader, codes),
      )
      const data = values.map((each) => ({
        ...columnsOf(each),
        id: randomUUID(),
        runId: run.id,
        createdAt: act.now,
      }))
      const store = async (tx: Tx) => void (await tx.registrant.createMany({ data }))
      return { plan, store, written: [{ of: registrantTable, ids: data.map(({ id }) => id) }] }
    },
  }
}

const history: ImportRoom['history'] = async (tx, act, { runId, fileName, added }, state) => {
  if (state === 'DISCARDED') return
  const text = `${fileName}: ${added}`
  const change =
    state === 'APPLIED' ? { what: 'imported', from: '', to: text } : { what: 'imported', from: text, to: '' }
  await recordChanges(tx, act, {
    name: 'registrants.import',
    subject: `registrants.run.${runId}`,
    changes: [change],
  })
}

function columnsOf(values: RegistrantValues) {
  const { firstName, lastName, personalCode, email, phone, payer, registeredOn, workplace } = values
  const answers = Object.entries(values).flatMap(([column, answer]) =>
    column.startsWith('question.') && answer ? [[column.slice('question.'.length), answer]] : [],
  )
  return {
    firstName: firstName!,
    lastName: lastName!,
    personalCode: personalCode ?? null,
    email: email ?? '',
    phone: phone ?? '',
    payer: (payer ?? null) as Payer | null,
    registeredOn: registeredOn ? dateFromDay(registeredOn as Day) : null,
    workplace: workplace ?? '',
    wantsPaper: values.wantsPaper === 'ON',
    wantsNews: values.wantsNews === 'ON',
    wantsRecognition: values.wantsRecognition === 'ON',
    answers: Object.fromEntries(answers),
  }
}

const imports = importActs({
  isKind: (kind) => kind === 'REGISTRANTS',
  room: async (act, { runId }) => registrantRoom(act.db, importable(await keptRun(act.db, act, runId!))),
  held: async (tx, act, { runId }) => registrantRoom(tx, importable(await heldRun(tx, act, runId!))),
  /** Removes them from the list; refuses by name once somebody is on a directive or was changed. */
  async back(tx, act, { id, runId }) {
    await heldRun(tx, act, runId!)
    await putBack(tx, id, [registrantTable])
  },
  history,
})

/** The acts on one's own import of registrants (see `importActs`). */
export const {
  match: matchRegistrants,
  apply: applyRegistrants,
  discard: discardRegistrants,
  takeBack: takeBackRegistrants,
} = imports
