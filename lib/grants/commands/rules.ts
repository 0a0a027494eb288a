import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { differences, holdSettings, recordChanges, type Change } from '@/lib/access/changes'
import { dateFromDay, dayFromDate, dayInTallinn, type Day } from '@/lib/shared/dates'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { Refused } from '@/lib/shared/refusal'
import { nameTaken } from '@/lib/shared/taken'
import { clashRules, typeRuleOf, typeRules } from '../queries/rules'
import { cellOf, isOwnFunds } from '../rules/clashes'
import { endedRules, switched, type Switched } from '../rules/dated-rules'
import { causes } from '../rules/endings'
import type { GrantRule } from '../rules/facts'
import { switchable } from '../rules/warnings'
import type {
  ClashesInput,
  NewTypeInput,
  TryClashesInput,
  TryWarningsInput,
  TypeInput,
  TypeRulesInput,
} from '../schema/rules'

const withName = Prisma.sql`SELECT code AS id FROM grant_type WHERE same_name(name)`

/**
 * Adds a grant type: all warnings are shown, every cause ends its payment, nothing clashes with it yet. Throws when the
 * code or the name is taken.
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
    await recordChanges(tx, act, { name: 'settings.addType', subject: `settings.grants.${code}`, changes })
    return code
  })
}

/**
 * Changes a grant type's own fields, from now on; grants already given stay. Throws when the name is taken or somebody
 * has changed the type meanwhile. Returns the number of changed fields.
 */
export function changeGrantType(act: Act, input: z.output<typeof TypeInput>): Promise<number> {
  return inTransaction(act.db, async (tx) => {
    const before = await holdType(tx, act, input)
    await freeName(tx, input)
    await tx.grantType.update({ where: { code: input.code }, data: columnsOf(input) })
    const changes = differences(
      textsOf({
        ...before,
        ehisCode: before.ehisCode ?? '',
        validFrom: dayFromDate(before.validFrom),
        validTo: before.validTo && dayFromDate(before.validTo),
      }),
      textsOf(input),
    )
    return recordChanges(tx, act, {
      name: 'settings.changeType',
      subject: `settings.grants.${input.code}`,
      changes,
    })
  })
}

/** The number of switched rules and their first day. */
type InForce = { count: number; from: Day }

/**
 * Puts a type's rules in force from a day on, today or later: the warnings shown on directives that give it and the
 * causes that end its payment. Earlier days keep their rules, and checked-over documents keep those of their check.
 * Throws when the day is past or somebody has changed the type meanwhile.
 */
export function changeTypeRules(act: Act, input: z.output<typeof TypeRulesInput>): Promise<InForce> {
  return inTransaction(act.db, async (tx) => {
    const { code: given, from } = input
    await holdType(tx, act, input)
    // The seed itself says what ends an own-funds allowance; a payment-ending directive ends any.
    const outlasted = isOwnFunds({ typeCode: given })
      ? []
      : causes.filter((cause) => !input.endedBy.includes(cause))
    const wanted = [
      ...hiddenOf(input).map((code) => typeRuleOf({ rule: 'HIDES', code })),
      ...outlasted.map((code) => typeRuleOf({ rule: 'OUTLASTS', code })),
    ]
    const keys = await putInForce(tx, act, {
      rules: await typeRules(tx, given),
      wanted,
      keyOf: typeRuleOf,
      from,
      made: (key) => {
        const [rule, code] = key.split(':') as [GrantRule['rule'], string]
        return { rule, given, code }
      },
    })
    // A rule states the exception: it switches a warning or a cause off.
    const what = (key: string) => key.replace('HIDES:', 'warning.').replace('OUTLASTS:', 'ends.')
    const changes = [
      ...keys.on.map((key): Change => ({ what: what(key), from: 'ON', to: 'OFF', on: from })),
      ...keys.off.map((key): Change => ({ what: what(key), from: 'OFF', to: 'ON', on: from })),
    ]
    const subject = `settings.grants.${given}` as const
    return { count: await recordChanges(tx, act, { name: 'settings.changeRules', subject, changes }), from }
  })
}

/**
 * Puts the matrix in force from a day on, today or later; earlier days keep their cells, and ended ones stay as rows.
 * Throws when a cell names no type, the day is past, or somebody has changed the matrix meanwhile. The same number of
 * statements however many cells.
 */
export function changeClashes(
  act: Act,
  { seen, from, cells }: z.output<typeof ClashesInput>,
): Promise<InForce> {
  return inTransaction(act.db, async (tx) => {
    await holdSettings(tx, act, 'settings.clashes', seen)
    const wanted = await knownCells(tx, cells)
    const keys = await putInForce(tx, act, {
      rules: await clashRules(tx),
      wanted,
      keyOf: cellOf,
      from,
      made: (cell) => {
        const [given, code] = cell.split(':') as [string, string]
        return { rule: 'CLASHES', given, code }
      },
    })
    const changes = [
      ...keys.on.map((what): Change => ({ what, from: 'OFF', to: 'ON', on: from })),
      ...keys.off.map((what): Change => ({ what, from: 'ON', to: 'OFF', on: from })),
    ]
    return {
      count: await recordChanges(tx, act, {
        name: 'settings.changeClashes',
        subject: 'settings.clashes',
        changes,
      }),
      from,
    }
  })
}

type Switching = {
  rules: readonly (GrantRule & { id: string })[]
  /** keys of the rules that are to hold */
  wanted: readonly string[]
  keyOf: (rule: GrantRule) => string
  from: Day
  /** the rule behind a key */
  made: (key: string) => Pick<GrantRule, 'rule' | 'given' | 'code'>
}

/**
 * Changes `rules` to those `wanted`, by their keys, from a day on. Throws when that is past. Returns the switched ones.
 */
async function putInForce(
  tx: Tx,
  { now }: Act,
  { rules, wanted, keyOf, from, made }: Switching,
): Promise<Switched> {
  const today = dayInTallinn(now)
  if (from < today) throw new Refused([{ code: 'dayPast', field: 'from', params: { today } }])
  const keys = switched(rules, new Set(wanted), keyOf)
  const { ended, lastDay, dropped } = endedRules(rules, keys, keyOf, from, today)
  const ids = (list: readonly { id: string }[]) => ({ id: { in: list.map(({ id }) => id) } })
  await tx.grantRule.updateMany({ where: ids(ended), data: { validTo: dateFromDay(lastDay) } })
  await tx.grantRule.deleteMany({ where: ids(dropped) })
  await tx.grantRule.createMany({
    data: keys.on.map((key) => ({ ...made(key), validFrom: dateFromDay(from) })),
  })
  return keys
}

/** Describes the trial of a matrix: the cells that differ from the one in force. Writes nothing. */
export async function tryClashes(act: Act, { cells }: z.output<typeof TryClashesInput>) {
  return switched(await clashRules(act.db), new Set(await knownCells(act.db, cells)), cellOf)
}

/** Describes the trial of a type's warnings: those that would not be shown. Writes nothing. */
export async function tryWarnings(_: Act, input: z.output<typeof TryWarningsInput>) {
  return { code: input.code, hide: hiddenOf(input) }
}

/** The switchable warnings of the type that are not to be shown. */
const hiddenOf = ({ code, shown }: z.output<typeof TryWarningsInput>) =>
  switchable(isOwnFunds({ typeCode: code }) ? 'OWN_FUNDS' : 'STIPEND').filter((each) => !shown.includes(each))

async function holdType(tx: Tx, act: Act, { code, seen }: { code: string; seen: string }) {
  await holdSettings(tx, act, `settings.grants.${code}`, seen)
  const type = await tx.grantType.findUnique({ where: { code } })
  if (!type) throw new Refused([{ code: 'notFound' }])
  return type
}

/** Two types with one name could not be told apart in a list. */
async function freeName(tx: Tx, { code, name }: { code: string; name: string }) {
  if (await nameTaken(tx, withName, name, code)) throw new Refused([{ code: 'typeNameTaken', field: 'name' }])
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

/** An own-funds allowance has rules of its own and is in no cell. */
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
