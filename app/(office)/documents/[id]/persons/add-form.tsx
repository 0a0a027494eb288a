'use client'

import { type ReactNode } from 'react'
import { ErrorSummary } from '@/components/ui/error-summary'
import { FileField } from '@/components/ui/file-field'
import { SubmitButton } from '@/components/ui/submit-button'
import { Textarea } from '@/components/ui/textarea'
import { useAct } from '@/components/use-act'
import { addCodes, addSheet, addTicked } from '../../actions'
import type { Added } from '../../added'
import type { AddTexts } from './add-texts'
import { AddedPersons } from './added-persons'

const ways = { codes: addCodes, file: addSheet, ticked: addTicked }

/**
 * One way of adding persons, and its result: who was added, who was not and why, and about whom the user has to decide.
 */
export function AddForm({
  way,
  id,
  texts,
  matched,
  children,
}: {
  way: keyof typeof ways
  id: string
  texts: AddTexts
  /** A file whose columns are already known, and the notes about it. */
  matched?: { batch: string; text: string }
  /** The study places found, where the user ticks them. */
  children?: ReactNode
}) {
  const [answer, action, , onReset] = useAct(ways[way])
  const refused = answer.outcome === 'refused'
  const errorOf = (name: string) =>
    refused ? answer.errors.find(({ field }) => field === name)?.text : undefined
  return (
    <>
      {refused ? (
        <ErrorSummary
          title={texts.errors}
          titleMark={texts.titleMark}
          errors={answer.errors}
          answer={answer}
        />
      ) : null}
      {answer.outcome === 'done' ? (
        <AddedPersons key={answer.at} id={id} added={answer.result as Added} texts={texts} />
      ) : null}
      <form action={action} className="mt-4 flex max-w-full flex-col gap-4" onReset={onReset}>
        <input type="hidden" name="id" value={id} />
        {way === 'codes' ? (
          <Textarea
            name="codes"
            label={texts.codesLabel}
            hint={texts.codesHint}
            error={errorOf('codes')}
            rows={8}
          />
        ) : null}
        {matched ? (
          <>
            <input type="hidden" name="batch" value={matched.batch} />
            <p className="text-ink-2">{matched.text}</p>
          </>
        ) : null}
        {way === 'file' && !matched ? (
          <FileField
            name="file"
            label={texts.fileLabel}
            hint={texts.fileHint}
            error={errorOf('file')}
            choose={texts.choose}
            none={texts.noFile}
            most={texts.fileMost}
            accept=".xlsx,.csv"
          />
        ) : null}
        {children}
        {way === 'ticked' ? null : (
          <div>
            <SubmitButton variant="main">{texts.submit}</SubmitButton>
          </div>
        )}
      </form>
    </>
  )
}
