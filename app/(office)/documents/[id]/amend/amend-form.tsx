'use client'

import { ErrorSummary } from '@/components/ui/error-summary'
import { PickBox } from '@/components/ui/pick-box'
import { Select, type Choice } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { Table, Th } from '@/components/ui/table'
import { useAct } from '@/components/use-act'
import { addBase, amend } from '../../actions'

type Texts = Record<
  'kind' | 'caption' | 'person' | 'pick' | 'note' | 'submit' | 'errors' | 'titleMark',
  string
>

const acts = { amend, addBase }

/**
 * Chooses persons of a directive to change or cancel. `amend` begins the form of an amendment or a cancellation, and no
 * ticks mean all persons whose rows are still in force; `addBase` adds more of them to an existing form.
 */
export function AmendForm({
  act,
  fields,
  rows,
  kinds,
  texts,
}: {
  act: keyof typeof acts
  fields: Readonly<Record<string, string>>
  rows: readonly { key: string; name: string; about: string; struck: string | null }[]
  kinds: readonly Choice[]
  texts: Texts
}) {
  const [answer, action, , onReset] = useAct(acts[act])
  const errors = answer.outcome === 'refused' ? answer.errors : []
  return (
    <form action={action} onReset={onReset} className="flex flex-col items-start gap-4">
      {errors.length > 0 ? (
        <ErrorSummary title={texts.errors} titleMark={texts.titleMark} errors={errors} answer={answer} />
      ) : null}
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {kinds.length > 0 ? <Select name="kind" label={texts.kind} choices={kinds} /> : null}
      <Table caption={texts.caption} fold>
        <thead>
          <tr>
            <Th>{texts.person}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, about, struck }) => (
            <tr key={key} className={struck ? 'struck' : undefined}>
              <th scope="row">
                <label className="flex items-center gap-2">
                  {struck ? null : (
                    <PickBox name="rows" value={key} label={texts.pick.replace('{name}', name)} />
                  )}
                  <span>
                    {name} <span className="sub">{struck ?? about}</span>
                  </span>
                </label>
              </th>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="text-ink-2">{texts.note}</p>
      <SubmitButton variant="main" icon="plus">
        {texts.submit}
      </SubmitButton>
    </form>
  )
}
