import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { changing } from '@/lib/access/changes'
import { dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import {
  classifiersOf,
  holdCodes,
  type Classifiers,
  type ClassifierSort,
} from '../houses/queries/classifiers'
import { heldStay, ownStay, type OwnStay } from '../pupils/held-stay'
import { keptOf, type KeptRows } from './queries'
import { asColumns, insertFollowed, removeFollowed, updateFollowed } from './rows'
import type { KeptKind } from './rules/kept'
import type { ConsentInput, KeptInput, RemoveKeptInput } from './schema'
import { keptTexts } from './texts'
import { tellKept } from './told'

/** Of the changes of a pupil's kept data: whose they are and of which kind, so that each is seen by whoever may see it. */
export const keptSubject = (pupilId: string, houseId: string, kind: KeptKind | 'cards') =>
  `schools.${kind}.${pupilId}.${houseId}` as const

/** Where a change leads: to its part of the pupil's page. `count`: how many things changed. */
export type KeptPlace = { pupilId: string; placementId: string; kind: KeptKind | 'cards'; count: number }

/**
 * Adds (without `id`) or changes a row of what the person's house keeps of a pupil. EHIS is told of it with the day of the
 * change, today at the earliest; copies that wait for a transfer's day follow. Refused:
 * notFound, settingsChanged, choiceWrong, pupil.nothing, pupil.waits, pupil.left, pupil.dayAfterStay, pupil.copiedDecision, pupil.twice.
 */
export async function changeKept(act: Act, input: KeptInput): Promise<KeptPlace> {
  const { placementId, kind, seen } = input
  const today = dayInTallinn(act.now)
  const codes = codesOf(input).map(([, sort, code]) => [sort, code] as const)
  return keeping(act, { placementId, kind, seen, codes }, async (tx, stay, rows, lists) => {
    // Of needs and of swimming a stay has one row, whoever added it first.
    const one = kind === 'needs' || kind === 'swimming'
    const before = one ? rows[kind][0] : rows[kind].find(({ id }) => id === input.id)
    if (!before && input.id && !one) throw new Refused([{ code: 'notFound' }])
    if (!before) refuseNothing(input)
    if (kind === 'decisions' && before?.originId) throw new Refused([{ code: 'pupil.copiedDecision' }])
    refuseUnknown(lists, input, before)
    refuseTwice(rows, input, before?.id)
    const on = 'changedOn' in input ? input.changedOn : today
    if (on > stay.to)
      throw new Refused([{ code: 'pupil.dayAfterStay', params: { to: stay.to }, field: 'changedOn' }])
    const columns = asColumns(kind, { ...input, ...('ownSubject' in input ? subjectOf(input) : {}) })
    if (before) await updateFollowed(tx, kind, before.id, columns, today)
    else await insertFollowed(tx, kind, stay, columns, today)
    return on
  })
}

/** Changes the parent's consent to a decision, of a copy too. Returns and is refused as above. */
export async function changeConsent(act: Act, input: z.output<typeof ConsentInput>): Promise<KeptPlace> {
  const { placementId, id, seen, consent, consentOn, consentNote } = input
  const today = dayInTallinn(act.now)
  return keeping(act, { placementId, kind: 'decisions', seen }, async (tx, _stay, { decisions }) => {
    const before = decisions.find((decision) => decision.id === id)
    if (!before) throw new Refused([{ code: 'notFound' }])
    const columns = asColumns('decisions', { ...before, consent, consentOn, consentNote })
    await updateFollowed(tx, 'decisions', id, columns, today)
    return today
  })
}

/** Deletes a row. Returns and is refused as above; a copied decision stays. */
export async function removeKept(act: Act, input: z.output<typeof RemoveKeptInput>): Promise<KeptPlace> {
  const { placementId, kind, id, seen } = input
  const today = dayInTallinn(act.now)
  return keeping(act, { placementId, kind, seen }, async (tx, _stay, rows) => {
    const before = rows[kind].find((row) => row.id === id)
    if (!before) throw new Refused([{ code: 'notFound' }])
    if (kind === 'decisions' && before.originId) throw new Refused([{ code: 'pupil.copiedDecision' }])
    await removeFollowed(tx, kind, id, today)
    return today
  })
}

type Work = (tx: Tx, stay: OwnStay, rows: KeptRows, lists: Classifiers) => Promise<Day>

/**
 * Does work on what is kept of a kind in a stay that the person may edit, with the pupil held; keeps what it changed and
 * tells EHIS, if it changed anything. The work gives the day of the change.
 */
async function keeping(
  act: Act,
  {
    placementId,
    kind,
    seen,
    codes = [],
  }: { placementId: string; kind: KeptKind; seen: string; codes?: Parameters<typeof holdCodes>[1] },
  work: Work,
): Promise<KeptPlace> {
  const { pupilId, houseId } = await ownStay(act.db, act, placementId)
  const change = { name: 'pupils.keep', subject: keptSubject(pupilId, houseId, kind), seen }
  const count = await changing(act, change, async (tx) => {
    const stay = await heldStay(tx, act, placementId)
    await holdCodes(tx, codes)
    const lists = await classifiersOf(tx, dayInTallinn(act.now))
    const before = await keptOf(tx, pupilId, stay)
    const on = await work(tx, stay, before, lists)
    const after = await keptOf(tx, pupilId, stay)
    const texts = { before: keptTexts(lists, kind, before), after: keptTexts(lists, kind, after) }
    if (JSON.stringify(texts.before) !== JSON.stringify(texts.after))
      await tellKept(tx, act, stay, kind, after, on)
    return { ...texts, after: { ...emptied(texts.before), ...texts.after } }
  })
  return { pupilId, placementId, kind, count }
}

/** What was there and is no more is told as empty. */
const emptied = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.keys(texts).map((what) => [what, '']))

/** Codes by the list they must be of; what the row had already may be retired meanwhile. */
const codesOf = (input: KeptInput): [field: string, sort: ClassifierSort, code: string][] => {
  switch (input.kind) {
    case 'needs':
      return [
        ...input.needs.map((code) => ['needs', 'klErivajadus', code] as [string, ClassifierSort, string]),
        ...input.services.flatMap(({ service, subjects }) => [
          ['services', 'klTugiteenus', service] as [string, ClassifierSort, string],
          ...subjects.map((code) => ['services', 'klOppeaine', code] as [string, ClassifierSort, string]),
        ]),
      ]
    case 'languages':
      return [
        ['language', 'klKeel', input.language],
        ['level', 'klOskustase', input.level],
      ]
    case 'swimming':
      return [
        ['groupSize', 'klGrupiSuurus', input.groupSize],
        ['level', 'klUjumisoskuseTase', input.level],
      ]
    case 'grades':
      return [['subject', 'klOppeaine', input.subject]]
    case 'decisions':
    case 'consents':
    case 'absences':
      return []
  }
}

/** Needs and swimming may be known in part, but a row that says nothing isn't added. */
function refuseNothing(input: KeptInput) {
  if (input.kind !== 'needs' && input.kind !== 'swimming') return
  const said =
    input.kind === 'needs'
      ? [input.specialistText, input.measuresText, input.otherText, ...input.needs].concat(
          input.services.map(({ service }) => service),
        )
      : [input.plannedHours, input.doneHours, input.groupSize, input.level, input.trainerCode].concat(
          input.assistantCodes,
        )
  if (!said.some((each) => each !== null && each !== ''))
    throw new Refused([{ code: 'pupil.nothing', field: input.kind === 'needs' ? 'needs' : 'level' }])
}

function refuseUnknown(lists: Classifiers, input: KeptInput, before: object | undefined) {
  const held = JSON.stringify(before ?? {})
  for (const [field, sort, code] of codesOf(input)) {
    const known = lists[sort].find((one) => one.code === code)
    if (code !== '' && (!known || (known.retired && !held.includes(JSON.stringify(code)))))
      throw new Refused([{ code: 'choiceWrong', field }])
  }
}

/** What a stay has once: a language, a quarter's absences, a year's grade in a subject. */
function refuseTwice(rows: KeptRows, input: KeptInput, id: string | undefined) {
  const taken = ((): { twice: boolean; field: string } | null => {
    if (input.kind === 'languages')
      return {
        field: 'language',
        twice: others(rows.languages, id).some((one) => one.language === input.language),
      }
    if (input.kind === 'absences') {
      const { year, quarter } = input
      const same = others(rows.absences, id).some((one) => one.year === year && one.quarter === quarter)
      return { field: 'quarter', twice: same }
    }
    if (input.kind === 'grades') {
      const { year } = input
      const { subject } = subjectOf(input)
      const same = others(rows.grades, id).some((one) => one.year === year && one.subject === subject)
      return { field: 'subject', twice: same }
    }
    return null
  })()
  if (taken?.twice) throw new Refused([{ code: 'pupil.twice', field: taken.field }])
}

const others = <R extends { id: string }>(rows: readonly R[], id: string | undefined) =>
  rows.filter((row) => row.id !== id)

/** A subject of the registry's list, or the school's own name of it. */
const subjectOf = ({ subject, ownSubject }: { subject: string; ownSubject: string }) => ({
  subject: ownSubject || subject,
})
