'use client'

import { ErrorSummary } from '@/components/ui/error-summary'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { Table, Th } from '@/components/ui/table'
import { useAct } from '@/components/use-act'
import { addTicked } from '../../actions'
import type { Added } from '../../added'
import type { AddTexts } from './add-texts'

export function AddedPersons({ id, added, texts }: { id: string; added: Added; texts: AddTexts }) {
  return (
    <>
      <Notice act={<Link href={`/documents/${id}`}>{texts.back}</Link>}>{added.told}</Notice>
      {added.choose.length > 0 ? <Choices id={id} choose={added.choose} texts={texts} /> : null}
      {added.notes.length > 0 ? (
        <ul className="mt-3 text-ink-2">
          {added.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
      {added.lines.length > 0 ? (
        <details className="mt-3">
          <summary>{texts.linesTitle}</summary>
          <ul className="mt-2">
            {added.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      ) : null}
      {added.left.length > 0 ? (
        <Section title={texts.leftTitle} aside={added.leftTitle}>
          <Table caption={texts.leftTitle}>
            <thead>
              <tr>
                <Th>{texts.who}</Th>
                <Th>{texts.reason}</Th>
              </tr>
            </thead>
            <tbody>
              {added.left.map(({ who, reason }, at) => (
                <tr key={at}>
                  <th scope="row">{who}</th>
                  <td>{reason}</td>
                </tr>
              ))}
            </tbody>
          </Table>
          {added.more ? <p className="mt-2 text-ink-3">{added.more}</p> : null}
        </Section>
      ) : null}
    </>
  )
}

/**
 * The page asks about persons with several fitting study places, and about those whom a list doesn't identify for
 * certain.
 */
function Choices({ id, choose, texts }: { id: string; choose: Added['choose']; texts: AddTexts }) {
  const [answer, action, , onReset] = useAct(addTicked)
  if (answer.outcome === 'done') {
    return <AddedPersons id={id} added={answer.result as Added} texts={texts} />
  }
  return (
    <Section title={texts.chooseTitle} aside={texts.chooseNote}>
      <form action={action} onReset={onReset} className="flex flex-col gap-3">
        {answer.outcome === 'refused' ? (
          <ErrorSummary
            title={texts.errors}
            titleMark={texts.titleMark}
            errors={answer.errors.map(({ text }) => ({ text }))}
            answer={answer}
          />
        ) : null}
        <input type="hidden" name="id" value={id} />
        {choose.map(({ who, why, places }) => (
          <Select
            key={who + places[0]!.value}
            name="places"
            label={who}
            hint={why}
            width="full"
            choices={places}
            placeholder={texts.dontAdd}
          />
        ))}
        <div>
          <SubmitButton variant="main">{texts.addChosen}</SubmitButton>
        </div>
      </form>
    </Section>
  )
}
