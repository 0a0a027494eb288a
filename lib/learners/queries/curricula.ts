import { askedChoice, type Offered, type Offers } from '@/lib/shared/asked-choice'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { toldApart } from '@/lib/shared/told-apart'

/** Curricula in use to choose from, each by its code and told apart by it; one statement a fetch. */
export const curriculumOffers =
  (db: Db): Offers<Offered> =>
  async ({ id, q, most }) => {
    const which = id
      ? Prisma.sql`WHERE same_name(name) = (SELECT same_name(name) FROM curriculum WHERE code = ${id})`
      : q
        ? Prisma.sql`WHERE position(plain(${q}) IN plain(name || ', ' || code)) > 0
            ORDER BY plain(${q}) NOT IN (plain(name), plain(code)), name, code`
        : Prisma.sql`ORDER BY name, code`
    const found = await db.$queryRaw<{ name: string; code: string }[]>`
      SELECT name, code FROM curriculum ${which} LIMIT ${most}`
    const names = toldApart(
      found,
      ({ name }) => name,
      ({ code }) => code,
    )
    return found.map(({ code }, at) => ({ id: code, code, name: names[at]! }))
  }

/** The curriculum that an address asks for by code or name, and what can be chosen instead. At most three statements. */
export const curriculumChoice = (db: Db, asked: unknown) => askedChoice(asked, curriculumOffers(db))
