import type { FormTexts } from '@/components/saving-form'
import type { MadeFromRegistrants } from '@/lib/documents/drafting/commands/from-registrants'
import { refusalText } from '@/lib/messages/refusal-text'
import { isMessageKey, type Say } from '@/lib/messages/say'
import type { Pushed } from '@/lib/registrants/commands/push'
import type { ListedTwin } from '@/lib/registrants/queries/registrants'

/** The texts that every form here shares. */
export const formTexts = (say: Say, submit = say('settings.save')): FormTexts => ({
  submit,
  refused: say('settings.refused'),
  refusedMark: say('settings.refusedMark'),
})

/** The notice after saving, and the address of the changed or added thing. */
export const changed = (count: number, say: Say) => ({ notice: say('settings.done', { count }) })
export const toProgramme = (id: string) => ({ go: `/continuing-education/programmes/${id}` })
export const toRun = (id: string) => ({ go: `/continuing-education/runs/${id}` })
export const toProtocol = (runId: string) => ({ go: `/continuing-education/runs/${runId}/protocol` })
export const toRegistrant = ({ runId, id }: { runId: string; id: string }) => ({
  go: `/continuing-education/runs/${runId}/registrants/${id}`,
})

/** The notice of what a push started. */
export const pushed = (done: Pushed, say: Say) => {
  const parts = (['told', 'again', 'takenBack'] as const).filter((part) => done[part] > 0)
  const said = parts.map((part) => say(`pushes.done.${part}`, { count: done[part] }))
  return { notice: said.length > 0 ? said.join(' ') : say('pushes.done.nothing') }
}
/** A directive that was made without some of the ticked registrants, as ready texts. */
export type MadeDirective = {
  id: string
  told: string
  left: { who: string; href: string | null; reason: string }[]
}

/** The page that settles what kept a person off a directive: who the person is, or else the registration itself. */
const whereToSettle = (run: string, registrant: string, code: string) =>
  /^(identity|twin)/.test(code)
    ? `/continuing-education/runs/${run}/identity#${code.startsWith('twin') ? 't' : 'r'}${registrant}`
    : `/continuing-education/runs/${run}/registrants/${registrant}`

/** The new directive itself, or first the list of those who aren't on it and why. */
export const madeDirective = ({ id, run, toDraft, added, left }: MadeFromRegistrants, say: Say) =>
  left.length === 0
    ? { go: `/documents/${id}` }
    : {
        result: {
          id,
          told: say(`registrants.directive.${toDraft ? 'added' : 'made'}`, { count: added }),
          left: left.map(({ who, registrantId, reason }) => ({
            who,
            reason: refusalText(say, reason),
            href: registrantId && whereToSettle(run, registrantId, reason.code),
          })),
        } satisfies MadeDirective,
      }

/** Leads to the refresh that was begun, or to the directive that is being taken back. */
export const afterTakenOff = (done: { run: string; refresh: string } | { document: string }) => ({
  go:
    'document' in done
      ? `/documents/${done.document}`
      : `/continuing-education/runs/${done.run}/refreshes/${done.refresh}`,
})

export const calendarOf = (say: Say, label: string) => say('settings.calendar', { label })

/** The other registrations that belong, or may belong, to the same person. */
export const twinText = (
  say: Say,
  { by, juhanId, name, email }: Pick<ListedTwin, 'by' | 'juhanId' | 'name' | 'email'>,
) => say(`registrants.twin.${by}`, { twin: juhanId ?? say('registrants.twin.unnumbered', { name, email }) })

/** The breadcrumbs of a run's pages. */
export const runCrumbs = (
  say: Say,
  run: { id: string; code: string; programme: { id: string; name: string } },
) => [
  { text: say('registrants.title'), href: '/continuing-education' },
  { text: run.programme.name, href: `/continuing-education/programmes/${run.programme.id}` },
  { text: run.code, href: `/continuing-education/runs/${run.id}` },
]

/** The name of the changed field; a question is named by its own words. */
export function changeName(say: Say, what: string) {
  const key = `registrants.field.${what}`
  return isMessageKey(key) ? say(key) : what
}

/** A value of a change; words from lists read as on the form. */
export function valueWords(say: Say, value: string) {
  const [paper, number] = value.split(' ')
  if (number && (paper === 'CERTIFICATE' || paper === 'ATTENDANCE_PROOF'))
    return say(`registrants.paper.title.${paper}`, { number })
  const key = [
    `registrants.result.${value}`,
    `registrants.payer.${value}`,
    `registrants.sort.${value}`,
    `registrants.answer.${value}`,
    `registrants.way.${value}`,
  ].find(isMessageKey)
  return key ? say(key) : value
}
