import pg from 'pg'
import { expect, test, describe } from 'vitest'
import type { Act } from '@/lib/access/action'
import { beginDraft, keepTyping, saveDraft } from '@/lib/documents/drafting/commands/drafting'
import { changeForm, issueForm } from '@/lib/documents/drafting/commands/form'
import { addPlaces } from '@/lib/documents/drafting/commands/persons'
import { loadDocument } from '@/lib/documents/load'
import { draftPaper } from '@/lib/documents/paper/draft-paper'
import type { Typed } from '@/lib/documents/rules/form'
import { checkOver, reopenDocument, sendToDhis } from '@/lib/documents/sending/commands/issuing'
import type { Db } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { users } from '@/prisma/cast'
import {
  aDirective,
  anAmendment,
  documentOf,
  filledHead,
  historyOf,
  monthOfItsOwn,
  now,
  placeOf,
} from '../support/documents'
import { someLearners } from '../support/learners'
import { noon, withOffice } from '../support/office'
import { atOnce, refusalsOf } from '../support/refused'
import { aRun, placesOf } from '../support/runs'
import { countStatements } from '../support/statements'

const office = withOffice()
const liis = () => office().as('liis')
type Seen = { id: string; revision: number }
const letter = { extraInfo: 'Palun kiiresti' }

const copyOf = (id: string, userId: string = users.liis.id) =>
  office().db.workingCopy.findUnique({ where: { documentId_userId: { documentId: id, userId } } })
const typedIn = async (id: string, userId?: string) =>
  ((await copyOf(id, userId))?.content as Typed | undefined)?.head?.extraInfo
const versionsOf = (id: string) => office().db.documentVersion.findMany({ where: { documentId: id } })
const actsOf = async (id: string) => (await historyOf(office(), id)).map(({ act }) => act)
const aDraft = () => aDirective(office(), { head: monthOfItsOwn() })

/** Every statement that Prisma reports is counted, COMMIT too; it doesn't report BEGIN, and no press sets a savepoint. */
describe('the number of statements that a press takes is known:', () => {
  let numbers = 0
  const made = {
    directive: aDraft,
    grant: () => aDirective(office(), { kind: 'GRANT', subkind: 'IT_ACADEMY', head: monthOfItsOwn() }),
    proposal: async () =>
      aDirective(office(), {
        type: 'PROPOSAL',
        kind: 'EXMATRICULATION',
        places: await somePlaces(1),
        rows: [{ exmatriculatedOn: '01.02.2027', reason: 'Omal soovil' }],
        by: await liis(),
      }),
    certificate: async () =>
      aDirective(office(), {
        kind: 'DIPLOMA',
        places: await somePlaces(1),
        rows: [{ certificateNumber: `P ${++numbers}`, certificateText: 'Lõpetas' }],
      }),
    amendment: async () =>
      anAmendment(
        office(),
        await aDirective(office(), { state: 'REGISTERED', head: monthOfItsOwn() }),
        'AMENDMENT_CHANGE',
        { state: 'DRAFT', every: { monthlyAmount: '700,00' } },
      ),
    admission: async () =>
      aDirective(office(), {
        kind: 'ADMISSION',
        places: await placesOf(office(), await aRun(office(), [{}])),
      }),
  }

  /** The presses that are counted; the footer that they type differs each time. */
  const presses = {
    keep: (by, seen) => keepTyping(by, { ...seen, head: { footer: 'kirjutatud' } }),
    save: (by, seen) => saveDraft(by, { ...seen, head: { footer: 'salvestatud' } }),
    issue: (by, seen) => issueForm(by, { ...seen, head: { footer: 'väljastatud' } }),
    check: (by, seen) => checkOver(by, seen),
    send: (by, seen) => sendToDhis(by, seen),
    reopen: (by, seen) => reopenDocument(by, seen),
  } satisfies Record<string, (by: Act, seen: Seen) => Promise<unknown>>

  test.each([
    ['directive', { keep: 5, save: 11, issue: 20, check: 12, send: 14 }],
    ['grant', { keep: 5, save: 11, issue: 21, check: 13, send: 14 }],
    ['proposal', { keep: 5, save: 11, issue: 19, check: 11, send: 13 }],
    ['certificate', { keep: 5, save: 11, issue: 20, check: 12, send: 14 }],
    ['amendment', { keep: 5, save: 11, issue: 24, check: 16, send: 16 }],
    ['admission', { keep: 5, save: 11, issue: 20, check: 12, send: 16 }],
  ] as const)('for the form of the kind “%s” it is %j', async (kind, most) => {
    const by = await office().as(kind === 'admission' ? 'maarja' : 'liis')
    const id = await made[kind]()
    const counts: Record<string, number> = {}
    for (const press of Object.keys(most) as (keyof typeof most)[]) {
      const seen = await now(office(), id)
      const { count } = await countStatements<unknown>(office().db, () => presses[press](by, seen))
      counts[press] = count
    }
    expect(counts).toEqual(most)
  })

  test('a form that nobody has saved yet is saved by 12 and issued by 22', async () => {
    const by = await liis()
    const counts = []
    for (const press of [saveDraft, issueForm]) {
      const id = await beginDraft(by, { type: 'VICE_DEAN_DIRECTIVE', kind: 'OWN_FUNDS_ALLOWANCE' })
      await keepTyping(by, { id, head: { ...filledHead, ...monthOfItsOwn() } })
      await addPlaces(by, { id, places: await somePlaces(1) })
      const { count } = await countStatements(office().db, () => press(by, { id, revision: 0, head: letter }))
      counts.push(count)
    }
    expect(counts).toEqual([12, 22])
  })

  test('filling in a cell of every row, and taking rows off, takes as many for 400 persons as for 10', async () => {
    const [few, many] = [await ofPersons(10), await ofPersons(400)]
    expect(many).toEqual(few)
    expect(few).toEqual({ apply: 6, issue: 21, flagged: 7 })
  })

  async function ofPersons(count: number) {
    const by = await liis()
    const places = await somePlaces(count)
    const id = await aDirective(office(), { places, head: monthOfItsOwn() })
    const rows = await office().db.documentRow.findMany({ where: { documentId: id } })
    const cells = Object.fromEntries(rows.map((row) => [row.id, { fundingSource: 'MUU' }]))
    const { db } = office()
    const counts: Record<string, number> = {}
    const counted = async (name: string, press: (seen: Seen) => Promise<unknown>) => {
      const seen = await now(office(), id)
      counts[name] = (await countStatements(db, () => press(seen))).count
    }
    await counted('apply', (seen) =>
      changeForm(by, { ...seen, field: 'monthlyAmount', head: { monthlyAmount: '700,00' }, picked: [] }),
    )
    await counted('issue', (seen) => issueForm(by, { ...seen, rows: cells }))
    await counted('flagged', (seen) => changeForm(by, { ...seen, all: '1', flagged: '1', picked: [] }))
    expect(await documentOf(office(), id)).toMatchObject({ state: 'CHECKED' })
    return counts
  }
})

const somePlaces = async (count: number) =>
  (await someLearners(office(), ...Array.from({ length: count }, () => 1))).flatMap(({ places }) => places)

test('the checked version has on paper what was typed with it: the extra info and every cell', async () => {
  const id = await aDirective(office(), { head: monthOfItsOwn(), persons: ['Oja', 'Kuusk'] })
  const by = await liis()
  const [first] = await office().db.documentRow.findMany({
    where: { documentId: id },
    orderBy: { position: 'asc' },
  })
  const typed = { [first!.id]: { monthlyAmount: '701,5', bankAccount: 'ee38 2200 2210 2014 5685' } }
  await issueForm(by, { id, revision: 1, head: { ...letter, ...monthOfItsOwn() }, rows: typed })
  const document = (await loadDocument(office().db, id))!
  const [version] = await versionsOf(id)
  const paper = await draftPaper(office().db, document, noon)
  expect(version!.content).toEqual(JSON.parse(JSON.stringify(paper)))
})

describe('what was typed', () => {
  test('is kept when saving is refused, and the draft stays as it was', async () => {
    const id = await aDraft()
    const head = { ...letter, monthlyAmount: 'palju' }
    const refusals = await refusalsOf(async () => issueForm(await liis(), { id, revision: 1, head }))
    expect(refusals.map(({ code }) => code)).toEqual(['amountWrong'])
    expect(await typedIn(id)).toBe(letter.extraInfo)
    expect(await documentOf(office(), id)).toMatchObject({ state: 'DRAFT', revision: 1, extraInfo: '' })
  })

  test('is saved when the check-over is refused, and no version is made', async () => {
    const id = await aDirective(office(), { head: monthOfItsOwn(), persons: ['Oja'] })
    const [row] = await office().db.documentRow.findMany({ where: { documentId: id } })
    const rows = { [row!.id]: { bankAccount: '' } }
    const refusals = await refusalsOf(async () =>
      issueForm(await liis(), { id, revision: 1, head: letter, rows }),
    )
    expect(refusals.map(({ code }) => code)).toEqual(['missing.bankAccount'])
    expect(await documentOf(office(), id)).toMatchObject({ state: 'DRAFT', revision: 2, ...letter })
    expect(await copyOf(id)).toBeNull()
    expect(await versionsOf(id)).toEqual([])
    expect(await actsOf(id)).toEqual(['save', 'save'])
  })

  test('is kept when a colleague has saved meanwhile, and the refusal names the colleague', async () => {
    const id = await aDraft()
    await saveDraft(await office().as('kaire'), { id, revision: 1, head: { footer: 'Kaire jalus' } })
    const refusals = await refusalsOf(async () => issueForm(await liis(), { id, revision: 1, head: letter }))
    expect(refusals).toMatchObject([{ code: 'changedByOther', params: { who: 'Kaire Sepp' } }])
    expect(await typedIn(id)).toBe(letter.extraInfo)
    expect(await documentOf(office(), id)).toMatchObject({ state: 'DRAFT', revision: 2, extraInfo: '' })
  })

  test('is issued from one of two windows at once; the other is told of the field that differs and keeps the rest', async () => {
    const id = await aDraft()
    const by = await liis()
    const was = { head: { extraInfo: [''], footer: [''] } }
    const { done, codes } = await atOnce(
      () => issueForm(by, { id, revision: 1, head: { extraInfo: 'esimene' }, was }),
      () => issueForm(by, { id, revision: 1, head: { extraInfo: 'teine', footer: 'Jalus' }, was }),
    )
    expect({ done, codes }).toEqual({ done: 1, codes: ['typedElsewhere'] })
    const { extraInfo, footer } = await documentOf(office(), id)
    const first = extraInfo === 'esimene'
    expect([extraInfo, footer]).toEqual(first ? ['esimene', ''] : ['teine', 'Jalus'])
    const copy = (await copyOf(id))?.content as Typed | undefined
    expect(copy?.head).toEqual(first ? { footer: 'Jalus' } : undefined)
    expect(await actsOf(id)).toEqual(['save', 'save', 'check'])
  })

  test('is issued by one of two people at once, and the other’s text is kept', async () => {
    const id = await aDraft()
    const [by, colleague] = [await liis(), await office().as('kaire')]
    const { done, codes } = await atOnce(
      () => issueForm(by, { id, revision: 1, head: { extraInfo: 'Liis' } }),
      () => issueForm(colleague, { id, revision: 1, head: { extraInfo: 'Kaire' } }),
    )
    expect({ done, codes }).toEqual({ done: 1, codes: ['changedByOther'] })
    const { extraInfo } = await documentOf(office(), id)
    const others = extraInfo === 'Liis' ? await typedIn(id, users.kaire.id) : await typedIn(id)
    expect([extraInfo, others].sort()).toEqual(['Kaire', 'Liis'])
  })
})

describe('a press that breaks off', () => {
  /** A database whose statement with this number fails, as it does in a deadlock or when the connection is lost. */
  function failing(db: Db, at: number): { db: Db; asked: () => number } {
    let asked = 0
    const extended = db.$extends({
      query: {
        $allOperations: ({ args, query }) => {
          if (++asked === at) throw new Error('deadlock detected')
          return query(args)
        },
      },
    })
    return { db: extended as unknown as Db, asked: () => asked }
  }

  test.each(['saved', 'new'] as const)(
    'at any statement leaves only the typed text behind (%s form), and is done once when it is pressed again',
    async (form) => {
      const by = await liis()
      const id = form === 'saved' ? await aDraft() : await aNewForm(by)
      const revision = form === 'saved' ? 1 : 0
      const standing = async () => [
        await office().db.document.findUnique({ where: { id } }),
        await office().db.documentRow.findMany({ where: { documentId: id } }),
        await historyOf(office(), id),
        await versionsOf(id),
      ]
      const before = await standing()
      let done = false
      for (let at = 1; !done; at++) {
        const { db, asked } = failing(office().db, at)
        const head = { extraInfo: `kiri ${at}` }
        await issueForm({ ...by, db }, { id, revision, head }).catch((error) => {
          expect(error).not.toBeInstanceOf(Refused)
        })
        done = asked() < at
        if (!done) expect([at, await standing(), await typedIn(id)]).toEqual([at, before, head.extraInfo])
        if (done) expect(at).toBeGreaterThan(15)
      }
      const saves = form === 'saved' ? ['save', 'save'] : ['save']
      expect(await actsOf(id)).toEqual([...saves, 'check'])
      expect(await versionsOf(id)).toHaveLength(1)
      expect(await copyOf(id)).toBeNull()
    },
    60_000,
  )

  async function aNewForm(by: Act) {
    const id = await beginDraft(by, { type: 'VICE_DEAN_DIRECTIVE', kind: 'OWN_FUNDS_ALLOWANCE' })
    await keepTyping(by, { id, head: { ...filledHead, basis: 'Kord', ...monthOfItsOwn() } })
    await addPlaces(by, { id, places: [await placeOf(office(), 'Oja')] })
    return id
  }

  test('because of a deadlock keeps the typed text, and is done once when it is pressed again', async () => {
    const id = await aDraft()
    const by = await liis()
    const other = new pg.Client(office().database.ownerUrl)
    await other.connect()
    try {
      await other.query('BEGIN')
      await other.query('SELECT FROM document_row WHERE document_id = $1 FOR UPDATE', [id])
      const pressed = issueForm(by, { id, revision: 1, head: letter }).catch((error: unknown) => error)
      // The press holds the document by then and waits for its rows: it is the one that the database breaks off.
      await expect.poll(() => waiting(other), { interval: 20 }).toBe(1)
      await other.query('SELECT FROM document WHERE id = $1 FOR UPDATE', [id])
      await other.query('COMMIT')
      expect(String(await pressed)).toContain('deadlock')
    } finally {
      await other.end()
    }
    expect(await documentOf(office(), id)).toMatchObject({ state: 'DRAFT', revision: 1, extraInfo: '' })
    expect(await typedIn(id)).toBe(letter.extraInfo)
    await issueForm(by, { id, revision: 1, head: letter })
    expect(await actsOf(id)).toEqual(['save', 'save', 'check'])
  })

  const waiting = async (client: pg.Client) => {
    const { rows } = await client.query(
      `SELECT count(*)::int AS count FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
    return (rows as { count: number }[])[0]!.count
  }
})
