import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { changing, differences, holdSettings, recordChanges } from '@/lib/access/changes'
import { inTransaction, type Tx } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import type { LettersInput, OfficeInput, TechnicalInput } from '../schema/office'
import { letterNames, readSettings, type Settings } from '../settings'

/**
 * Changes the contacts named in warnings and on registrants' pages, the payment for part months and the waiting time of
 * sendings, from now on. Throws when somebody has changed them meanwhile. Returns the number of changes.
 */
export function changeOffice(act: Act, { seen, ...after }: z.output<typeof OfficeInput>): Promise<number> {
  return inTransaction(act.db, async (tx) => {
    await holdSettings(tx, act, 'settings.office', seen)
    const before = await readSettings(tx)
    for (const key of officeKeys) await keep(tx, key, after[key])
    const changes = differences(officeTexts(before), officeTexts(after))
    return recordChanges(tx, act, { name: 'settings.changeOffice', subject: 'settings.office', changes })
  })
}

const contacts = ['visaContact', 'contentContact', 'programContact', 'juhanContact'] as const
const officeKeys = [...contacts, 'partMonth', 'recallMinutes', 'juhanFreshMinutes'] as const

const officeTexts = (settings: Pick<Settings, (typeof officeKeys)[number]>) =>
  Object.fromEntries(officeKeys.map((key) => [key, String(settings[key])]))

/** Changes how long neighbours are tried and when they are asked, from now on. Throws and returns as above. */
export function changeTechnical(
  act: Act,
  { seen, ...after }: z.output<typeof TechnicalInput>,
): Promise<number> {
  const change = { name: 'settings.changeTechnical', subject: 'settings.technical', seen } as const
  return changing(act, change, async (tx) => {
    const before = await readSettings(tx)
    await keep(tx, 'deliveryHours', after.deliveryHours)
    await keep(tx, 'lookAfterMinutes', after.lookAfterMinutes)
    return { before: technicalTexts(before), after: technicalTexts(after) }
  })
}

const technicalTexts = ({
  deliveryHours,
  lookAfterMinutes,
}: Pick<Settings, 'deliveryHours' | 'lookAfterMinutes'>) => ({
  deliveryHours: String(deliveryHours),
  lookAfterMinutes: String(lookAfterMinutes),
})

/** Changes the letters' texts; posted letters keep theirs. Throws and returns as above. */
export function changeLetters(act: Act, { seen, letters }: z.output<typeof LettersInput>): Promise<number> {
  return inTransaction(act.db, async (tx) => {
    await holdSettings(tx, act, 'settings.letters', seen)
    const before = await readSettings(tx)
    await keep(tx, 'letters', letters)
    const changes = differences(textsOf(before.letters), textsOf(letters))
    return recordChanges(tx, act, { name: 'settings.changeLetters', subject: 'settings.letters', changes })
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
