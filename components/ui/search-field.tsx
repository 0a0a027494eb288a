'use client'

import { useEffect, useState } from 'react'
import { Field, type FieldProps } from './field'

/**
 * One of many, found by typing: the browser's own list of suggestions, asked for at `from` (`?q=`, answers an array of
 * texts) once the typing pauses. Sends the text; without script only `offered` is suggested.
 */
export function SearchField({
  from,
  offered,
  defaultValue,
  placeholder,
  ...field
}: FieldProps & {
  from: string
  offered?: readonly string[]
  defaultValue?: string
  placeholder?: string
}) {
  const [typed, setTyped] = useState<string>()
  const suggested = useSuggested(from, typed) ?? offered
  return (
    <Field {...field}>
      {(wiring) => (
        <>
          <input
            {...wiring}
            className="in in-account"
            type="search"
            autoComplete="off"
            list={`${wiring.id}-offered`}
            defaultValue={defaultValue}
            placeholder={placeholder}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <datalist id={`${wiring.id}-offered`}>
            {suggested?.map((text) => (
              <option key={text} value={text} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}

/** The newest text's suggestions; a failed question leaves the former ones, as the form works without any. */
function useSuggested(from: string, typed: string | undefined) {
  const [suggested, setSuggested] = useState<readonly string[]>()
  useEffect(() => {
    if (!typed?.trim()) return
    const stop = new AbortController()
    const pause = setTimeout(async () => {
      const answer = await fetch(`${from}?q=${encodeURIComponent(typed)}`, { signal: stop.signal }).catch(
        () => null,
      )
      if (answer?.ok) setSuggested((await answer.json()) as string[])
    }, 150)
    return () => {
      clearTimeout(pause)
      stop.abort()
    }
  }, [from, typed])
  return suggested
}
