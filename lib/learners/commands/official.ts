import { storedTerm } from '../stored'
import { randomUUID } from 'node:crypto'
import type { TermAspect } from '@/lib/shared/generated/enums'
import type { Tx } from '@/lib/shared/db'
import { dayBefore, type Day } from '@/lib/shared/dates'
import { Refused } from '@/lib/shared/refusal'

/*
 * What registered documents change about a learner beside grants: leaves, and the dated values of a study place. Only
 * documents/effects.ts calls these, in the transaction that registers or undoes; nobody changes a state by hand (spec 2
 * "Effects"). Every one takes a fixed number of statements, however many rows.
 */

/** One row's academic leave, both days inclusive. */
export type LeaveToGrant = { rowId: string; learnerId: string; studyPlaceId: string; from: Day; to: Day }

/** Leaves from registered directives; the nominal end moves by their length (it is reckoned, never stored). */
export async function grantLeaves(tx: Tx, documentId: string, leaves: readonly LeaveToGrant[]) {
  await tx.$executeRaw`
    INSERT INTO academic_leave (study_place_id, from_on, to_on, document_id, row_id)
    SELECT "studyPlaceId", "from", "to", ${documentId}::uuid, "rowId"
      FROM json_to_recordset(${JSON.stringify(leaves)}::json)
           AS l("studyPlaceId" uuid, "from" date, "to" date, "rowId" uuid)`
  await tx.$executeRaw`
    INSERT INTO effect (document_id, row_id, learner_id, kind, subject_id, after)
    SELECT a.document_id, a.row_id, sp.learner_id, 'LEAVE', a.id, jsonb_build_object('from', a.from_on, 'to', a.to_on)
      FROM academic_leave a JOIN study_place sp ON sp.id = a.study_place_id WHERE a.document_id = ${documentId}::uuid`
}

export const annulLeaves = (tx: Tx, rowIds: readonly string[], at: Date) => tx.$executeRaw`
  UPDATE academic_leave SET annulled_at = ${at} WHERE row_id = ANY(${[...rowIds]}::uuid[]) AND annulled_at IS NULL`

/** Throws Refused, one refusal per leave, when another leave now covers its days. */
export async function restoreLeaves(tx: Tx, rowIds: readonly string[]) {
  const taken = await tx.$queryRaw<Record<'person' | 'from' | 'to' | 'document', string>[]>`
    SELECT l.first_name || ' ' || l.last_name AS person, b.from_on::text AS "from", b.to_on::text AS "to",
           coalesce(d.number, b.imported_number, '–') AS document
      FROM academic_leave a JOIN academic_leave b ON b.study_place_id = a.study_place_id AND b.id <> a.id
           AND b.annulled_at IS NULL AND b.from_on <= a.to_on AND a.from_on <= b.to_on
      JOIN study_place sp ON sp.id = a.study_place_id JOIN learner l ON l.id = sp.learner_id
      LEFT JOIN documents_document d ON d.id = b.document_id
     WHERE a.row_id = ANY(${[...rowIds]}::uuid[])`
  if (taken.length > 0) throw new Refused(taken.map((params) => ({ code: 'leaveTwice', params })))
  await tx.$executeRaw`UPDATE academic_leave SET annulled_at = NULL WHERE row_id = ANY(${[...rowIds]}::uuid[])`
}

/** A value of a study place that a row replaces from a day on, until the next known one. */
export type TermChange = {
  rowId: string
  learnerId: string
  studyPlaceId: string
  aspect: TermAspect
  value: string
  from: Day
}

type Term = {
  id: string
  studyPlaceId: string
  aspect: TermAspect
  value: string
  fromOn: Day
  toOn: Day | null
  documentId: string | null
  rowId: string | null
  importedNumber: string | null
  importedOn: Day | null
}

/**
 * Replaces values from their days on: the value in force on the day ends the day before, the new one lasts until the
 * next known one begins. The effect stores the earlier value, to restore it. Changes of one aspect of one place come in
 * the order of their days.
 */
export async function changeTerms(tx: Tx, documentId: string, changes: readonly TermChange[]) {
  const waiting = changes.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  while (waiting.length > 0) {
    const taken = new Set<string>()
    const round = waiting.filter(({ studyPlaceId, aspect }) => {
      const key = `${studyPlaceId} ${aspect}`
      return !taken.has(key) && taken.add(key)
    })
    await changeOnce(tx, documentId, round)
    for (const change of round) waiting.splice(waiting.indexOf(change), 1)
  }
}

async function changeOnce(tx: Tx, documentId: string, changes: readonly TermChange[]) {
  const asked = JSON.stringify(changes)
  const found = await tx.$queryRaw<
    { rowId: string; aspect: TermAspect; now: Term | null; next: Day | null }[]
  >`
    SELECT c."rowId", c.aspect, (SELECT min(t.from_on)::text FROM study_term t
             WHERE t.study_place_id = c."studyPlaceId" AND t.aspect = c.aspect AND t.from_on > c."from") AS next,
           (SELECT json_build_object('id', t.id, 'studyPlaceId', t.study_place_id, 'aspect', t.aspect, 'value', t.value,
                     'fromOn', t.from_on, 'toOn', t.to_on, 'documentId', t.document_id, 'rowId', t.row_id,
                     'importedNumber', t.imported_number, 'importedOn', t.imported_on)
              FROM study_term t WHERE t.study_place_id = c."studyPlaceId" AND t.aspect = c.aspect
               AND t.from_on <= c."from" AND (t.to_on IS NULL OR t.to_on >= c."from")) AS now
      FROM json_to_recordset(${asked}::json)
           AS c("rowId" uuid, "studyPlaceId" uuid, aspect "TermAspect", "from" date)`
  const known = new Map(found.map((each) => [`${each.rowId} ${each.aspect}`, each]))
  const steps = changes.map((change) => {
    const { now, next } = known.get(`${change.rowId} ${change.aspect}`)!
    return { ...change, id: randomUUID(), now, toOn: next && dayBefore(next) }
  })
  const ending = steps.filter(({ now, from }) => now && now.fromOn < from)
  const replaced = steps.flatMap(({ now, from }) => (now && now.fromOn === from ? [now.id] : []))
  await tx.$executeRaw`
    UPDATE study_term t SET to_on = s."from" - 1
      FROM json_to_recordset(${JSON.stringify(ending.map(({ now, from }) => ({ id: now!.id, from })))}::json)
           AS s(id uuid, "from" date) WHERE t.id = s.id`
  await tx.$executeRaw`DELETE FROM study_term WHERE id = ANY(${replaced}::uuid[])`
  await tx.$executeRaw`
    WITH s AS (SELECT * FROM json_to_recordset(${JSON.stringify(steps)}::json) AS s(id uuid, "rowId" uuid,
           "learnerId" uuid, "studyPlaceId" uuid, aspect text, value text, "from" date, "toOn" date, now jsonb)),
    made AS (INSERT INTO study_term (id, study_place_id, aspect, value, from_on, to_on, document_id, row_id)
      SELECT id, "studyPlaceId", aspect::"TermAspect", value, "from", "toOn", ${documentId}::uuid, "rowId" FROM s)
    INSERT INTO effect (document_id, row_id, learner_id, kind, subject_id, before, after)
    SELECT ${documentId}::uuid, "rowId", "learnerId", aspect, id, nullif(now, 'null'),
           jsonb_build_object('value', value, 'from', "from", 'to', "toOn") FROM s`
}

/** Restores what the values of these rows replaced; the caller has refused if a later document changed it since. */
export async function revertTerms(tx: Tx, rowIds: readonly string[]) {
  const effects = await tx.$queryRaw<{ made: string; before: unknown }[]>`
    SELECT subject_id AS made, before FROM effect
     WHERE row_id = ANY(${[...rowIds]}::uuid[]) AND undone_at IS NULL AND kind IN ('LOAD', 'FUNDING', 'CURRICULUM', 'MAIN_STATE')`
  const made = effects.map((effect) => effect.made)
  // Of two changes of one row's place the second replaced the first one's value: that one is removed too.
  const before = effects.flatMap((effect) => {
    const replaced = storedTerm.parse(effect.before)
    return replaced && !made.includes(replaced.id) ? [replaced] : []
  })
  await tx.$executeRaw`DELETE FROM study_term WHERE id = ANY(${made}::uuid[])`
  await tx.$executeRaw`
    INSERT INTO study_term (id, study_place_id, aspect, value, from_on, to_on, document_id, row_id, imported_number, imported_on)
    SELECT id, "studyPlaceId", aspect::"TermAspect", value, "fromOn", "toOn", "documentId", "rowId", "importedNumber",
           "importedOn"
      FROM json_to_recordset(${JSON.stringify(before)}::json) AS b(id uuid, "studyPlaceId" uuid, aspect text, value text,
           "fromOn" date, "toOn" date, "documentId" uuid, "rowId" uuid, "importedNumber" text, "importedOn" date)
    ON CONFLICT (id) DO UPDATE SET to_on = excluded.to_on`
}
