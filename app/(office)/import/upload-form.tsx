'use client'

import { ErrorSummary } from '@/components/ui/error-summary'
import { FileField, type FileMost } from '@/components/ui/file-field'
import { Select, type Choice } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { useAct } from '@/components/use-act'
import type { OfficeAction } from '@/lib/access/action'

type Texts = Record<'kind' | 'file' | 'hint' | 'choose' | 'none' | 'submit' | 'errors' | 'titleMark', string>

/** What to import and from which file; leads to the preview. */
export function UploadForm({
  preview,
  kinds,
  most,
  texts,
}: {
  preview: OfficeAction
  kinds: readonly Choice[]
  most: FileMost
  texts: Texts
}) {
  const [state, act, , onReset] = useAct(preview)
  const errors = state.outcome === 'refused' ? state.errors : []
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.text
  return (
    <form action={act} onReset={onReset} className="flex max-w-[640px] flex-col items-start gap-4">
      {errors.length > 0 ? (
        <ErrorSummary title={texts.errors} titleMark={texts.titleMark} errors={errors} answer={state} />
      ) : null}
      <Select name="kind" label={texts.kind} choices={kinds} width="full" error={errorOf('kind')} />
      <FileField
        name="file"
        label={texts.file}
        hint={texts.hint}
        choose={texts.choose}
        none={texts.none}
        most={most}
        accept=".xlsx,.csv"
        error={errorOf('file')}
      />
      <SubmitButton variant="main">{texts.submit}</SubmitButton>
    </form>
  )
}
