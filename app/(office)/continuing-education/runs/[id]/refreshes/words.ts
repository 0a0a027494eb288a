import { problemText } from '@/lib/messages/problem-text'
import { isMessageKey, type Params, type Say } from '@/lib/messages/say'
import type { Problem } from '@/lib/registrants/refreshing/move'
import type { ShownRow } from '@/lib/registrants/queries/refresh'
import { countedAs, type FieldChange, type Step, type Sums } from '@/lib/registrants/rules/sync-plan'
import { isDay, showDay } from '@/lib/shared/dates'
import { maskPersonalCode } from '@/lib/shared/personal-code'

export const toRefresh = ({ run, refresh }: { run: string; refresh: string }) => ({
  go: `/continuing-education/runs/${run}/refreshes/${refresh}`,
})

export const statusText = (say: Say, status: ShownRow['status']) =>
  say(status ? `refreshes.status.${status}` : 'refreshes.notInAnswer')

/** The person's standing in Olek. */
export const placeText = (say: Say, { place, details }: ShownRow) => {
  if (place === null) return say('refreshes.notWithUs')
  const text =
    place === 'REMOVED'
      ? say('refreshes.removedBefore')
      : say(`refreshes.place.${place}`, { number: directiveText(say, details.document) })
  return details.elsewhere ? say('refreshes.elsewhere', { run: details.elsewhere.code, place: text }) : text
}

/** What will happen to the person. */
export const willText = (say: Say, { step, details }: ShownRow) =>
  say(`refreshes.will.${step}`, {
    fields: fieldsText(say, details.changes),
    number: directiveText(say, details.document),
    run: details.elsewhere?.code ?? '',
  })

/** Nothing will be done with the person, and nobody has to decide anything. */
export const needsNothing = (row: ShownRow) => countedAs(row) === 'nothing'

/** The log's line about a person, as spec 4 has it. */
export function logText(say: Say, { step, agreed, name, status, details }: ShownRow) {
  const params = {
    run: details.elsewhere?.code ?? '',
    place: elsewhereText(say, details.document),
    name,
    status: statusText(say, status),
    fields: fieldsText(say, details.changes),
    number: directiveText(say, details.document),
  }
  if (agreed === false && (step === 'REMOVE' || step === 'CONFLICT' || step === 'MOVE'))
    return say(`refreshes.logNot.${step}`, params)
  return say(`refreshes.log.${step}`, params)
}

/** The person's standing on another run, derived from the document that caused it. */
function elsewhereText(say: Say, document: ShownRow['details']['document']) {
  const place = placeOf(document)
  return place ? say(`refreshes.place.${place}`, { number: directiveText(say, document) }) : ''
}

const placeOf = (document: ShownRow['details']['document']) => {
  if (!document) return null
  const admits = document.kind === 'ADMISSION'
  if (document.state === 'REGISTERED') return admits ? 'ADMITTED' : null
  return admits ? 'ADMISSION_UNDER_WAY' : 'END_UNDER_WAY'
}

/** The run that the ways out of a row are about, and which ways apply. */
export function wayOf(run: string, { step, details }: ShownRow) {
  const { document, elsewhere } = details
  if (step !== 'ELSEWHERE' || !elsewhere) return { run, step }
  const place = placeOf(document)
  return {
    run: elsewhere.id,
    step: place === 'ADMITTED' ? 'ADMITTED' : place === 'ADMISSION_UNDER_WAY' ? 'ON_DIRECTIVE' : '',
  }
}

/** The result for a person, in one word. */
export const countedText = (say: Say, row: { step: Step; agreed: boolean | null }) =>
  say(`refreshes.counted.${countedAs(row)}`)

export const sumText = (say: Say, sums: Sums) => say('refreshes.sum', sums)

/** Why a refresh failed. */
export function problemOf(say: Say, { why, params = {} }: Problem) {
  const key = `refreshes.problem.${why}`
  if (!isMessageKey(key)) return say('refusal.unnamed', { code: why })
  const words = 'problem' in params ? problemText(say, 'JUHAN', String(params.problem)) : ''
  return say(key, { ...params, words } as Params)
}

/** The directive by its number; one that was never sent has no number, so its drafter identifies it. */
export function directiveText(say: Say, document: ShownRow['details']['document']) {
  if (!document) return ''
  const { number, drafterName } = document
  return number
    ? say('refreshes.numbered', { number })
    : say('refreshes.unnumbered', { drafter: drafterName })
}

const fieldsText = (say: Say, changes: readonly FieldChange[]) =>
  changes.map((change) => (change.odd ? oddText(say, change) : changeText(say, change))).join(', ')

const changeText = (say: Say, change: FieldChange) =>
  say('refreshes.change', {
    field: say(`refreshes.field.${change.field}`),
    from: valueText(say, change, change.from),
    to: valueText(say, change, change.to),
  })

/** A field whose value from Juhan can't be accepted as it is. */
function oddText(say: Say, { field: name, to: told }: FieldChange) {
  const field = say(`refreshes.field.${name}`)
  if (told === null) return say('refreshes.odd.mended', { field })
  return told === ''
    ? say('refreshes.odd.missing', { field })
    : say('refreshes.odd.told', { field, told: masked(told) })
}

/** A text written by a person may contain a personal code. */
const masked = (told: string) => told.replace(/\d{6,}/g, maskPersonalCode)

/** What has to be settled about a person who is added, and which fields can't be accepted as reported; '' = nothing. */
export const toSettleText = (say: Say, { step, details: { noCode, changes, twins = [] } }: ShownRow) =>
  step === 'ADD'
    ? [
        noCode ? say('refreshes.noCode') : '',
        twins.length > 0 ? say('refreshes.twins', { ids: twins.join(', '), count: twins.length }) : '',
        fieldsText(say, changes),
      ]
        .filter(Boolean)
        .join(' · ')
    : ''

function valueText(say: Say, { field }: FieldChange, value: string | null) {
  if (!value) return say('refreshes.none')
  if (field === 'personalCode') return maskPersonalCode(value)
  const word = `refreshes.${field}.${value}`
  if (isMessageKey(word)) return say(word)
  return isDay(value) ? showDay(value) : value
}
