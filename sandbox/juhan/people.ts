import { keep, kept, whole, type Store } from '../store'
import type { Registration } from './contract'
import { add, addRun } from './register'

/** The invented runs and people that stand in Juhan when the sandbox is new, or has been told to forget. */
export function seedJuhan(store: Store): void {
  whole(store, () => {
    if (kept(store, 'juhan', () => 'new') === 'seeded') return
    addRun(store, '20401', 'Uurimuslik õpe loodusainetes, sügis 2026')
    addRun(store, '20402', 'Uurimuslik õpe loodusainetes, kevad 2027')
    for (const each of first) add(store, '20401', each)
    for (const each of second) add(store, '20402', each)
    keep(store, 'juhan', 'seeded')
  })
}

/**
 * Registers `count` more invented people to a run, which is made if there is none; each has a personal code of their
 * own.
 */
export function registerMany(store: Store, run: string, count: number): void {
  whole(store, () => {
    addRun(store, run, `Toimumine ${run}`)
    const before = kept(store, 'juhan-people', () => 0)
    keep(store, 'juhan-people', before + count)
    for (let number = before; number < before + count; number++) add(store, run, nth(number))
  })
}

function person(
  firstName: string,
  lastName: string,
  code: string | null,
  about: Partial<Registration> = {},
): Registration {
  return {
    status: 'Registreeritud',
    personalCode: code === null ? null : withCheckDigit(code),
    firstName,
    lastName,
    email: `${plain(firstName)}.${plain(lastName)}@kool.example`,
    phone: null,
    payer: 'ise',
    registeredOn: '2026-10-19',
    workplace: null,
    ...about,
  }
}

const school = (workplace: string) => ({ payer: 'juriidiline isik', workplace }) as const

/** All statuses; one without an Estonian code, one learner of the cast and one namesake of another. */
const first = [
  person('Kairi', 'Lepp', '4790312021', { phone: '+372 5551 0101', ...school('Nõmme Näidisgümnaasium') }),
  person('Tõnu', 'Saarik', '3710904025', { phone: '+372 5551 0102' }),
  person('Marika', 'Pihlak', '4830617027', { ...school('Kõrveküla Näidiskool'), registeredOn: '2026-10-21' }),
  person('Kadri', 'Oja', '4750228022', { registeredOn: '2026-10-22' }),
  person('Getter', 'Hein', '4910604022', { payer: 'füüsiline isik', registeredOn: '2026-10-23' }),
  person('Ingrid', 'Söderholm', null, { registeredOn: '2026-10-26', email: null }),
  person('Ülle', 'Žukova', '4680101023', { ...school('Narva Näidiskool'), registeredOn: '2026-10-27' }),
  person('Meelis', 'Kuresoo', '3881119024', { status: 'Ootenimekirjas', registeredOn: '2026-11-02' }),
  person('Anneli', 'Tohver', '4921205026', { status: 'Ootenimekirjas', registeredOn: '2026-11-03' }),
  person('Raivo', 'Pärtel', '3650730028', { status: 'Tühistatud', registeredOn: '2026-10-20' }),
  person('Siiri', 'Väli', '4770509029', { status: 'Mitte-lõpetatud', registeredOn: '2026-10-20' }),
  person('Jaak', 'Mänd', '3590816022', { status: 'Lõpetatud', registeredOn: '2026-10-20' }),
]
const second = [
  person('Epp', 'Roosaar', '4860222023', { registeredOn: '2026-11-09' }),
  person('Mihkel', 'Kõiv', '3900413027', { registeredOn: '2026-11-10', ...school('Elva Näidiskool') }),
  person('Leelo', 'Hunt', '4730925024', { registeredOn: '2026-11-11' }),
]

const firstNames = ['Aita', 'Tõnis', 'Maie', 'Jüri', 'Õie', 'Urmo', 'Sirje', 'Väino', 'Elle', 'Heiti']
const lastNames = ['Kask', 'Tõru', 'Lääne', 'Jõesaar', 'Mõtus', 'Šults', 'Käär', 'Püvi', 'Allmägi', 'Sootalu']

/** Days from 1960 on, five persons a day: codes for 100 years and more that nobody of the seed has. */
function nth(number: number): Registration {
  const day = new Date(Date.UTC(1960, 0, 1 + Math.floor(number / 5))).toISOString()
  const code = `${3 + (number % 2)}${day.slice(2, 4)}${day.slice(5, 7)}${day.slice(8, 10)}${900 + (number % 5)}`
  const firstName = firstNames[number % 10]!
  const lastName = `${lastNames[Math.floor(number / 10) % 10]}-${number + 1}`
  return person(firstName, lastName, code, { email: `registreeruja${number + 1}@kool.example` })
}

/** Makes a personal code from its first ten digits. */
function withCheckDigit(ten: string): string {
  const remainder = (weights: number[]) =>
    weights.reduce((sum, weight, at) => sum + weight * Number(ten[at]), 0) % 11
  const once = remainder([1, 2, 3, 4, 5, 6, 7, 8, 9, 1])
  return `${ten}${once < 10 ? once : remainder([3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 10}`
}

function plain(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
