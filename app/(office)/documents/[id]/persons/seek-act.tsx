'use client'

import { createContext, useContext, type ReactNode } from 'react'
import { TextField } from '@/components/ui/text-field'
import { useAct } from '@/components/use-act'
import { seek } from '../../actions'

const Wrong = createContext<string | undefined>(undefined)

/** The form of the search; it is posted, so that no address contains a personal code. */
export function SeekAct({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  const [answer, action] = useAct(seek)
  const wrong = answer.outcome === 'refused' ? answer.errors.map(({ text }) => text).join(' ') : undefined
  return (
    <Wrong value={wrong}>
      <form
        action={action}
        className="filters"
        role="search"
        aria-label={label}
        onReset={(event) => event.preventDefault()}
      >
        <input type="hidden" name="id" value={id} />
        {children}
      </form>
    </Wrong>
  )
}

/** The field for the name; the reason for a refusal appears below it. */
export function NameField({ label, value }: { label: string; value: string }) {
  return <TextField name="q" label={label} width="account" defaultValue={value} error={useContext(Wrong)} />
}
