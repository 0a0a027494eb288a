'use client'

import { ErrorSummary } from '@/components/ui/error-summary'
import { FileField, type FileMost } from '@/components/ui/file-field'
import { SubmitButton } from '@/components/ui/submit-button'
import { useAct } from '@/components/use-act'
import type { OfficeAction } from '@/lib/access/action'

/** Uploads a file of registrants; leads to its preview. */
export function RegistrantFileForm({
  preview,
  runId,
  most,
  texts,
}: {
  preview: OfficeAction
  runId: string
  most: FileMost
  texts: Record<'file' | 'hint' | 'choose' | 'none' | 'submit' | 'errors' | 'titleMark', string>
}) {
  const [state, act, , onReset] = useAct(preview)
  const errors = state.outcome === 'refused' ? state.errors : []
  return (
    <form action={act} onReset={onReset} className="flex max-w-[640px] flex-col items-start gap-4">
      {errors.length > 0 ? (
        <ErrorSummary title={texts.errors} titleMark={texts.titleMark} errors={errors} answer={state} />
      ) : null}
      <input type="hidden" name="runId" value={runId} />
      <FileField
        name="file"
        label={texts.file}
        hint={texts.hint}
        choose={texts.choose}
        none={texts.none}
        most={most}
        accept=".xlsx,.csv"
        error={errors.find(({ field }) => field === 'file')?.text}
      />
      <SubmitButton variant="main">{texts.submit}</SubmitButton>
    </form>
  )
}
