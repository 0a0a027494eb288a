import { expect, test } from 'vitest'
import { openMoves, type DocumentEvent, type Party } from '@/lib/documents/rules/lifecycle'
import {
  adviceOnAnswer,
  adviceOnCancel,
  adviceOnNews,
  advised,
  standingOf,
  type Waiting,
} from '@/lib/documents/rules/lifecycle-advice'
import { endsOf, ofNews } from '@/lib/documents/rules/news-now'
import { DocumentState, DocumentType } from '@/lib/shared/generated/enums'
import { someFacts } from '../support/document-facts'

const readers: Party[][] = [
  ['DRAFTER'],
  ['SPECIAL_RIGHT'],
  ['STUDY_OFFICE'],
  ['DRAFTER', 'STUDY_OFFICE'],
  ['CHANCELLERY'],
  [],
]
const types = ['confirmed', 'rejected', 'routed', 'withdrawn', 'unreadable'] as const
/** What may keep news from being applied: nothing, each reason there is, and an objection to a row. */
const reasons = [null, ...ofNews, 'blockedByGrant']
const isWithdrawn = (reason: string | null) => reason?.endsWith('There') ?? false
const waiting = ['ISSUED', 'REOPENING'] as const satisfies DocumentState[]

/** Parked news of every type and reason on a document of every type, in each state and to each reader. */
function* situations() {
  for (const type of types)
    for (const reason of reasons)
      // A withdrawal by DHIS is no decision to apply, so it goes only with the reasons that say so.
      for (const ending of type === 'withdrawn' && !isWithdrawn(reason) ? [] : [false, true])
        for (const state of Object.values(DocumentState))
          for (const ofType of Object.values(DocumentType))
            for (const parties of readers) {
              const out = waiting.some((each) => each === state)
              const ofTime = reason === 'timeAhead' || reason === 'timeBefore'
              const applies = reason === null || ofTime
              // A decision concerns the version that waits in DHIS; while none waits, there is nothing to apply.
              if (applies && !out) continue
              const news: Waiting = {
                type,
                ofTime,
                ending,
                ends: type === 'unreadable' ? ['VOID'] : endsOf(reason ? [{ code: reason }] : []),
                decides: out && type !== 'routed' && type !== 'unreadable' && reason !== 'wrongVersion',
                waits: reason === 'awaitsAnswer',
              }
              const facts = someFacts({
                state,
                type: ofType,
                confirmationParked: out && type === 'confirmed',
                decisionParked: news.decides,
              })
              yield { news, facts, parties, reason }
            }
}

const open = (facts: ReturnType<typeof someFacts>, parties: readonly Party[]) =>
  new Set<DocumentEvent>(openMoves(facts, parties).map(({ act }) => act))

test('every act that the advice on parked news names is open to the party it names', () => {
  const told = new Set<string>()
  for (const { news, facts, parties, reason } of situations()) {
    const mine = open(facts, parties)
    const advice = adviceOnNews(news, (act) => mine.has(act), { state: facts.state, parties })
    expect(advice).not.toEqual([])
    for (const key of advice) {
      told.add(key)
      const {
        own = [],
        others = [],
      }: { own?: readonly DocumentEvent[]; others?: readonly (readonly [Party, DocumentEvent])[] } =
        advised[key]
      const where = `${key}: ${facts.type} ${facts.state}, ${news.type} ${reason}, ${parties.join()}`
      for (const act of own) expect(mine.has(act), `${where} ${act}`).toBe(true)
      for (const [party, act] of others)
        expect(open(facts, [party]).has(act), `${where} ${party} ${act}`).toBe(true)
    }
  }
  const onNews = Object.keys(advised).filter((key) => !/^(answered|cancelStuck)/.test(key))
  expect([...told].toSorted()).toEqual(onNews.toSorted())
})

test('every act that the advice on an odd answer of DHIS names is open to its reader', () => {
  for (const state of ['SENDING', 'ISSUED'] as const)
    for (const parties of readers) {
      const mine = open(someFacts({ state, sendingStuck: true, answerParked: true }), parties)
      if (!mine.has('accept')) continue
      for (const act of advised[adviceOnAnswer((each) => mine.has(each))].own) {
        expect(mine.has(act), `${state} ${parties.join()} ${act}`).toBe(true)
      }
    }
})

test('every act that the advice on a cancelling refused by DHIS names is open to the party it names', () => {
  for (const cancelStuckIssued of [false, true])
    for (const parties of readers) {
      const facts = someFacts({ state: 'CANCELLED', cancelStuck: true, cancelStuckIssued })
      const mine = open(facts, parties)
      const key = adviceOnCancel((each) => mine.has(each))
      const {
        own = [],
        others = [],
      }: { own?: readonly DocumentEvent[]; others?: readonly (readonly [Party, DocumentEvent])[] } =
        advised[key]
      for (const act of own) expect(mine.has(act), `${parties.join()} ${act}`).toBe(true)
      // The study office has the special right to every document.
      for (const [, act] of others) expect(open(facts, ['SPECIAL_RIGHT']).has(act), act).toBe(true)
    }
})

test('a sending is late between tries, going while a try is under way, and stuck when it needs a person', () => {
  const claimedAt = new Date('2026-11-21T10:00:00Z')
  const stands = (attempts: number, claimed: Date | null) =>
    standingOf({ state: 'WAITING', attempts, claimedAt: claimed })
  expect([stands(0, null), stands(1, claimedAt), stands(5, claimedAt)]).toEqual(['going', 'going', 'going'])
  expect([stands(1, null), stands(5, null)]).toEqual(['late', 'late'])
  expect(standingOf({ state: 'NEEDS_PERSON', attempts: 1, claimedAt: null })).toBe('stuck')
})
