import { changesOf } from '@/lib/access/changes'
import { dayFromDate, dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { cellOf, isOwnFunds, rulesOf } from '../rules/clashes'
import { holdsOn, lasting, planned } from '../rules/dated-rules'
import { causes } from '../rules/endings'
import type { GrantRule } from '../rules/facts'
import { switchable, type WarningCode } from '../rules/warnings'
import { grantRules } from './facts'

/** All rules of the clash matrix, past and planned ones too. */
export const clashRules = (client: Db | Tx) => grantRules(client, { rule: 'CLASHES' })

/** All rules of a type beside clashes: warnings not shown, causes that don't end it. */
export const typeRules = (client: Db | Tx, code: string) =>
  grantRules(client, { rule: { in: ['HIDES', 'OUTLASTS'] }, given: code })

/** What a type's rule is about, in the words of the page's form. */
export const typeRuleOf = ({ rule, code }: Pick<GrantRule, 'rule' | 'code'>) => `${rule}:${code}`

/**
 * All grant types by name, with the warnings hidden and the causes excepted on the day, for the list in settings. Two
 * statements.
 */
export async function grantTypes(db: Db, on: Day) {
  const types = await db.grantType.findMany()
  const rules = (await grantRules(db, { rule: { not: 'CLASHES' } })).filter((rule) => holdsOn(rule, on))
  return types
    .map((type) => {
      const has = (rule: GrantRule['rule'], about: string) =>
        rules.some((each) => each.given === type.code && each.rule === rule && each.code === about)
      return {
        code: type.code,
        name: type.name,
        ehisCode: type.ehisCode ?? '',
        validFrom: dayFromDate(type.validFrom),
        validTo: type.validTo && dayFromDate(type.validTo),
        hidden: switchable(rulesOf(type.code)).filter((code) => has('HIDES', code)),
        endedBy: causes.filter((cause) => !has('OUTLASTS', cause)),
      }
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, 'et'))
}

/**
 * One grant type: its warnings and the causes that may end it, each with its state once all planned changes have come,
 * and the planned ones; and its changes. null when there is none. Four statements.
 */
export async function grantTypeSheet(db: Db, code: string, on: Day) {
  const type = (await grantTypes(db, on)).find((each) => each.code === code)
  if (!type) return null
  const rules = await typeRules(db, code)
  const [off, coming] = [lasting(rules, typeRuleOf), planned(rules, typeRuleOf, on)]
  const standing =
    <Code extends string>(rule: 'HIDES' | 'OUTLASTS') =>
    (code: Code) => {
      const key = typeRuleOf({ rule, code })
      return { code, on: !off.has(key), planned: coming.get(key) ?? null }
    }
  return {
    ...type,
    warnings: switchable(rulesOf(code)).map(standing<WarningCode>('HIDES')),
    /** null where the seed says what ends it */
    ends: isOwnFunds({ typeCode: code }) ? null : causes.map(standing<(typeof causes)[number]>('OUTLASTS')),
    changes: await changesOf(db, `settings.grants.${code}`),
  }
}
export type GrantTypeSheet = NonNullable<Awaited<ReturnType<typeof grantTypeSheet>>>

/** What each grant type is called, by its code; of every type there ever was. One statement. */
export async function grantTypeNames(db: Db): Promise<ReadonlyMap<string, string>> {
  const types = await db.grantType.findMany({ select: { code: true, name: true } })
  return new Map(types.map(({ code, name }) => [code, name]))
}

/**
 * The clash matrix: types by name along both sides, the cells that are on once all planned changes have come, and for
 * cells with a planned change its rule. Three statements.
 */
export async function clashMatrix(db: Db, now: Date) {
  const types = await db.grantType.findMany({ select: { code: true, name: true } })
  const rules = await clashRules(db)
  return {
    types: types
      .filter(({ code }) => !isOwnFunds({ typeCode: code }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'et')),
    lasting: lasting(rules, cellOf),
    planned: planned(rules, cellOf, dayInTallinn(now)),
    changes: await changesOf(db, 'settings.clashes'),
  }
}
