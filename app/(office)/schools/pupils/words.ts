import type { FoundByCode } from '@/components/find-form'
import type { FormTexts } from '@/components/saving-form'
import { isMessageKey, type Say } from '@/lib/messages/say'
import { wordOf, type Classifiers, type ClassifierSort } from '@/lib/schools/houses/queries/classifiers'
import type { KeptPlace } from '@/lib/schools/kept/commands'
import type { FoundPupils, ListedPupil } from '@/lib/schools/pupils/queries/pupils'
import { yearLabel } from '@/lib/schools/rules/school-year'
import type { PlacementState } from '@/lib/schools/rules/states'
import { isDay, showDay, type Day } from '@/lib/shared/dates'
import { pupilAddress } from './address'

/** The texts that every form here shares. */
export const formTexts = (say: Say, submit = say('settings.save')): FormTexts => ({
  submit,
  refused: say('settings.refused'),
  refusedMark: say('settings.refusedMark'),
})

export const calendarOf = (say: Say, label: string) => say('settings.calendar', { label })

/** "tuleb 01.11.2026", "lahkub 31.10.2026": the standing of a placement or a stay. */
export const stateText = (say: Say, { state, from, to }: { state: PlacementState; from: Day; to: Day }) =>
  say(`pupils.state.${state}`, { from: showDay(from), to: showDay(to) })

export const placeText = (say: Say, { house, class: own }: ListedPupil) =>
  say('pupils.place', { house, class: own })

/** 2026/2027 */
export const yearText = (year: number) => yearLabel(year)

/** The words of a list's codes, separated by commas. */
export const codeText = (lists: Classifiers, sort: ClassifierSort, ...codes: readonly string[]) =>
  codes.map((code) => wordOf(lists, sort, code)).join(', ')

/** After saving: leads to the changed part of the page, with its notice. */
export const toPart = ({ pupilId, placementId, kind, count }: KeptPlace) => ({
  go: pupilAddress(pupilId, { stay: placementId, done: count > 0 ? kind : undefined }, kind),
})
export const toRemoved = ({ pupilId, placementId, kind }: KeptPlace) => ({
  go: pupilAddress(pupilId, { stay: placementId, done: kind, gone: 'yes' }, kind),
})
export const toPerson = (pupilId: string) => ({ go: pupilAddress(pupilId, { done: 'person' }) })
export const toPlacements = (done: 'leaving' | 'staying') => (pupilId: string) => ({
  go: pupilAddress(pupilId, { done }, 'placements'),
})

/** The result of a search by code, as the search shows it below itself. */
export function foundTexts(
  say: Say,
  { q, pupils, total }: Extract<FoundPupils, { by: 'CODE' }>,
): FoundByCode {
  const more = total > pupils.length ? say('pupils.foundMore', { shown: pupils.length }) : ''
  return {
    typed: q,
    told: say('pupils.found', { count: total }),
    note: total === 0 ? say('pupils.foundNone') : more,
    found: pupils.map((pupil) => ({
      href: pupilAddress(pupil.id),
      name: `${pupil.firstName} ${pupil.lastName}`,
      place: placeText(say, pupil),
    })),
  }
}

/** The changed field's name, and its row if the row has a name of its own (`level inglise keel`). */
export function changeName(say: Say, what: string) {
  const [field = '', ...of] = what.split(' ')
  const key = `pupils.field.${field}`
  return [
    isMessageKey(key) ? say(key) : field,
    ...of.map((part) => (isDay(part) ? showDay(part) : part)),
  ].join(' ')
}

/** A value of a change; words from lists read as on the form. */
export function valueWords(say: Say, value: string) {
  const key = ['consent', 'issuer', 'groups.kind', 'schoolKind']
    .map((words) => `pupils.${words}.${value}`)
    .find(isMessageKey)
  return key ? say(key) : value
}
