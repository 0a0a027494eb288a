import { RecordForm } from '@/components/record-form'
import { LinkButton } from '@/components/ui/link-button'
import type { Row } from '@/components/ui/list-column'
import { ListTable } from '@/components/ui/list-table'
import { Section } from '@/components/ui/section'
import type { Say } from '@/lib/messages/say'
import type { ProgrammeSheet } from '@/lib/registrants/queries/runs'
import { showDay } from '@/lib/shared/dates'
import { newQuestion, saveQuestion } from '../../actions'
import { questionFields } from '../../fields'
import { formTexts } from '../../words'

/** The programme's own questions; the one in the address is open in a form, and a new one can be added below. */
export function Questions({
  say,
  programme,
  seen,
  asked,
}: {
  say: Say
  programme: ProgrammeSheet
  seen: string
  /** id of the question to change, 'new' for a new one */
  asked: string | undefined
}) {
  const { id, questions, may } = programme
  const here = `/continuing-education/programmes/${id}`
  const chosen = may ? questions.find((question) => question.id === asked) : undefined
  return (
    <Section
      title={say('registrants.questions')}
      id="questions"
      acts={
        may && asked !== 'new' ? (
          <LinkButton href={`${here}?question=new#questions`} icon="plus">
            {say('registrants.addQuestion')}
          </LinkButton>
        ) : undefined
      }
    >
      {questions.length === 0 ? (
        <p className="text-ink-2">{say('registrants.noQuestions')}</p>
      ) : (
        <ListTable
          caption={say('registrants.questions')}
          columns={[
            {
              head: say('registrants.field.question'),
              ...(may && { kind: 'name' as const, href: `${here}?question={id}#questions` }),
            },
            { head: say('registrants.field.sort') },
            { head: say('registrants.column.state') },
          ]}
          rows={questions.map(({ id: key, text, sort, choices, retiredOn }): Row => [
            key,
            text,
            choices.length > 0
              ? [say(`registrants.sort.${sort}`), choices.join(', ')]
              : say(`registrants.sort.${sort}`),
            retiredOn ? say('registrants.retired', { on: showDay(retiredOn) }) : say('registrants.asked'),
          ])}
        />
      )}
      {chosen ? (
        <div className="mt-5">
          <RecordForm
            key={chosen.id}
            label={chosen.text}
            save={saveQuestion}
            hidden={{ id: chosen.id, seen }}
            texts={formTexts(say)}
            fields={questionFields(say, chosen)}
          />
        </div>
      ) : null}
      {may && asked === 'new' ? (
        <div className="mt-5">
          <RecordForm
            label={say('registrants.addQuestion')}
            save={newQuestion}
            hidden={{ programmeId: id, seen }}
            texts={formTexts(say, say('registrants.addQuestion'))}
            icon="plus"
            fields={questionFields(say)}
          />
        </div>
      ) : null}
    </Section>
  )
}
