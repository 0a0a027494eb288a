import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { differences, holdSettings, recordChanges } from '@/lib/access/changes'
import { holds } from '@/lib/access/rights'
import { callOffCode, joinPersonThreads, tellPerson } from '@/lib/deliveries/person-thread'
import { lapseChecks, renameInTyped, saidOf, type Said } from '@/lib/documents/registering/queries/said'
import {
  heldLearner,
  heldWithCode,
  keepFormerCode,
  removeLearner,
  rewriteLearner,
  type HeldLearner,
} from '@/lib/learners/commands/mending'
import { birthDayFault, mostYearsAgo } from '@/lib/shared/birth-day'
import { dateFromDay, dayFromDate, dayInTallinn, showDay, type Day } from '@/lib/shared/dates'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { moveRows } from '@/lib/shared/moved-rows'
import { birthDayOf, maskPersonalCode, readPersonalCode } from '@/lib/shared/personal-code'
import { Refused } from '@/lib/shared/refusal'
import { learnerSubject } from '../rules/mending'
import type { MendLearnerInput } from '../schema/mending'

type Who = {
  personalCode: string | null
  otherCode: string | null
  bornOn: Day | null
  firstName: string
  lastName: string
}

/**
 * Corrects a learner's codes, names or day of birth, with the reason; the study office alone. If another record of the
 * same person has the code (`merge`), everything of this record moves to that one. Tells the national registry. Throws
 * notFound, settingsChanged, ownCodeWrong, mend.codeOrOther, mend.bornOnWrong, mend.bornOnAhead, mend.bornOnLongAgo,
 * mend.sinceWrong, mend.nothing, mend.saidOtherwise (a registered paper, or one on its way, contradicts the correction on its day), mend.codeTaken,
 * mend.otherCodes, mend.grantsOverlap, mend.placesOverlap, mend.clash.<table>. Returns the id of the record that stays.
 */
export function mendLearner(act: Act, input: z.output<typeof MendLearnerInput>): Promise<string> {
  const { learnerId, seen, since, reason, merge } = input
  const today = dayInTallinn(act.now)
  const mended = whoOf(input, today)
  if (since && since > today) throw new Refused([{ code: 'mend.sinceWrong', field: 'since' }])
  return inTransaction(act.db, async (tx) => {
    if (!holds(act.person, 'STUDY_OFFICE')) throw new Refused([{ code: 'notFound' }])
    // Imports take this lock too: a code that is free now stays free until we are done.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('olek.import'))`
    await holdSettings(tx, act, learnerSubject(learnerId), seen)
    const learner = await heldLearner(tx, learnerId)
    if (!learner) throw new Refused([{ code: 'notFound' }])
    const before = asWho(learner)
    const changes = differences(textsOf(before), textsOf(mended))
    if (changes.length === 0) throw new Refused([{ code: 'mend.nothing' }])
    refuseSaid(await saidOf(tx, learnerId), before, mended, since)

    const other = await heldWithCode(tx, learnerId, mended)
    const id = other?.id ?? learnerId
    if (other) await mergeInto(tx, learner, other, mended, { since, agreed: merge === 'yes' })
    const { bornOn, ...data } = mended
    await rewriteLearner(tx, id, { ...data, bornOn: bornOn && dateFromDay(bornOn) })
    if (before.personalCode && before.personalCode !== mended.personalCode)
      await keepFormerCode(tx, id, before.personalCode, act.now)
    await lapseChecks(tx, id)
    await tellRegistry(tx, act, id, { before, other: other && asWho(other), mended, since })
    const merged = other ? [{ what: 'merged', from: textsOf(before).personalCode!, to: '' }] : []
    await recordChanges(tx, act, {
      name: 'learners.mend',
      subject: learnerSubject(id),
      changes: [
        ...changes.map((change) => (since ? { ...change, on: since } : change)),
        ...merged,
        { what: 'reason', from: '', to: reason },
      ],
      about: other ? [learnerId] : [],
    })
    return id
  })
}

/** The requested particulars, parsed: with a personal code the day of birth is the code's. */
function whoOf(input: z.output<typeof MendLearnerInput>, today: Day): Who {
  const { firstName, lastName, otherCode } = input
  const personalCode = input.personalCode === '' ? null : readPersonalCode(input.personalCode, today)
  if (input.personalCode !== '' && !personalCode)
    throw new Refused([{ code: 'ownCodeWrong', field: 'personalCode' }])
  if (!personalCode && !otherCode) throw new Refused([{ code: 'mend.codeOrOther', field: 'personalCode' }])
  const ofCode = personalCode ? birthDayOf(personalCode) : null
  if (ofCode && input.bornOn && ofCode !== input.bornOn)
    throw new Refused([{ code: 'mend.bornOnWrong', field: 'bornOn' }])
  const fault = !ofCode && input.bornOn && birthDayFault(input.bornOn, today)
  if (fault === 'AHEAD') throw new Refused([{ code: 'mend.bornOnAhead', field: 'bornOn' }])
  if (fault)
    throw new Refused([{ code: 'mend.bornOnLongAgo', params: { years: mostYearsAgo }, field: 'bornOn' }])
  return { personalCode, otherCode: otherCode || null, bornOn: ofCode ?? input.bornOn, firstName, lastName }
}

const asWho = ({ personalCode, otherCode, bornOn, firstName, lastName }: HeldLearner): Who => ({
  personalCode,
  otherCode,
  firstName,
  lastName,
  bornOn: (personalCode ? birthDayOf(personalCode) : null) ?? (bornOn && dayFromDate(bornOn)),
})

/** As the history shows them: the personal code masked. */
const textsOf = ({ personalCode, otherCode, bornOn, firstName, lastName }: Who) => ({
  firstName,
  lastName,
  otherCode: otherCode ?? '',
  bornOn: bornOn ?? '',
  personalCode: personalCode ? maskPersonalCode(personalCode) : '',
})

/**
 * A paper is true as of its day: one registered before the day from which the new name or code holds may state the old
 * one. A first personal code contradicts no paper without one.
 */
function refuseSaid(papers: readonly Said[], before: Who, mended: Who, since: Day | null) {
  const renamed = nameOf(before) !== nameOf(mended)
  const recoded = before.personalCode !== mended.personalCode
  const otherwise = papers.filter(
    ({ on, name, personalCode }) =>
      (!since || on === null || since <= on) &&
      ((renamed && name !== nameOf(mended)) ||
        (recoded && personalCode !== null && personalCode !== mended.personalCode)),
  )
  if (otherwise.length === 0) return
  const documents = otherwise.map(({ number, on }) =>
    [number ?? '…', ...(on ? [showDay(on)] : [])].join(', '),
  )
  throw new Refused([
    { code: 'mend.saidOtherwise', params: { documents: [...new Set(documents)].join('; ') } },
  ])
}

const nameOf = ({ firstName, lastName }: Who) => `${firstName} ${lastName}`

/** Moves everything of one record to the other one of the same person, including contact data that the other lacks. */
async function mergeInto(
  tx: Tx,
  gone: HeldLearner,
  stays: HeldLearner,
  mended: Who,
  { since, agreed }: { since: Day | null; agreed: boolean },
) {
  if (!agreed) {
    const params = { name: `${stays.firstName} ${stays.lastName}` }
    throw new Refused([{ code: 'mend.codeTaken', params, field: 'personalCode' }])
  }
  refuseSaid(await saidOf(tx, stays.id), asWho(stays), mended, since)
  if (stays.personalCode && stays.personalCode !== mended.personalCode)
    throw new Refused([{ code: 'mend.otherCodes', field: 'personalCode' }])
  if (stays.otherCode && mended.otherCode !== stays.otherCode && mended.otherCode !== null)
    throw new Refused([{ code: 'mend.otherCodes', field: 'otherCode' }])
  mended.otherCode ??= stays.otherCode
  await refuseOverlaps(tx, gone.id, stays.id)
  await moveRows(tx, 'learner_id', { from: gone.id, to: stays.id })
  await joinPersonThreads(tx, gone.id, stays.id)
  await renameInTyped(tx, gone.id, stays.id)
  const contacts = {
    email: stays.email || gone.email,
    phone: stays.phone || gone.phone,
    bankAccount: stays.bankAccount || gone.bankAccount,
  }
  await removeLearner(tx, gone.id)
  await rewriteLearner(tx, stays.id, contacts)
}

/**
 * Grants of one type on the same days, and places in one unit and curriculum on the same days, are one fact recorded
 * twice.
 */
async function refuseOverlaps(tx: Tx, gone: string, stays: string) {
  const grants = await tx.$queryRaw<{ text: string }[]>`
    SELECT t.name || ', ' || to_char(g.paid_from, 'DD.MM.YYYY') || '–' || to_char(g.paid_to, 'DD.MM.YYYY') AS text
      FROM grants_grant g JOIN grants_grant_type t ON t.code = g.type_code
     WHERE g.learner_id = ${gone}::uuid AND g.annulled_at IS NULL
       AND EXISTS (SELECT FROM grants_grant s WHERE s.learner_id = ${stays}::uuid AND s.annulled_at IS NULL
                      AND s.type_code = g.type_code AND s.paid_from <= g.paid_to AND g.paid_from <= s.paid_to)`
  if (grants.length > 0) refuseOverlap('mend.grantsOverlap', grants)
  const places = await tx.$queryRaw<{ text: string }[]>`
    SELECT g.code || ' / ' || s.code AS text FROM learners_study_place g
       JOIN learners_study_place s ON s.learner_id = ${stays}::uuid AND s.unit_id = g.unit_id AND s.level = g.level
        AND s.registrant_id IS NULL AND EXISTS (
              SELECT FROM learners_study_term x JOIN learners_study_term y ON y.study_place_id = s.id AND y.aspect = 'CURRICULUM' AND y.value = x.value
               WHERE x.study_place_id = g.id AND x.aspect = 'CURRICULUM')
      WHERE g.learner_id = ${gone}::uuid AND g.registrant_id IS NULL
        AND EXISTS (SELECT FROM learners_study_term a JOIN learners_study_term b ON b.study_place_id = s.id AND b.aspect = 'MAIN_STATE'
                       AND b.value IN ('STUDYING', 'EXTENDED')
                       AND daterange(a.from_on, a.to_on, '[]') && daterange(b.from_on, b.to_on, '[]')
                     WHERE a.study_place_id = g.id AND a.aspect = 'MAIN_STATE' AND a.value IN ('STUDYING', 'EXTENDED'))`
  if (places.length > 0) refuseOverlap('mend.placesOverlap', places)
}

function refuseOverlap(code: string, found: readonly { text: string }[]): never {
  throw new Refused([{ code, params: { facts: found.map(({ text }) => text).join('; ') } }])
}

/**
 * Tells the national registry of another code, under our own key of the person or the code before, and of another name
 * or day of birth; it knows nothing of continuing education. Of two merged records it is told the code if it had taken
 * something under the one that is removed.
 */
async function tellRegistry(
  tx: Tx,
  act: Act,
  learnerId: string,
  { before, other, mended, since }: { before: Who; other: Who | null; mended: Who; since: Day | null },
) {
  const studies = { learnerId, registrantId: null, level: { not: 'CONTINUING' as const } }
  if (!(await tx.learnersStudyPlace.findFirst({ where: studies }))) return
  const was = (await callOffCode(tx, learnerId, act.now)) ?? before
  const from = mended.otherCode ?? before.otherCode ?? was.personalCode
  const recoded = was.personalCode !== mended.personalCode && mended.personalCode !== null && from !== null
  const tookCode = !other || (await tookUnder(tx, learnerId))
  const data = other ?? before
  // The code itself tells a day of birth that comes with it.
  const renamed = nameOf(data) !== nameOf(mended) || (data.bornOn !== mended.bornOn && !recoded)
  await tellPerson(tx, act.now, learnerId, [
    ...(recoded && tookCode
      ? [{ code: { from, before: was.personalCode, after: mended.personalCode! } }]
      : []),
    ...(renamed
      ? [
          {
            data: {
              on: since ?? dayInTallinn(act.now),
              firstName: mended.firstName,
              lastName: mended.lastName,
              bornOn: mended.bornOn,
            },
          },
        ]
      : []),
  ])
}

/** Whether the registry has taken anything of the learner's grants. */
const tookUnder = async (tx: Tx, learnerId: string) =>
  (await tx.deliveriesDelivery.findFirst({ where: { learnerId, topic: 'ehis.grant', state: 'DONE' } })) !==
  null
