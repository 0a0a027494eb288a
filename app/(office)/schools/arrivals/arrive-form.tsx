'use client'

import { type ReactNode } from 'react'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Selection, type SelectionTexts } from '@/components/ui/selection'
import { SubmitButton } from '@/components/ui/submit-button'
import { useAct } from '@/components/use-act'
import { arrive } from '../transfers/actions'

/** Ticks off the pupils who have arrived; before the day, nobody can be ticked off. */
export function ArriveForm({
  transferId,
  may,
  texts,
  selection,
  children,
}: {
  transferId: string
  may: boolean
  texts: Record<'mark' | 'unmark' | 'refused' | 'refusedMark' | 'notYet', string>
  selection: SelectionTexts
  children: ReactNode
}) {
  const [answer, send, , onReset] = useAct(arrive)
  if (!may) return children
  return (
    <form action={send} onReset={onReset}>
      {answer.outcome === 'refused' ? (
        <ErrorSummary
          title={texts.refused}
          titleMark={texts.refusedMark}
          errors={answer.errors.map(({ text }) => ({ text }))}
          answer={answer}
        />
      ) : null}
      <input type="hidden" name="transferId" value={transferId} />
      <Selection
        texts={selection}
        acts={
          <>
            <SubmitButton size="small" name="arrived" value="yes">
              {texts.mark}
            </SubmitButton>
            <SubmitButton size="small" name="arrived" value="">
              {texts.unmark}
            </SubmitButton>
          </>
        }
      >
        {children}
      </Selection>
    </form>
  )
}
