import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import { isMessageKey, type Say } from '@/lib/messages/say'
import type { ImportedPlaces } from '@/lib/register/queries/imports'
import { kindNames } from '../documents/filter-choices'
import { DirectiveForm } from './directive-form'

type Kind = { code: keyof ReturnType<typeof kindNames>; subkind?: string; subkindLabel?: string }

/** The number of left-out persons shown by name; the rest are counted. */
const mostNamed = 50

/** A directive with the imported persons, and which of them aren't put on it and why. */
export function NextDirective({
  say,
  batch,
  type,
  kinds,
  persons: { places, left },
}: {
  say: Say
  batch: string
  type: string
  kinds: readonly Kind[]
  persons: ImportedPlaces
}) {
  const names = kindNames(say)
  return (
    <Section title={say('imports.next.title')}>
      {places.length > 0 ? (
        <>
          <p className="mb-3 max-w-[80ch] text-ink-2">
            {say('imports.next.directiveLead', { count: places.length })}
          </p>
          <DirectiveForm
            batch={batch}
            type={type}
            kinds={kinds.map(({ code, subkind, subkindLabel }) => ({
              value: subkind ? `${code}:${subkind}` : code,
              text: subkindLabel ? `${names[code]}: ${subkindLabel}` : names[code]!,
            }))}
            texts={{
              kind: say('documents.list.kind'),
              submit: say('imports.next.directive'),
              errors: say('learners.import.errors'),
              titleMark: say('learners.titleMark'),
            }}
          />
        </>
      ) : (
        <p className="text-ink-2">{say('imports.next.nobody')}</p>
      )}
      {left.length > 0 ? (
        <>
          <p className="mt-3 mb-1">{say('imports.next.left', { count: left.length })}</p>
          <ul className="text-ink-2">
            {left.slice(0, mostNamed).map(({ who, placeCode, mainState }) => (
              <li key={placeCode}>{leftText(say, { who, place: placeCode }, mainState)}</li>
            ))}
            {left.length > mostNamed ? (
              <li>{say('imports.next.leftMore', { count: left.length - mostNamed })}</li>
            ) : null}
          </ul>
        </>
      ) : null}
    </Section>
  )
}

function leftText(say: Say, params: { who: string; place: string }, mainState: string | null) {
  const state = `learners.mainState.${mainState}`
  return isMessageKey(state)
    ? say('imports.next.leftBy', { ...params, state: say(state) })
    : say('imports.next.leftNotYet', params)
}

/** The classes that were imported, or whose pupils were. */
export function NextClasses({
  say,
  classes,
}: {
  say: Say
  classes: readonly { id: string; name: string; house: string }[]
}) {
  return (
    <Section title={say('imports.next.title')}>
      <ul>
        {classes.map(({ id, name, house }) => (
          <li key={id}>
            <Link href={`/schools/classes/${id}`}>{say('imports.next.class', { name, house })}</Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
