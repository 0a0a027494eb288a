import type { ReactNode } from 'react'
import type { kindsToDraft } from '@/lib/documents/drafting/queries/choices'
import type { Say } from '@/lib/messages/say'
import { NewDocument } from './new-document'

/** Begins a document, and lists below it the forms already begun. */
export function Begin({
  say,
  kinds,
  names,
  typeNames,
  children,
}: {
  say: Say
  kinds: Awaited<ReturnType<typeof kindsToDraft>>
  /** names of the kinds and of the types, by code */
  names: Readonly<Record<string, string>>
  typeNames: Readonly<Record<string, string>>
  children: ReactNode
}) {
  return (
    <>
      <NewDocument
        texts={{
          title: say('documents.list.newTitle'),
          type: say('documents.list.type'),
          kind: say('documents.list.kind'),
          add: say('documents.list.add'),
        }}
        types={kinds.map(({ type, kinds: ofType }) => ({
          value: type,
          kinds: ofType.map(({ code, subkind, subkindLabel = '' }) =>
            subkind ? [code, subkind, subkindLabel] : [code],
          ),
        }))}
        names={names}
        typeNames={typeNames}
      />
      {children}
    </>
  )
}
