import { commonDays, dayAfter, daysInside, type Period } from '@/lib/shared/dates'
import { clashes, isDoctoral, isOwnFunds } from './clashes'
import type { Finding, GrantFact, RowFacts, RuleContext } from './facts'

/** Academic leave, one line per leave. */
export function onLeave(paid: Period, { leaves }: RowFacts): Finding[] {
  return leaves.flatMap((leave) => {
    const common = commonDays(paid, leave)
    if (common === null) return []
    const evidence = { kind: 'LEAVE', id: leave.id, source: leave.source } as const
    return [{ params: { from: leave.from, to: leave.to }, evidence, badDays: [common] }]
  })
}

/** Extended study: from the day after the nominal end, or an extension state. */
export function notNominal(paid: Period, { nominalEndOn, extensions }: RowFacts): Finding[] {
  const pastEnd = nominalEndOn === null ? [] : [{ from: dayAfter(nominalEndOn), to: null }]
  const badDays = daysInside(paid, [...extensions, ...pastEnd])
  if (badDays.length === 0) return []
  const extension = extensions.find((one) => commonDays(paid, one) !== null)
  const evidence = extension && ({ kind: 'EXTENSION', id: null, source: extension.source } as const)
  return [{ badDays, ...(evidence && { evidence }) }]
}

/**
 * Neither RE nor free. Nothing is claimed about days without a known funding: a note says that it is unknown
 * (notes.ts).
 */
export function notFunded(paid: Period, { fundings }: RowFacts): Finding[] {
  return oneAbout(
    daysInside(
      paid,
      fundings.filter(({ value }) => value === 'PAID'),
    ),
  )
}

/** A day without a known load does not count as part load. */
export function partLoad(paid: Period, { loads }: RowFacts): Finding[] {
  return oneAbout(
    daysInside(
      paid,
      loads.filter(({ value }) => value === 'PART'),
    ),
  )
}

function oneAbout(badDays: Period[]): Finding[] {
  return badDays.length > 0 ? [{ badDays }] : []
}

/** Persons without one may need a visa to be paid; the study office's contact knows. */
export function noPersonalCode(
  _: unknown,
  { hasPersonalCode }: RowFacts,
  { visaContact }: RuleContext,
): Finding[] {
  return hasPersonalCode ? [] : [{ params: { contact: visaContact } }]
}

/** By the matrix; an own-funds allowance has its own line, so that no grant is named twice. */
export function clashingGrant(paid: Period, { grants }: RowFacts, context: RuleContext): Finding[] {
  return grants
    .filter((grant) => !isOwnFunds(grant))
    .filter((grant) => clashes(context.givenType, grant.typeCode, context.rules, paid.from))
    .flatMap((grant) => sharingDays(paid, grant, { type: grant.typeName, from: grant.from, to: grant.to }))
}

/** On a stipend directive, whatever type is being given. */
export function ownFundsGrant(paid: Period, { grants }: RowFacts): Finding[] {
  return grants.filter(isOwnFunds).flatMap((grant) => sharingDays(paid, grant, funding(grant)))
}

/** On an own-funds directive: a doctoral allowance from either source; goes with the block in blocks.ts. */
export function doctoralGrant(paid: Period, { grants }: RowFacts): Finding[] {
  return grants.filter(isDoctoral).flatMap((grant) => sharingDays(paid, grant, funding(grant)))
}

// Grants taken over from elsewhere may name no funding source; an empty pair of brackets says nothing.
function funding({ fundingSource, typeName }: GrantFact): Record<string, string> {
  return { fundingSource: fundingSource || typeName }
}

function sharingDays(paid: Period, grant: GrantFact, params: Record<string, string>): Finding[] {
  const common = commonDays(paid, grant)
  const evidence = { kind: 'GRANT', id: grant.id, source: grant.source } as const
  return common === null ? [] : [{ params, evidence, badDays: [common] }]
}
