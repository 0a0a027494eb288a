import type { Metadata } from 'next'
import { ListPage } from '@/components/list-page'
import { Button } from '@/components/ui/button'
import { ListTable } from '@/components/ui/list-table'
import { PageHead } from '@/components/ui/page-head'
import { Selection } from '@/components/ui/selection'
import { requirePerson, voice } from '@/lib/access/session'
import { sayIn } from '@/lib/messages/say'
import { classList, yearChoices } from '@/lib/schools/houses/queries/classes'
import { houseChoice } from '@/lib/schools/houses/queries/houses'
import { aPage, ClassesFilter } from '@/lib/schools/houses/schema/lists'
import { now } from '@/lib/shared/clock'
import { dayInTallinn, showInstant } from '@/lib/shared/dates'
import { db } from '@/lib/shared/db'
import { counted } from '../../counted'
import { listAddress, type Asked } from '../../list-address'
import { SchoolTabs } from '../parts'
import { classColumns, classesAsked, classRow, usualClasses } from './class-rows'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await voice())('schools.classes.title') }
}

/** Klassid of a school year; the ticked ones go to the planner together (`Tõsta mitu klassi`). */
export default async function ClassesPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const person = await requirePerson('page /schools/classes')
  const say = sayIn(person.locale)
  const asked = await searchParams
  const house = await houseChoice(db(), person, asked.house)
  const filter = { ...ClassesFilter.parse(asked), house: house.id }
  const today = dayInTallinn(now())
  const [{ classes, count, year }, years] = await Promise.all([
    classList(db(), person, filter, today),
    yearChoices(db(), person, today),
  ])
  const address = listAddress('/schools/classes', filter, usualClasses(today))
  return (
    <ListPage
      say={say}
      head={<PageHead title={say('schools.classes.title')} />}
      above={<SchoolTabs say={say} on="classes" />}
      address={address}
      asked={classesAsked(say, filter, { house, years, year, today })}
      rows={{ page: filter.page, perPage: aPage, shown: classes.length, count }}
      counted={counted(say, 'schools.classes', count)}
      file="/api/exports/schools?list=classes"
      printed={{ at: showInstant(now(), person.locale) }}
      none={{
        found: { title: say('schools.classes.none') },
        yet: { title: say('schools.classes.noneYet'), advice: say('schools.classes.noneYetAdvice') },
      }}
    >
      <form action="/schools/transfers/new">
        <Selection
          texts={{
            chosen: say('schools.classes.chosen', { count: '{count}' }),
            clear: say('schools.classes.clearChosen'),
          }}
          acts={
            <Button type="submit" size="small">
              {say('schools.classes.move')}
            </Button>
          }
        >
          <ListTable
            caption={say('schools.classes.title')}
            columns={classColumns(say, filter, address)}
            rows={classes.map((each) => classRow(say, each))}
            pick={{
              name: 'class',
              all: say('schools.classes.pickAll'),
              sent: true,
              one: say('schools.classes.pick', { name: '{name}' }),
            }}
          />
        </Selection>
      </form>
    </ListPage>
  )
}
