import { placeText } from '@/app/(office)/continuing-education/runs/[id]/standing-words'
import { requirePerson } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { filtered, registrantsOf } from '@/lib/registrants/queries/registrants'
import { runSheet } from '@/lib/registrants/queries/runs'
import { RegistrantsFilter } from '@/lib/registrants/schema/runs'
import { showDay } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { sentFile } from '../sent-file'

const told = ['firstName', 'lastName', 'personalCode', 'email', 'phone'] as const
const ticks = ['wantsPaper', 'wantsNews', 'wantsRecognition'] as const

/** The registrants of a run as its page lists them, all pages, with all fields of their forms, as XLSX. */
export async function GET(request: Request) {
  const person = await requirePerson('route GET /api/exports/registrants')
  const say = sayIn(person.locale)
  const asked = Object.fromEntries(new URL(request.url).searchParams)
  const run = await runSheet(db(), person, asked.run ?? '')
  if (!run) return new Response(null, { status: 404 })
  const { registrants } = filtered(await registrantsOf(db(), run.id), RegistrantsFilter.parse(asked))
  const { questions } = run.programme
  const yes = (answer: boolean) => say(`registrants.answer.${answer ? 'YES' : 'NO'}`)
  const headings = [
    ...told.map((name) => say(`registrants.field.${name}`)),
    ...(['payer', 'registeredOn', 'workplace'] as const).map((name) => say(`registrants.field.${name}`)),
    say('registrants.column.juhan'),
    say('registrants.column.ours'),
    ...ticks.map((name) => say(`registrants.field.${name}`)),
    ...questions.map(({ text }) => text),
  ]
  const rows = registrants.map((registrant) => [
    ...told.map((name) => registrant[name] ?? ''),
    registrant.payer ? say(`registrants.payer.${registrant.payer}`) : '',
    registrant.registeredOn ? showDay(registrant.registeredOn) : '',
    registrant.workplace,
    registrant.juhanStatus ? say(`registrants.status.${registrant.juhanStatus}`) : '',
    placeText(say, registrant.standing).join(', '),
    ...ticks.map((name) => yes(registrant[name])),
    ...questions.map(({ id, sort }) => {
      const answer = registrant.answers[id] ?? ''
      return answer && sort === 'YES_NO' ? yes(answer === 'YES') : answer
    }),
  ])
  return sentFile(request, person, 'registreerunud', () => [
    { name: say('registrants.registrants'), headings, rows },
  ])
}
