import { randomUUID } from 'node:crypto'
import type { Act } from '@/lib/access/action'
import { post, pupilThread } from '@/lib/deliveries/post'
import type { MessageCause, PupilMessage } from '@/lib/deliveries/pupil-message'
import { dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import type { Stay } from '../rules/stays'
import type { KeptRows } from './queries'
import type { KeptKind } from './rules/kept'

/**
 * What EHIS is told when something of a kind changed: the whole of what the house now keeps of it, as the registry replaces
 * what it had.
 */
export function keptMessage(kind: KeptKind, rows: KeptRows, on: Day): PupilMessage {
  switch (kind) {
    case 'needs': {
      const {
        needs = [],
        services = [],
        specialistText = '',
        measuresText = '',
        otherText = '',
      } = rows.needs[0] ?? {}
      return { kind: 'SPECIAL_NEEDS', on, needs, services, specialistText, measuresText, otherText }
    }
    case 'decisions':
    case 'consents':
      return { kind: 'CONSENTS', consents: [...rows.consents.map(consentTold), ...answered(rows)] }
    case 'languages':
      return {
        kind: 'LANGUAGES',
        on,
        languages: rows.languages.map(({ language, level }) => ({ language, level })),
      }
    case 'swimming': {
      const [row] = rows.swimming
      if (!row) return { kind: 'SWIMMING', on, swimming: null }
      const { plannedHours, doneHours, groupSize, level, trainerCode, assistantCodes } = row
      return {
        kind: 'SWIMMING',
        on,
        swimming: { plannedHours, doneHours, groupSize, level, trainerCode, assistantCodes },
      }
    }
    case 'absences': {
      const absences = rows.absences.map(({ year, quarter, hours, times }) => ({
        year,
        quarter,
        hours,
        times,
      }))
      return { kind: 'OTHER', on, absences }
    }
    case 'grades':
      return {
        kind: 'FAILING_GRADES',
        on,
        grades: rows.grades.map(({ year, subject }) => ({ year, subject })),
      }
  }
}

const consentTold = ({ given, number, decidedOn, note }: KeptRows['consents'][number]) => ({
  given,
  number,
  on: decidedOn,
  note,
})
/** Of decisions only those that the parent has answered. */
const answered = ({ decisions }: KeptRows) =>
  decisions.flatMap(({ number, consent, consentOn, consentNote }) =>
    consentOn === null ? [] : [{ given: consent === 'GIVEN', number, on: consentOn, note: consentNote }],
  )

/** Posts what is told of a kind; `on`: the day of the change. It goes out that day, but not before the stay or today. */
export const tellKept = (
  tx: Tx,
  act: Act,
  stay: Stay & { pupilId: string },
  kind: KeptKind,
  rows: KeptRows,
  on: Day,
) => tellOfPupil(tx, act, stay, keptMessage(kind, rows, on), latest(on, stay.from), { act: 'EDIT' })

type Told = { pupilId: string; houseId: string; message: PupilMessage; on: Day }

/** Posts a message about a pupil under a house, to go out on a day, today at the earliest. */
export const tellOfPupil = (
  tx: Tx,
  act: Pick<Act, 'person' | 'now'>,
  { pupilId, houseId }: { pupilId: string; houseId: string },
  message: PupilMessage,
  on: Day,
  cause: MessageCause,
) => tellOfPupils(tx, act, [{ pupilId, houseId, message, on }], cause)

/** The same of any number of pupils, in the order given. Returns the keys of the messages. */
export async function tellOfPupils(
  tx: Tx,
  { person, now }: Pick<Act, 'person' | 'now'>,
  told: readonly Told[],
  cause: MessageCause,
): Promise<string[]> {
  const postings = told.map(({ pupilId, houseId, message, on }) => ({
    pupilId,
    houseId,
    thread: pupilThread(pupilId),
    key: `ehis.pupil:${randomUUID()}`,
    dueOn: latest(on, dayInTallinn(now)),
    payload: { message, byId: person.id, cause },
  }))
  await post(tx, 'ehis.pupil', postings, now)
  return postings.map(({ key }) => key)
}

const latest = (one: Day, other: Day) => (one > other ? one : other)
