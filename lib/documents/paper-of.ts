import type { Db, Tx } from '@/lib/shared/db'
import { dateFromDay, dayInTallinn } from '@/lib/shared/dates'
import { env } from '@/lib/shared/env'
import type { Warning } from '@/lib/grants/warnings'
import { studyPlaceCards } from '@/lib/learners/queries'
import { shown } from '@/lib/messages/refusal-text'
import { sayIn } from '@/lib/messages/say'
import { kindOf, type KindCode } from './kinds'
import { readOf, shownAccount, type LoadedDocument } from './load'
import type { Paper } from './paper'

/** The document as it stands on paper now, with the warnings that stand at its persons. Three statements. */
export async function paperOf(
  client: Db | Tx,
  document: LoadedDocument,
  warnings: ReadonlyMap<string, Warning[]>,
  at: Date,
): Promise<Paper> {
  const say = sayIn('et')
  const day = dayInTallinn(at)
  const { rows } = readOf(document)
  const people = await studyPlaceCards(
    client,
    rows.map((row) => row.studyPlaceId),
    day,
  )
  const signing = await client.signing.findFirst({
    where: {
      userId: document.signerId,
      type: document.type,
      validFrom: { lte: dateFromDay(day) },
      OR: [{ unitId: document.unitId }, { unitId: null }],
    },
    // The latest: a signer's title may have changed.
    orderBy: [{ unitId: { sort: 'asc', nulls: 'last' } }, { validFrom: 'desc' }],
  })
  const nameOf = (studyPlaceId: string) => {
    const { firstName, lastName } = people.get(studyPlaceId)!
    return `${firstName} ${lastName}`
  }
  return {
    institution: env().OLEK_INSTITUTION,
    unit: { code: document.unit.code, name: document.unit.name },
    type: say(`documents.type.${document.type}`),
    title: say(`documents.heading.${document.kind as KindCode}`),
    number: document.number,
    basis: document.basis,
    fields: kindOf(document.kind).rowFields,
    rows: rows.map((row) => {
      const person = people.get(row.studyPlaceId)!
      return {
        name: nameOf(row.studyPlaceId),
        personalCode: person.personalCode,
        studyPlace: `${person.curriculum}, ${person.unitCode}`,
        paidFrom: row.paidFrom,
        paidTo: row.paidTo,
        monthlyAmount: row.monthlyAmount,
        fundingSource: row.fundingSource,
        bankAccount: shownAccount(row.bankAccount),
      }
    }),
    extraInfo: document.extraInfo,
    signer: { name: `${document.signer.firstName} ${document.signer.lastName}`, title: signing?.title ?? '' },
    drafter: `${document.drafter.firstName} ${document.drafter.lastName}`,
    footer: document.footer,
    warnings: rows.flatMap((row) => {
      const lines = (warnings.get(row.key) ?? []).map((warning) =>
        say(`warnings.line.${warning.code}`, shown(warning.params)),
      )
      return lines.length > 0 ? [{ person: nameOf(row.studyPlaceId), lines }] : []
    }),
  }
}
