import type { ReactNode } from 'react'
import type { Address } from '@/components/list-page'
import { Button } from '@/components/ui/button'
import { ChipMenu } from '@/components/ui/chip-menu'
import { DateField } from '@/components/ui/date-field'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Link } from '@/components/ui/link'
import { MenuLink } from '@/components/ui/menu'
import { Notice } from '@/components/ui/notice'
import type { Say } from '@/lib/messages/say'
import { classStates } from '@/lib/schools/houses/schema/lists'
import { showDay, type Day } from '@/lib/shared/dates'
import type { AsOf } from '../../../as-of'

/** The day and the state as of which the class is shown; each chip opens the other choices. */
export function ClassChips({
  say,
  asked,
  on,
  usual,
  state,
  address,
  file,
  end,
}: {
  say: Say
  asked: AsOf
  /** the day shown, and the default day */
  on: Day
  usual: Day
  state: (typeof classStates)[number]
  address: Address
  /** the address of the list as a file */
  file: string
  end: ReactNode
}) {
  return (
    <>
      {asked.wrong ? (
        <ErrorSummary
          title={say('schools.class.asOfTitle')}
          titleMark={say('learners.titleMark')}
          errors={[{ text: say('schools.class.asOfWrong') }]}
        />
      ) : null}
      <div className="chips" role="group" aria-label={say('schools.class.view')}>
        <ChipMenu text={say('schools.class.asOf')} value={showDay(on)} on>
          <form className="flex flex-col items-start gap-3 p-2" action={address({}).split('?')[0]}>
            {state === 'STUDYING' ? null : <input type="hidden" name="state" value={state} />}
            <DateField
              name="on"
              label={say('schools.class.asOfTitle')}
              hint={say('schools.class.asOfHint', { example: showDay(usual) })}
              calendar={say('schools.class.calendar')}
              defaultValue={showDay(on)}
            />
            <Button type="submit">{say('schools.class.show')}</Button>
          </form>
        </ChipMenu>
        <ChipMenu text={`${say('schools.class.state')}:`} value={say(`schools.class.states.${state}`)}>
          {classStates.map((each) => (
            <MenuLink
              key={each}
              href={address({ state: each })}
              aria-current={each === state ? 'true' : undefined}
            >
              {say(`schools.class.states.${each}`)}
            </MenuLink>
          ))}
        </ChipMenu>
        <div className="end">
          {end} · <a href={file}>{say('lists.file')}</a>
        </div>
      </div>
      {on === usual ? null : (
        <Notice>
          {say('schools.class.shown', { on: showDay(on) })}{' '}
          <Link href={address({ on: '' })}>{say('schools.class.today')}</Link>
        </Notice>
      )}
    </>
  )
}
