import { whole, type Store } from '../store'
import type { Said } from './register'
import { houseObjection } from './schools'
import { child, type Element } from './xml'

/** A change of a pupil that the registry has taken; `body`: its elements as text, in their order. */
export type PupilChangeRow = {
  messageId: string
  school: string
  party: string
  branch: string | null
  person: string
  what: string
  changedOn: string | null
  body: string
  /** how many times the message has come */
  copies: number
}

/** Takes the operation's changes of pupils, all of them or none; a message taken before is only answered again. */
export function takePupils(store: Store, operation: Element, messageId: string, party: string): Said {
  const before = store
    .prepare('UPDATE ehis_pupil_changes SET copies = copies + 1 WHERE message_id = ? RETURNING person')
    .all(messageId)
  if (before.length > 0) return taken(before.map(({ person }) => person as string))
  const rows = each(child(operation, 'data'), 'oppeasutus').flatMap((school) =>
    each(school, 'oppur').map((pupil) => rowOf(school, pupil)),
  )
  for (const { school, branch, person } of rows) {
    const wrong = party ? houseObjection(store, { koolId: school, party, branch }) : 'esindatav asutus puudub'
    if (wrong) return refused(wrong)
    if (!/^[1-8]\d{10}$/.test(person)) return refused(`isikukood ${person} ei sobi`)
    if (hasOtherCode(store, person)) return refused(`isikukood ${person} on muudetud`)
  }
  whole(store, () => {
    const enter = store.prepare('INSERT INTO ehis_pupil_changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)')
    rows.forEach(({ school, branch, person, what, changedOn, body }, at) =>
      enter.run(messageId, at, school, party, branch, person, what, changedOn, body),
    )
  })
  return taken(rows.map(({ person }) => person))
}

/** Whether the pupil who had the code now has another one. */
function hasOtherCode(store: Store, person: string): boolean {
  const last = store
    .prepare(
      `SELECT person FROM ehis_pupil_changes WHERE what = 'muutmineIsikukood' AND (person = ? OR body = ?)
        ORDER BY rowid DESC LIMIT 1`,
    )
    .get(person, `isikukood=${person}`)
  return last?.person === person
}

function rowOf(school: Element, pupil: Element) {
  const ofCode = child(pupil, 'muutmineIsikukood')
  const change = ofCode ?? child(pupil, 'muutmine')!.children[0]
  return {
    school: child(school, 'koolId')!.text,
    person: child(pupil, 'isikukood')!.text,
    what: change!.name,
    branch: child(change, 'oppeasutusFil')?.text ?? null,
    changedOn: child(change, 'muutusKp')?.text ?? null,
    body: change!.children.map(written).join(' '),
  }
}

/** An element in few words: its name and content. */
const written = ({ name, children, text }: Element): string =>
  children.length > 0 ? `${name} (${children.map(written).join(' ')})` : `${name}=${text.trim()}`

const taken = (persons: string[]): Said => ({
  taken: true,
  teade: 'Andmed on edukalt laetud',
  kood: '0',
  texts: persons.map((person) => `Õppur ${person}: andmed muudetud`),
})
const refused = (words: string): Said => ({
  taken: false,
  teade: 'VIGA: andmeid ei laetud',
  kood: '1',
  texts: [`Viga: ${words}`],
})
const each = (of: Element | undefined, name: string) =>
  of?.children.filter((inner) => inner.name === name) ?? []

/** Every change ever taken, in the order of arrival. */
export const pupilChanges = (store: Store, limit = -1): PupilChangeRow[] =>
  store
    .prepare('SELECT * FROM ehis_pupil_changes ORDER BY rowid DESC LIMIT ?')
    .all(limit)
    .reverse()
    .map((row) => ({
      messageId: row.message_id as string,
      school: row.school as string,
      party: row.party as string,
      branch: row.branch as string | null,
      person: row.person as string,
      what: row.what as string,
      changedOn: row.changed_on as string | null,
      body: row.body as string,
      copies: row.copies as number,
    }))
