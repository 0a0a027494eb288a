import type { ReactNode } from 'react'
import { ActForm } from '@/components/act-form'
import { RecordForm, type RecordField } from '@/components/record-form'
import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogFoot } from '@/components/ui/dialog'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { SubmitButton } from '@/components/ui/submit-button'
import type { OfficeAction } from '@/lib/access/action'
import type { Say } from '@/lib/messages/say'
import type { KeptKind } from '@/lib/schools/kept/things'
import type { PupilSheet } from '@/lib/schools/pupils/queries/pupil'
import type { PupilForm } from '@/lib/schools/pupils/schema/pupils'
import { remove } from '../actions'
import { pupilAddress } from '../address'
import { formTexts } from '../words'

/** The input of every part of a pupil's page: the pupil, the stay, and which form is open. */
export type PartOf = {
  say: Say
  pupil: PupilSheet
  asked: { edit?: PupilForm; row?: string; done?: PupilForm | 'staying'; gone?: 'yes' }
}
type Kind = KeptKind | 'cards'

/** The address of a form on the page. */
export const formAddress = (
  { pupil }: PartOf,
  edit: PupilForm,
  at: string,
  row?: string,
  stay = pupil.stay?.placementId,
) => pupilAddress(pupil.id, { stay, edit, row }, at)

/** A part of the kept data: its rows, the link to add one, and the open form. */
export function Part({
  of,
  kind,
  count,
  once,
  form,
  children,
}: {
  of: PartOf
  kind: Kind
  count?: number
  /** a stay has this kind once, and already has it: it can be changed, and no other can be added */
  once?: boolean
  form?: ReactNode
  children: ReactNode
}) {
  const { say, pupil, asked } = of
  return (
    <Section
      id={kind}
      title={say(`pupils.kind.${kind}`)}
      aside={count ? String(count) : undefined}
      acts={
        pupil.stay?.may && !form ? (
          <LinkButton
            href={formAddress(of, kind, kind)}
            icon={once ? undefined : 'plus'}
            aria-label={
              once && kind !== 'cards' ? say(`pupils.changeKind.${kind}`) : say(`pupils.addKind.${kind}`)
            }
          >
            {say(once ? 'pupils.change' : 'pupils.add')}
          </LinkButton>
        ) : undefined
      }
    >
      {asked.done === kind ? (
        <Notice tone="done">
          {asked.gone
            ? say('pupils.removed')
            : say(kind === 'cards' ? 'pupils.savedCard' : 'pupils.saved', { count: 1 })}
        </Notice>
      ) : null}
      {children}
      {form}
    </Section>
  )
}

export const Nothing = ({ say }: { say: Say }) => <p className="text-ink-3">{say('pupils.nothing')}</p>

/** A form under its part, with links to close it and to delete its row. */
export function PartForm({
  of,
  kind,
  label,
  save,
  hidden,
  fields,
  removes,
}: {
  of: PartOf
  kind: Kind
  label: string
  save: OfficeAction
  hidden: Readonly<Record<string, string>>
  fields: readonly RecordField[]
  /** id of the row that can be deleted */
  removes?: string
}) {
  const { say, pupil } = of
  return (
    <div className="mt-4 border-t border-line pt-4">
      <header className="mb-3 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h3>{label}</h3>
        <a href={pupilAddress(pupil.id, { stay: pupil.stay?.placementId }, kind)}>
          {say('pupils.closeForm')}
        </a>
      </header>
      <RecordForm label={label} save={save} hidden={hidden} texts={formTexts(say)} fields={fields} />
      {removes ? (
        <div className="mt-3">
          <Button variant="danger" opens="remove">
            {say('pupils.remove')}
          </Button>
          <Dialog id="remove" title={say('pupils.removeTitle')} description={label}>
            <ActForm
              act={remove}
              hidden={{ name: 'id', value: removes }}
              errors={say('settings.refused')}
              titleMark={say('settings.refusedMark')}
            >
              {Object.entries({ ...hidden, kind }).map(([name, value]) =>
                name === 'id' ? null : <input key={name} type="hidden" name={name} value={value} />,
              )}
              <DialogBody>
                <p>{say('pupils.removeText')}</p>
              </DialogBody>
              <DialogFoot>
                <Button closes="remove">{say('transfers.cancel')}</Button>
                <SubmitButton variant="danger">{say('pupils.remove')}</SubmitButton>
              </DialogFoot>
            </ActForm>
          </Dialog>
        </div>
      ) : null}
    </div>
  )
}

/** The form of a kind of kept data, if the address names it and the stay can be changed. */
export function formOf(
  of: PartOf,
  kind: KeptKind,
  fields: (id: string) => RecordField[],
  { save, row }: { save: OfficeAction; row?: { id: string } },
) {
  const { say, pupil, asked } = of
  const { stay } = pupil
  if (!stay?.may || asked.edit !== kind || (asked.row && !row)) return undefined
  const label = say(row ? `pupils.changeKind.${kind}` : `pupils.addKind.${kind}`)
  const hidden = { placementId: stay.placementId, kind, id: row?.id ?? '', seen: stay.seen[kind] ?? '' }
  return (
    <PartForm
      key={row?.id ?? 'new'}
      of={of}
      kind={kind}
      label={label}
      save={save}
      hidden={hidden}
      fields={fields(row?.id ?? '')}
      removes={row?.id}
    />
  )
}
