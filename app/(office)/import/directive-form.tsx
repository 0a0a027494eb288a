'use client'

import { ErrorSummary } from '@/components/ui/error-summary'
import { Select, type Choice } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { useAct } from '@/components/use-act'
import { beginDirective } from './actions'

/** A grant for the persons of an import: asks for its kind, and begins a new directive with them on it. */
export function DirectiveForm({
  batch,
  type,
  kinds,
  texts,
}: {
  batch: string
  type: string
  kinds: readonly Choice[]
  texts: Record<'kind' | 'submit' | 'errors' | 'titleMark', string>
}) {
  const [answer, action, , onReset] = useAct(beginDirective)
  return (
    <form action={action} onReset={onReset}>
      {answer.outcome === 'refused' ? (
        <ErrorSummary
          title={texts.errors}
          titleMark={texts.titleMark}
          errors={answer.errors}
          answer={answer}
        />
      ) : null}
      <div className="filters">
        <input type="hidden" name="batch" value={batch} />
        <input type="hidden" name="type" value={type} />
        <div className="w-[400px] max-w-full">
          <Select name="kind" label={texts.kind} width="full" choices={kinds} />
        </div>
        <SubmitButton>{texts.submit}</SubmitButton>
      </div>
    </form>
  )
}
