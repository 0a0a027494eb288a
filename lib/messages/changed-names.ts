import { isMessageKey, type Say } from './say'

/** Names of changed fields as the history keeps them: a field of the head, `rows:` and how many, `kept:` and why. */
export const changedNames = (say: Say, changed: readonly string[]): string =>
  changed
    .map((name) => {
      const [field, count] = name.split(':')
      if (field === 'kept') return say('documents.repair.keptInHistory', { reason: name.slice(5) })
      if (field === 'rows') return say('documents.sheet.changedRows', { count: Number(count) })
      const key = `documents.field.${field}`
      return isMessageKey(key) ? say(key) : field
    })
    .join(', ')
