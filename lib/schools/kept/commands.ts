import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { changing } from '@/lib/access/changes'
import { dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { classifiersOf, holdCodes, type Classifiers, type Lists } from '../houses/queries/classifiers'
import { heldStay, ownStay, type OwnStay } from '../pupils/held-stay'
import { keptOf } from './queries'
import { asColumns, insertFollowed, removeFollowed, updateFollowed } from './rows'
import type { ConsentInput, KeptInput, RemoveKeptInput } from './schema'
import { isService, keptTexts } from './texts'
import { thingOf, type KeptKind, type KeptRow, type KeptRows } from './things'
import { tellKept } from './told'

/**
 * The history subject of a pupil's kept data: pupil, house and kind, so that each entry is shown only to those who may
 * see it.
 */
export const keptSubject = (pupilId: string, houseId: string, kind: KeptKind | 'cards') =>
  `schools.${kind}.${pupilId}.${houseId}` as const

/** The part of the pupil's page to show after a change. `count`: the number of changes. */
export type KeptPlace = { pupilId: string; placementId: string; kind: KeptKind | 'cards'; count: number }

/**
 * Adds (without `id`) or changes a row of what the person's house keeps of a pupil. Tells EHIS on the day of the
 * change, today at the earliest; copies that wait for a transfer's day follow. Throws notFound, settingsChanged,
 * choiceWrong, pupil.nothing, pupil.waits, pupil.left, pupil.dayAfterStay, pupil.copiedDecision, pupil.twice.
 */
export async function changeKept(act: Act, input: KeptInput): Promise<KeptPlace> {
  const { placementId, kind, seen } = input
  const today = dayInTallinn(act.now)
  const typed: Values = input
  const stored: Values = { ...typed, ...thingOf(kind).stored?.(typed) }
  const named = codesOf(kind, typed, stored)
  const codes = named.map(({ list, code }) => [list, code] as const)
  return keeping(act, { placementId, kind, seen, codes }, async (tx, stay, rows, lists) => {
    // Of a thing that a stay has once there is one row, whoever added it first.
    const one = thingOf(kind).key.length === 0
    const before: KeptRow<KeptKind> | undefined = one
      ? rows[kind][0]
      : rows[kind].find(({ id }) => id === input.id)
    if (!before && input.id && !one) throw new Refused([{ code: 'notFound' }])
    if (!before && one) refuseNothing(kind, stored)
    if (kind === 'decisions' && before?.originId) throw new Refused([{ code: 'pupil.copiedDecision' }])
    refuseUnknown(lists, named, before)
    const others = rows[kind].filter(({ id }) => id !== before?.id)
    refuseTwice(kind, others, stored)
    const on = dayOfChange(stored) ?? today
    if (on > stay.to)
      throw new Refused([{ code: 'pupil.dayAfterStay', params: { to: stay.to }, field: 'changedOn' }])
    const columns = asColumns(kind, stored)
    if (before) await updateFollowed(tx, kind, before.id, columns, today)
    else await insertFollowed(tx, kind, stay, columns, today)
    return on
  })
}

/** Changes the parent's consent to a decision, also to a copied one. Returns and throws as above. */
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

/** Deletes a row, but not a copied decision. Returns and throws as above. */
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
 * Changes kept data of one kind in a stay that the person may edit, with the pupil locked; logs changes and tells EHIS,
 * if there are any. The work returns the day of the change.
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
      await tellKept(tx, act, stay, { kind, rows: after, on })
    return { ...texts, after: { ...emptied(texts.before), ...texts.after } }
  })
  return { pupilId, placementId, kind, count }
}

/** Removed texts are logged as empty. */
const emptied = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.keys(texts).map((what) => [what, '']))

type Values = Readonly<Record<string, unknown>>
type Code = { field: string; list: `kl${string}`; code: string }

/**
 * Codes by the list that must have them; codes already in the row may be retired. For a subject the chosen option
 * decides: the school's own subject is in no list.
 */
const codesOf = (kind: KeptKind, typed: Values, stored: Values): Code[] =>
  Object.entries(thingOf(kind).fields).flatMap(([field, { as, codes = [] }]) => {
    const [list, ofSubjects] = codes
    if (!list) return []
    return [(as === 'subject' ? typed : stored)[field]].flat().flatMap((value): Code[] => {
      if (!isService(value)) return [{ field, list, code: String(value) }]
      const subjects = ofSubjects ? value.subjects.map((code) => ({ field, list: ofSubjects, code })) : []
      return [{ field, list, code: value.service }, ...subjects]
    })
  })

/** A thing that a stay has once may be incomplete, but an empty row isn't added. */
function refuseNothing(kind: KeptKind, stored: Values) {
  const { fields, once } = thingOf(kind)
  if (!Object.keys(fields).some((field) => field !== 'changedOn' && says(stored[field])))
    throw new Refused([{ code: 'pupil.nothing', field: once }])
}

const says = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).some(says)
    : value !== null && value !== undefined && value !== ''

function refuseUnknown(lists: Lists, codes: readonly Code[], before: object | undefined) {
  const held = JSON.stringify(before ?? {})
  for (const { field, list, code } of codes) {
    const known = lists[list]?.find((one) => one.code === code)
    if (code !== '' && (!known || (known.retired && !held.includes(JSON.stringify(code)))))
      throw new Refused([{ code: 'choiceWrong', field }])
  }
}

/** Refuses a second row of the same: a language, a quarter's absences, a year's grade in a subject. */
function refuseTwice(kind: KeptKind, others: readonly Values[], stored: Values) {
  const { key, once } = thingOf(kind)
  if (!once || key.length === 0) return
  if (others.some((other) => key.every((field) => other[field] === stored[field])))
    throw new Refused([{ code: 'pupil.twice', field: once }])
}

const dayOfChange = ({ changedOn }: Values) => changedOn as Day | undefined
