import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formFields } from '@/lib/access/form-fields'
import { keepTyping, saveDraft } from '@/lib/documents/drafting/commands/drafting'
import { addByCodes } from '@/lib/documents/drafting/commands/persons'
import { documentList } from '@/lib/documents/list/queries/list'
import { filterOf, readAddress } from '@/lib/documents/list/schema'
import { draftPdf } from '@/lib/documents/paper/draft-paper'
import { documentSheet } from '@/lib/documents/queries/sheet'
import type { Head } from '@/lib/documents/rules/form'
import { KeepInput, SaveInput } from '@/lib/documents/schema'
import { commentDocument } from '@/lib/documents/sending/commands/issuing'
import { findLearners, previewImport } from '@/lib/register/commands/imports'
import { registerSearch, searchLearners } from '@/lib/register/queries/list'
import { LearnerFilter } from '@/lib/register/schema/learners'
import { Refused } from '@/lib/shared/refusal'
import { csvFile } from '@/lib/shared/write-sheet'
import { readFilter } from '@/lib/telling/queries/filter'
import { deliveryList } from '@/lib/telling/queries/list'
import { aDirective, documentOf, revisionOf } from '../support/documents'
import { hostileText, hostileTexts } from '../support/hostile'
import { noon, withOffice } from '../support/office'
import { digestOf } from '../support/refused'

const office = withOffice()

/** Does the work; returns whether it was refused with words. A fault is thrown. */
async function refused(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return false
  } catch (error) {
    if (error instanceof Refused) return true
    throw error
  }
}

/** The input as it would arrive through the form's fields and the schema; null if the schema refuses it. */
function asSent<Output>(
  schema: { safeParse: (value: unknown) => { data?: Output } },
  fields: Record<string, string>,
) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return schema.safeParse(formFields(form)).data ?? null
}

describe('a search with hostile words', () => {
  const named = (q: string) => /[\p{L}\p{N}]/u.test(q)

  test('never fails among learners, and never finds everybody', async () => {
    const person = await office().person('tiina')
    const everybody = await searchLearners(office().db, person, LearnerFilter.parse({}), noon)
    await fc.assert(
      fc.asyncProperty(hostileText, async (q) => {
        const filter = LearnerFilter.parse({ q, unit: q, curriculum: q })
        const { total } = await searchLearners(
          office().db,
          person,
          { ...LearnerFilter.parse({}), q: filter.q },
          noon,
        )
        if (filter.q !== '') expect(total).toBeLessThan(everybody.total)
        if (filter.q !== '' && !named(filter.q)) expect(total).toBe(0)
        await searchLearners(office().db, person, filter, noon)
        await registerSearch(office().db, filter, noon, 1)
        await findLearners(await office().as('liis'), { q: q.slice(0, 100) })
      }),
      { numRuns: 150, examples: hostileTexts.map((text): [string] => [text]) },
    )
  })

  test('never fails among documents and deliveries, and finds no document by signs alone', async () => {
    await aDirective(office())
    const person = await office().person('tiina')
    const { count: all } = await documentList(office().db, person, filterOf(readAddress({})))
    expect(all).toBeGreaterThan(0)
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        const address = readAddress({ q: text, unit: text, state: text, page: text, sort: text })
        const { count } = await documentList(office().db, person, filterOf(address))
        if (address.q !== '' && !named(address.q)) expect(count).toBe(0)
        const filter = readFilter({ document: text, topic: text, due: text, page: text, state: text })
        await deliveryList(office().db, person, filter, noon)
      }),
      { numRuns: 150, examples: hostileTexts.map((text): [string] => [text]) },
    )
  })

  test('never fails for a page number that is malformed or far behind the last page', async () => {
    const person = await office().person('tiina')
    for (const page of ['0', '-1', '100000', '1e9', '99999999999999999999', 'NaN', '1.5']) {
      await searchLearners(office().db, person, LearnerFilter.parse({ page }), noon)
      await documentList(office().db, person, filterOf(readAddress({ page })))
      await deliveryList(office().db, person, readFilter({ page }), noon)
    }
  })
})

describe('a document with hostile words in it', () => {
  const fields = [
    'unitId',
    'signerId',
    'drafterId',
    'paidFrom',
    'paidTo',
    'monthlyAmount',
    'fundingSource',
  ] as const
  const texts = ['basis', 'extraInfo', 'footer'] as const

  test('shows again exactly what was typed, except for the kind of line breaks', async () => {
    const liis = await office().as('liis')
    const id = await aDirective(office())
    const typing = fc.dictionary(fc.constantFrom(...fields, ...texts), hostileText)
    await fc.assert(
      fc.asyncProperty(typing, async (head) => {
        const sent = Object.fromEntries(
          Object.entries(head).map(([field, value]) => [`head.${field}`, value]),
        )
        const input = asSent(KeepInput, { id, revision: '1', ...sent })
        if (!input) return
        await keepTyping(liis, input)
        const sheet = await documentSheet(office().db, liis.person, id, noon)
        for (const [field, value] of Object.entries(input.head ?? {}))
          expect(sheet!.head[field as keyof Head]).toBe(value.replace(/\r\n?/g, '\n'))
      }),
      { numRuns: 80 },
    )
  })

  test('is saved whole or refused whole, and its PDF can be drawn', async () => {
    const liis = await office().as('liis')
    const id = await aDirective(office(), { persons: ['Oja'] })
    const typing = fc.record({ extraInfo: hostileText, footer: hostileText, basis: hostileText })
    await fc.assert(
      fc.asyncProperty(typing, async (head) => {
        const revision = String(await revisionOf(office(), id))
        const sent = Object.fromEntries(
          Object.entries(head).map(([field, value]) => [`head.${field}`, value]),
        )
        const input = asSent(SaveInput, { id, revision, ...sent })
        if (!input) return
        const before = await documentOf(office(), id)
        if (await refused(() => saveDraft(liis, input)))
          expect(await documentOf(office(), id)).toEqual(before)
        const pdf = await draftPdf(office().db, liis.person, id, noon)
        expect(Buffer.from(pdf!.subarray(0, 5)).toString()).toBe('%PDF-')
      }),
      { numRuns: 25 },
    )
  })

  test('keeps a hostile comment as it was written', async () => {
    const liis = await office().as('liis')
    const id = await aDirective(office())
    for (const text of hostileTexts) {
      const comment = text.replaceAll('\u0000', '').trim().slice(0, 5_000)
      if (comment === '') continue
      await commentDocument(liis, { id, comment })
      const last = await office().db.historyEntry.findFirstOrThrow({
        where: { documentId: id },
        orderBy: { id: 'desc' },
      })
      expect(last.note).toBe(comment.toWellFormed())
    }
  })
})

describe('hostile lists', () => {
  test('of personal codes add nobody to a document', async () => {
    const liis = await office().as('liis')
    const id = await aDirective(office(), { persons: [] })
    for (const text of hostileTexts) {
      const before = await digestOf(office())
      const codes = text.replaceAll('\u0000', '\uFFFD')
      if (await refused(() => addByCodes(liis, { id, codes })))
        expect(await digestOf(office())).toEqual(before)
    }
    expect(await office().db.documentRow.count({ where: { documentId: id } })).toBe(0)
  })

  test('of persons can be previewed without a fault, and add no learner', async () => {
    const liis = await office().as('liis')
    const headings = ['Eesnimi', 'Perekonnanimi', 'Isikukood', 'E-post', 'Arveldusarve nr']
    const count = () => office().db.learner.count()
    const before = await count()
    const cell = hostileText.map((text) => text.toWellFormed().replaceAll('\u0000', ''))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { maxLength: 6 }), { minLength: 1, maxLength: 20 }),
        async (rows) => {
          const file = new File([csvFile({ headings, rows })], `${randomUUID()}.csv`)
          await refused(() => previewImport(liis, { kind: 'PERSONS', file }))
        },
      ),
      { numRuns: 60 },
    )
    expect(await count()).toBe(before)
  })
})
