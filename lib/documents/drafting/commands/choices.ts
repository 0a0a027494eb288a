import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { recordChanges } from '@/lib/access/changes'
import { reach, within } from '@/lib/access/rights'
import { draftersOf } from '@/lib/documents/rules/kinds'
import type { BasisInput, EndSignerInput, SignerInput } from '@/lib/documents/schema'
import { dateFromDay, dayBefore, dayFromDate, dayInTallinn } from '@/lib/shared/dates'
import { inTransaction, type Tx } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import type { DocumentType } from '@/lib/shared/generated/enums'
import { Refused } from '@/lib/shared/refusal'
import { openForm } from '../form-in-hand'
import { signersToBe } from '../options'

/** Adds a basis for the form's unit, offered for this kind from now on. Returns the document's id. */
export function addBasis(act: Act, { id, text }: z.output<typeof BasisInput>): Promise<string> {
  return inTransaction(act.db, async (tx) => {
    const { unitId, drafted } = await ownUnit(tx, act, id)
    if (text === '') throw new Refused([{ code: 'missing.basis', field: 'text' }])
    const there = await tx.basis.findFirst({
      where: { text, retiredOn: null, OR: [{ unitId }, { unitId: null }] },
    })
    if (there && offered(there, drafted.kind)) return id
    // The same text was written for another kind.
    if (there) {
      await tx.basis.update({ where: { id: there.id }, data: { kinds: { push: drafted.kind } } })
      const change = {
        what: 'kinds',
        from: there.kinds.join(', '),
        to: [...there.kinds, drafted.kind].join(', '),
      }
      await recordChanges(tx, act, {
        name: 'basis.add',
        subject: `settings.bases.${there.id}`,
        changes: [change],
        about: [shortened(text)],
      })
      return id
    }
    const { id: basisId } = await tx.basis.create({ data: { unitId, kinds: [drafted.kind], text } })
    const change = { what: 'text', from: '', to: text }
    await recordChanges(tx, act, {
      name: 'basis.add',
      subject: `settings.bases.${basisId}`,
      changes: [change],
      about: [shortened(text)],
    })
    return id
  })
}

const offered = ({ kinds }: { kinds: string[] }, kind: string) => kinds.length === 0 || kinds.includes(kind)

/**
 * Adds a signer for the form's unit and type, from today on; if the signer has another title there, changes the title
 * from today.
 */
export function addSigner(act: Act, { id, userId, title }: z.output<typeof SignerInput>): Promise<string> {
  return inTransaction(act.db, async (tx) => {
    const { unitId, drafted } = await ownUnit(tx, act, id)
    const { type } = drafted
    const [user] = await signersToBe(tx, type, unitId, userId)
    if (!user) throw new Refused([{ code: 'signerWrong', field: 'userId' }])
    if (title === '') throw new Refused([{ code: 'missing.title', field: 'title' }])
    await endSignings(tx, act, { userId, unitId, type })
    const today = dateFromDay(dayInTallinn(act.now))
    const signing = await tx.signing.create({
      data: { userId, unitId, type, title, validFrom: today },
      include: withNames,
    })
    const change = { what: 'titleOf', from: '', to: title }
    await recordChanges(tx, act, {
      name: 'signer.add',
      subject: `settings.signers.${signing.id}`,
      changes: [change],
      about: namesOf(signing),
    })
    return id
  })
}

/**
 * Ends a signing in the form's unit: it is not offered from today on. Documents already sent for signing stay as they
 * are.
 */
export function endSigner(act: Act, { id, signing }: z.output<typeof EndSignerInput>): Promise<string> {
  return inTransaction(act.db, async (tx) => {
    const { unitId } = await ownUnit(tx, act, id)
    const ended = await tx.signing.findFirst({ where: { id: signing, unitId }, include: withNames })
    if (!ended || (await endSignings(tx, act, { id: signing, unitId })) === 0)
      throw new Refused([{ code: 'notFound' }])
    const [from, to] = [ended.validTo ? dayFromDate(ended.validTo) : '', dayBefore(dayInTallinn(act.now))]
    const change = { what: 'validTo', from, to }
    await recordChanges(tx, act, {
      name: 'signer.end',
      subject: `settings.signers.${signing}`,
      changes: [change],
      about: namesOf(ended),
    })
    return id
  })
}

const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
const withNames = { user: true, unit: true } as const
/** Who signs what and where, in the words of the history of settings. */
const namesOf = ({ user, unit, type }: Prisma.SigningGetPayload<{ include: typeof withNames }>) => [
  `${user.firstName} ${user.lastName}`,
  type,
  ...(unit ? [unit.code] : []),
]

/** The unit chosen in the form; it must be one for which the user drafts. */
async function ownUnit(tx: Tx, act: Act, id: string) {
  const { drafted, form } = await openForm(tx, act, id)
  const { unitId } = form.head
  if (unitId === '' || !within(reach(act.person, draftersOf(drafted)), unitId)) {
    throw new Refused([{ code: 'unitWrong' }])
  }
  return { unitId, drafted }
}

async function endSignings(
  tx: Tx,
  act: Act,
  where: { id?: string; userId?: string; unitId: string; type?: DocumentType },
) {
  const yesterday = dateFromDay(dayBefore(dayInTallinn(act.now)))
  const { count: begun } = await tx.signing.updateMany({
    where: {
      ...where,
      validFrom: { lte: yesterday },
      OR: [{ validTo: null }, { validTo: { gt: yesterday } }],
    },
    data: { validTo: yesterday },
  })
  // A signing added today has never been in force.
  const { count: fresh } = await tx.signing.deleteMany({ where: { ...where, validFrom: { gt: yesterday } } })
  return begun + fresh
}
