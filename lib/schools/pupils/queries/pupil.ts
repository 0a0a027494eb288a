import { changesOfEach, mostShown, type Changed } from '@/lib/access/changes'
import type { Person } from '@/lib/access/rights'
import { keptSubject } from '@/lib/schools/kept/commands'
import { keptAndDecisions } from '@/lib/schools/kept/queries'
import { keptKinds, type KeptRow, type KeptRows } from '@/lib/schools/kept/things'
import { editable, mainStay, seesDecisions, staysOf, type Stay, type StayOf } from '@/lib/schools/rules/stays'
import { isOfficialOf, usesHouse } from '@/lib/schools/scope'
import { dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import type { GroupKind } from '@/lib/shared/generated/enums'
import { maskPersonalCode } from '@/lib/shared/personal-code'
import { personSubject } from '../commands/mending'
import { placementBlock, type ShownPlacement } from '../placement-block'
import { readPupil, type ReadPupil } from '../pupil-read'
import { cardOn, type ShownCard } from './cards'

/** A stay as a page shows it; `may`: what is kept of it can be changed by the person now. */
/** `stateOn`: its state on the requested day; everything else, and every right, is as of today. */
export type ShownStay = Stay & { stateOn: Stay['state']; house: string; official: boolean; may: boolean }
/** `placementId`: a placement of its stay, if the person may change it or enter the parent's answer. */
export type ShownDecision = KeptRow<'decisions'> & { house: string; placementId: string; may: boolean }
export type ShownGroup = {
  id: string
  name: string
  kind: GroupKind
  house: string
  from: Day
  to: Day | null
}

export type PupilSheet = {
  id: string
  name: string
  firstName: string
  lastName: string
  /** the person may correct the pupil's code and names now; `seen`: their last change, '' = none */
  mending: { seen: string } | undefined
  /** masked if the pupil is no longer in the person's houses */
  personalCode: string
  placements: ShownPlacement[]
  stays: ShownStay[]
  /** the stay to which the following belongs */
  stay: (ShownStay & { seen: Record<string, string> }) | undefined
  kept: KeptRows | undefined
  decisions: ShownDecision[] | undefined
  cards: (Omit<ShownCard, 'next'> & {
    house: string
    next: { house: string; from: Day } | null
    own: boolean
  })[]
  groups: ShownGroup[]
  /** the placement that can be ended by leaving the school */
  leavingId: string | undefined
  /** why it can't end yet: a transfer from the chosen stay waits for its day */
  leavingWaits: { day: Day; house: string } | undefined
  changes: Changed[]
}

/**
 * A pupil as of a day, as far as the person may see: placements, and what is kept for one stay (`stayAsked`: a
 * placement of it). Rights count as of today, whatever the day. Null when none of the person's houses has the pupil.
 */
export async function pupilSheet(
  db: Db,
  person: Person,
  id: string,
  asked: { on: Day; stay?: string },
  now: Date,
): Promise<PupilSheet | null> {
  const today = dayInTallinn(now)
  const pupil = await readPupil(db, id)
  const own = pupil?.placements.filter(({ house }) => usesHouse(person, house)) ?? []
  const groups = pupil ? pupil.groups.filter(({ house }) => usesHouse(person, house)) : []
  if (!pupil || (own.every(({ voided }) => voided) && groups.length === 0)) return null

  const houseOf = new Map(pupil.houses.map((house) => [house.id, house.name]))
  const statesOn = new Map(staysOf(pupil.placements, asked.on).map((stay) => [stay.placementId, stay.state]))
  const stays = staysOf(pupil.placements, today).flatMap((stay): ShownStay[] => {
    const house = own.find(({ houseId }) => houseId === stay.houseId)?.house
    if (!house) return []
    const official = isOfficialOf(person, house.municipalityId)
    const stateOn = statesOn.get(stay.placementId)!
    return [{ ...stay, stateOn, house: house.name, official, may: editable(stay) }]
  })
  const named = own.find((placement) => placement.id === asked.stay)
  const chosen =
    stays.find(({ houseId, stayId }) => houseId === named?.houseId && stayId === named?.stayId) ??
    mainStay(stays)
  const records = [id, ...pupil.merged]
  const kinds = chosen ? kindsOf(chosen) : []
  const subjects = kinds.flatMap((kind) =>
    records.map((record) => keptSubject(record, chosen!.houseId, kind)),
  )
  const made = await changesOfEach(db, [...subjects, ...records.map(personSubject)])
  const changes = kinds.map((kind) => {
    const [own, ...gone] = records.map((record) => made.get(keptSubject(record, chosen!.houseId, kind))!)
    return { kind, made: newest([own!, ...gone]), seen: own![0]?.id ?? '' }
  })
  const mended = newest(records.map((record) => made.get(personSubject(record))!))
  const seen = stays.filter(
    (stay) =>
      seesDecisions(stay.official, stay) && (stay.official || stay.placementId === chosen?.placementId),
  )
  const { kept, decisions } = await keptAndDecisions(db, id, { chosen, seen })
  const waiting = chosen && transferFrom(pupil, chosen, today)
  return {
    id,
    name: pupil.name,
    firstName: pupil.firstName,
    lastName: pupil.lastName,
    personalCode: codeFor(pupil, stays),
    mending: stays.some(editable) ? { seen: mended[0]?.id ?? '' } : undefined,
    placements: placementBlock(person, pupil, asked.on),
    stays,
    stay: chosen && { ...chosen, seen: seenOf(changes) },
    kept,
    decisions: seen.length > 0 ? decisions.map((decision) => shownDecision(decision, seen)) : undefined,
    cards: pupil.cards
      .map((card) => cardOn(card, asked.on))
      .filter((card) =>
        stays.some(({ houseId }) => houseId === card.houseId || houseId === card.next?.houseId),
      )
      .map((card) => ({
        ...card,
        house: houseOf.get(card.houseId ?? '') ?? '',
        next: card.next && { house: houseOf.get(card.next.houseId) ?? '', from: card.next.from },
        own: card.houseId === chosen?.houseId,
      })),
    groups: groups
      .filter(({ to }) => to === null || asked.on <= to)
      .map(({ house, ...group }) => ({ ...group, house: house.name })),
    leavingId: waiting ? undefined : leavingOf(own, chosen, today),
    leavingWaits: waiting && { day: waiting.day, house: houseOf.get(waiting.houseId) ?? '' },
    changes: [...changes.flatMap(({ made }) => made), ...mended].toSorted((a, b) =>
      Number(BigInt(b.id) - BigInt(a.id)),
    ),
  }
}

/** Unmasked while a house of the person's has the pupil or awaits one. */
const codeFor = ({ personalCode }: ReadPupil, stays: readonly Stay[]) =>
  stays.some(({ gone }) => !gone) ? personalCode : maskPersonalCode(personalCode)

/** An official sees the decisions of every house side by side, a representative those of the chosen stay. */
function shownDecision(decision: KeptRow<'decisions'> & StayOf, seen: readonly ShownStay[]): ShownDecision {
  const stay = seen.find(({ houseId, stayId }) => houseId === decision.houseId && stayId === decision.stayId)!
  return { ...decision, house: stay.house, placementId: stay.placementId, may: stay.may }
}

type OfKind = { kind: string; made: Changed[]; seen: string }

/**
 * The kinds whose changes in the stay's house are shown: without decisions that the person can't see. Changes under merged
 * records belong to the history, but are never the last change that this pupil's form has seen.
 */
const kindsOf = (stay: ShownStay) =>
  [...keptKinds, 'cards' as const].filter(
    (kind) => kind !== 'decisions' || seesDecisions(stay.official, stay),
  )

/** As many changes of several records as a page shows, the newest first. */
const newest = (changes: readonly Changed[][]) =>
  changes
    .flat()
    .toSorted((a, b) => Number(BigInt(b.id) - BigInt(a.id)))
    .slice(0, mostShown)

/** The last change of each kind, which its form has seen. */
const seenOf = (changes: readonly OfKind[]) =>
  Object.fromEntries(changes.map(({ kind, seen }) => [kind, seen]))

/** The transfer that will move the pupil from this stay. */
function transferFrom({ transfers, placements }: ReadPupil, { houseId, stayId }: Stay, today: Day) {
  const own = placements.filter((each) => each.houseId === houseId && each.stayId === stayId)
  const transfer = transfers.find(({ oldId, day }) => today < day && own.some(({ id }) => id === oldId))
  const to = placements.find(({ id }) => id === transfer?.newId)
  return transfer && to ? { day: transfer.day, houseId: to.houseId } : undefined
}

/** The placement of today in the chosen stay, if it has no end event yet. */
const leavingOf = (own: ReadPupil['placements'], stay: ShownStay | undefined, today: Day) =>
  stay?.state === 'STUDYING'
    ? own.find(
        ({ houseId, stayId, from, to, voided }) =>
          !voided && houseId === stay.houseId && stayId === stay.stayId && from <= today && today <= to,
      )?.id
    : undefined
