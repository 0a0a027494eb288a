import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { grantsOf } from '@/app/(office)/documents/[id]/choices'
import { foundApart } from '@/app/(office)/search/found'
import { signersOf, usersToldApart } from '@/lib/documents/drafting/options'
import { sayIn } from '@/lib/messages/say'
import { housesToldApart } from '@/lib/schools/rules/names'
import { toldApart } from '@/lib/shared/told-apart'

const say = sayIn('et')
const user = (id: string, email: string, lastName = 'Mets') => ({ id, firstName: 'Mari', lastName, email })
const mets = user('1', 'mari.mets@ylikool.example')
const other = user('2', 'mari.mets2@ylikool.example')

describe('lines that would read alike', () => {
  test('have marks only where they are needed, and as many as it takes', () => {
    const lines = [
      { text: 'Oja', code: 'A', day: '1' },
      { text: 'oja', code: 'A', day: '2' },
      { text: 'Oja ', code: '', day: '3' },
      { text: 'Põder', code: 'A', day: '1' },
    ]
    const told = (...marks: ((line: (typeof lines)[number]) => string)[]) =>
      toldApart(lines, ({ text }) => text, ...marks)
    expect(told(({ code }) => code)).toEqual(['Oja, A', 'oja, A', 'Oja ', 'Põder'])
    expect(
      told(
        ({ code }) => code,
        ({ day }) => day,
      ),
    ).toEqual(['Oja, A, 1', 'oja, A, 2', 'Oja ', 'Põder'])
  })

  test('differ, whatever their names, if their marks differ', () => {
    const name = fc.constantFrom('Oja', 'oja', 'OJA ', 'Põder')
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(name, fc.nat(99)), { selector: ([, mark]) => mark }), (lines) => {
        const texts = toldApart(
          lines,
          ([text]) => text,
          ([, mark]) => `${mark}`,
        )
        expect(new Set(texts.map((text) => text.trim().toLowerCase())).size).toBe(lines.length)
      }),
    )
  })
})

describe('in a choice or a search', () => {
  test('users and signers of one name have their address, and somebody who signs twice is there once', () => {
    expect(usersToldApart([mets, other, user('3', 'x@x.example', 'Kask')]).map(({ label }) => label)).toEqual(
      ['Mari Mets, mari.mets@ylikool.example', 'Mari Mets, mari.mets2@ylikool.example', 'Mari Kask'],
    )
    const signs = (who: typeof mets) => ({ user: who, title: 'õppeprodekaan' })
    expect(signersOf([signs(mets), signs(mets)])).toEqual([{ id: '1', label: 'Mari Mets, õppeprodekaan' }])
    expect(new Set(signersOf([signs(mets), signs(other)]).map(({ label }) => label)).size).toBe(2)
  })

  test('grants of one type and the same days have their source or document', () => {
    const grant = (id: string, fundingSource: string, number: string) => ({
      ...({ id, typeCode: 'TÕ', typeName: 'tulemustoetus', from: '2026-09-01', to: '2027-01-31' } as const),
      studyPlaceId: 'p',
      fundingSource,
      source: { number },
    })
    const texts = (grants: ReturnType<typeof grant>[]) =>
      grantsOf({ say }, { grants }).map(({ text }) => text)
    const [one] = texts([grant('a', 'LTFYS', '1')])
    expect(texts([grant('a', 'LTFYS', '1'), grant('b', 'LTMAT', '1')])).toEqual([
      `${one}, LTFYS`,
      `${one}, LTMAT`,
    ])
    expect(texts([grant('a', 'LTFYS', '2.1-17/1'), grant('b', 'LTFYS', '2.1-17/2')])).toEqual([
      `${one}, 2.1-17/1`,
      `${one}, 2.1-17/2`,
    ])
  })

  test('houses of one name have their registry code', () => {
    const house = (id: string, registryCode: string) => ({ id, name: 'Kesklinna kool', registryCode })
    expect(housesToldApart([house('a', '75000001'), house('b', '75000002')]).map(({ name }) => name)).toEqual(
      ['Kesklinna kool, 75000001', 'Kesklinna kool, 75000002'],
    )
  })

  test('results of one name and detail have what tells them apart after the detail', () => {
    const found = (href: string, mark: string, detail = 'Füüsika, LT') => ({
      href,
      label: 'Kadri Oja',
      detail,
      marks: [mark],
    })
    expect(
      foundApart([found('/1', 'kood 1'), found('/2', 'kood 2'), found('/3', 'kood 3', 'Bioloogia')]),
    ).toEqual([
      { href: '/1', label: 'Kadri Oja', detail: 'Füüsika, LT, kood 1' },
      { href: '/2', label: 'Kadri Oja', detail: 'Füüsika, LT, kood 2' },
      { href: '/3', label: 'Kadri Oja', detail: 'Bioloogia' },
    ])
    expect(foundApart([found('/1', '1', ''), found('/2', '2', '')]).map(({ detail }) => detail)).toEqual([
      '1',
      '2',
    ])
  })
})
