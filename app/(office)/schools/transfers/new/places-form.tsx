'use client'

import { SavingForm } from '@/components/saving-form'
import { DateField } from '@/components/ui/date-field'
import { PickBox } from '@/components/ui/pick-box'
import { Table, Th } from '@/components/ui/table'
import { endStopping } from '../actions'

type Text =
  | ('intro' | 'name' | 'group' | 'pickAll' | 'pick' | 'lastDay' | 'calendar')
  | ('submit' | 'refused' | 'refusedMark')

/** Ends the ticked places; all are ticked at first. */
export function PlacesForm({
  places,
  last,
  texts,
}: {
  places: readonly { id: string; pupil: string; group: string }[]
  /** the latest last day that doesn't prevent the transfer */
  last: string
  texts: Record<Text, string>
}) {
  return (
    <SavingForm label={texts.submit} save={endStopping} hidden={{}} texts={texts} beside>
      {(errorOf, typed) => (
        <>
          <p className="text-ink-2">{texts.intro}</p>
          <div className="w-full max-w-[760px]">
            <Table caption={texts.intro} fold>
              <thead>
                <tr>
                  <td />
                  <Th>{texts.name}</Th>
                  <Th>{texts.group}</Th>
                </tr>
              </thead>
              <tbody>
                {places.map(({ id, pupil, group }) => (
                  <tr key={id}>
                    <td>
                      <PickBox
                        name="places"
                        value={id}
                        label={texts.pick.replace('{name}', `${pupil}, ${group}`)}
                        defaultChecked={typed?.places?.includes(id) ?? true}
                      />
                    </td>
                    <th scope="row">{pupil}</th>
                    <td>{group}</td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </div>
          <DateField
            name="lastDay"
            label={texts.lastDay}
            calendar={texts.calendar}
            error={errorOf('lastDay')}
            defaultValue={typed?.lastDay?.[0] ?? last}
            required
          />
        </>
      )}
    </SavingForm>
  )
}
