import { createTranslator } from 'use-intl/core'
import { en } from './en'
import { et, type Messages } from './et'

export type Locale = 'et' | 'en'
export type Params = Record<string, string | number>

/** Every sentence by its dotted path, e.g. `documents.act.send`. An unknown path does not compile. */
export type MessageKey = Paths<Messages>
type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}`
}[keyof T & string]

/** Says a sentence in one language; missing parameters are a fault of ours and throw. */
export type Say = (key: MessageKey, params?: Params) => string

function translate(locale: Locale, messages: Messages): Say {
  const translator = createTranslator({
    locale,
    messages: messages as Record<string, unknown>,
    timeZone: 'Europe/Tallinn',
    onError: (error) => {
      throw error
    },
  }) as unknown as Say
  // A page says some hundred sentences, most of them without parameters: those are made once.
  const said = new Map<MessageKey, string>()
  return (key, params) => {
    if (params) return translator(key, params)
    const sentence = said.get(key) ?? translator(key)
    said.set(key, sentence)
    return sentence
  }
}

const voices = { et: translate('et', et), en: translate('en', en) }

/** The messages of a language. */
export const sayIn = (locale: Locale): Say => voices[locale]

/** Whether a text is a key; for codes composed from a refusal or an enum at run time. */
export function isMessageKey(path: string): path is MessageKey {
  let place: unknown = et
  for (const part of path.split('.')) {
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, part)) return false
    place = (place as Record<string, unknown>)[part]
  }
  return typeof place === 'string'
}
