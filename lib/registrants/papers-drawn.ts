import { inThread, soonDrawn } from '@/lib/shared/in-thread'
import { drawPapers } from './pdf'
import type { ProtocolPapers } from './queries/protocol'

/** The papers as a PDF (`drawPapers`), many of them drawn in a thread, which ends with `signal`. */
export const papersDrawn = (
  papers: ProtocolPapers,
  institution: string,
  signal?: AbortSignal,
): ReturnType<typeof drawPapers> =>
  papers.papers.length <= soonDrawn
    ? drawPapers(papers, institution)
    : inThread({ file: 'lib/registrants/pdf.ts', name: 'drawPapers', given: [papers, institution] }, signal)
