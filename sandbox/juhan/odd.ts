import type { Registration, RegistrationRow } from './contract'

/** What has been seen in real lists, each made of a registration that was sound. */
export const oddities: Record<
  string,
  { words: string; of: (row: RegistrationRow) => Partial<Registration> }
> = {
  tab: {
    words: 'töökohas on tabeldusmärk',
    of: ({ workplace }) => ({ workplace: `${workplace ?? 'Näidiskool'}\t1. korrus` }),
  },
  foreignCode: { words: 'välisriigi isikukood', of: () => ({ personalCode: '131052-308T' }) },
  wrongCode: {
    words: 'isikukoodi kontrollnumber on vale',
    of: ({ personalCode }) => ({ personalCode: wrongDigit(personalCode ?? '47903120210') }),
  },
  spacedCode: {
    words: 'isikukoodis on tühikud',
    of: ({ personalCode }) => ({ personalCode: `EE ${(personalCode ?? '').replace(/(.{4})/g, '$1 ')}` }),
  },
  noCode: { words: 'isikukoodi ei ole', of: () => ({ personalCode: '' }) },
  lostLetter: {
    words: 'nimes on loetamatu täht',
    of: ({ lastName }) => ({ lastName: `${lastName.slice(0, 1)}\uFFFD${lastName.slice(2)}` }),
  },
  noName: { words: 'eesnime ei ole', of: () => ({ firstName: '' }) },
  wrongEmail: { words: 'e-posti asemel on muu tekst', of: () => ({ email: 'ei ole' }) },
  wrongDay: { words: 'registreerumise kuupäeva ei ole olemas', of: () => ({ registeredOn: '2026-02-31' }) },
}

const wrongDigit = (code: string) => code.slice(0, -1) + String((Number(code.at(-1)) + 1) % 10)
