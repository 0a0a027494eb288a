import { expect } from 'vitest'
import { showDay, type Day } from '@/lib/shared/dates'
import { showAmount } from '@/lib/shared/money'
import type { Amount } from '@/lib/shared/money'
import type { Office } from './office'

export type SentLetter = {
  topic: string
  documentId: string
  to: string
  subject: string
  text: string
  /** it has not been sent yet */
  fresh: boolean
}

/** The letters of a document that weren't called off, in the order of posting. */
export async function lettersOf({ db }: Office, documentId: string): Promise<SentLetter[]> {
  const found = await db.delivery.findMany({
    where: { documentId, neighbour: 'MAIL', state: { not: 'CALLED_OFF' } },
    orderBy: { seq: 'asc' },
  })
  return found.map(({ topic, state, payload }) => ({
    topic,
    documentId,
    fresh: state !== 'DONE',
    ...(payload as { to: string; subject: string; text: string }),
  }))
}

/** Marks every waiting letter as sent; `only`: those of these documents. */
export async function allLeft({ db }: Office, only?: readonly string[]) {
  const where = { state: { in: ['WAITING' as const, 'NEEDS_PERSON' as const] }, neighbour: 'MAIL' as const }
  await db.delivery.updateMany({
    where: { ...where, ...(only && { documentId: { in: [...only] } }) },
    data: { state: 'DONE' },
  })
}

type Standing = {
  registryId: string
  unitId: string | null
  from: Day
  to: Day | null
  amount: Amount
  type: string
  lastName: string
}

/**
 * Expects that the last letter to each person and to each finance office about each grant says how the grant stands
 * now. What a letter says is read from its text alone.
 */
export async function expectToldAsItStands({ db }: Office, learnerIds: readonly string[]) {
  const grants = await db.$queryRaw<Standing[]>`
    SELECT DISTINCT ON (g.registry_id) g.registry_id AS "registryId", d.unit_id AS "unitId", g.paid_from::text AS "from",
           CASE WHEN f.effective_to >= f.paid_from THEN f.effective_to::text END AS "to",
           g.monthly_amount::text AS amount, t.name AS type, l.last_name AS "lastName"
      FROM study_grant g JOIN grant_type t ON t.code = g.type_code JOIN learner l ON l.id = g.learner_id JOIN document d ON d.id = g.document_id
      LEFT JOIN grants_in_force f ON f.id = g.id
     WHERE g.learner_id = ANY(${[...learnerIds]}::uuid[])
     ORDER BY g.registry_id, g.annulled_at DESC NULLS FIRST`
  const mails = await db.$queryRaw<{ topic: string; text: string; subject: string; about: string[] }[]>`
    SELECT topic, payload->>'text' AS text, payload->>'subject' AS subject,
           ARRAY(SELECT jsonb_object_keys(payload->'told')) AS about
      FROM delivery WHERE neighbour = 'MAIL' AND state <> 'CALLED_OFF' AND payload ? 'told' ORDER BY seq`
  for (const grant of grants) {
    const last = (topic: string) =>
      mails.findLast((mail) => mail.topic === topic && mail.about.includes(grant.registryId))
    const letter = last('mail.letter')
    const line = last('mail.finance')
    const words = letter ? letter.text : 'tühistatud'
    const ofPerson = line?.text.split('\n').filter((each) => each.startsWith(`${grant.lastName}, Õppija: `))
    if (grant.to === null) {
      expect(words).toMatch(/ei maksta|tühistatud/)
      if (line) expect(line.text).toMatch(/ei maksta/)
      continue
    }
    const [from, to, amount] = [showDay(grant.from), showDay(grant.to), showAmount(grant.amount)]
    expect(words).toContain(to)
    expect(words).not.toMatch(/ei maksta|(määratud ajavahemikuks .*|Toetus .*) on tühistatud/)
    if (!/makstakse kuni/.test(words)) expect(words).toContain(`${from} - ${to}, ${amount} eurot`)
    expect(line?.text).not.toMatch(/ei maksta/)
    expect(ofPerson?.some((each) => each.includes(`: ${grant.type}, ${from}–${to}, ${amount} €`))).toBe(true)
  }
}
