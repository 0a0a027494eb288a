import { stateGroup, stateWord } from '@/lib/documents/rules/lifecycle'
import type { MessageKey, Say } from '@/lib/messages/say'
import type { Dossier } from '@/lib/register/queries/dossier'
import { showDay } from '@/lib/shared/dates'

export const dossierColumns = ['document', 'number', 'registeredOn', 'unit', 'signer', 'state'] as const

/** A document of the dossier in words, by column. */
export const dossierRow = (say: Say, document: Dossier['documents'][number]) => ({
  document: say(`documents.heading.${document.kind}` as MessageKey),
  number: document.number ?? '–',
  registeredOn: showDay(document.registeredOn),
  unit: document.unit,
  signer: document.signer,
  state: say(`documents.state.${stateWord(document)}.${stateGroup[document.state]}`),
})

/** The dossier as text cells of a file. */
export const dossierTable = (say: Say, { documents }: Dossier) => ({
  headings: dossierColumns.map((column) => say(`learners.dossier.${column}`)),
  rows: documents.map((document) => {
    const row = dossierRow(say, document)
    return dossierColumns.map((column) => row[column])
  }),
})
