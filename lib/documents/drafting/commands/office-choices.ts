import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { changing } from '@/lib/access/changes'
import { unitTyped } from '@/lib/settings/queries/units'
import { idChosen } from '@/lib/shared/asked-choice'
import { dateFromDay, dayFromDate, type Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import type { DocumentType } from '@/lib/shared/generated/enums'
import { Refused } from '@/lib/shared/refusal'
import { signersToBe } from '../options'
import { signerChoice } from '../queries/office-choices'
import type * as choices from '../schema'

/**
 * Sets the DHIS series of a type in one unit or in every unit, from the next sending on; an empty one restores the
 * wider default. Throws when somebody has changed the series meanwhile, and unitWrong, unitNone, unitSeveral.
 */
export function setSeries(
  act: Act,
  { seen, type, template, ...typed }: z.output<typeof choices.SeriesInput>,
) {
  return changing(act, { name: 'settings.setSeries', subject: 'settings.series', seen }, async (tx) => {
    const unitId = await unitTyped(tx, typed.unitId)
    const about = [type, ...(await unitCodes(tx, unitId))]
    const before = await tx.dhisSeries.findFirst({ where: { type, unitId } })
    if (before) await tx.dhisSeries.delete({ where: { id: before.id } })
    if (template !== '') await tx.dhisSeries.create({ data: { type, unitId, template } })
    return { about, before: { template: before?.template ?? '' }, after: { template } }
  })
}

/** Sets the footer with which new documents of a type and unit begin; an empty one removes it. Throws as above. */
export function setFooter(act: Act, { seen, type, text, ...typed }: z.output<typeof choices.FooterInput>) {
  return changing(act, { name: 'settings.setFooter', subject: 'settings.footers', seen }, async (tx) => {
    const unitId = await unitTyped(tx, typed.unitId)
    const about = [...(type ? [type] : []), ...(await unitCodes(tx, unitId))]
    const before = await tx.footer.findFirst({ where: { type, unitId } })
    if (before) await tx.footer.delete({ where: { id: before.id } })
    if (text !== '') await tx.footer.create({ data: { type, unitId, text } })
    return { about, before: { text: before?.text ?? '' }, after: { text } }
  })
}

/** Adds a text to choose as basis. Throws unitWrong, unitNone, unitSeveral. */
export function addOfficeBasis(act: Act, typed: z.output<typeof choices.NewBasisInput>) {
  const id = crypto.randomUUID()
  const change = { name: 'settings.addBasis', subject: `settings.bases.${id}`, seen: typed.seen } as const
  return changing(act, change, async (tx) => {
    const input = { ...typed, unitId: await unitTyped(tx, typed.unitId) }
    const after = await basisTexts(tx, input)
    await tx.basis.create({ data: { id, ...basisColumns(input) } })
    return { about: [nameOf(input.text)], before: {}, after }
  })
}

/**
 * Changes or retires a basis; documents that already use it keep their text. Throws when somebody has changed it
 * meanwhile, and unitWrong, unitNone, unitSeveral.
 */
export function changeBasis(act: Act, typed: z.output<typeof choices.ChangedBasisInput>) {
  const { id, seen } = typed
  return changing(
    act,
    { name: 'settings.changeBasis', subject: `settings.bases.${id}`, seen },
    async (tx) => {
      const stored = await tx.basis.findUnique({ where: { id } })
      if (!stored) throw new Refused([{ code: 'notFound' }])
      const before = await basisTexts(tx, {
        ...stored,
        retiredOn: stored.retiredOn && dayFromDate(stored.retiredOn),
      })
      const input = { ...typed, unitId: await unitTyped(tx, typed.unitId) }
      const after = await basisTexts(tx, input)
      await tx.basis.update({ where: { id }, data: basisColumns(input) })
      return { about: [nameOf(input.text)], before, after }
    },
  )
}

/**
 * Adds a signing. Throws when the user has left or has no role to sign that type in that unit, and when the same
 * signing already covers one of the days; and signerWrong, signerNone, signerSeveral, unitWrong, unitNone, unitSeveral.
 */
export function addSigning(act: Act, input: z.output<typeof choices.NewSigningInput>) {
  const id = crypto.randomUUID()
  const { seen, type } = input
  return changing(
    act,
    { name: 'settings.addSigner', subject: `settings.signers.${id}`, seen },
    async (tx) => {
      const userId = idChosen(await signerChoice(tx, input.userId), 'userId', {
        none: 'signerNone',
        several: 'signerSeveral',
      })
      const user = userId === undefined ? null : await tx.accessUser.findFirst({ where: { id: userId } })
      if (!user) throw new Refused([{ code: 'signerWrong', field: 'userId' }])
      const params = { person: `${user.firstName} ${user.lastName}` }
      if (user.disabledAt) throw new Refused([{ code: 'signerLeft', field: 'userId', params }])
      const unitId = await unitTyped(tx, input.unitId)
      const codes = await unitCodes(tx, unitId)
      // Only vice-rectors can sign in every unit: all other signers belong to particular units.
      const signs = unitId === null ? 'VICE_RECTOR_DIRECTIVE' : type
      if ((await signersToBe(tx, signs, unitId ?? '', user.id)).length === 0)
        throw new Refused([{ code: 'signerNotOfUnit', field: 'userId', params }])
      await freeDays(tx, { id, userId: user.id, type, unitId }, input)
      await tx.signing.create({ data: { id, userId: user.id, type, unitId, ...signingColumns(input) } })
      return { about: [params.person, type, ...codes], before: {}, after: signingTexts(input) }
    },
  )
}

/** Changes a signing's title or days; a last day ends it. Documents already sent stay as they are. Throws as above. */
export function changeSigning(act: Act, input: z.output<typeof choices.SigningInput>) {
  const { id, seen } = input
  const change = { name: 'settings.changeSigner', subject: `settings.signers.${id}`, seen } as const
  return changing(act, change, async (tx) => {
    const before = await tx.signing.findUnique({ where: { id }, include: { user: true } })
    if (!before) throw new Refused([{ code: 'notFound' }])
    await freeDays(tx, before, input)
    await tx.signing.update({ where: { id }, data: signingColumns(input) })
    const { user, type, unitId, title, validFrom, validTo } = before
    return {
      about: [`${user.firstName} ${user.lastName}`, type, ...(await unitCodes(tx, unitId))],
      before: signingTexts({
        title,
        validFrom: dayFromDate(validFrom),
        validTo: validTo && dayFromDate(validTo),
      }),
      after: signingTexts(input),
    }
  })
}

/** The unit's code; an empty list for every unit. Throws when there is no such unit. */
async function unitCodes(tx: Tx, unitId: string | null) {
  if (unitId === null) return []
  const unit = await tx.settingsUnit.findFirst({ where: { id: unitId } })
  if (!unit) throw new Refused([{ code: 'unitWrong', field: 'unitId' }])
  return [unit.code]
}

type Days = { validFrom: Day; validTo: Day | null }

async function freeDays(
  tx: Tx,
  { id, userId, type, unitId }: { id: string; userId: string; type: DocumentType; unitId: string | null },
  { validFrom, validTo }: Days,
) {
  const other = await tx.signing.findFirst({
    where: {
      id: { not: id },
      userId,
      type,
      unitId,
      ...(validTo && { validFrom: { lte: dateFromDay(validTo) } }),
      OR: [{ validTo: null }, { validTo: { gte: dateFromDay(validFrom) } }],
    },
  })
  if (other) throw new Refused([{ code: 'signerTwice', field: 'validFrom' }])
}

const signingColumns = ({ title, validFrom, validTo }: Days & { title: string }) => ({
  title,
  validFrom: dateFromDay(validFrom),
  validTo: validTo && dateFromDay(validTo),
})
const signingTexts = ({ title, validFrom, validTo }: Days & { title: string }) => ({
  titleOf: title,
  validFrom,
  validTo: validTo ?? '',
})

type Basis = { text: string; unitId: string | null; kinds: readonly string[]; retiredOn: Day | null }

const basisColumns = ({ text, unitId, kinds, retiredOn }: Basis) => ({
  text,
  unitId,
  kinds: [...kinds],
  retiredOn: retiredOn && dateFromDay(retiredOn),
})
const basisTexts = async (tx: Tx, { text, unitId, kinds, retiredOn }: Basis) => ({
  text,
  unit: (await unitCodes(tx, unitId)).join(),
  kinds: kinds.toSorted().join(', '),
  retiredOn: retiredOn ?? '',
})
const nameOf = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
