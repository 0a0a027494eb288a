import { isMessageKey, type Say } from '@/lib/messages/say'

/** The name of a part of the document, on paper or on the form. */
export function partWord(say: Say, part: string): string {
  const key = [`documents.versions.part.${part}`, `documents.field.${part}`].find(isMessageKey)
  return key ? say(key) : part
}

/** A value of that part in words: a fixed choice by its word, an empty one as a dash. */
export function partText(say: Say, part: string, text: string): string {
  const choice = `documents.choice.${part}.${text}`
  return isMessageKey(choice) ? say(choice) : text || '–'
}
