import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { problemText } from '@/lib/messages/problem-text'
import { sayIn } from '@/lib/messages/say'

const say = sayIn('et')

describe('a delivery’s problem', () => {
  test.each([
    ['unreachable: ETIMEDOUT', 'DHIS ei vastanud õigel ajal'],
    ['unreachable: UND_ERR_HEADERS_TIMEOUT', 'DHIS ei vastanud õigel ajal'],
    ['unreachable: ECONNREFUSED', 'DHIS ei vasta'],
    ['unreachable: ECONNRESET', 'DHIS katkestas ühenduse enne vastamist'],
    ['unreachable: ENOTFOUND', 'süsteemi DHIS aadressi ei leita'],
    ['unreachable: DEPTH_ZERO_SELF_SIGNED_CERT', 'süsteemi DHIS sertifikaat ei ole usaldusväärne'],
    ['unreachable: HTTP 503', 'DHIS ei tööta praegu (HTTP 503)'],
    ['refused: Sellist sarja ei ole', 'DHIS keeldus: Sellist sarja ei ole'],
    ['refused: HTTP 400', 'DHIS keeldus: HTTP 400'],
    ['unreadable: number, url', 'DHIS vastas arusaamatult (number, url)'],
    [
      'noEhisCode: IT Akadeemia stipendium',
      'toetuse liigil puudub EHISe kood (IT Akadeemia stipendium), päringut ei koostatud',
    ],
    ['noGrant: ', 'toetust enam ei ole, päringut ei koostatud'],
    ['FAULT', 'viga on Olekus, selle põhjus on logis'],
  ])('%s is said in plain words', (problem, sentence) => {
    expect(problemText(say, 'DHIS', problem)).toBe(sentence)
  })

  test('never shows a whole personal code', () => {
    expect(problemText(say, 'DHIS', 'refused: Isikut 49205130232 ei ole')).toBe(
      'DHIS keeldus: Isikut 492******32 ei ole',
    )
  })

  test('is said, to those who may not know of persons, with the neighbour’s code but not its prose', () => {
    const bare = { bare: true }
    expect(problemText(say, 'MAIL', 'refused: 550 kadri.oja@ylikool.example', bare)).toBe('E-post keeldus')
    expect(problemText(say, 'MAIL', 'unreachable: 451 kadri.oja@ylikool.example', bare)).toBe(
      'E-post ei vasta',
    )
    expect(problemText(say, 'DHIS', 'refused: HTTP 409', bare)).toBe('DHIS keeldus: HTTP 409')
    expect(problemText(say, 'DHIS', 'unreachable: ETIMEDOUT', bare)).toBe('DHIS ei vastanud õigel ajal')
  })

  test('is a sentence with the neighbour’s name, whatever the words were', () => {
    fc.assert(
      fc.property(fc.constantFrom('unreachable', 'refused', 'unreadable', ''), fc.string(), (kind, words) => {
        expect(problemText(say, 'DHIS', `${kind}: ${words}`)).toContain('DHIS')
        expect(problemText(say, 'DHIS', `${kind}: ${words}`, { bare: true })).toContain('DHIS')
      }),
    )
  })
})
