import { inThread, soonDrawn } from '@/lib/shared/in-thread'
import type { joinPdfs } from './join'
import type { Paper } from './paper'
import { drawPaper } from './pdf'

/** The paper as a PDF (`drawPaper`), of many persons drawn in a thread, which ends with `signal`. */
export const drawn = (
  paper: Paper,
  how: { draft: boolean },
  signal?: AbortSignal,
): ReturnType<typeof drawPaper> =>
  paper.rows.length <= soonDrawn
    ? drawPaper(paper, how)
    : inThread({ file: 'lib/documents/paper/pdf.ts', name: 'drawPaper', given: [paper, how] }, signal)

/** PDFs as one (`joinPdfs`), joined in a thread, which ends with `signal`. */
export const joined = (pdfs: readonly Uint8Array[], signal?: AbortSignal): ReturnType<typeof joinPdfs> =>
  inThread({ file: 'lib/documents/paper/join.ts', name: 'joinPdfs', given: [pdfs] }, signal)
