import { Button } from '@/components/ui/button'
import { DescriptionList } from '@/components/ui/description-list'
import { Section } from '@/components/ui/section'
import { fieldOf, type RowField } from '@/lib/documents/rules/fields'
import { isMessageKey, type Say } from '@/lib/messages/say'
import { choicesOf } from './choices'
import { ChoiceField, CommonFields, OpenedText } from './form-parts'
import { linkedFacts } from './linked'
import type { View } from './view'

/**
 * A field can be applied to all rows if its value is valid and differs from theirs; an empty field has nothing to
 * apply.
 */
const applies = ({ unlike, head, malformed }: View['sheet'], field: View['sheet']['unlike'][number]) =>
  unlike.includes(field) &&
  Boolean(head[field]) &&
  !malformed.some((refusal) => refusal.field === `head.${field}`)

/** Some fields explain themselves and have no hint. */
function hintOf(say: Say, field: RowField) {
  const hint = `documents.hint.${field}`
  return isMessageKey(hint) ? say(hint) : undefined
}

/** The unit and the common fields of the kind. */
export function CommonPart({ view }: { view: View }) {
  const { sheet, say } = view
  const { head, options, kindRow } = sheet
  const linked = linkedFacts(say, sheet)
  const units = options!.units.filter(({ id, closed }) => !closed || id === head.unitId)
  // Once a number exists the unit is fixed (spec 2).
  const offered = sheet.document?.number ? units.filter(({ id }) => id === head.unitId) : units
  return (
    <>
      <div className="mt-5 max-w-[440px]">
        <ChoiceField
          field="unitId"
          width="full"
          label={say('documents.field.unitId')}
          value={head.unitId}
          choices={offered.map(({ id, label }) => ({ value: id, text: label }))}
          placeholder={say('documents.sheet.notChosen')}
          emptyText={say('documents.sheet.noChoices')}
        />
      </div>
      {linked.length > 0 ? (
        <div className="mt-4">
          <DescriptionList facts={linked} />
        </div>
      ) : null}
      <CommonFields
        calendar={say('documents.sheet.calendar')}
        fields={kindRow.commonFields.map((field) => ({
          field,
          control: fieldOf(field).as,
          wide: fieldOf(field).wide ?? false,
          long: fieldOf(field).long ?? false,
          choices: choicesOf(view, field),
          placeholder: say('documents.choice.unchanged'),
          label: say(`documents.field.${field}`),
          hint: hintOf(say, field),
          value: head[field] ?? '',
          apply: applies(sheet, field) ? say('documents.sheet.applyToAll') : undefined,
        }))}
      />
    </>
  )
}

/** Basis, texts, signer and drafter, each with a link to more choices. */
export function TextsPart({ view: { sheet, say } }: { view: View }) {
  const { head, options } = sheet
  const bases = [
    ...new Set([...(head.basis ? [head.basis] : []), ...options!.bases.map(({ label }) => label)]),
  ]
  const list = { placeholder: say('documents.sheet.notChosen'), emptyText: say('documents.sheet.noChoices') }
  const choices = (offered: readonly { id: string; label: string }[]) =>
    offered.map(({ id, label }) => ({ value: id, text: label }))
  const opened = {
    none: say('documents.sheet.none'),
    open: say('documents.sheet.change'),
    close: say('documents.sheet.close'),
  }
  const manage = (go: string, text: string) => (
    <Button variant="bare" size="small" className="-ml-1.5" name="go" value={go}>
      {text}
    </Button>
  )
  return (
    <Section title={say('documents.sheet.contents')}>
      <div className="flex max-w-[760px] flex-col gap-4">
        <div>
          <ChoiceField
            {...list}
            field="basis"
            width="full"
            label={say('documents.field.basis')}
            value={head.basis}
            choices={bases.map((text) => ({ value: text, text }))}
          />
          {manage('basis', say('documents.sheet.changeOrAdd'))}
        </div>
        <OpenedText
          {...opened}
          field="extraInfo"
          label={say('documents.field.extraInfo')}
          value={head.extraInfo}
        />
        <div className="fields">
          <div>
            <ChoiceField
              {...list}
              field="signerId"
              label={say('documents.field.signerId')}
              value={head.signerId}
              choices={choices(options!.signers)}
            />
            {manage('signers', say('documents.sheet.changeOrAddSigner'))}
          </div>
          <div>
            <ChoiceField
              {...list}
              field="drafterId"
              label={say('documents.field.drafterId')}
              value={head.drafterId}
              choices={choices(options!.drafters)}
            />
            {manage('signers', say('documents.sheet.changeOrAddSigner'))}
          </div>
        </div>
        <OpenedText {...opened} field="footer" label={say('documents.field.footer')} value={head.footer} />
      </div>
    </Section>
  )
}
