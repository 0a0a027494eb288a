import { ownRooms, roomOf, templateOf } from '@/app/(office)/import/rooms'
import type { Person } from '@/lib/access/rights'
import { requirePerson } from '@/lib/access/session'
import { refusedRows } from '@/lib/import/queries'
import { textOf } from '@/lib/import/rules/form'
import { refusalText } from '@/lib/messages/refusal-text'
import { sayIn, type Say } from '@/lib/messages/say'
import { db } from '@/lib/shared/db'
import { csvFile, xlsxFile } from '@/lib/shared/write-sheet'

/**
 * A template of a kind (`kind`, `format` xlsx or csv), or the refused rows of the person's own import to correct
 * (`refused`).
 */
export async function GET(request: Request) {
  const person = await requirePerson('route GET /api/import/template')
  const say = sayIn(person.locale)
  const asked = new URL(request.url).searchParams
  const refused = asked.get('refused')
  if (refused) return refusedFile(say, person, refused)
  const kind = asked.get('kind') ?? ''
  const template = ownRooms(person).includes(roomOf(kind)) ? templateOf(say, kind) : null
  if (!template) return new Response(null, { status: 404 })

  const { file: name, columns } = template
  const table = {
    name,
    headings: columns.map(({ heading }) => heading),
    rows: [columns.map(({ example }) => example)],
  }
  if (asked.get('format') === 'csv') return file(csvFile(table), `${name}.csv`, 'text/csv; charset=utf-8')
  const notes = {
    name: say('learners.import.notes'),
    headings: [
      say('learners.import.noteColumn'),
      say('learners.import.noteRequired'),
      say('learners.import.noteMeaning'),
    ],
    rows: columns.map(({ heading, required, meaning }) => [
      heading,
      required ? say('learners.import.yes') : '',
      meaning,
    ]),
    wide: [30, 14, 90],
  }
  return file(await xlsxFile([table, notes]), `${name}.xlsx`, xlsx)
}

/** The rows as in the file, with the errors in the last column; once corrected, the same file can be imported. */
async function refusedFile(say: Say, person: Person, id: string) {
  const found = await refusedRows(db(), person, id)
  if (!found) return new Response(null, { status: 404 })
  const rows = found.rows.map(({ cells, refusals }) => [
    ...found.headings.map((_, at) => textOf(cells[at])),
    refusals
      .map(({ heading, refusal }) => [heading, refusalText(say, refusal)].filter(Boolean).join(': '))
      .join('; '),
  ])
  const headings = [...found.headings.map(textOf), say('learners.import.problem')]
  const name = templateOf(say, found.kind)?.file ?? 'import'
  return file(await xlsxFile([{ name, headings, rows }]), `${name}-vigased.xlsx`, xlsx)
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const file = (contents: BodyInit, name: string, type: string) =>
  new Response(contents, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
