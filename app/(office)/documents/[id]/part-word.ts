import { isMessageKey, type Say } from '@/lib/messages/say'

/** What a part of the document is called: on paper, or on the form. */
export function partWord(say: Say, part: string): string {
  const key = [`documents.versions.part.${part}`, `documents.field.${part}`].find(isMessageKey)
  return key ? say(key) : part
}

/** A value of it in words: a fixed choice by its word, nothing as a dash. */
export function partText(say: Say, part: string, text: string): string {
  const choice = `documents.choice.${part}.${text}`
  return isMessageKey(choice) ? say(choice) : text || '–'
}
