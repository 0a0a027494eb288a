import { Section } from '@/components/ui/section'
import type { signersOfUnit } from '@/lib/documents/drafting/queries/choices'
import type { Opened } from '@/lib/documents/queries/opened'
import type { Say } from '@/lib/messages/say'
import { ChoiceButton, NewSigner } from '../choice-form'

/** Signers of the type in the unit, each with a button that ends it, and a form that adds a new one. */
export function SignerLists({
  say,
  sheet,
  unitName,
  signing,
}: {
  say: Say
  sheet: Pick<Opened, 'id' | 'type'>
  unitName: string
  signing: Awaited<ReturnType<typeof signersOfUnit>>
}) {
  const { id, type } = sheet
  return (
    <>
      <Section
        title={say('documents.choices.signers')}
        aside={say('documents.choices.signersNote', { unit: unitName, type: say(`documents.type.${type}`) })}
      >
        {signing.signers.length === 0 ? (
          <p className="text-ink-3">{say('documents.choices.noSigners')}</p>
        ) : null}
        <ul className="max-w-[760px]">
          {signing.signers.map((signer) => (
            <li key={signer.id} className="flex items-center justify-between gap-4 border-b border-line py-2">
              <span>
                <b>{signer.name}</b>, {signer.title}
              </span>
              {signer.common ? (
                <span className="text-ink-3">{say('documents.choices.common')}</span>
              ) : (
                <ChoiceButton
                  act="endSigner"
                  fields={{ id, signing: signer.id }}
                  label={say('documents.choices.endWho', { name: signer.name })}
                >
                  {say('documents.choices.end')}
                </ChoiceButton>
              )}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={say('documents.choices.signerNew')}>
        <NewSigner
          id={id}
          candidates={signing.candidates.map(({ id: value, label: text }) => ({ value, text }))}
          texts={{
            label: say('documents.choices.signerWho'),
            hint: say('documents.choices.signerHint'),
            title: say('documents.choices.signerTitle'),
            submit: say('documents.choices.add'),
            placeholder: say('documents.sheet.notChosen'),
            empty: say('documents.sheet.noChoices'),
          }}
        />
      </Section>
    </>
  )
}
