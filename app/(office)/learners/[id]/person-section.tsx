import { RecordForm } from '@/components/record-form'
import { Section } from '@/components/ui/section'
import { isMessageKey, type Say } from '@/lib/messages/say'
import type { LearnerSheet } from '@/lib/register/queries/sheet'
import { showDay } from '@/lib/shared/dates'
import { mend } from '../actions'

/** Isikuandmete parandamine: the correct codes, names and day of birth, since when they hold, and why. */
export function PersonSection({ say, learner }: { say: Say; learner: NonNullable<LearnerSheet> }) {
  const { mending, more } = learner
  if (!mending || !more) return null
  const { personalCode, otherCode, bornOn } = more.general
  const calendar = (label: string) => say('settings.calendar', { label })
  return (
    <Section
      id="person"
      title={say('learners.mending.title')}
      acts={<a href={`/learners/${learner.id}`}>{say('pupils.closeForm')}</a>}
    >
      <p className="mb-3 max-w-[80ch] text-ink-2">{say('learners.mending.lead')}</p>
      <RecordForm
        label={say('learners.mending.title')}
        save={mend}
        hidden={{ learnerId: learner.id, seen: mending.changes[0]?.id ?? '' }}
        texts={{
          submit: say('settings.save'),
          refused: say('settings.refused'),
          refusedMark: say('settings.refusedMark'),
        }}
        fields={[
          {
            as: 'text',
            name: 'personalCode',
            label: say('learners.mending.field.personalCode'),
            value: personalCode ?? '',
            width: 'code',
            inputMode: 'numeric',
          },
          {
            as: 'text',
            name: 'otherCode',
            label: say('learners.mending.field.otherCode'),
            value: otherCode ?? '',
            width: 'code',
          },
          {
            as: 'day',
            name: 'bornOn',
            label: say('learners.mending.field.bornOn'),
            hint: say('learners.mending.bornOnHint'),
            value: !personalCode && bornOn ? showDay(bornOn) : '',
            calendar: calendar(say('learners.mending.field.bornOn')),
          },
          {
            as: 'text',
            name: 'firstName',
            label: say('learners.mending.field.firstName'),
            value: learner.firstName,
            width: 'name',
            required: true,
          },
          {
            as: 'text',
            name: 'lastName',
            label: say('learners.mending.field.lastName'),
            value: learner.lastName,
            width: 'name',
            required: true,
          },
          {
            as: 'day',
            name: 'since',
            label: say('learners.mending.since'),
            hint: say('learners.mending.sinceHint'),
            value: '',
            calendar: calendar(say('learners.mending.since')),
          },
          {
            as: 'area',
            name: 'reason',
            label: say('learners.mending.field.reason'),
            value: '',
            required: true,
          },
          {
            as: 'tick',
            name: 'merge',
            label: say('pupils.mending.merge'),
            hint: say('learners.mending.mergeHint'),
            value: 'yes',
            on: false,
          },
        ]}
      />
    </Section>
  )
}

/** The corrected field, by its name. */
export function mendedName(say: Say, what: string) {
  const key = `learners.mending.field.${what}`
  return isMessageKey(key) ? say(key) : what
}
