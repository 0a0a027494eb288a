import type { z } from 'zod'
import type { Act } from '@/lib/office/action'
import { differences, holdSettings, recordChanges, type Change } from '@/lib/office/changes'
import { dateFromDay, dayFromDate, dayInTallinn, type Day } from '@/lib/shared/dates'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { endedRules, isOwnFunds, switchedCells } from './clashes'
import { causes } from './endings'
import { clashRules } from './queries-rules'
import type {
  ClashesInput,
  NewTypeInput,
  TryClashesInput,
  TryWarningsInput,
  TypeInput,
  WarningsInput,
} from './schema-rules'
import { switchable } from './warnings'

/**
 * Adds a grant type: all warnings are shown, every cause ends its payment, nothing clashes with it yet. Refused when
 * the code or the name is taken.
 */
export function addGrantType(act: Act, input: z.output<typeof NewTypeInput>): Promise<string> {
  return inTransaction(act.db, async (tx) => {
    const { code } = input
    await holdSettings(tx, act, `settings.grants.${code}`, '')
    if (await tx.grantType.findUnique({ where: { code } })) {
      throw new Refused([{ code: 'typeCodeTaken', field: 'code' }])
    }
    await freeName(tx, input)
    await tx.grantType.create({ data: { code, ...columnsOf(input) } })
    const changes = differences({}, textsOf(input))
    await recordChanges(tx, act, 'settings.addType', `settings.grants.${code}`, changes)
    return code
  })
}

/**
 * Changes what a grant type is, from now on; what was given stays. Refused when the name is taken or somebody changed
 * the type meanwhile. Returns how many things changed.
 */
export function changeGrantType(act: Act, input: z.output<typeof TypeInput>): Promise<number> {
  return inTransaction(act.db, async (tx) => {
    const before = await holdType(tx, act, input)
    await freeName(tx, input)
    // The seed itself says what ends an own-funds allowance; a payment-ending directive ends any.
    const chosen = isOwnFunds({ typeCode: input.code }) ? causes : input.endedBy
    const endedBy = [...causes.filter((cause) => chosen.includes(cause)), 'PAYMENT_END']
    await tx.grantType.update({ where: { code: input.code }, data: { ...columnsOf(input), endedBy } })
    const changes = differences(
      {
        ...textsOf({
          ...before,
          ehisCode: before.ehisCode ?? '',
          validFrom: dayFromDate(before.validFrom),
          validTo: before.validTo && dayFromDate(before.validTo),
        }),
        ...switches('ends', causes, before.endedBy),
      },
      { ...textsOf(input), ...switches('ends', causes, endedBy) },
    )
    return recordChanges(tx, act, 'settings.changeType', `settings.grants.${input.code}`, changes)
  })
}

/**
 * Says which warnings are shown on directives that give the type, from now on: what was checked over keeps the rules it
 * was checked with. Refused and returns as above.
 */
export function changeWarnings(act: Act, input: z.output<typeof WarningsInput>): Promise<number> {
  return inTransaction(act.db, async (tx) => {
    const before = await holdType(tx, act, input)
    const codes = switchable(isOwnFunds({ typeCode: input.code }) ? 'OWN_FUNDS' : 'STIPEND')
    const off = codes.filter((code) => !input.shown.includes(code))
    await tx.grantType.update({ where: { code: input.code }, data: { warningsOff: off } })
    const shownBefore = codes.filter((code) => !before.warningsOff.includes(code))
    const changes = differences(
      switches('warning', codes, shownBefore),
      switches('warning', codes, input.shown),
    )
    return recordChanges(tx, act, 'settings.changeWarnings', `settings.grants.${input.code}`, changes)
  })
}

/**
 * Puts the matrix into force as wished from a day on, today or later; earlier days keep what held, and what was in force
 * stays as a row. Refused when a cell is of no type, the day is past, or somebody changed the matrix meanwhile. Returns
 * how many cells were switched and from when. As many statements however many cells.
 */
export function changeClashes(
  act: Act,
  { seen, from, cells }: z.output<typeof ClashesInput>,
): Promise<{ count: number; from: Day }> {
  return inTransaction(act.db, async (tx) => {
    await holdSettings(tx, act, 'settings.clashes', seen)
    const today = dayInTallinn(act.now)
    if (from < today) throw new Refused([{ code: 'dayPast', field: 'from', params: { today } }])
    const rules = await clashRules(tx)
    const switched = switchedCells(rules, new Set(await knownCells(tx, cells)))
    const { ended, lastDay, dropped } = endedRules(rules, switched, from, today)
    const ids = (list: readonly { id: string }[]) => ({ id: { in: list.map(({ id }) => id) } })
    await tx.clashRule.updateMany({ where: ids(ended), data: { validTo: dateFromDay(lastDay) } })
    await tx.clashRule.deleteMany({ where: ids(dropped) })
    await tx.clashRule.createMany({
      data: switched.on.map((cell) => {
        const [given, existing] = cell.split(':') as [string, string]
        return { given, existing, validFrom: dateFromDay(from) }
      }),
    })
    const change =
      (on: boolean) =>
      (what: string): Change => ({ what, from: said(!on), to: said(on), on: from })
    const changes = [...switched.on.map(change(true)), ...switched.off.map(change(false))]
    return {
      count: await recordChanges(tx, act, 'settings.changeClashes', 'settings.clashes', changes),
      from,
    }
  })
}

/** Names the trial of a matrix: which cells differ from the one in force. Writes nothing. */
export async function tryClashes(act: Act, { cells }: z.output<typeof TryClashesInput>) {
  return switchedCells(await clashRules(act.db), new Set(await knownCells(act.db, cells)))
}

/** Names the trial of a type's warnings: which would not be shown. Writes nothing. */
export async function tryWarnings(_: Act, { code, shown }: z.output<typeof TryWarningsInput>) {
  const codes = switchable(isOwnFunds({ typeCode: code }) ? 'OWN_FUNDS' : 'STIPEND')
  return { code, hide: codes.filter((each) => !shown.includes(each)) }
}

async function holdType(tx: Tx, act: Act, { code, seen }: { code: string; seen: string }) {
  await holdSettings(tx, act, `settings.grants.${code}`, seen)
  const type = await tx.grantType.findUnique({ where: { code } })
  if (!type) throw new Refused([{ code: 'notFound' }])
  return type
}

/** Two types of one name could not be told apart in a list to choose from. */
async function freeName(tx: Tx, { code, name }: { code: string; name: string }) {
  const other = await tx.grantType.findFirst({
    where: { code: { not: code }, name: { equals: name, mode: 'insensitive' } },
  })
  if (other) throw new Refused([{ code: 'typeNameTaken', field: 'name' }])
}

type About = { name: string; ehisCode: string; validFrom: Day; validTo: Day | null }

const columnsOf = ({ name, ehisCode, validFrom, validTo }: About) => ({
  name,
  ehisCode: ehisCode || null,
  validFrom: dateFromDay(validFrom),
  validTo: validTo && dateFromDay(validTo),
})

const textsOf = ({ name, ehisCode, validFrom, validTo }: About) => ({
  name,
  ehisCode,
  validFrom,
  validTo: validTo ?? '',
})

const said = (on: boolean) => (on ? 'ON' : 'OFF')
const switches = (of: string, codes: readonly string[], on: readonly string[]) =>
  Object.fromEntries(codes.map((code) => [`${of}.${code}`, said(on.includes(code))]))

/** An own-funds allowance has rules of its own and stands in no cell. */
async function knownCells(client: Pick<Tx, 'grantType'>, cells: readonly string[]) {
  const types = await client.grantType.findMany({ select: { code: true } })
  const codes = types.map(({ code }) => code).filter((typeCode) => !isOwnFunds({ typeCode }))
  const isKnown = (cell: string) => {
    const parts = cell.split(':')
    return parts.length === 2 && parts.every((code) => codes.includes(code))
  }
  if (!cells.every(isKnown)) throw new Refused([{ code: 'choiceWrong' }])
  return cells
}
