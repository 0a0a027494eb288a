import type { z } from 'zod'
import { inTransaction, type Tx } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import type { Act } from './action'
import { differences, holdSettings, recordChanges } from './changes'
import type { LettersInput, OfficeInput } from './schema-settings'
import { letterNames, readSettings, type Settings } from './settings'

/**
 * Changes the contact named in a warning, how a part month is paid and how long a sending waits, from now on. Refused when somebody changed them
 * meanwhile. Returns how many things changed.
 */
export function changeOffice(act: Act, { seen, ...after }: z.output<typeof OfficeInput>): Promise<number> {
  return inTransaction(act.db, async (tx) => {
    await holdSettings(tx, act, 'settings.office', seen)
    const { visaContact, partMonth, recallMinutes } = await readSettings(tx)
    await keep(tx, 'visaContact', after.visaContact)
    await keep(tx, 'partMonth', after.partMonth)
    await keep(tx, 'recallMinutes', after.recallMinutes)
    const changes = differences(
      { visaContact, partMonth, recallMinutes: `${recallMinutes}` },
      { ...after, recallMinutes: `${after.recallMinutes}` },
    )
    return recordChanges(tx, act, 'settings.changeOffice', 'settings.office', changes)
  })
}

/** Changes the letters' texts; what has been posted keeps its text. Refused and returns as above. */
export function changeLetters(act: Act, { seen, letters }: z.output<typeof LettersInput>): Promise<number> {
  return inTransaction(act.db, async (tx) => {
    await holdSettings(tx, act, 'settings.letters', seen)
    const before = await readSettings(tx)
    await keep(tx, 'letters', letters)
    const changes = differences(textsOf(before.letters), textsOf(letters))
    return recordChanges(tx, act, 'settings.changeLetters', 'settings.letters', changes)
  })
}

/** Subject and text of each letter by name. */
const textsOf = (letters: Settings['letters']) =>
  Object.fromEntries(
    letterNames.flatMap((name) => [
      [`${name}.subject`, letters[name].subject],
      [`${name}.text`, letters[name].text],
    ]),
  )

const keep = (tx: Tx, key: keyof Settings, value: Prisma.InputJsonValue) =>
  tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } })
