import { ListPages } from '@/components/list-pages'
import { ListTable } from '@/components/ui/list-table'
import { Section } from '@/components/ui/section'
import type { Say } from '@/lib/messages/say'
import { aPage } from '@/lib/schools/houses/schema/lists'
import type { MovedPupil } from '@/lib/schools/transfers/queries/moved'
import type { TransferSheet } from '@/lib/schools/transfers/queries/outcome'
import { dayInTallinn, showDay, type Day } from '@/lib/shared/dates'
import { alongText } from '../../words'
import { ChangeForm } from './change-form'

/**
 * The moved pupils, the class of origin and the standing of each; before the day, the move of ticked ones can be put on
 * another day or taken back.
 */
export function MovedPupils({
  say,
  sheet,
  page,
  today,
}: {
  say: Say
  sheet: TransferSheet
  page: number
  today: Day
}) {
  const open = new Set(sheet.openIds)
  const table = (
    <>
      <ListTable
        caption={say('transfers.page.pupils')}
        columns={[
          { head: say('transfers.page.name'), kind: 'name', href: '/schools/pupils/{id}' },
          { head: say('transfers.page.from') },
          { head: say('transfers.page.to') },
          { head: say('transfers.page.day'), kind: 'date', labelled: true },
          { head: say('transfers.page.along'), labelled: true },
          { head: say('transfers.page.how'), kind: 'date', labelled: true },
        ]}
        rows={sheet.rows.map((row) => [
          row.pupilId,
          `${row.firstName} ${row.lastName}`,
          `${row.fromHouse}, ${row.fromClass}`,
          row.toClass,
          showDay(row.day),
          alongText(say, sheet.along.get(`${row.transferId} ${row.pupilId}`)!) || '–',
          standingText(say, row, today),
        ])}
        pick={
          sheet.open
            ? {
                name: 'pupilIds',
                all: say('transfers.page.pickAll'),
                sent: true,
                one: say('transfers.page.pick', { name: '{name}' }),
                not: sheet.rows.flatMap(({ pupilId }) => (open.has(pupilId) ? [] : [pupilId])),
              }
            : undefined
        }
      />
      {sheet.count > aPage ? (
        <ListPages
          say={say}
          rows={{ page, perPage: aPage, shown: sheet.rows.length, count: sheet.count }}
          counted={say('schools.class.count', { count: sheet.count })}
          href={`/schools/transfers/${sheet.id}?page={page}`}
        />
      ) : null}
    </>
  )
  const all = { count: String(sheet.openIds.length) }
  return (
    <Section title={say('transfers.page.pupils')}>
      {sheet.open ? (
        <ChangeForm
          transferId={sheet.id}
          everyone={sheet.openIds.join(' ')}
          movable={sheet.movable}
          texts={{
            title: say(sheet.movable ? 'transfers.page.change' : 'transfers.page.changeToday'),
            intro: say(sheet.movable ? 'transfers.page.changeIntro' : 'transfers.page.changeTodayIntro'),
            newDay: say('transfers.page.newDay'),
            calendar: say('schools.class.calendar'),
            moveDay: say('transfers.page.moveDay'),
            takeBack: say('transfers.page.takeBack'),
            moveDayTitle: say('transfers.page.moveDayTitle'),
            moveDayText: say('transfers.page.moveDayText'),
            takeBackTitle: say('transfers.page.takeBackTitle'),
            takeBackText: say('transfers.page.takeBackText'),
            cancel: say('transfers.cancel'),
            refused: say('transfers.page.refused'),
            refusedMark: say('learners.titleMark'),
          }}
          selection={{
            chosen: say('schools.class.chosen', { count: '{count}' }),
            clear: say('schools.class.clearChosen'),
            all: say('schools.class.chooseAll', all),
            allChosen: say('schools.class.allChosen', all),
          }}
        >
          {table}
        </ChangeForm>
      ) : (
        <>
          {table}
          {sheet.state === 'MADE' ? (
            <p className="mt-3 max-w-[80ch] text-ink-2">{say('transfers.page.over')}</p>
          ) : null}
        </>
      )}
    </Section>
  )
}

function standingText(say: Say, { takenBackAt, arrivedAt, day }: MovedPupil, today: Day) {
  const on = (at: Date) => ({ day: showDay(dayInTallinn(at)) })
  if (takenBackAt) return say('transfers.page.standing.TAKEN_BACK', on(takenBackAt))
  if (arrivedAt) return say('transfers.page.standing.ARRIVED', on(arrivedAt))
  return day > today
    ? say('transfers.page.standing.COMING', { day: showDay(day) })
    : say('transfers.page.standing.MOVED')
}
