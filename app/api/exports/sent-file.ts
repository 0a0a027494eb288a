import type { Person } from '@/lib/access/rights'
import { sayIn } from '@/lib/messages/say'
import { filesDb } from '@/lib/shared/db'
import { fileStream } from '@/lib/shared/file-stream'
import { isBusy, type Snapshot } from '@/lib/shared/snapshot'
import { csvPieces } from '@/lib/shared/write-sheet'
import { xlsxPieces, type Sheet } from '@/lib/shared/write-xlsx'

type Sheets = Iterable<Sheet> | AsyncIterable<Sheet>

const kinds = {
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    pieces: (sheets: Sheets) => xlsxPieces(sheets),
  },
  csv: { type: 'text/csv; charset=utf-8', pieces: csvPieces },
}

/**
 * The sheets as a file of any size that is sent while it is made: XLSX or CSV, as `format` in its address says, else
 * `usual`. When many files are being written already and no turn comes in time, the person is told to try again.
 */
export async function sentFile(
  request: Request,
  person: Person,
  name: string,
  sheets: (rows: Snapshot) => Sheets,
  usual: keyof typeof kinds = 'xlsx',
): Promise<Response> {
  const format = new URL(request.url).searchParams.get('format')
  const kind = format === 'csv' || format === 'xlsx' ? format : usual
  const headers = {
    'content-type': kinds[kind].type,
    'content-disposition': `attachment; filename="${name}.${kind}"`,
    'cache-control': 'no-store',
  }
  // Nobody would read the file, nor leave it.
  if (request.method === 'HEAD') return new Response(null, { headers })
  try {
    const file = await fileStream(filesDb(), (rows) => kinds[kind].pieces(sheets(rows)), request.signal)
    return new Response(file, { headers })
  } catch (error) {
    if (!isBusy(error)) throw error
    return new Response(sayIn(person.locale)('lists.fileBusy'), {
      status: 503,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'retry-after': '30',
        'cache-control': 'no-store',
      },
    })
  }
}
