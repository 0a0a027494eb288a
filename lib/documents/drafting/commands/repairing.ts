import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { readForm, refOf, type DraftRow, type Typed } from '@/lib/documents/rules/form'
import type { RepairInput } from '@/lib/documents/schema'
import { rowStanding } from '@/lib/documents/standing'
import type { Accepted } from '@/lib/grants/rules/accepted'
import { repairsOf, type Repair } from '@/lib/grants/rules/repairs'
import { paidPeriod, warningKey, type Warning } from '@/lib/grants/rules/warnings'
import { sayIn } from '@/lib/messages/say'
import { showDay, type Period } from '@/lib/shared/dates'
import { inTransaction } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { layOver, openForm } from '../form-in-hand'

/**
 * Applies one repair of one warning (spec 3 "Repairs"): moves the days, splits the row in two around the bad days, or
 * keeps the warning with a reason. The result is unsaved typing. Throws when the warning no longer stands as it was
 * shown. Returns the document's id.
 */
export async function repairRow(
  act: Act,
  { id, row: key, warning: wanted, repair: name, reason }: z.output<typeof RepairInput>,
): Promise<string> {
  const why = name === 'MARK_CHECKED' ? sayIn('et')('warnings.checked') : reason
  return inTransaction(act.db, async (tx) => {
    const opened = await openForm(tx, act, id)
    const { drafted, form } = opened
    const { read } = readForm(form)
    const { warnings } = await rowStanding(tx, drafted, read.rows)
    const found = warnings.get(key)?.find((each) => warningKey(each) === wanted)
    const days = read.rows.find((each) => each.key === key)
    const repairs = found && days ? repairsOf(found, paidPeriod(days)) : []
    const chosen = repairs.find((each) => each.act === name)
    if (!found || !chosen) throw new Refused([{ code: 'warningsChanged' }])
    if (name === 'KEEP_WITH_REASON' && why === '')
      throw new Refused([{ code: 'missing.reason', field: 'reason' }])
    const row = form.rows.find((each) => each.key === key)!
    await layOver(tx, act, opened, typingOf(act, row, found, chosen, why))
    return id
  })
}

function typingOf(act: Act, row: DraftRow, warning: Warning, repair: Repair, reason: string): Typed {
  const [first, second] = repair.periods
  if (repair.act === 'REMOVE') return { removed: [row.key] }
  if (!first) {
    const others = (row.accepted ?? []).filter(({ key }) => key !== warningKey(warning))
    const accepted: Accepted = {
      key: warningKey(warning),
      code: warning.code,
      reason,
      who: act.person.name,
      at: act.now.toISOString(),
    }
    return { rows: { [row.key]: { accepted: [...others, accepted] } } }
  }
  const rest = second
    ? { added: [{ ...row, ...refOf({ ...row, key: randomUUID() }), ...shownDays(second) }] }
    : {}
  return { rows: { [row.key]: shownDays(first) }, ...rest }
}

const shownDays = ({ from, to }: Period) => ({ paidFrom: showDay(from), paidTo: showDay(to) })
