import { expect } from 'vitest'
import * as rehearsals from '@/lib/documents/registering/queries/rehearsal'
import type { FactLine, Rehearsal } from '@/lib/documents/registering/queries/rehearsal'
import { noon, type Office } from './office'

/**
 * Rehearses an act on a document, does it, and compares what it changed in the tables of facts and what it posted with
 * what the rehearsal showed: all of it, and nothing else. The rehearsal itself must change nothing.
 */
export async function asRehearsed<T>(
  office: Office,
  id: string,
  rehearse: 'rehearseCancelling' | 'rehearseRegistering',
  act: () => Promise<T>,
): Promise<T> {
  const before = await tablesOf(office, id)
  const rehearsal = await rehearsals[rehearse](office.db, await office.person('tiina'), id, noon)
  if (!rehearsal) throw new Error(`Nothing of ${id} can be rehearsed`)
  expect(await tablesOf(office, id)).toEqual(before)
  const done = await act()
  expect(rehearsal.refusals).toEqual([])
  const after = await tablesOf(office, id)
  expect(shownOf(rehearsal)).toEqual({
    was: gone(before.facts, after.facts),
    will: gone(after.facts, before.facts),
    documents: gone(after.documents, before.documents),
    sent: gone(after.sent, before.sent),
    recalled: gone(after.recalled, before.recalled),
  })
  return done
}

type Tables = Record<'facts' | 'documents' | 'sent' | 'recalled', string[]>

/** Every fact about the document's persons, the directives that it is about, and all deliveries, one line each. */
async function tablesOf({ db }: Office, id: string): Promise<Tables> {
  const lines = async (rows: Promise<{ line: string }[]>) => (await rows).map(({ line }) => line)
  const { rows, baseId, amendmentId } = await db.document.findUniqueOrThrow({
    where: { id },
    include: { rows: true },
  })
  const places = rows.map(({ studyPlaceId }) => studyPlaceId)
  const facts = await lines(db.$queryRaw`
    SELECT concat_ws('|', study_place_id, aspect, value, from_on, to_on) AS line
      FROM study_term WHERE study_place_id = ANY(${places}::uuid[])
    UNION ALL SELECT concat_ws('|', study_place_id, 'LEAVE', from_on, to_on)
      FROM academic_leave WHERE study_place_id = ANY(${places}::uuid[]) AND annulled_at IS NULL
    UNION ALL SELECT concat_ws('|', g.study_place_id, 'GRANT', t.name, g.paid_from, g.effective_to, g.paid_to, g.monthly_amount,
           g.funding_source, g.bank_account)
      FROM grants_in_force g JOIN grant_type t ON t.code = g.type_code WHERE g.study_place_id = ANY(${places}::uuid[])
    UNION ALL SELECT concat_ws('|', g.study_place_id, 'END', t.name, e.cause, e.last_paid_on)
      FROM grant_end e JOIN grants_in_force g ON g.id = e.grant_id JOIN grant_type t ON t.code = g.type_code
     WHERE g.study_place_id = ANY(${places}::uuid[]) AND e.undone_at IS NULL
    UNION ALL SELECT concat_ws('|', study_place_id, 'PAPER', kind, number)
      FROM certificate WHERE study_place_id = ANY(${places}::uuid[]) AND annulled_at IS NULL`)
  const documents = await lines(db.$queryRaw`
    SELECT concat_ws('|', id, state) AS line FROM document
     WHERE id = ANY(${[baseId, amendmentId].flatMap((each) => each ?? [])}::uuid[])`)
  const deliveries = (calledOff: boolean) =>
    lines(db.$queryRaw`
      SELECT concat_ws('|', topic, coalesce(payload->>'subject', payload->>'act', ''),
             CASE WHEN topic = 'mail.finance' THEN payload->>'to' ELSE '' END) AS line
        FROM delivery WHERE (state = 'CALLED_OFF') = ${calledOff}`)
  const [sent, recalled] = [await deliveries(false), await deliveries(true)]
  // A called-off delivery was there before, so it also counts among those sent.
  return { facts, documents, sent: [...sent, ...recalled], recalled }
}

/** The lines that are not among the others; a repeated line counts as often as it is there more. */
function gone(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return lines
    .filter((line) => {
      const at = left.indexOf(line)
      if (at >= 0) left.splice(at, 1)
      return at < 0
    })
    .toSorted()
}

/** The same lines, made from what a rehearsal shows. */
function shownOf({ persons, documents, sent, recalled }: Rehearsal) {
  const facts = (side: 'was' | 'will') =>
    persons.flatMap((person) => person[side].flatMap((line) => factOf(person.studyPlaceId, line))).toSorted()
  const counted = (posted: Rehearsal['sent']) =>
    posted
      .flatMap(({ topic, what, to, count }) =>
        Array.from({ length: count }, () => [topic, what, to].join('|')),
      )
      .toSorted()
  return {
    was: facts('was'),
    will: facts('will'),
    documents: documents.map(({ id, will }) => [id, will].join('|')).toSorted(),
    sent: counted(sent),
    recalled: counted(recalled),
  }
}

const aspects = {
  mainState: 'MAIN_STATE',
  load: 'LOAD',
  funding: 'FUNDING',
  curriculum: 'CURRICULUM',
} as const

/** The line of the tables for a fact that is shown; the nominal end is calculated and has none. */
function factOf(place: string, { aspect, value, from, to, paid, code }: FactLine): string[] {
  const line = (...parts: (string | null | undefined)[]) => [
    [place, ...parts.filter((part) => part !== null && part !== undefined)].join('|'),
  ]
  switch (aspect) {
    case 'nominalEnd':
      return []
    case 'leave':
      return line('LEAVE', from, to)
    case 'grant':
      return line(
        'GRANT',
        value,
        from,
        to,
        paid!.givenTo,
        paid!.amount,
        paid!.fundingSource,
        paid!.bankAccount,
      )
    case 'paymentEnd':
      return line('END', value, code, from)
    case 'certificate':
      return line('PAPER', code, value)
    case 'mainState':
    case 'load':
    case 'funding':
    case 'curriculum':
      return line(aspects[aspect], value, from, to)
  }
}
