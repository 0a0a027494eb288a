import type { PlaceFacts } from '@/lib/grants/queries/facts'
import { acceptedFor } from '@/lib/grants/rules/accepted'
import { studyPlaceCards } from '@/lib/learners/queries/known'
import { shown } from '@/lib/messages/refusal-text'
import { sayIn, type Say } from '@/lib/messages/say'
import { dateFromDay, dayInTallinn, showDay, type Day } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { env } from '@/lib/shared/env'
import type { LoadedDocument } from '../load'
import { fieldsBefore, replacedRows } from '../registering/replaced'
import { isEmpty, showValues, type RowField } from '../rules/fields'
import type { ReadRow } from '../rules/form'
import { kindOf, type Kind, type KindCode } from '../rules/kinds'
import type { RowStanding } from '../standing'
import type { Paper, PaperRow } from './paper'
import { paperWords } from './words'

/**
 * The paper of the document as it stands now, with its present warnings. Two statements, more where the kind gives
 * grants, chooses curricula or amends.
 */
export async function paperOf(
  client: Db | Tx,
  document: LoadedDocument,
  { warnings, places }: Pick<RowStanding, 'warnings' | 'places'>,
  at: Date,
): Promise<Paper> {
  const kind = kindOf(document)
  const say = sayIn('et')
  const day = dayInTallinn(at)
  const rows = await rowsOnPaper(client, document, places, day)
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
  return {
    institution: env().OLEK_INSTITUTION,
    unit: { code: document.unit.code, name: document.unit.name },
    type: typeOnPaper(say, document),
    ...(kind.sheets ? { sheets: true } : {}),
    title: await titleOf(client, say, document, kind),
    base: (document.amendment ?? document.base)?.number ?? null,
    amends: kind.amends ?? null,
    ...(kind.amends === 'CANCEL' ? { cancelled: fieldsBefore(document) } : {}),
    number: document.number,
    basis: document.basis,
    fields: kind.rowFields,
    rows,
    extraInfo: document.extraInfo,
    signer: { name: `${document.signer.firstName} ${document.signer.lastName}`, title: signing?.title ?? '' },
    drafter: `${document.drafter.firstName} ${document.drafter.lastName}`,
    footer: document.footer,
    warnings: document.rows.flatMap((row, index) => {
      const lines = (warnings.get(row.key) ?? []).map((warning) => {
        const kept = acceptedFor(warning, row.accepted ?? [])
        const line = say(`warnings.line.${warning.code}`, shown(warning.params))
        return kept ? `${line} (${paperWords.kept(kept.reason, kept.who)})` : line
      })
      return lines.length > 0 ? [{ person: rows[index]!.name, lines }] : []
    }),
  }
}

/**
 * The document's rows as they read on paper on this day, in order; `rows` overrides the document's own. One statement,
 * more with curricula or amended rows; none without rows.
 */
export async function rowsOnPaper(
  client: Db | Tx,
  document: LoadedDocument,
  places: RowStanding['places'],
  day: Day,
  rows: readonly ReadRow[] = document.rows,
): Promise<PaperRow[]> {
  if (rows.length === 0) return []
  const kind = kindOf(document)
  const say = sayIn('et')
  const people = await studyPlaceCards(
    client,
    rows.map((row) => row.studyPlaceId),
    day,
  )
  const replaced = await replacedRows(client, rows)
  const ofBase = fieldsBefore(document)
  const curricula = [...kind.rowFields, ...ofBase].includes('curriculum')
    ? new Map((await client.learnersCurriculum.findMany()).map(({ code, name }) => [code, name]))
    : new Map<string, string>()
  return rows.map((row) => {
    const person = people.get(row.studyPlaceId)!
    const grants = places.get(row.studyPlaceId)?.grants ?? []
    const texts = (of: ReadRow, fields: readonly RowField[]) =>
      textsOf(say, of, fields, { curricula, grants })
    const was = replaced.get(row.key)
    const own = texts(row, kind.rowFields)
    return {
      key: row.key,
      name: `${person.firstName} ${person.lastName}`,
      personalCode: person.personalCode,
      studyPlace: `${person.curriculum}, ${person.unitCode}`,
      values: Object.fromEntries(
        kind.rowFields.flatMap((field) => (isEmpty(row[field]) ? [] : [[field, row[field]]])),
      ),
      texts: own,
      ...(was && { before: beforeOf(texts(was, ofBase), own, kind) }),
    } satisfies PaperRow
  })
}

/** Diplomas and kutsetunnistused are one type; on paper each has its own name. */
const typeOnPaper = (say: Say, { type, kind }: LoadedDocument) =>
  kindOf({ type, kind }).sheets ? say(`documents.kind.${kind as KindCode}`) : say(`documents.type.${type}`)

/** The kind as the heading, with the grant type of a grant directive. */
async function titleOf(client: Db | Tx, say: Say, document: LoadedDocument, { gives, subkind }: Kind) {
  const title = say(`documents.heading.${document.kind as KindCode}`)
  if (!subkind || !gives) return title
  const type = await client.grantsGrantType.findFirst({ where: { code: gives.grantType } })
  return `${title}: ${type?.name ?? gives.grantType}`
}

type RowTexts = Partial<Record<RowField, string>>
type Words = { curricula: ReadonlyMap<string, string>; grants: PlaceFacts['grants'] }

/** A row's fields as texts on paper. */
function textsOf(
  say: Say,
  row: ReadRow,
  fields: readonly RowField[],
  { curricula, grants }: Words,
): RowTexts {
  const grant = fields.includes('grantId') && grants.find(({ id }) => id === row.grantId)
  return {
    ...showValues(row, fields),
    ...choicesOf(say, row, fields, curricula),
    ...(grant && {
      grantId: say('documents.choice.grant', {
        type: grant.typeName,
        from: showDay(grant.from),
        to: showDay(grant.to),
      }),
    }),
  }
}

/** The old texts: of a change those that differ, of a cancelled row all. */
const beforeOf = (was: RowTexts, is: RowTexts, { amends, rowFields }: Kind): RowTexts =>
  amends === 'CANCEL'
    ? was
    : Object.fromEntries(
        rowFields.flatMap((field) => (was[field] === is[field] ? [] : [[field, was[field]]])),
      )

/** Chosen codes and ids in words. */
function choicesOf(
  say: Say,
  row: ReadRow,
  fields: readonly RowField[],
  curricula: ReadonlyMap<string, string>,
): RowTexts {
  const has = (field: RowField) => fields.includes(field) && row[field] !== ''
  return {
    ...(has('curriculum') && { curriculum: curricula.get(row.curriculum) ?? row.curriculum }),
    ...(has('load') && { load: say(`documents.choice.load.${row.load as 'FULL'}`) }),
    ...(has('funding') && { funding: say(`documents.choice.funding.${row.funding as 'FREE'}`) }),
  }
}
