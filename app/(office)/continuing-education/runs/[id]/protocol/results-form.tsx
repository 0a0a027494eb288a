'use client'

import { type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Selection, type SelectionTexts } from '@/components/ui/selection'
import { lastOf, useAct } from '@/components/use-act'
import { papers, results } from '../../../actions'

/** Results and papers for the ticked persons: one form, with a button for each act. */
export function ResultsForm({
  may,
  runId,
  texts,
  children,
}: {
  may: boolean
  runId: string
  texts: {
    refused: string
    papers: string
    results: readonly { value: string; text: string }[]
    selection: SelectionTexts
  }
  children: ReactNode
}) {
  const [given, give, giving] = useAct(results)
  const [numbered, number, numbering] = useAct(papers)
  if (!may) return children
  const answer = lastOf(given, numbered)
  return (
    <form action={give} onReset={(event) => answer.outcome === 'refused' && event.preventDefault()}>
      {answer.outcome === 'refused' ? (
        <Notice tone="stop" title={texts.refused}>
          {answer.errors.map(({ text }) => text).join(' ')}
        </Notice>
      ) : null}
      {answer.outcome === 'done' && answer.notice ? <Notice tone="done">{answer.notice}</Notice> : null}
      <input type="hidden" name="runId" value={runId} />
      <Selection
        texts={texts.selection}
        acts={
          <>
            {texts.results.map(({ value, text }) => (
              <Button key={value} type="submit" size="small" name="result" value={value} pending={giving}>
                {text}
              </Button>
            ))}
            <Button type="submit" size="small" formAction={number} pending={numbering}>
              {texts.papers}
            </Button>
          </>
        }
      >
        {children}
      </Selection>
    </form>
  )
}
