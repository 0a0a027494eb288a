'use client'

import { type ReactNode } from 'react'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { SubmitButton } from '@/components/ui/submit-button'
import { Table, Th } from '@/components/ui/table'
import { useAct } from '@/components/use-act'
import { makeDirective } from '../../../actions'
import type { MadeDirective } from '../../../words'

type Texts = Record<'submit' | 'refused' | 'refusedMark' | 'open' | 'left' | 'who' | 'reason', string>

/**
 * Makes the directive; if some registrants can't be put on it, names them and the reasons, and links to the directive.
 */
export function DirectiveForm({
  fields,
  texts,
  children,
}: {
  fields: Readonly<Record<string, string>>
  texts: Texts
  children: ReactNode
}) {
  const [answer, action, , onReset] = useAct(makeDirective)
  if (answer.outcome === 'done') return <Made made={answer.result as MadeDirective} texts={texts} />
  const refused = answer.outcome === 'refused'
  return (
    <>
      {refused ? (
        <ErrorSummary
          title={texts.refused}
          titleMark={texts.refusedMark}
          errors={answer.errors}
          answer={answer}
        />
      ) : null}
      <form
        id="registrants"
        tabIndex={-1}
        action={action}
        className="flex max-w-full flex-col gap-6"
        onReset={onReset}
      >
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children}
        <div>
          <SubmitButton variant="main">{texts.submit}</SubmitButton>
        </div>
      </form>
    </>
  )
}

function Made({ made: { id, told, left }, texts }: { made: MadeDirective; texts: Texts }) {
  return (
    <>
      <Notice
        act={
          <LinkButton href={`/documents/${id}`} variant="main">
            {texts.open}
          </LinkButton>
        }
      >
        {told}
      </Notice>
      <Section title={texts.left} aside={String(left.length)}>
        <Table caption={texts.left}>
          <thead>
            <tr>
              <Th>{texts.who}</Th>
              <Th>{texts.reason}</Th>
            </tr>
          </thead>
          <tbody>
            {left.map(({ who, href, reason }, at) => (
              <tr key={at}>
                <th scope="row">{href ? <Link href={href}>{who}</Link> : who}</th>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Section>
    </>
  )
}
