import { describe, expect, test } from 'vitest'
import type { DocumentFacts } from '@/lib/documents/rules/checks'
import type { Party } from '@/lib/documents/rules/lifecycle'
import { objectionsTo } from '@/lib/documents/rules/many'
import { DocumentState } from '@/lib/shared/generated/enums'
import { someFacts } from '../support/document-facts'

/**
 * What is said of each state, `-` = the act can be done: of sending, of cancelling when never sent, and of cancelling
 * when sent before.
 */
const grid: Record<DocumentState, [send: string, cancel: string, cancelSentBefore: string]> = {
  DRAFT: ['notCheckedOver', 'neverSent', '-'],
  CHECKED: ['-', 'neverSent', '-'],
  SENDING: ['notToBeSent', 'notToBeCancelled', 'notToBeCancelled'],
  CALLING_OFF: ['notToBeSent', 'notToBeCancelled', 'notToBeCancelled'],
  ISSUED: ['notToBeSent', '-', '-'],
  REOPENING: ['notToBeSent', 'notToBeCancelled', 'notToBeCancelled'],
  REGISTERED: ['notToBeSent', 'notToBeCancelled', 'notToBeCancelled'],
  CANCELLED: ['notToBeSent', 'notToBeCancelled', 'notToBeCancelled'],
}

describe('one of many documents', () => {
  const told = (act: 'send' | 'cancel', facts: Partial<DocumentFacts>, parties: Party[] = ['DRAFTER']) =>
    objectionsTo(act, someFacts(facts), parties).map(({ code }) => code)[0] ?? '-'

  test.each(Object.values(DocumentState))(
    'in %s is refused with what its drafter has to do instead',
    (state) => {
      expect([
        told('send', { state }),
        told('cancel', { state }),
        told('cancel', { state, everSent: true }),
      ]).toEqual(grid[state])
    },
  )

  test('can be sent or cancelled only by its own parties', () => {
    for (const state of Object.values(DocumentState)) {
      expect([told('send', { state }, []), told('cancel', { state }, [])]).toEqual(['notYours', 'notYours'])
    }
  })

  test('that is registered can be cancelled by the study office, unless something builds on it', () => {
    expect(told('cancel', { state: 'REGISTERED' }, ['STUDY_OFFICE'])).toBe('-')
    const builtUpon = [{ code: 'builtUpon' }]
    expect(told('cancel', { state: 'REGISTERED', builtUpon }, ['STUDY_OFFICE'])).toBe('builtUpon')
  })

  test('is refused with every reason that its own page gives', () => {
    const facts = someFacts({ state: 'CHECKED', checkLapsed: true, unitClosed: true })
    expect(objectionsTo('send', facts, ['DRAFTER']).map(({ code }) => code)).toEqual([
      'checkLapsed',
      'unitClosed',
    ])
  })
})
