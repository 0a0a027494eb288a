'use client'

import { ErrorSummary } from '@/components/ui/error-summary'
import { Link } from '@/components/ui/link'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import type { OfficeAction } from '@/lib/access/action'
import { useAct } from './use-act'

/** The result of a search by code, as ready texts. */
export type FoundByCode = {
  /** returned to the field, so that the typed text is not lost */
  typed: string
  told: string
  note: string
  found: { href: string; name: string; place: string }[]
}

export type FindTexts = Record<'region' | 'label' | 'submit' | 'wrong' | 'titleMark', string>

/** A search of persons. It is posted, because no address may contain a personal code. */
export function FindForm({ find, q, texts }: { find: OfficeAction; q: string; texts: FindTexts }) {
  const [state, act, , onReset] = useAct(find)
  const found = state.outcome === 'done' ? (state.result as FoundByCode | undefined) : undefined
  return (
    <form action={act} onReset={onReset} role="search" aria-label={texts.region} className="mb-4">
      {state.outcome === 'refused' ? (
        <ErrorSummary title={texts.wrong} titleMark={texts.titleMark} errors={state.errors} answer={state} />
      ) : null}
      <div className="fields items-end">
        <TextField
          name="q"
          label={texts.label}
          key={found?.typed}
          defaultValue={found?.typed ?? q}
          autoComplete="off"
          width="name"
        />
        <SubmitButton>{texts.submit}</SubmitButton>
      </div>
      {found ? (
        <div className="notice notice-info mt-3" role="status">
          <div>
            <b>{found.told}</b> {found.note}
            {found.found.length > 0 ? (
              <ul>
                {found.found.map(({ href, name, place }) => (
                  <li key={href}>
                    <Link href={href}>{name}</Link> <span className="sub">{place}</span>
                  </li>
                ))}
              </ul>
            ) : null}
          </div>
        </div>
      ) : null}
    </form>
  )
}
