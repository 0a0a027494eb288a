import { Fragment } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { refusalText } from '@/lib/messages/refusal-text'
import { DocumentForm } from './form'
import { ActButton, ChoiceField, CommonFields, FormErrors, OpenedText, type CommonField } from './form-parts'
import { DocumentHead } from './head'
import { Persons } from './persons'
import { changedNames } from './trail'
import { obstacleOf, personRowOf, type View } from './view'
import { showWhen } from './when'

/** As many reasons as the eye takes in; the rest are counted. */
const mostObstacles = 8
const controls = {
  paidFrom: 'day',
  paidTo: 'day',
  monthlyAmount: 'amount',
  fundingSource: 'text',
} as const satisfies Record<string, CommonField['control']>

/** The document open for drafting: one form from the heading to `Salvesta`. */
export function DraftView({
  view,
  address,
  flagged,
  picked,
}: {
  view: View
  /** where a form without script comes back to */
  address: string
  flagged: boolean
  picked: boolean
}) {
  const { sheet, say } = view
  const revision = sheet.document?.revision ?? 0
  return (
    <DocumentForm
      id={sheet.id}
      revision={revision}
      stamp={`${revision} ${sheet.copy?.changedAt.getTime() ?? 0} ${address}`}
      address={address}
      rows={sheet.rows.map((row) => personRowOf(view, row))}
      malformed={Object.fromEntries(
        sheet.malformed.map((refusal) => [refusal.field ?? '', refusalText(say, refusal)]),
      )}
    >
      <DocumentHead view={view} />
      <FormErrors
        labels={Object.fromEntries(
          sheet.kindRow.rowFields.map((field) => [field, say(`documents.field.${field}`)]),
        )}
        signIn={`/sign-in?next=${encodeURIComponent(address)}`}
        texts={{
          title: say('documents.sheet.errors'),
          titleMark: say('documents.sheet.titleMark'),
          lapsed: say('documents.sheet.lapsed'),
          signIn: say('documents.sheet.signIn'),
          failed: say('documents.sheet.failed'),
        }}
      />
      <Overtaken view={view} />
      <Obstacles view={view} />
      <Common view={view} />
      <Persons view={view} flagged={flagged} picked={picked} />
      <Texts view={view} />
      <div className="acts mt-6 no-print">
        <ActButton act="save" variant={sheet.document ? 'plain' : 'main'}>
          {say('documents.act.save')}
        </ActButton>
      </div>
    </DocumentForm>
  )
}

/** Somebody saved since this typing began: who, when, what, and the button that saves over it. */
function Overtaken({ view: { sheet, say, now } }: { view: View }) {
  if (!sheet.overtaken) return null
  const { who, at, changed } = sheet.overtaken
  return (
    <Notice
      tone="warn"
      title={say('documents.sheet.changed')}
      act={
        <ActButton act="saveOver" size="small" id="over">
          {say('documents.sheet.saveOver')}
        </ActButton>
      }
    >
      {say('documents.sheet.changedBy', { who, when: showWhen(say, at, now) })}{' '}
      {changed.length > 0 ? say('documents.sheet.changedWhat', { what: changedNames(say, changed) }) : null}
    </Notice>
  )
}

/** What stands in the way of issuing, each reason leading to its place; red only where something is refused for good. */
function Obstacles({ view }: { view: View }) {
  const { sheet, say } = view
  const refusals = sheet.moves.find(({ act }) => act === 'check')?.refusals ?? []
  if (refusals.length === 0) return null
  const onlyUnfinished = refusals.every(({ code }) => code === 'noPersons' || code.startsWith('missing.'))
  const shown = refusals.slice(0, mostObstacles).map((refusal) => obstacleOf(view, refusal))
  const lines = shown.map(({ name, text, href }, at) => (
    <Fragment key={at}>
      {href ? <a href={href}>{name || text}</a> : name || text}
      {name ? text : null}
    </Fragment>
  ))
  const more = refusals.length - shown.length
  return (
    <Notice tone={onlyUnfinished ? 'info' : 'stop'} title={say('documents.sheet.before')}>
      {refusals.length === 1 ? (
        lines[0]
      ) : (
        <ul>
          {lines.map((line, at) => (
            <li key={at}>{line}</li>
          ))}
          {more > 0 ? <li>{say('documents.sheet.andMore', { count: more })}</li> : null}
        </ul>
      )}
    </Notice>
  )
}

/** Offered for what can be read and was changed; an empty field is nothing to apply. */
const applies = ({ unlike, head, malformed }: View['sheet'], field: View['sheet']['unlike'][number]) =>
  unlike.includes(field) &&
  head[field] !== '' &&
  !malformed.some((refusal) => refusal.field === `head.${field}`)

function Common({ view: { sheet, say } }: { view: View }) {
  const { head, options, kindRow } = sheet
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
      <CommonFields
        calendar={say('documents.sheet.calendar')}
        fields={kindRow.commonFields.map((field) => ({
          field,
          control: controls[field],
          label: say(`documents.field.${field}`),
          hint: field === 'fundingSource' ? undefined : say(`documents.hint.${field}`),
          value: head[field],
          apply: applies(sheet, field) ? say('documents.sheet.applyToAll') : undefined,
        }))}
      />
    </>
  )
}

/** Basis, texts, signer and drafter, each with its own way to more choices. */
function Texts({ view: { sheet, say } }: { view: View }) {
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
