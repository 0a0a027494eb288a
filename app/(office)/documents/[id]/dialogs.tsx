import { stateWord, type DocumentEvent } from '@/lib/documents/rules/lifecycle'
import { ActDialog } from './act-form'
import type { View } from './view'

/** The acts that ask for confirmation. They are outside the form, because each is a form of its own. */
export function DocumentDialogs({ view: { sheet, say } }: { view: View }) {
  const { id, document } = sheet
  const open = (act: DocumentEvent) =>
    sheet.moves.some((move) => move.act === act && move.refusals.length === 0)
  const asking = (act: DocumentEvent) =>
    open(act) && sheet.moves.some((move) => move.act === act && move.reasonAsked)
  const giveUp = say('documents.dialog.giveUp')
  const words = { type: stateWord(sheet), number: document?.number ?? '', count: sheet.counts.rows }
  const version = document?.revision ?? 0
  const seen = { id, revision: version }
  const cancelText = { DRAFT: 'cancelDraft', ISSUED: 'cancelIssued', REGISTERED: 'cancelRegistered' } as const
  const decided = sheet.moves.some(({ act, reasonAsked }) => act === 'reopen' && reasonAsked)
  const parkedReason = { label: say('documents.field.reason'), hint: say('documents.dialog.parkedHint') }
  const historyReason = { label: say('documents.field.reason'), hint: say('documents.dialog.historyHint') }
  return (
    <>
      {sheet.editable ? (
        <ActDialog
          key={`discard${sheet.copy ? 1 : 0}`}
          id="discard"
          act={document ? 'discard' : 'discardNew'}
          fields={{ id }}
          giveUp={giveUp}
          title={say(document ? 'documents.dialog.discardTitle' : 'documents.dialog.discardNewTitle')}
          body={say(document ? 'documents.dialog.discardBody' : 'documents.dialog.discardNewBody')}
          submit={say(document ? 'documents.sheet.discard' : 'documents.list.throwAway')}
        />
      ) : null}
      {open('delete') ? (
        <ActDialog
          id="delete"
          act="remove"
          fields={{ id }}
          giveUp={giveUp}
          title={say('documents.dialog.deleteTitle')}
          body={say('documents.dialog.deleteBody', words)}
          submit={say('documents.act.delete')}
        />
      ) : null}
      {open('reopen') ? (
        <ActDialog
          key={`reopen${version}`}
          id="reopen"
          act="reopen"
          fields={seen}
          giveUp={giveUp}
          variant="main"
          title={say('documents.dialog.reopenTitle', words)}
          body={say(decided ? 'documents.dialog.reopenParked' : 'documents.dialog.reopenBody', words)}
          reason={decided ? parkedReason : undefined}
          submit={say('documents.act.reopen', words)}
        />
      ) : null}
      {(['accept', 'anew', 'cancelledThere', 'stay'] as const).filter(asking).map((act) => (
        <ActDialog
          key={`${act}${version}`}
          id={act}
          act={act}
          fields={seen}
          giveUp={giveUp}
          variant="main"
          title={say(`documents.act.${act}`)}
          body={say(`documents.dialog.${act}Body`)}
          reason={act === 'stay' || act === 'cancelledThere' ? historyReason : parkedReason}
          submit={say(`documents.act.${act}`)}
        />
      ))}
      {open('cancel') && sheet.group !== 'CANCELLED' ? (
        <ActDialog
          key={`cancel${version}`}
          id="cancel"
          act="cancel"
          fields={seen}
          giveUp={giveUp}
          title={say('documents.dialog.cancelTitle', words)}
          body={say(`documents.dialog.${cancelText[sheet.group]}`, words)}
          reason={{ label: say('documents.field.reason'), hint: say('documents.dialog.reasonHint') }}
          submit={say('documents.act.cancel')}
        />
      ) : null}
    </>
  )
}
