import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { DateField } from '@/components/ui/date-field'
import { Select } from '@/components/ui/select'
import { Table, Th } from '@/components/ui/table'
import type { Say } from '@/lib/messages/say'
import type { PlanSheet } from '@/lib/schools/transfers/queries/planner'
import type { PlanAsked } from '@/lib/schools/transfers/schema/planner'
import { parseDay, showDay } from '@/lib/shared/dates'
import { showCount } from '@/lib/shared/money'

/** One day and one house, and for each class the receiving class; a plain form that requests the plan. */
export function PlanForm({
  say,
  asked,
  plan: { classes, houses, house, planner, turns },
  wrongDay,
}: {
  say: Say
  asked: PlanAsked
  plan: PlanSheet
  wrongDay: boolean
}) {
  // Only if a place in next year's class of the old house ends.
  const ends = planner?.children.some(({ move }) => move && move.voidIds.length > 0)
  const next = ends && classes.some(({ nextClasses }) => nextClasses.length > 0)
  const repeat = (ends || turns) && classes.some(({ repeatClasses }) => repeatClasses.length > 0)
  const day = parseDay(asked.day)
  return (
    <form action="/schools/transfers/new" aria-label={say('transfers.plan.what')}>
      {asked.pupil.map((id) => (
        <input key={id} type="hidden" name="pupil" value={id} />
      ))}
      {classes.map(({ id }) => (
        <input key={id} type="hidden" name="class" value={id} />
      ))}
      <div className="fields mb-4">
        <DateField
          name="day"
          label={say('transfers.day')}
          calendar={say('schools.class.calendar')}
          defaultValue={day ? showDay(day) : asked.day}
          error={wrongDay ? say('refusal.dayWrong') : undefined}
          required
        />
        <Select
          name="house"
          label={say('transfers.house')}
          placeholder={say('transfers.house')}
          choices={houses}
          defaultValue={house?.id ?? ''}
          required
        />
        {turns && asked.pupil.length > 0 ? (
          <Checkbox
            name="repeats"
            value="1"
            label={say('transfers.repeats')}
            defaultChecked={asked.repeats === '1'}
          />
        ) : null}
      </div>
      {house ? (
        <Table caption={say('transfers.plan.what')} fold>
          <thead>
            <tr>
              <Th>{say('transfers.plan.from')}</Th>
              <Th num>{say('transfers.plan.pupils')}</Th>
              <Th>{say('transfers.plan.to')}</Th>
              {next ? <Th>{say('transfers.plan.next')}</Th> : null}
              {repeat ? <Th>{say('transfers.plan.repeat')}</Th> : null}
            </tr>
          </thead>
          <tbody>
            {classes.map((each) => (
              <tr key={each.id}>
                <th scope="row">{`${each.house}, ${each.label}`}</th>
                <td className="n" data-l={say('transfers.plan.pupils')}>
                  {showCount(each.pupilIds.length)}
                </td>
                <td data-l={say('transfers.plan.to')}>
                  <Select
                    name={`to.${each.id}`}
                    label={`${say('transfers.plan.to')}, ${each.label}`}
                    hideLabel
                    placeholder={say('transfers.plan.stays')}
                    choices={each.targets}
                    defaultValue={each.to}
                    style={{ width: 'auto' }}
                  />
                </td>
                {next ? (
                  <td data-l={say('transfers.plan.next')}>
                    <Select
                      name={`next.${each.id}`}
                      label={`${say('transfers.plan.next')}, ${each.label}`}
                      hideLabel
                      placeholder={say('transfers.nextYearNone')}
                      choices={each.nextClasses}
                      defaultValue={each.next}
                      style={{ width: 'auto' }}
                    />
                  </td>
                ) : null}
                {repeat ? (
                  <td data-l={say('transfers.plan.repeat')}>
                    {each.repeatClasses.length > 0 ? (
                      <Select
                        name={`repeat.${each.id}`}
                        label={`${say('transfers.plan.repeat')}, ${each.label}`}
                        hideLabel
                        placeholder={say(turns ? 'transfers.plan.stays' : 'transfers.nextYearNone')}
                        choices={each.repeatClasses}
                        defaultValue={each.repeat}
                        style={{ width: 'auto' }}
                      />
                    ) : (
                      '–'
                    )}
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </Table>
      ) : null}
      <p className="mt-4 mb-6">
        <Button type="submit">{say('transfers.plan.show')}</Button>
      </p>
    </form>
  )
}
