import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { changing } from '@/lib/access/changes'
import { addDays, dateFromDay, dayAfter, dayBefore, type Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { nextYear, yearList } from '../queries/years'
import type { NewYearInput, YearInput } from '../schema/office'

/** Adds the academic year after the last one: it begins the day after it. Throws when it is too short or too long. */
export function addYear(act: Act, { seen, lastOn }: z.output<typeof NewYearInput>): Promise<number> {
  return changing(act, { name: 'settings.addYear', subject: 'settings.years', seen }, async (tx) => {
    const { label, firstOn } = nextYear(await yearList(tx), act.now)
    ofBearableLength({ label, firstOn, lastOn }, 'lastOn')
    await tx.academicYear.create({ data: { label, ...columnsOf({ firstOn, lastOn }) } })
    return { about: [label], before: {}, after: { firstOn, lastOn } }
  })
}

/**
 * Changes the days of an academic year, and with them its neighbours': the year before ends the day before, the one
 * after begins the day after. Throws when any of the three would no longer be a year.
 */
export function changeYear(act: Act, input: z.output<typeof YearInput>): Promise<number> {
  const { seen, label, firstOn, lastOn } = input
  return changing(act, { name: 'settings.changeYear', subject: 'settings.years', seen }, async (tx) => {
    const years = await yearList(tx)
    const at = years.findIndex((year) => year.label === label)
    const before = years[at]
    if (!before) throw new Refused([{ code: 'notFound' }])
    const [earlier, later] = [years[at - 1], years[at + 1]]
    const wanted = [
      ...(earlier ? [{ ...earlier, lastOn: dayBefore(firstOn) }] : []),
      { label, firstOn, lastOn },
      ...(later ? [{ ...later, firstOn: dayAfter(lastOn) }] : []),
    ]
    for (const year of wanted) ofBearableLength(year, year.label === earlier?.label ? 'firstOn' : 'lastOn')
    await storeYears(tx, wanted)
    return {
      about: [label],
      before: { ...daysOf(before), ...neighbours(earlier, later) },
      after: {
        firstOn,
        lastOn,
        ...neighbours(
          wanted.find((year) => year.label === earlier?.label),
          wanted.find((year) => year.label === later?.label),
        ),
      },
    }
  })
}

/** The days of the neighbours that can move, by their names in a change. */
const neighbours = (earlier?: Year, later?: Year) => ({
  ...(earlier && { [`lastOn.${earlier.label}`]: earlier.lastOn }),
  ...(later && { [`firstOn.${later.label}`]: later.firstOn }),
})

/** First makes room: the years may share no day even between two statements. */
async function storeYears(tx: Tx, years: readonly Year[]) {
  const labels = years.map(({ label }) => label)
  await tx.academicYear.deleteMany({ where: { label: { in: labels } } })
  await tx.academicYear.createMany({ data: years.map((year) => ({ label: year.label, ...columnsOf(year) })) })
}

type Year = { label: string; firstOn: Day; lastOn: Day }
const [least, most] = [250, 450]

/** An academic year of a few weeks or of two years is a typing mistake. */
function ofBearableLength({ label, firstOn, lastOn }: Year, field: string) {
  if (lastOn < addDays(firstOn, least - 1))
    throw new Refused([{ code: 'yearTooShort', field, params: { year: label, least } }])
  if (lastOn > addDays(firstOn, most - 1))
    throw new Refused([{ code: 'yearTooLong', field, params: { year: label, most } }])
}

const columnsOf = ({ firstOn, lastOn }: Pick<Year, 'firstOn' | 'lastOn'>) => ({
  firstOn: dateFromDay(firstOn),
  lastOn: dateFromDay(lastOn),
})
const daysOf = ({ firstOn, lastOn }: Year) => ({ firstOn, lastOn })
