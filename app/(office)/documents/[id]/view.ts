import type { Sheet, SheetRow } from '@/lib/documents/queries/sheet'
import type { documentTrail } from '@/lib/documents/queries/trail'
import type { Opened } from '@/lib/documents/queries/opened'
import { readValues, type RowField } from '@/lib/documents/rules/fields'
import { isSettled, stateWord } from '@/lib/documents/rules/lifecycle'
import type { sinceSent } from '@/lib/documents/versions/queries'
import { acceptedFor } from '@/lib/grants/rules/accepted'
import { repairsOf } from '@/lib/grants/rules/repairs'
import { paidPeriod, warningKey } from '@/lib/grants/rules/warnings'
import { refusalText, shown } from '@/lib/messages/refusal-text'
import type { Say } from '@/lib/messages/say'
import { showDay } from '@/lib/shared/dates'
import type { Refusal } from '@/lib/shared/refusal'
import { grantsOf, shownField } from './choices'
import type { PersonLine, PersonRow, ShownRow } from './person-row'

export type Trail = Awaited<ReturnType<typeof documentTrail>>

/** The input of the page's parts: the document, its history, and the language of the reader. */
export type View = {
  sheet: Sheet
  /** null before the first save */
  trail: Trail | null
  /** for a draft that was sent before: how it differs from what was sent */
  since: Awaited<ReturnType<typeof sinceSent>>
  say: Say
  now: Date
  /** the reader may open learner pages */
  learnersOpen: boolean
  /** the documents named as evidence that the reader may see */
  seen: ReadonlySet<string>
  /** the row that the link named */
  row: string
}

/** What the heading of a document's pages says of it. */
export type Headed = Pick<Opened, 'id' | 'kind' | 'type' | 'subkindLabel' | 'document'>

/** "Korraldus 2.1-17/123 · doktoranditoetus …" once there is a number. */
export function headingOf({ sheet, say }: { sheet: Headed; say: Say }): string {
  const number = sheet.document?.number
  const of = sheet.subkindLabel ? `: ${sheet.subkindLabel}` : ''
  if (!number) return `${say(`documents.heading.${sheet.kind}`)}${of}`
  return say('documents.sheet.numbered', {
    type: stateWord(sheet),
    number,
    kind: `${say(`documents.kind.${sheet.kind}`)}${of}`,
  })
}

/** `name` is the link if the sentence begins with one; otherwise the whole sentence is. */
export type Obstacle = { name: string; text: string; href: string | null }

/** A refusal as a line that links to its field, to the person's row, or to the page that has the row. */
export function obstacleOf({ sheet, say }: View, refusal: Refusal): Obstacle {
  const sentence = refusalText(say, refusal)
  const person = String(refusal.params?.person ?? '')
  const name = person && sentence.startsWith(person) ? person : ''
  const text = sentence.slice(name.length)
  const [place, key] = refusal.field?.split('.') ?? []
  if (place !== 'rows' || !key) return { name, text, href: refusal.field ? `#${refusal.field}` : null }
  const row = sheet.rows.find((each) => each.key === key)
  const missing = refusal.code.startsWith('missing.')
  const page = row ? '' : `?row=${key}`
  return { name, text, href: missing ? `${page}#${refusal.field}` : row ? `#r${row.place}` : `${page}#row` }
}

/** The entry that cancelled the document; colleagues may comment on it after that. */
export const cancelling = (trail: Trail | null) =>
  trail?.history.find(({ fromState, toState }) => toState === 'CANCELLED' && fromState !== 'CANCELLED')

/** A row for display: the person, the fields as typed, the warnings and notes as sentences. */
export function personRowOf(view: View, row: SheetRow): PersonRow {
  const { sheet, say, learnersOpen } = view
  const { card } = row
  // A learner whose place is only reserved may have no page yet.
  const reserved = card.level === 'CONTINUING' && card.mainState === null
  return {
    key: row.key,
    place: row.place,
    name: `${card.firstName} ${card.lastName}`,
    href: learnersOpen && !reserved ? `/learners/${card.learnerId}` : undefined,
    code: card.personalCode ?? say('documents.persons.noCode'),
    about:
      card.level === 'CONTINUING'
        ? card.curriculum
        : say('documents.persons.about', { curriculum: card.curriculum, year: card.studyYear }),
    values: sheet.kindRow.rowFields.map((field) =>
      sheet.editable ? (row.typed[field] ?? '') : shownField(view, row, field),
    ),
    ...beforeOf(view, row),
    ...(sheet.editable && sheet.kindRow.rowFields.includes('grantId') ? { grants: grantsOf(view, row) } : {}),
    ...(row.struckBy
      ? {
          struck: say('documents.persons.struck', { number: row.struckBy.number ?? '' }),
          struckHref: `/documents/${row.struckBy.id}`,
        }
      : {}),
    ...(row.changed.length > 0 && !isSettled(sheet)
      ? {
          changed: say('documents.persons.changed', {
            what: row.changed.map((aspect) => say(`documents.changed.${aspect}`)).join(', '),
          }),
        }
      : {}),
    lines: isSettled(sheet) ? [] : row.warnings.map((warning) => lineOf(view, row, warning)),
    notes: (isSettled(sheet) ? [] : row.notes).map(({ code, params, documentId }) => ({
      text: say(`warnings.note.${code}`, shown(params)),
      href: documentId ? `/documents/${documentId}` : undefined,
    })),
  }
}

/** The same for a row that can't be changed. */
export function shownRowOf(view: View, row: SheetRow): ShownRow {
  const {
    place: _,
    notes: _notes,
    grants: _grants,
    changed: _changed,
    lines,
    ...shown
  } = personRowOf(view, row)
  return { ...shown, lines: lines.map(({ stop, text }) => ({ ...(stop && { stop }), text })) }
}

/** For an amendment: the old values, by column, under the new ones; for one that cancels, all of them in one line. */
function beforeOf(view: View, row: SheetRow): Pick<PersonRow, 'before' | 'cancels'> {
  const { sheet, say } = view
  const shownBefore = (field: RowField) => shownField(view, row, field, row.before[field])
  const old = Object.keys(row.before) as RowField[]
  if (old.length === 0) return {}
  if (sheet.kindRow.amends === 'CANCEL') {
    const what = old.flatMap((field) =>
      row.before[field] ? [`${say(`documents.field.${field}`)} ${shownBefore(field)}`] : [],
    )
    return { cancels: say('documents.persons.cancels', { what: what.join('; ') }) }
  }
  return {
    before: sheet.kindRow.rowFields.map((field) =>
      sheet.editable || row.typed[field] !== row.before[field]
        ? say('documents.persons.before', { was: shownBefore(field) || '–' })
        : '',
    ),
  }
}

function lineOf(
  { sheet, say, seen }: View,
  row: SheetRow,
  warning: SheetRow['warnings'][number],
): PersonLine {
  const kept = acceptedFor(warning, row.typed.accepted ?? [])
  const best = repairsOf(warning, paidPeriod(readValues(row.typed, '', () => {})))[0]
  const source = warning.evidence?.source
  const number = source?.imported?.number ?? source?.number
  const advice = [
    warning.advice && say(`warnings.advice.${warning.advice}`),
    warning.hint && say(`warnings.hint.${warning.hint}`),
  ].filter(Boolean)
  return {
    ...(warning.tone === 'STOP' ? { stop: true } : {}),
    text: say(`warnings.line.${warning.code}`, shown(warning.params)),
    ...(kept ? { kept: say('documents.repair.kept', { reason: kept.reason, who: kept.who }) } : {}),
    ...(sheet.editable
      ? {
          repair: {
            text:
              best && best.act !== 'REMOVE'
                ? say(`warnings.repair.${best.act}`, shown(best.params))
                : say(warning.tone === 'STOP' ? 'documents.repair.mend' : 'documents.repair.more'),
            href: `/documents/${sheet.id}/repair?${new URLSearchParams({ row: row.key, warning: warningKey(warning) })}`,
          },
        }
      : {}),
    advice: advice.length > 0 ? advice.join(' ') : undefined,
    evidence: number
      ? {
          text: source?.imported
            ? say('documents.persons.evidence.imported', { number, on: showDay(source.imported.on) })
            : say('documents.persons.evidence.document', { number }),
          href:
            source?.documentId && seen.has(source.documentId) ? `/documents/${source.documentId}` : undefined,
        }
      : undefined,
  }
}

/** Ids of the documents that the warnings name as evidence. */
export const evidenceOf = (sheet: Sheet): string[] =>
  sheet.rows.flatMap((row) =>
    row.warnings.flatMap(({ evidence }) =>
      evidence?.source?.documentId ? [evidence.source.documentId] : [],
    ),
  )
