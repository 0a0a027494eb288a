'use client'

import { ErrorSummary } from '@/components/ui/error-summary'
import { Section } from '@/components/ui/section'
import { Select, type Choice } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { Table, Th } from '@/components/ui/table'
import { TextField } from '@/components/ui/text-field'
import { useAct } from '@/components/use-act'
import type { OfficeAction } from '@/lib/access/action'

type Column = { heading: string; values: string; is: string }
type Fixed = { column: string; heading: string; value: string; first: boolean }

/** The meaning of each column of a file, and values that hold for every row; leads to the preview. */
export function ColumnsForm({
  act,
  id,
  at,
  columns,
  choices,
  fixed,
  texts,
}: {
  act: OfficeAction
  id: string
  at: { sheet: number; row: number }
  columns: readonly Column[]
  choices: readonly Choice[]
  fixed: readonly Fixed[]
  /** `of` contains {heading}, which is filled in */
  texts: Record<
    | 'columns'
    | 'column'
    | 'values'
    | 'is'
    | 'of'
    | 'noValues'
    | 'unread'
    | 'fixed'
    | 'fixedLead'
    | 'fixedMore'
    | 'submit'
    | 'errors'
    | 'titleMark',
    string
  >
}) {
  const [state, send] = useAct(act)
  const errors = state.outcome === 'refused' ? state.errors : []
  const typed = state.outcome === 'refused' ? state.typed : undefined
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.text
  const value = (name: string, before: string) => typed?.[name]?.[0] ?? before
  const field = ({ column, heading, value: before }: Fixed) => (
    <TextField
      key={column}
      name={`fixed.${column}`}
      label={heading}
      defaultValue={value(`fixed.${column}`, before)}
      error={errorOf(`fixed.${column}`)}
    />
  )
  const more = fixed.filter(({ first }) => !first)
  return (
    <form action={send} onReset={(event) => event.preventDefault()}>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="again" value="" />
      <input type="hidden" name="sheet" value={at.sheet} />
      <input type="hidden" name="row" value={at.row} />
      {errors.length > 0 ? (
        <ErrorSummary title={texts.errors} titleMark={texts.titleMark} errors={errors} answer={state} />
      ) : null}
      <Section title={texts.columns}>
        <Table caption={texts.is} fold>
          <thead>
            <tr>
              <Th>{texts.column}</Th>
              <Th>{texts.values}</Th>
              <Th>{texts.is}</Th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ heading, values, is }, place) => (
              <tr key={place}>
                <th scope="row" className="align-middle">
                  {heading}
                </th>
                <td data-l={texts.values} className="align-middle">
                  {values || <span className="text-ink-3">{texts.noValues}</span>}
                </td>
                <td>
                  <Select
                    name={`columns.${place}`}
                    label={texts.of.replace('{heading}', heading)}
                    hideLabel
                    choices={choices}
                    placeholder={texts.unread}
                    defaultValue={value(`columns.${place}`, is)}
                    error={errorOf(`columns.${place}`)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Section>
      <Section title={texts.fixed}>
        <p className="mb-3 max-w-[80ch] text-ink-2">{texts.fixedLead}</p>
        <div className="fields">{fixed.filter(({ first }) => first).map(field)}</div>
        {more.length > 0 ? (
          <details className="mt-3" open={more.some(({ column }) => errorOf(`fixed.${column}`))}>
            <summary>{texts.fixedMore}</summary>
            <div className="fields mt-3">{more.map(field)}</div>
          </details>
        ) : null}
      </Section>
      <div className="mt-5">
        <SubmitButton variant="main">{texts.submit}</SubmitButton>
      </div>
    </form>
  )
}
