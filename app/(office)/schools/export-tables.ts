import type { Person } from '@/lib/access/rights'
import type { Say } from '@/lib/messages/say'
import { classList, classPupils, classSheet, dayWithin } from '@/lib/schools/houses/queries/classes'
import { houseList } from '@/lib/schools/houses/queries/houses'
import {
  ArrivalsFilter,
  ClassAsked,
  ClassesFilter,
  HousesFilter,
  LogFilter,
} from '@/lib/schools/houses/schema/lists'
import { logForFile, type LogLine } from '@/lib/schools/pupils/queries/log'
import { arrivalsForFile } from '@/lib/schools/transfers/queries/arrivals'
import { dayInTallinn, showDay, showInstant } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import type { Snapshot } from '@/lib/shared/snapshot'
import { inPieces } from '@/lib/shared/write-sheet'
import type { Sheet } from '@/lib/shared/write-xlsx'
import { alongText, placementText } from './words'

type Asked = Record<string, string>
/** A list as a file: its name, and its sheet once it is read. */
type Exported = { file: string; sheet: (rows: Snapshot) => Promise<Sheet> }
type Export = (db: Db, person: Person, say: Say, asked: Asked, now: Date) => Promise<Exported | null>

/** The list named by `asked.list` as a file; null when there is no such list or the person may not see it. */
export const schoolFile: Export = (db, person, say, asked, now) =>
  exports[asked.list ?? '']?.(db, person, say, asked, now) ?? Promise.resolve(null)

const exports: Record<string, Export | undefined> = {
  houses: async (_, person, say, asked, now) => ({
    file: 'majad',
    sheet: async (rows) => {
      const { houses } = await houseList(rows, person, HousesFilter.parse(asked), dayInTallinn(now), true)
      const heads = ['name', 'kind', 'ehisId', 'branchCode', 'classes', 'pupils'] as const
      return {
        name: say('schools.tab.houses'),
        headings: heads.map((head) => say(`schools.houses.${head}`)),
        rows: houses.map((house) => [
          house.name,
          say(`schools.kind.${house.kind}`),
          house.ehisId,
          house.branchCode,
          String(house.classes),
          String(house.pupils),
        ]),
      }
    },
  }),
  classes: async (_, person, say, asked, now) => ({
    file: 'klassid',
    sheet: async (rows) => {
      const { classes } = await classList(rows, person, ClassesFilter.parse(asked), dayInTallinn(now), true)
      return {
        name: say('schools.classes.title'),
        headings: (['name', 'house', 'pupils'] as const).map((head) => say(`schools.classes.${head}`)),
        rows: classes.map(({ label, house, pupils }) => [label, house, String(pupils)]),
      }
    },
  }),
  pupils: async (db, person, say, { class: id = '', ...asked }, now) => {
    const sheet = await classSheet(db, person, id)
    if (!sheet) return null
    const today = dayInTallinn(now)
    const filter = ClassAsked.parse(asked)
    const on = filter.on ?? dayWithin(sheet.year, today)
    const heads = ['lastName', 'firstName', 'personalCode', 'groups', 'placement'] as const
    const pupils = await classPupils(db, person, sheet.id, { ...filter, on }, now)
    return {
      file: 'opilased',
      sheet: async () => ({
        name: say('schools.class.sheet'),
        headings: heads.map((head) => say(`schools.class.${head}`)),
        rows: pupils.map((pupil) => [
          pupil.lastName,
          pupil.firstName,
          pupil.personalCode,
          pupil.groups.join(', '),
          placementText(say, pupil),
        ]),
      }),
    }
  },
  arrivals: async (_, person, say, asked, now) => ({
    file: 'tulijad',
    sheet: async (rows) => {
      const heads = ['name', 'from', 'house', 'to', 'day', 'along', 'behind', 'arrived'] as const
      const arrivals = arrivalsForFile(rows, person, ArrivalsFilter.parse(asked), dayInTallinn(now))
      return {
        name: say('transfers.arrivals.sheet'),
        headings: heads.map((head) => say(`transfers.arrivals.${head}`)),
        rows: inPieces(arrivals, (each) => [
          [
            `${each.firstName} ${each.lastName}`,
            `${each.fromHouse}, ${each.fromClass}`,
            each.toHouse,
            each.toClass,
            showDay(each.day),
            alongText(say, each.along),
            each.behind.join(', '),
            each.arrivedAt ? showDay(dayInTallinn(each.arrivedAt)) : '',
          ],
        ]),
      }
    },
  }),
  log: async (_, person, say, asked) => ({
    file: 'paigutuslogi',
    sheet: async (rows) => {
      const heads = ['at', 'pupil', 'act', 'fromPlace', 'toPlace', 'day', 'who'] as const
      const place = (of: LogLine['from']) => (of ? [of.house, of.class].filter(Boolean).join(', ') : '')
      return {
        name: say('transfers.log.sheet'),
        headings: heads.map((head) => say(`transfers.log.${head}`)),
        rows: inPieces(logForFile(rows, person, LogFilter.parse(asked)), (line) => [
          [
            showInstant(line.at),
            `${line.pupil.firstName} ${line.pupil.lastName}`,
            say(`transfers.log.acts.${line.act}`),
            place(line.from),
            place(line.to),
            showDay(line.day),
            line.who,
          ],
        ]),
      }
    },
  }),
}
