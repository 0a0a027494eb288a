import { randomUUID } from 'node:crypto'
import type { Act } from '@/lib/access/action'
import { post, pupilThread } from '@/lib/deliveries/post'
import type { MessageCause, PupilMessage } from '@/lib/deliveries/pupil-message'
import { dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import type { Stay } from '../rules/stays'
import { keptThings, type KeptKind, type KeptRows } from './things'

/** The message of each kind, from its own rows. */
const ofKind: { [K in KeptKind]: { told(rows: KeptRows[K], on: Day): PupilMessage } } = keptThings

/**
 * The message to EHIS when something of a kind changed: all that the house now keeps of it, because the registry
 * replaces what it had. The registry keeps consents and answers to decisions together.
 */
export function keptMessage(kind: KeptKind, rows: KeptRows, on: Day): PupilMessage {
  const told = <K extends KeptKind>(of: K) => ofKind[of].told(rows[of], on)
  const message = told(kind)
  if (message.kind !== 'CONSENTS') return message
  const consents = [told('consents'), told('decisions')].flatMap((each) =>
    each.kind === 'CONSENTS' ? each.consents : [],
  )
  return { ...message, consents }
}

/**
 * Posts the message of a kind; `on`: the day of the change. It leaves on that day, but not before the stay or today.
 */
export const tellKept = (
  tx: Tx,
  act: Act,
  stay: Stay & { pupilId: string },
  { kind, rows, on }: { kind: KeptKind; rows: KeptRows; on: Day },
) =>
  tellOfPupil(
    tx,
    act,
    { ...stay, message: keptMessage(kind, rows, on), on: latest(on, stay.from) },
    { act: 'EDIT' },
  )

type Told = { pupilId: string; houseId: string; message: PupilMessage; on: Day }

/** Posts a message about a pupil under a house, to leave on a day, today at the earliest. */
export const tellOfPupil = (tx: Tx, act: Pick<Act, 'person' | 'now'>, told: Told, cause: MessageCause) =>
  tellOfPupils(tx, act, [told], cause)

/** The same for any number of pupils, in the given order. Returns the keys of the messages. */
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
