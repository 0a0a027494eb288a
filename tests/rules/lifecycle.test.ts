import { describe, expect, test } from 'vitest'
import { failedCheck, type CheckName, type DocumentFacts } from '@/lib/documents/rules/checks'
import {
  checkedOver,
  editableStates,
  findMove,
  isTheirs,
  moves,
  onTheWay,
  openMoves,
  stateGroup,
  stateWord,
  statesOf,
  type DocumentEvent,
  type Party,
} from '@/lib/documents/rules/lifecycle'
import { endStates } from '@/lib/shared/under-way'
import { sayIn } from '@/lib/messages/say'
import { DocumentState, DocumentType } from '@/lib/shared/generated/enums'
import { someFacts } from '../support/document-facts'

/*
 * The whole table of spec 2 "States and acts", written by hand: a column for each act, a row for each party, and in
 * each cell the state after the act. `.` = forbidden, `g` = gone, `=` = the same state.
 */
const acts: DocumentEvent[] = [
  'save',
  'delete',
  'check',
  'send',
  'retry',
  'sent',
  'callOff',
  'calledOff',
  'reopen',
  'reopened',
  'reopenRefused',
  'confirmed',
  'rejected',
  'recheck',
  'cancel',
  'createDirective',
  'stay',
  'resume',
  'accept',
  'anew',
  'cancelledThere',
]
const after = {
  d: 'DRAFT',
  k: 'CHECKED',
  s: 'SENDING',
  o: 'CALLING_OFF',
  i: 'ISSUED',
  e: 'REOPENING',
  r: 'REGISTERED',
  x: 'CANCELLED',
  g: 'GONE',
  '=': 'SAME',
} as const
const parties: Party[] = ['DRAFTER', 'SPECIAL_RIGHT', 'STUDY_OFFICE', 'CHANCELLERY', 'SIGNER_IN_DHIS', 'DHIS']
const directives: DocumentType[] = ['VICE_DEAN_DIRECTIVE', 'VICE_RECTOR_DIRECTIVE']
const certificates: DocumentType[] = ['DIPLOMA', 'TRANSCRIPT', 'NOTICE']
const everyType: DocumentType[] = ['PROPOSAL', ...directives, ...certificates]

type Situation = { name: string; types?: DocumentType[]; facts: Partial<DocumentFacts>; grid: string }
const situations: Situation[] = [
  {
    name: 'a draft that was never sent',
    facts: { state: 'DRAFT' },
    //     sv de ch se re st co cd ro rd rr cf rj rc ca cr sy rs ac an ct
    grid: `d  g  k  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   drafter
           d  g  k  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   special right
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   study office
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   chancellery
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   signer
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   DHIS`,
  },
  {
    name: 'a draft that has a number',
    facts: { state: 'DRAFT', everSent: true },
    //     sv de ch se re st co cd ro rd rr cf rj rc ca cr sy rs ac an ct
    grid: `d  g  k  .  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .  .  .   drafter (delete stands disabled)
           d  g  k  .  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .  .  .   special right
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   study office
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   chancellery
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   signer
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   DHIS`,
  },
  {
    name: 'a checked-over draft that was never sent',
    facts: { state: 'CHECKED' },
    //     sv de ch se re st co cd ro rd rr cf rj rc ca cr sy rs ac an ct
    grid: `d  g  k  s  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   drafter
           d  g  k  s  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   special right
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   study office
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   chancellery
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   signer
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   DHIS`,
  },
  {
    name: 'a checked-over draft that has a number',
    facts: { state: 'CHECKED', everSent: true },
    //     sv de ch se re st co cd ro rd rr cf rj rc ca cr sy rs ac an ct
    grid: `d  g  k  s  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .  .  .   drafter
           d  g  k  s  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .  .  .   special right
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   study office
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   chancellery
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   signer
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   DHIS`,
  },
  {
    name: 'a document being sent',
    facts: { state: 'SENDING' },
    //     sv de ch se re st co cd ro rd rr cf rj rc ca cr sy rs ac an ct
    grid: `.  .  .  .  .  .  o  .  .  .  .  .  .  .  .  .  .  .  .  .  .   drafter
           .  .  .  .  .  .  o  .  .  .  .  .  .  .  .  .  .  .  .  .  .   special right
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   study office
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   chancellery
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   signer
           .  .  .  .  .  i  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   DHIS`,
  },
  {
    name: 'a document whose sending is stuck',
    facts: { state: 'SENDING', sendingStuck: true, everSent: true },
    //     sv de ch se re st co cd ro rd rr cf rj rc ca cr sy rs ac an ct
    grid: `.  .  .  .  =  .  o  .  .  .  .  .  .  .  .  .  .  .  .  .  .   drafter
           .  .  .  .  =  .  o  .  .  .  .  .  .  .  .  .  .  .  .  .  .   special right
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   study office
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   chancellery
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   signer
           .  .  .  .  .  i  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   DHIS`,
  },
  {
    name: 'a document that is to be sent and has not left',
    facts: { state: 'SENDING', notLeft: true },
    //     sv de ch se re st co cd ro rd rr cf rj rc ca cr sy rs ac an ct
    grid: `.  .  .  .  .  .  d  .  .  .  .  .  .  .  .  .  .  .  .  .  .   drafter
           .  .  .  .  .  .  d  .  .  .  .  .  .  .  .  .  .  .  .  .  .   special right
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   study office
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   chancellery
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   signer
           .  .  .  .  .  i  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   DHIS`,
  },
  {
    name: 'a document whose sending is being called off',
    facts: { state: 'CALLING_OFF', sendingStuck: true, everSent: true },
    //     sv de ch se re st co cd ro rd rr cf rj rc ca cr sy rs ac an ct
    grid: `.  .  .  .  =  .  .  .  .  .  .  .  .  .  .  .  .  s  .  .  .   drafter
           .  .  .  .  =  .  .  .  .  .  .  .  .  .  .  .  .  s  .  .  .   special right
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   study office
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   chancellery
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   signer
           .  .  .  .  .  .  .  d  .  .  .  .  .  .  .  .  .  .  .  .  .   DHIS`,
  },
  {
    name: 'an issued document',
    facts: { state: 'ISSUED', everSent: true },
    //     sv de ch se re st co cd ro rd rr cf rj rc ca cr sy rs ac an ct
    grid: `.  .  .  .  .  .  .  .  e  .  .  .  .  .  x  .  .  .  .  .  .   drafter
           .  .  .  .  .  .  .  .  e  .  .  .  .  .  x  .  .  .  .  .  .   special right
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   study office
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   chancellery
           .  .  .  .  .  .  .  .  .  .  .  r  x  .  .  .  .  .  .  .  .   signer
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   DHIS`,
  },
  {
    name: 'an issued directive or certificate whose confirmation is parked',
    types: [...directives, ...certificates],
    facts: { state: 'ISSUED', everSent: true, confirmationParked: true, decisionParked: true },
    //     sv de ch se re st co cd ro rd rr cf rj rc ca cr sy rs ac an ct
    grid: `.  .  .  .  .  .  .  .  e  .  .  .  .  .  x  .  .  .  .  =  .   drafter
           .  .  .  .  .  .  .  .  e  .  .  .  .  .  x  .  .  .  .  =  .   special right
           .  .  .  .  .  .  .  .  .  .  .  .  .  r  .  .  .  .  .  =  .   study office
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   chancellery
           .  .  .  .  .  .  .  .  .  .  .  r  x  .  .  .  .  .  .  .  .   signer
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   DHIS`,
  },
  {
    name: 'an issued proposal whose confirmation is parked for its time',
    types: ['PROPOSAL'],
    facts: { state: 'ISSUED', everSent: true, confirmationParked: true, decisionParked: true },
    //     sv de ch se re st co cd ro rd rr cf rj rc ca cr sy rs ac an ct
    grid: `.  .  .  .  .  .  .  .  e  .  .  .  .  .  x  .  .  .  .  =  .   drafter
           .  .  .  .  .  .  .  .  e  .  .  .  .  .  x  .  .  .  .  =  .   special right
           .  .  .  .  .  .  .  .  .  .  .  .  .  r  .  .  .  .  .  =  .   study office
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   chancellery
           .  .  .  .  .  .  .  .  .  .  .  r  x  .  .  .  .  .  .  .  .   signer
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   DHIS`,
  },
  {
    name: 'an issued document about which somebody else decided in DHIS',
    facts: { state: 'ISSUED', everSent: true, decisionParked: true },
    //     sv de ch se re st co cd ro rd rr cf rj rc ca cr sy rs ac an ct
    grid: `.  .  .  .  .  .  .  .  e  .  .  .  .  .  x  .  .  .  .  =  .   drafter
           .  .  .  .  .  .  .  .  e  .  .  .  .  .  x  .  .  .  .  =  .   special right
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  =  .   study office
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   chancellery
           .  .  .  .  .  .  .  .  .  .  .  r  x  .  .  .  .  .  .  .  .   signer
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   DHIS`,
  },
  {
    name: 'a document being sent to which DHIS answered otherwise than it should',
    facts: { state: 'SENDING', sendingStuck: true, answerParked: true },
    //     sv de ch se re st co cd ro rd rr cf rj rc ca cr sy rs ac an ct
    grid: `.  .  .  .  =  .  o  .  .  .  .  .  .  .  .  .  .  .  i  .  .   drafter
           .  .  .  .  =  .  o  .  .  .  .  .  .  .  .  .  .  .  i  .  .   special right
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   study office
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   chancellery
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   signer
           .  .  .  .  .  i  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   DHIS`,
  },
  {
    name: 'an issued document that is sent anew, and DHIS answered otherwise than it should',
    facts: { state: 'ISSUED', everSent: true, sendingStuck: true, answerParked: true },
    //     sv de ch se re st co cd ro rd rr cf rj rc ca cr sy rs ac an ct
    grid: `.  .  .  .  =  .  .  .  e  .  .  .  .  .  x  .  .  .  i  .  .   drafter
           .  .  .  .  =  .  .  .  e  .  .  .  .  .  x  .  .  .  i  .  .   special right
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   study office
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   chancellery
           .  .  .  .  .  .  .  .  .  .  .  r  x  .  .  .  .  .  .  .  .   signer
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   DHIS`,
  },
  {
    name: 'an issued document that is being taken back',
    facts: { state: 'REOPENING', everSent: true, sendingStuck: true },
    //     sv de ch se re st co cd ro rd rr cf rj rc ca cr sy rs ac an ct
    grid: `.  .  .  .  =  .  .  .  .  .  .  .  .  .  .  .  i  .  .  .  .   drafter
           .  .  .  .  =  .  .  .  .  .  .  .  .  .  .  .  i  .  .  .  .   special right
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   study office
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   chancellery
           .  .  .  .  .  .  .  .  .  .  .  r  x  .  .  .  .  .  .  .  .   signer
           .  .  .  .  .  .  .  .  .  d  i  .  .  .  .  .  .  .  .  .  .   DHIS`,
  },
  {
    name: 'a registered proposal',
    types: ['PROPOSAL'],
    facts: { state: 'REGISTERED', everSent: true },
    //     sv de ch se re st co cd ro rd rr cf rj rc ca cr sy rs ac an ct
    grid: `.  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   drafter
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   special right
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  =  .  .  .  .  .   study office
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .  .  .   chancellery
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   signer
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   DHIS`,
  },
  {
    name: 'a registered directive or certificate',
    types: [...directives, ...certificates],
    facts: { state: 'REGISTERED', everSent: true },
    //     sv de ch se re st co cd ro rd rr cf rj rc ca cr sy rs ac an ct
    grid: `.  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   drafter
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   special right
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .  .  .   study office
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   chancellery
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   signer
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   DHIS`,
  },
  {
    name: 'a cancelled document',
    facts: { state: 'CANCELLED', everSent: true, confirmationParked: true, sendingStuck: true },
    //     sv de ch se re st co cd ro rd rr cf rj rc ca cr sy rs ac an ct
    grid: `.  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   drafter
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   special right
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   study office
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   chancellery
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   signer
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   DHIS`,
  },
  {
    name: 'a cancelled document that DHIS does not cancel',
    facts: { state: 'CANCELLED', everSent: true, cancelStuck: true },
    //     sv de ch se re st co cd ro rd rr cf rj rc ca cr sy rs ac an ct
    grid: `.  .  .  .  =  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  =   drafter
           .  .  .  .  =  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  =   special right
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   study office
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   chancellery
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   signer
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   DHIS`,
  },
  {
    name: 'an issued document that was cancelled, and that DHIS does not cancel',
    facts: { state: 'CANCELLED', everSent: true, cancelStuck: true, cancelStuckIssued: true },
    //     sv de ch se re st co cd ro rd rr cf rj rc ca cr sy rs ac an ct
    grid: `.  .  .  .  =  .  .  .  .  .  .  .  .  .  .  .  i  .  .  .  =   drafter
           .  .  .  .  =  .  .  .  .  .  .  .  .  .  .  .  i  .  .  .  =   special right
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   study office
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   chancellery
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   signer
           .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .   DHIS`,
  },
]

describe('the grid of acts', () => {
  for (const { name, types = everyType, facts, grid } of situations) {
    const lines = grid.split('\n').map((line) => line.trim().split(/\s+/))
    test(`opens to ${name} the acts of its row and no others`, () => {
      expect(lines).toHaveLength(parties.length)
      for (const type of types) {
        const document = someFacts({ type, ...facts })
        parties.forEach((party, row) => {
          const found = acts.map((act) => findMove(act, document, [party])?.to ?? null)
          const cells = lines[row]!.slice(0, acts.length)
          const expected = cells.map((cell) => (cell === '.' ? null : after[cell as keyof typeof after]))
          expect(found, `${type}: ${party}`).toEqual(expected)
        })
      }
    })
  }

  test('holds every state and every type of the database', () => {
    const states = new Set(situations.map(({ facts }) => facts.state))
    expect(states).toEqual(new Set(Object.values(DocumentState)))
    expect(new Set(everyType)).toEqual(new Set(Object.values(DocumentType)))
  })
})

test('the buttons shown are the acts allowed, for every set of parties', () => {
  for (const { types = everyType, facts } of situations) {
    for (const type of types) {
      for (const set of subsets(parties)) {
        const document = someFacts({ type, ...facts })
        const buttons = openMoves(document, set)
        expect(buttons.map(({ act }) => act)).toEqual([...new Set(buttons.map(({ act }) => act))])
        for (const act of acts) {
          const button = buttons.find((one) => one.act === act) ?? null
          expect(findMove(act, document, set)).toEqual(button)
        }
      }
    }
  }
})

/** The objections that each act may meet, from the column "refused when" of spec 2. */
const complete: CheckName[] = [
  'noPersons',
  'rowsIncomplete',
  'rowsOverlap',
  'rowsImpossible',
  'blockedByGrant',
  'unitClosed',
  'signerGone',
]
const objections: {
  act: DocumentEvent
  facts: Partial<DocumentFacts>
  by: Party
  checks: CheckName[]
  asks?: boolean
}[] = [
  { act: 'save', facts: { state: 'DRAFT' }, by: 'DRAFTER', checks: [] },
  { act: 'delete', facts: { state: 'DRAFT' }, by: 'DRAFTER', checks: ['wasIssued'] },
  { act: 'check', facts: { state: 'DRAFT' }, by: 'DRAFTER', checks: complete },
  {
    act: 'send',
    facts: { state: 'CHECKED' },
    by: 'DRAFTER',
    checks: ['checkLapsed', ...complete, 'seriesMissing'],
  },
  { act: 'retry', facts: { state: 'SENDING', sendingStuck: true }, by: 'DRAFTER', checks: [] },
  { act: 'sent', facts: { state: 'SENDING' }, by: 'DHIS', checks: [] },
  { act: 'callOff', facts: { state: 'SENDING' }, by: 'DRAFTER', checks: [] },
  { act: 'calledOff', facts: { state: 'CALLING_OFF' }, by: 'DHIS', checks: [] },
  { act: 'reopen', facts: { state: 'ISSUED' }, by: 'DRAFTER', checks: [] },
  {
    act: 'reopen',
    facts: { state: 'ISSUED', decisionParked: true },
    by: 'DRAFTER',
    checks: [],
    asks: true,
  },
  { act: 'reopened', facts: { state: 'REOPENING' }, by: 'DHIS', checks: [] },
  { act: 'stay', facts: { state: 'REOPENING', sendingStuck: true }, by: 'DRAFTER', checks: [] },
  {
    act: 'stay',
    facts: { state: 'CANCELLED', cancelStuckIssued: true },
    by: 'DRAFTER',
    checks: [],
    asks: true,
  },
  {
    act: 'cancelledThere',
    facts: { state: 'CANCELLED', cancelStuck: true },
    by: 'DRAFTER',
    checks: [],
    asks: true,
  },
  { act: 'resume', facts: { state: 'CALLING_OFF', sendingStuck: true }, by: 'DRAFTER', checks: [] },
  {
    act: 'accept',
    facts: { state: 'SENDING', answerParked: true },
    by: 'DRAFTER',
    checks: [],
    asks: true,
  },
  {
    act: 'anew',
    facts: { state: 'ISSUED', decisionParked: true },
    by: 'STUDY_OFFICE',
    checks: [],
    asks: true,
  },
  { act: 'reopenRefused', facts: { state: 'REOPENING' }, by: 'DHIS', checks: [] },
  {
    act: 'confirmed',
    facts: { state: 'ISSUED' },
    by: 'SIGNER_IN_DHIS',
    checks: ['rowsOverlap', 'rowsImpossible', 'blockedByGrant'],
  },
  // A proposal changes nothing about anybody, so nothing can object to its confirmation.
  { act: 'confirmed', facts: { state: 'ISSUED', type: 'PROPOSAL' }, by: 'SIGNER_IN_DHIS', checks: [] },
  { act: 'rejected', facts: { state: 'ISSUED' }, by: 'SIGNER_IN_DHIS', checks: [] },
  {
    act: 'recheck',
    facts: { state: 'ISSUED', confirmationParked: true },
    by: 'STUDY_OFFICE',
    checks: ['rowsOverlap', 'rowsImpossible', 'blockedByGrant'],
  },
  { act: 'cancel', facts: { state: 'DRAFT', everSent: true }, by: 'DRAFTER', checks: [], asks: true },
  { act: 'cancel', facts: { state: 'ISSUED' }, by: 'DRAFTER', checks: [], asks: true },
  {
    act: 'cancel',
    facts: { state: 'REGISTERED', type: 'PROPOSAL' },
    by: 'CHANCELLERY',
    checks: ['hasLiveDirective'],
    asks: true,
  },
  {
    act: 'cancel',
    facts: { state: 'REGISTERED' },
    by: 'STUDY_OFFICE',
    checks: ['builtUpon'],
    asks: true,
  },
  {
    act: 'createDirective',
    facts: { state: 'REGISTERED', type: 'PROPOSAL' },
    by: 'STUDY_OFFICE',
    checks: ['hasLiveDirective'],
  },
]

/** Facts to which the check of that name objects, and no other check. */
const objecting = {
  noPersons: { rowCount: 0 },
  rowsIncomplete: { rowsIncomplete: [{ code: 'missing.bankAccount' }] },
  rowsOverlap: { rowsOverlap: [{ code: 'rowTwice' }] },
  rowsImpossible: { rowsImpossible: [{ code: 'leaveTwice' }] },
  blockedByGrant: { blockedByGrant: [{ code: 'doctoralGrantInPeriod' }] },
  checkLapsed: { checkLapsed: true },
  unitClosed: { unitClosed: true },
  signerGone: { signerGone: 'Mari Mets' },
  seriesMissing: { seriesMissing: true },
  wasIssued: { everSent: true },
  hasLiveDirective: { liveDirective: '2.1-1/7' },
  builtUpon: { builtUpon: [{ code: 'builtUpon' }] },
} as const satisfies Record<CheckName, Partial<DocumentFacts>>
const code = {
  noPersons: 'noPersons',
  rowsIncomplete: 'missing.bankAccount',
  rowsOverlap: 'rowTwice',
  rowsImpossible: 'leaveTwice',
  blockedByGrant: 'doctoralGrantInPeriod',
  checkLapsed: 'checkLapsed',
  unitClosed: 'unitClosed',
  signerGone: 'signerGone',
  seriesMissing: 'seriesMissing',
  wasIssued: 'wasIssued',
  hasLiveDirective: 'hasLiveDirective',
  builtUpon: 'builtUpon',
} as const satisfies Record<CheckName, string>

describe('an amendment', () => {
  const everybody: Party[] = [...parties, 'AMENDMENT']
  test.each(directives)(
    'alone cancels a registered %s as amended, and makes it registered again as revived',
    (type) => {
      for (const state of Object.values(DocumentState)) {
        const facts = someFacts({ type, state })
        for (const party of everybody) {
          const mine = party === 'AMENDMENT'
          expect(findMove('amended', facts, [party])?.to).toBe(
            mine && state === 'REGISTERED' ? 'CANCELLED' : undefined,
          )
          expect(findMove('revived', facts, [party])?.to).toBe(
            mine && state === 'CANCELLED' ? 'REGISTERED' : undefined,
          )
        }
      }
    },
  )

  test.each(['PROPOSAL', ...certificates] as const)('has no act on a %s', (type) => {
    for (const state of Object.values(DocumentState)) {
      expect(openMoves(someFacts({ type, state }), ['AMENDMENT'])).toEqual([])
    }
  })

  test.each(directives)('has no other act on a %s', (type) => {
    const open = Object.values(DocumentState).flatMap((state) =>
      openMoves(someFacts({ type, state }), ['AMENDMENT']).map(({ act }) => act),
    )
    expect(open).toEqual(['amended', 'revived'])
  })
})

describe('the objections', () => {
  for (const { act, facts, by, checks, asks = false } of objections) {
    test(`to ${act} of ${facts.type ?? 'a directive'} in ${facts.state} are ${checks.join(', ') || 'none'}${asks ? ', and a reason is asked' : ''}`, () => {
      const quiet = someFacts(facts)
      expect(findMove(act, quiet, [by])).toMatchObject({ refusals: [], reasonAsked: asks })
      for (const check of Object.keys(objecting) as CheckName[]) {
        const move = findMove(act, { ...quiet, ...objecting[check] }, [by])
        const expected = checks.includes(check) ? [code[check]] : []
        expect(
          move?.refusals.map((refusal) => refusal.code),
          check,
        ).toEqual(expected)
      }
    })
  }

  test('are all told at once, in the order of the table', () => {
    const everything = Object.assign(someFacts({ state: 'CHECKED' }), ...Object.values(objecting))
    const told = findMove('send', everything, ['DRAFTER'])?.refusals.map((refusal) => refusal.code)
    expect(told).toEqual([
      'checkLapsed',
      'noPersons',
      'missing.bankAccount',
      'rowTwice',
      'leaveTwice',
      'doctoralGrantInPeriod',
      'unitClosed',
      'signerGone',
      'seriesMissing',
    ])
  })

  test('name what they are about', () => {
    expect(failedCheck('hasLiveDirective', someFacts({ liveDirective: '2.1-1/7' }))).toEqual([
      { code: 'hasLiveDirective', params: { directive: '2.1-1/7' } },
    ])
    expect(failedCheck('hasLiveDirective', someFacts({ liveDirective: '' }))).toEqual([
      { code: 'hasLiveDirective', params: { directive: 'none' } },
    ])
    expect(failedCheck('signerGone', someFacts({ signerGone: 'Mari Mets' }))).toEqual([
      { code: 'signerGone', params: { who: 'Mari Mets' }, field: 'head.signerId' },
    ])
  })
})

/*
 * Written by hand from spec 2 "States and acts": who may ever do an act to a proposal, a directive and a certificate.
 * Such a party is told that the document changed meanwhile; anybody else is told that it isn't theirs. d = whoever
 * drafts it, s = the study office, c = the chancellery, m = the signer in DHIS, h = DHIS, a = an amendment.
 */
const theirs: Record<DocumentEvent, [proposal: string, directive: string, certificate: string]> = {
  save: ['d', 'd', 'd'],
  delete: ['d', 'd', 'd'],
  check: ['d', 'd', 'd'],
  send: ['d', 'd', 'd'],
  retry: ['d', 'd', 'd'],
  accept: ['d', 'd', 'd'],
  sent: ['h', 'h', 'h'],
  callOff: ['d', 'd', 'd'],
  calledOff: ['h', 'h', 'h'],
  resume: ['d', 'd', 'd'],
  reopen: ['d', 'd', 'd'],
  stay: ['d', 'd', 'd'],
  cancelledThere: ['d', 'd', 'd'],
  anew: ['ds', 'ds', 'ds'],
  reopened: ['h', 'h', 'h'],
  reopenRefused: ['h', 'h', 'h'],
  confirmed: ['m', 'm', 'm'],
  rejected: ['m', 'm', 'm'],
  recheck: ['s', 's', 's'],
  cancel: ['dc', 'ds', 'ds'],
  amended: ['', 'a', ''],
  revived: ['', 'a', ''],
  createDirective: ['s', '', ''],
}
describe.each(Object.entries(theirs) as [DocumentEvent, [string, string, string]][])(
  'the act %s',
  (act, cells) => {
    const letters: Record<Party, string> = {
      DRAFTER: 'd',
      SPECIAL_RIGHT: 'd',
      STUDY_OFFICE: 's',
      CHANCELLERY: 'c',
      SIGNER_IN_DHIS: 'm',
      DHIS: 'h',
      AMENDMENT: 'a',
    }
    test('belongs to the parties in the table, and to nobody else', () => {
      for (const type of everyType) {
        const cell = cells[type === 'PROPOSAL' ? 0 : directives.includes(type) ? 1 : 2]
        for (const party of Object.keys(letters) as Party[])
          expect(isTheirs(act, type, [party]), `${type} ${party}`).toBe(cell.includes(letters[party]))
        expect(isTheirs(act, type, [])).toBe(false)
      }
    })
  },
)

test('a calling off can be resumed and a taking back given up only if it is stuck', () => {
  for (const [act, state] of [
    ['resume', 'CALLING_OFF'],
    ['stay', 'REOPENING'],
  ] as const) {
    expect(findMove(act, someFacts({ state }), ['DRAFTER'])).toBeNull()
    expect(findMove(act, someFacts({ state, sendingStuck: true }), ['DRAFTER'])).not.toBeNull()
  }
})

test('a parked confirmation can be checked again even while the document is being taken back', () => {
  for (const type of everyType)
    for (const state of ['ISSUED', 'REOPENING'] as const) {
      const parked = someFacts({ type, state, confirmationParked: true })
      expect(findMove('recheck', parked, ['STUDY_OFFICE'])).toMatchObject({ to: 'REGISTERED' })
      expect(findMove('recheck', { ...parked, confirmationParked: false }, ['STUDY_OFFICE'])).toBeNull()
    }
})

test('a professional certificate has state labels of its own, and every other kind those of its type', () => {
  expect(stateWord({ type: 'DIPLOMA', kind: 'PROFESSIONAL_CERTIFICATE' })).toBe('PROFESSIONAL_CERTIFICATE')
  expect(stateWord({ type: 'DIPLOMA', kind: 'DIPLOMA' })).toBe('DIPLOMA')
  expect(stateWord({ type: 'PROPOSAL', kind: 'EXMATRICULATION' })).toBe('PROPOSAL')
  const say = sayIn('et')
  expect(
    Object.values(stateGroup).map((group) => say(`documents.state.PROFESSIONAL_CERTIFICATE.${group}`)),
  ).toEqual([
    ...Array.from({ length: 4 }, () => 'Kutsetunnistus loomisel'),
    ...Array.from({ length: 2 }, () => 'Kutsetunnistus väljastatud'),
    'Kutsetunnistus registreeritud',
    'Kutsetunnistus tühistatud',
  ])
})

test('a document shown as a draft may be in the stages of sending, but is edited only before them', () => {
  expect(statesOf('DRAFT')).toEqual(['DRAFT', 'CHECKED', 'SENDING', 'CALLING_OFF'])
  expect(statesOf('ISSUED')).toEqual(['ISSUED', 'REOPENING'])
  expect(editableStates).toEqual(['DRAFT', 'CHECKED'])
})

test('saving and deleting need no facts beyond the document’s own row', () => {
  // factsInHand of lib/documents/standing.ts serves these two acts and doesn't ask the database.
  const asked = moves.flatMap(({ act, only, unless }) =>
    act === 'save' || act === 'delete' ? [only, ...unless] : [],
  )
  expect(new Set(asked)).toEqual(new Set([undefined, 'wasIssued']))
})

test('the state labels of every type are those of the seed, word for word', () => {
  const stems = {
    PROPOSAL: 'Esildis',
    VICE_DEAN_DIRECTIVE: 'Korraldus',
    VICE_RECTOR_DIRECTIVE: 'Korraldus',
    DIPLOMA: 'Diplom',
    TRANSCRIPT: 'Akadeemiline õiend',
    NOTICE: 'Teatis',
  } as const satisfies Record<DocumentType, string>
  const say = sayIn('et')
  for (const type of everyType) {
    const label = (state: DocumentState) => say(`documents.state.${type}.${stateGroup[state]}`)
    expect({
      DRAFT: label('DRAFT'),
      CHECKED: label('CHECKED'),
      SENDING: label('SENDING'),
      CALLING_OFF: label('CALLING_OFF'),
      ISSUED: label('ISSUED'),
      REGISTERED: label('REGISTERED'),
      CANCELLED: label('CANCELLED'),
    }).toEqual({
      DRAFT: `${stems[type]} loomisel`,
      CHECKED: `${stems[type]} loomisel`,
      SENDING: `${stems[type]} loomisel`,
      CALLING_OFF: `${stems[type]} loomisel`,
      ISSUED: `${stems[type]} väljastatud`,
      REGISTERED: `${stems[type]} registreeritud`,
      CANCELLED: `${stems[type]} tühistatud`,
    })
  }
})

function subsets<T>(items: readonly T[]): T[][] {
  return items.reduce<T[][]>((sets, item) => [...sets, ...sets.map((set) => [...set, item])], [[]])
}

test('the states are grouped into ended, under way and checked over', () => {
  expect(endStates.toSorted()).toEqual([...statesOf('REGISTERED'), ...statesOf('CANCELLED')].toSorted())
  expect(onTheWay).toEqual(['SENDING', 'CALLING_OFF', 'ISSUED', 'REOPENING'])
  expect(checkedOver).toEqual(['CHECKED', 'SENDING', 'CALLING_OFF', 'ISSUED', 'REOPENING', 'REGISTERED'])
})
