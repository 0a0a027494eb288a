import type { Db } from '@/lib/shared/db'
import { toldApart } from '@/lib/shared/told-apart'
import type { Change } from '../changes'
import { mayOpen, type Person } from '../rights'
import { settingsAreas, type HistoryFilter, type SettingsArea } from '../schema'

export const changesAPage = 50

/** A change as the history lists it. */
export type HistoryLine = {
  id: string
  at: Date
  who: string
  area: SettingsArea
  about: string[]
  changes: Change[]
}

/** The areas whose pages the person may open: the history reveals no setting that its page would not show. */
export const readableAreas = (person: Person): SettingsArea[] =>
  settingsAreas.filter((area) => mayOpen(person, `page /settings/${area}`))

/**
 * Changes of settings that the person may read, newest first, one page; and everybody who made any. Includes bases and
 * signers added in a document's form. Two statements.
 */
export async function settingsHistory(
  db: Db,
  person: Person,
  { area, person: by, page }: HistoryFilter,
): Promise<{ lines: HistoryLine[]; total: number; persons: { id: string; name: string }[] }> {
  const areas = readableAreas(person).filter((each) => area === undefined || each === area)
  const found = await db.$queryRaw<(HistoryLine & { total: number })[]>`
    SELECT a.id::text, a.at, coalesce(u.first_name || ' ' || u.last_name, '') AS who,
           split_part(a.subject, '.', 2) AS area,
           CASE WHEN jsonb_array_length(coalesce(a.details->'about', '[]')) > 0 THEN a.details->'about'
                WHEN split_part(a.subject, '.', 3) <> '' THEN jsonb_build_array(split_part(a.subject, '.', 3))
                ELSE '[]' END AS about,
           a.details->'changes' AS changes, count(*) OVER ()::int AS total
      FROM audit_entry a LEFT JOIN app_user u ON u.id = a.user_id
     WHERE a.subject LIKE 'settings.%' AND split_part(a.subject, '.', 2) = ANY (${areas}::text[])
       AND (${by ?? null}::uuid IS NULL OR a.user_id = ${by ?? null}::uuid)
     ORDER BY a.id DESC LIMIT ${changesAPage} OFFSET ${(page - 1) * changesAPage}`
  const users = await db.$queryRaw<{ id: string; name: string; email: string }[]>`
    SELECT u.id::text, u.first_name || ' ' || u.last_name AS name, u.email FROM app_user u
     WHERE u.id IN (SELECT user_id FROM audit_entry WHERE subject LIKE 'settings.%')
     ORDER BY u.last_name, u.first_name`
  const names = toldApart(
    users,
    ({ name }) => name,
    ({ email }) => email,
  )
  const persons = users.map(({ id }, at) => ({ id, name: names[at]! }))
  return { lines: found.map(({ total: _, ...line }) => line), total: found[0]?.total ?? 0, persons }
}
