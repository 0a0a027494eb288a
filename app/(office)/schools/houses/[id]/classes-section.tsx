import { RecordForm } from '@/components/record-form'
import { Chips } from '@/components/ui/chips'
import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import { Table, Th } from '@/components/ui/table'
import type { Say } from '@/lib/messages/say'
import type { HouseSheet } from '@/lib/schools/houses/queries/house'
import { formTexts, yearText } from '../../pupils/words'
import { newClass, saveClass } from '../actions'
import { classFields } from './fields'

/** The classes of a school year; the one in the address is open in its form, and a new one can be added below. */
export function ClassesSection({
  say,
  house,
  asked,
}: {
  say: Say
  house: HouseSheet
  /** id of the class to change */
  asked: string | undefined
}) {
  const { id, classes, may, changes, year } = house
  const here = (at: number) => `/schools/houses/${id}?year=${at}#classes`
  const years = [...new Set([...house.years, year, ...(may ? [year + 1] : [])])].toSorted((a, b) => a - b)
  const seen = changes[0]?.id ?? ''
  const chosen = may ? classes.find((one) => one.id === asked) : undefined
  return (
    <Section id="classes" title={say('pupils.house.classes')} aside={yearText(year)}>
      <Chips
        label={say('pupils.house.classesOf')}
        chips={years.map((one) => ({ href: here(one), text: yearText(one), on: one === year }))}
      />
      {classes.length === 0 ? (
        <p className="text-ink-3">{say('pupils.house.noClasses')}</p>
      ) : (
        <Table caption={say('pupils.house.classes')} fold>
          <thead>
            <tr>
              <Th>{say('pupils.field.class')}</Th>
              <Th>{say('pupils.field.curriculum')}</Th>
              <Th num>{say('pupils.house.pupils')}</Th>
              {may ? (
                <Th>
                  <span className="sr-only">{say('pupils.change')}</span>
                </Th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {classes.map(({ id: classId, label, curriculum, pupils }) => (
              <tr key={classId}>
                <th scope="row">
                  <Link href={`/schools/classes/${classId}`} className="name">
                    {label}
                  </Link>
                </th>
                <td data-l={say('pupils.field.curriculum')}>{curriculum || '–'}</td>
                <td className="n" data-l={say('pupils.house.pupils')}>
                  {pupils}
                </td>
                {may ? (
                  <td className="n">
                    <Link href={`/schools/houses/${id}?year=${year}&class=${classId}#class`}>
                      {say('pupils.change')} <span className="sr-only">{label}</span>
                    </Link>
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {may ? (
        <div id="class" className="mt-5">
          <h3 className="mb-3">
            {chosen ? say('pupils.house.changeClass', { class: chosen.label }) : say('pupils.house.addClass')}
          </h3>
          {chosen ? (
            <RecordForm
              key={chosen.id}
              label={say('pupils.house.changeClass', { class: chosen.label })}
              save={saveClass}
              hidden={{ id: chosen.id, seen }}
              texts={formTexts(say)}
              fields={classFields(say, chosen)}
            />
          ) : (
            <RecordForm
              key={`new ${year}`}
              label={say('pupils.house.addClass')}
              save={newClass}
              hidden={{ houseId: id, year: String(year), seen }}
              texts={formTexts(say, say('pupils.house.addClass'))}
              icon="plus"
              fields={classFields(say)}
            />
          )}
        </div>
      ) : null}
    </Section>
  )
}
