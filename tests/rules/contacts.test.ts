import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { letterSchema } from '@/lib/outside/mail/wire'
import { readSaid, type Said } from '@/lib/registrants/rules/told'
import { NewRegistrantInput } from '@/lib/registrants/schema/runs'
import { parseAccount, showAccount } from '@/lib/shared/account'
import { parseEmail } from '@/lib/shared/email'

/** What is read of an e-mail address that Juhan tells with nothing else about the person. */
const juhansEmail = (email: string) => {
  const untold = ['firstName', 'lastName', 'personalCode', 'phone', 'payer', 'registeredOn', 'workplace']
  const said = Object.fromEntries(untold.map((field) => [field, undefined]))
  return readSaid({ ...(said as Omit<Said, 'email'>), email }, '2026-11-21').email
}

describe('an e-mail address', () => {
  test('is accepted in forms and files exactly when a letter can be addressed to it', () => {
    const some = fc.oneof(
      fc.emailAddress(),
      fc.string({ unit: fc.constantFrom('a', 'õ', '@', '.', '-', '+', ' ', '"', '<', '1') }),
      fc.constantFrom('a@b.ee', 'a@b', 'a..b@c.ee', 'a@b.ee.', 'mari@ülikool.ee', 'a@b.ee; c@d.ee'),
    )
    fc.assert(
      fc.property(some, (typed) => {
        const email = parseEmail(typed)
        if (email !== null) expect(letterSchema.shape.to.safeParse(email).success).toBe(true)
        else expect(letterSchema.shape.to.safeParse(typed).success).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  test('of 200 characters is accepted in forms, from Juhan and in letters, and one of 201 in none of them', () => {
    const ofLetters = (count: number) => `${'m'.repeat(10)}@${'kool.'.repeat(60)}`.slice(0, count - 2) + 'ee'
    const taken = (email: string) => [
      parseEmail(email) !== null,
      juhansEmail(email) !== '',
      letterSchema.shape.to.safeParse(email).success,
    ]
    expect(ofLetters(201)).toHaveLength(201)
    expect(taken(ofLetters(200))).toEqual([true, true, true])
    expect(taken(ofLetters(201))).toEqual([false, false, false])
  })

  test('is stripped of what a link or a copied text brings along', () => {
    expect(parseEmail(' mailto:mari@ylikool.example\u200b ')).toBe('mari@ylikool.example')
    expect(juhansEmail('mailto:mari@ylikool.example')).toBe('mari@ylikool.example')
  })
})

test('an account is read in any grouping and of any country, but only if its check digits are right', () => {
  expect(parseAccount('ee38\u00a02200 2210\u20092014-5685')).toBe('EE382200221020145685')
  expect(parseAccount('IBAN: DE89 3704 0044 0532 0130 00')).toBe('DE89370400440532013000')
  for (const typed of ['', 'EE382200221020145686', '221020145685', 'EE382200221020145685 (Swedbank)', 'EE38'])
    expect(parseAccount(typed)).toBeNull()
  expect(showAccount('EE382200221020145685')).toBe('EE38 2200 2210 2014 5685')
  expect(showAccount('')).toBe('')
})

describe('a form’s personal code', () => {
  const codeIn = (personalCode: string) => NewRegistrantInput.shape.personalCode.safeParse(personalCode).data

  test('is stored as eleven digits, without what stood before and between them', () => {
    expect(codeIn('EE 492 0513\u00a00232')).toBe('49205130232')
    expect(codeIn('')).toBe('')
  })

  test('is refused if it means a birth in the nineteenth century, in 2099 or in the twenty-second century', () => {
    for (const code of ['11701010014', '69912310013', '80101010012']) expect(codeIn(code)).toBeUndefined()
  })
})
