import type { Content } from 'pdfmake/interfaces'
import { sayIn } from '@/lib/messages/say'
import { showDay, showPeriod } from '@/lib/shared/dates'
import { drawPdf, a4, margin, settableTexts } from '@/lib/shared/drawing'
import type { ProtocolPapers } from './queries/protocol'

// Papers are Estonian, whatever the language of the screen.
const say = sayIn('et')

/** Certificates and attendance proofs as a PDF, a sheet a person. The same papers give the same bytes. */
export function drawPapers(papers: ProtocolPapers, institution: string): Promise<Uint8Array> {
  const settable = settableTexts(papers)
  const width = a4.portrait - 2 * margin.side
  return drawPdf({
    info: { title: titleOf(settable), author: institution },
    pageMargins: [margin.side, margin.top, margin.side, margin.bottom],
    defaultStyle: { fontSize: 11, lineHeight: 1.25 },
    content: settable.papers.map((paper, at) => sheet(settable, paper, institution, width, at > 0)),
  })
}

const titleOf = ({ papers, programme }: ProtocolPapers) =>
  papers.length === 1
    ? say(`registrants.paper.title.${papers[0]!.paper}`, { number: papers[0]!.number })
    : say('registrants.paper.many', { programme })

function sheet(
  { programme, hours, unit, startsOn, endsOn }: ProtocolPapers,
  { paper, number, issuedOn, name, personalCode }: ProtocolPapers['papers'][number],
  institution: string,
  width: number,
  next: boolean,
): Content {
  return {
    pageBreak: next ? 'before' : undefined,
    stack: [
      { text: institution, fontSize: 13, bold: true },
      { text: unit, fontSize: 11 },
      {
        columns: [
          {
            text: say(`registrants.paper.word.${paper}`).toLocaleUpperCase('et'),
            width: width * 0.7,
            characterSpacing: 0.6,
          },
          { text: say('registrants.paper.number', { number }), width: width * 0.3, alignment: 'right' },
        ],
        margin: [0, 90, 0, 20],
      },
      { text: name, fontSize: 20, bold: true, outline: true },
      personalCode ? say('registrants.paper.code', { code: personalCode }) : '',
      { text: say(`registrants.paper.done.${paper}`), margin: [0, 24, 0, 4] },
      { text: programme, fontSize: 14, bold: true },
      say('registrants.paper.about', { hours, days: showPeriod({ from: startsOn, to: endsOn }) }),
      { text: say('registrants.paper.issued', { on: showDay(issuedOn) }), margin: [0, 40, 0, 0] },
      { text: say('registrants.paper.signature'), margin: [0, 60, 0, 0], color: '#595959' },
    ],
  }
}
