import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Say } from '@/lib/messages/say'
import { ActForm } from '../act-form'

/** `Lisa DHISi teavituse saaja`: units whose secretaries DHIS notifies of this document. */
export function Notified({
  say,
  document,
  units,
}: {
  say: Say
  document: { id: string; notifyUnits: readonly string[]; sendNo: number }
  units: readonly { code: string; name: string }[]
}) {
  const { id, notifyUnits, sendNo } = document
  const nameOf = (code: string) => units.find((unit) => unit.code === code)?.name ?? code
  return (
    <Section title={say('documents.send.notify')}>
      <p className="mb-3 text-ink-2">{say('documents.send.notifyNote')}</p>
      {notifyUnits.length > 0 && sendNo > 0 ? <Notice>{say('documents.send.notifyAgain')}</Notice> : null}
      {notifyUnits.length > 0 ? (
        <ul aria-label={say('documents.send.notified')} className="mb-3 flex flex-col gap-1">
          {notifyUnits.map((code) => (
            <li key={code} className="flex items-center justify-between gap-3 border-b border-line pb-1">
              {nameOf(code)}
              <ActForm act="notify" fields={{ id, unit: code, act: 'remove' }}>
                <SubmitButton
                  variant="bare"
                  size="small"
                  aria-label={say('documents.send.notifyRemove', { unit: nameOf(code) })}
                >
                  {say('documents.send.notifyTakeOff')}
                </SubmitButton>
              </ActForm>
            </li>
          ))}
        </ul>
      ) : (
        <p className="mb-3 text-ink-3">{say('documents.send.nobody')}</p>
      )}
      <ActForm act="notify" fields={{ id, act: 'add' }} className="flex flex-wrap items-end gap-3">
        <Select
          name="unit"
          label={say('documents.send.notifyUnit')}
          placeholder={say('documents.sheet.notChosen')}
          choices={units
            .filter(({ code }) => !notifyUnits.includes(code))
            .map(({ code, name }) => ({ value: code, text: name }))}
        />
        <SubmitButton>{say('documents.send.notifyAdd')}</SubmitButton>
      </ActForm>
    </Section>
  )
}
