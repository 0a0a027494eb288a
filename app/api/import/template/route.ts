import { refusedRows, templateColumns } from '@/lib/learners/queries/imports'
import { importKindCodes, importKinds } from '@/lib/learners/import-columns'
import { refusalText } from '@/lib/messages/refusal-text'
import { sayIn, type MessageKey, type Say } from '@/lib/messages/say'
import type { Person } from '@/lib/office/access'
import { requirePerson } from '@/lib/office/session'
import { db } from '@/lib/shared/db'
import { csvFile, xlsxFile } from '@/lib/shared/write-sheet'

/** A template of a kind (`kind`, `format` xlsx or csv), or the refused rows of an own import to correct (`refused`). */
export async function GET(request: Request) {
  const person = await requirePerson('route GET /api/import/template')
  const say = sayIn(person.locale)
  const asked = new URL(request.url).searchParams
  const refused = asked.get('refused')
  if (refused) return refusedFile(say, person, refused)
  const kind = importKindCodes.find((code) => code === asked.get('kind'))
  if (!kind) return new Response(null, { status: 404 })

  const columns = templateColumns(kind)
  const table = {
    name: importKinds[kind].file,
    headings: columns.map(({ heading }) => heading),
    rows: [columns.map(({ example }) => example)],
  }
  const name = importKinds[kind].file
  if (asked.get('format') === 'csv') return file(csvFile(table), `${name}.csv`, 'text/csv; charset=utf-8')
  const notes = {
    name: say('learners.import.notes'),
    headings: [
      say('learners.import.noteColumn'),
      say('learners.import.noteRequired'),
      say('learners.import.noteMeaning'),
    ],
    rows: columns.map(({ column, heading, required }) => [
      heading,
      required ? say('learners.import.yes') : '',
      say(`learners.import.meaning.${column}` as MessageKey),
    ]),
    wide: [30, 14, 90],
  }
  return file(await xlsxFile([table, notes]), `${name}.xlsx`, xlsx)
}

/** The rows as they stood in the file, with what is wrong at the end; corrected, the same file can be brought in. */
async function refusedFile(say: Say, person: Person, id: string) {
  const found = await refusedRows(db(), person, id)
  if (!found) return new Response(null, { status: 404 })
  const rows = found.rows.map(({ cells, refusals }) => [
    ...found.headings.map((_, at) => cells[at] ?? ''),
    refusals
      .map(({ heading, refusal }) => [heading, refusalText(say, refusal)].filter(Boolean).join(': '))
      .join('; '),
  ])
  const headings = [...found.headings, say('learners.import.problem')]
  const name = importKinds[found.kind].file
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
