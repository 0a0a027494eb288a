'use client'

import { type ReactNode } from 'react'
import { Notice } from '@/components/ui/notice'
import { Selection, type SelectionTexts } from '@/components/ui/selection'
import { SubmitButton } from '@/components/ui/submit-button'
import { useAct } from '@/components/use-act'
import type { ManyAct } from '@/lib/documents/rules/many'
import { choose } from './actions'

/** Chooses documents of the list; the acts lead to a page that shows what each of them would cause. */
export function ChooseForm({
  list,
  acts,
  texts,
  selection,
  children,
}: {
  /** The list's address, for choosing the whole list. */
  list: string
  acts: readonly { act: ManyAct; text: string }[]
  texts: { refused: string }
  selection: SelectionTexts
  children: ReactNode
}) {
  const [answer, action, , onReset] = useAct(choose)
  const refused = answer.outcome === 'refused'
  return (
    <form action={action} onReset={onReset}>
      {refused ? (
        <Notice tone="stop" title={`${texts.refused}:`}>
          {answer.errors.map(({ text }) => text).join(' ')}
        </Notice>
      ) : null}
      <input type="hidden" name="list" value={list} />
      <Selection
        texts={selection}
        acts={acts.map(({ act, text }) => (
          <SubmitButton key={act} size="small" name="act" value={act}>
            {text}
          </SubmitButton>
        ))}
      >
        {children}
      </Selection>
    </form>
  )
}
