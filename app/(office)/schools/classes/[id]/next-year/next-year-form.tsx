'use client'

import { SavingForm, type FormTexts } from '@/components/saving-form'
import { Select, type Choice } from '@/components/ui/select'
import { Table, Th } from '@/components/ui/table'
import { AnotherChild } from '../../../another-child'
import { copy } from '../../../transfers/actions'

/**
 * Each pupil's class of next year: the next number with the same letter, unless the user chooses another class or none.
 */
export function NextYearForm({
  classId,
  classes,
  usual,
  pupils,
  texts,
}: {
  classId: string
  classes: readonly Choice[]
  usual: string
  pupils: readonly { id: string; name: string; told: string; open: boolean }[]
  texts: FormTexts & Record<'name' | 'choice' | 'choiceOf' | 'none' | 'another', string>
}) {
  return (
    <SavingForm label={texts.submit} save={copy} hidden={{ classId }} texts={texts}>
      {(errorOf, typed) => (
        <div className="w-full max-w-[760px]" id="to" tabIndex={-1}>
          <Table caption={texts.choice} fold>
            <thead>
              <tr>
                <Th>{texts.name}</Th>
                <Th>{texts.choice}</Th>
              </tr>
            </thead>
            <tbody>
              {pupils.map(({ id, name, told, open }) => (
                <tr key={id}>
                  <th scope="row" className="align-middle">
                    {name}
                  </th>
                  <td>
                    {open ? (
                      <Select
                        name={`to.${id}`}
                        label={texts.choiceOf.replace('{name}', name)}
                        hideLabel
                        placeholder={texts.none}
                        choices={classes}
                        defaultValue={typed?.[`to.${id}`]?.[0] ?? usual}
                        error={errorOf(`to.${id}`)}
                        width="code"
                      />
                    ) : (
                      told
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
          <div className="mt-3 empty:hidden">
            <AnotherChild label={texts.another} error={errorOf('another')} />
          </div>
        </div>
      )}
    </SavingForm>
  )
}
