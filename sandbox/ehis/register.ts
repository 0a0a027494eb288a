import { Refusal } from '../http'
import { whole, type Store } from '../store'
import { child, type Element } from './xml'

/** A stipend as the registry has it; `body` holds its fields by the names they were sent under. */
export type StipendRow = {
  id: string
  school: string
  person: string
  country: string
  curriculum: string | null
  body: Record<string, string>
  changedOn: string
  deleted: boolean
}
export type MessageRow = {
  seq: number
  messageId: string
  userId: string
  xml: string
  answer: string
  taken: boolean
  receivedAt: string
}
export type Said = { taken: boolean; teade: string; kood: string; texts: string[] }

/** Enters the operation's content, all of it or none, and answers in the registry's words. */
export function enter(store: Store, operation: Element): Said {
  try {
    return whole(store, () => {
      const texts = each(child(operation, 'data'), 'oppeasutus').flatMap((school) =>
        each(school, 'oppur').flatMap((learner) => enterLearner(store, value(school, 'koolId'), learner)),
      )
      return { taken: true, teade: 'Andmed on edukalt laetud', kood: '0', texts }
    })
  } catch (error) {
    if (!(error instanceof Objection)) throw error
    return { taken: false, teade: 'VIGA: andmeid ei laetud', kood: '1', texts: [`Viga: ${error.message}`] }
  }
}

/** Why nothing of a message was entered. */
class Objection extends Error {}

function enterLearner(store: Store, school: string, learner: Element): string[] {
  const ofCode = child(learner, 'muutmineIsikukood')
  if (ofCode) return [giveCode(store, school, value(ofCode, 'oppurKoolId'), value(ofCode, 'isikukood'))]
  const change = child(learner, 'muutmine')!
  const person = value(change, 'isikukood')
  const country = value(change, 'klIsikukoodRiik') || 'EE'
  const form = country === 'EE' ? /^[1-8]\d{10}$/ : country === 'SS' ? /^\d{4}-\d{2}-\d{2}$/ : /./
  if (!form.test(person)) throw new Objection(`isikukood ${person} ei sobi`)
  const other = codeNow(store, person)
  if (other !== person) throw new Objection(`isikukood ${person} on muudetud`)
  if (child(child(change, 'korgharidus'), 'isikuandmeteMuutus'))
    return [`Õppur ${person}: isikuandmed muudetud`]
  const stipends = child(child(change, 'korgharidus'), 'stipendiumid')!
  const about = { school, person, country, curriculum: value(change, 'oppekava') || null }
  const changedOn = value(stipends, 'muutusKp')
  return [
    ...each(stipends, 'stipendium').map((stipend) => put(store, { ...about, changedOn }, stipend)),
    ...each(child(stipends, 'kustutamine'), 'oppeasutuseKirjeId').map(({ text }) =>
      remove(store, about, text, changedOn),
    ),
  ]
}

/** Gives the new code to whatever was known by the institution's key, or by the earlier code. */
function giveCode(store: Store, school: string, before: string, code: string): string {
  if (!/^[1-8]\d{10}$/.test(code)) throw new Objection(`isikukood ${code} ei sobi`)
  store
    .prepare("UPDATE ehis_stipends SET person = ?, country = 'EE' WHERE school = ? AND person = ?")
    .run(code, school, before)
  store.prepare('DELETE FROM ehis_codes WHERE before = ?').run(code)
  store
    .prepare('INSERT INTO ehis_codes VALUES (?, ?) ON CONFLICT (before) DO UPDATE SET code = excluded.code')
    .run(before, code)
  return `Õppur ${code}: isikukood muudetud`
}

/** The present code of whoever had this one. */
const codeNow = (store: Store, person: string): string =>
  (store.prepare('SELECT code FROM ehis_codes WHERE before = ?').get(person)?.code as string | undefined) ??
  person

type About = Pick<StipendRow, 'school' | 'person' | 'country' | 'curriculum'>

function put(store: Store, about: About & { changedOn: string }, stipend: Element): string {
  const body = Object.fromEntries(stipend.children.map(({ name, text }) => [name, text]))
  const id = body.oppeasutuseKirjeId
  if (!id) throw new Objection('oppeasutuseKirjeId puudub')
  if (body.stipendiumLoppKp! < body.stipendiumAlgusKp!)
    throw new Objection(`stipendiumi ${id} lõppkuupäev on enne alguskuupäeva`)
  const known = ofSamePerson(store, about, id)
  store
    .prepare(
      `INSERT INTO ehis_stipends (id, school, person, country, curriculum, body, changed_on)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET curriculum = excluded.curriculum, body = excluded.body,
         changed_on = excluded.changed_on, deleted = 0`,
    )
    .run(
      id,
      about.school,
      about.person,
      about.country,
      about.curriculum,
      JSON.stringify(body),
      about.changedOn,
    )
  return `Stipendium ${id}: ${known && !known.deleted ? 'muudetud' : 'lisatud'}`
}

/** Deleting a missing record is no objection. */
function remove(store: Store, about: About, id: string, changedOn: string): string {
  const known = ofSamePerson(store, about, id)
  if (!known || known.deleted) return `Stipendium ${id}: kirjet ei ole, midagi ei kustutatud`
  store.prepare('UPDATE ehis_stipends SET deleted = 1, changed_on = ? WHERE id = ?').run(changedOn, id)
  return `Stipendium ${id}: kustutatud`
}

function ofSamePerson(store: Store, { school, person }: About, id: string): StipendRow | undefined {
  const known = stipends(store).find((row) => row.id === id)
  if (known && (known.school !== school || known.person !== person))
    throw new Objection(`stipendium ${id} on teise isiku oma`)
  return known
}

export function keepMessage(store: Store, message: Omit<MessageRow, 'seq' | 'receivedAt'>): void {
  store
    .prepare(
      'INSERT INTO ehis_messages (message_id, user_id, xml, answer, taken, received_at) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(
      message.messageId,
      message.userId,
      message.xml,
      message.answer,
      message.taken ? 1 : 0,
      new Date().toISOString(),
    )
}

/** Every stipend ever entered, by when it was first entered. */
export function stipends(store: Store): StipendRow[] {
  return store
    .prepare('SELECT * FROM ehis_stipends ORDER BY rowid')
    .all()
    .map((row) => ({
      id: row.id as string,
      school: row.school as string,
      person: row.person as string,
      country: row.country as string,
      curriculum: row.curriculum as string | null,
      body: JSON.parse(row.body as string) as Record<string, string>,
      changedOn: row.changed_on as string,
      deleted: row.deleted === 1,
    }))
}

/** Newest first, at most `limit`. */
export function messages(store: Store, limit: number): MessageRow[] {
  return store
    .prepare('SELECT * FROM ehis_messages ORDER BY seq DESC LIMIT ?')
    .all(limit)
    .map((row) => ({
      seq: row.seq as number,
      messageId: row.message_id as string,
      userId: row.user_id as string,
      xml: row.xml as string,
      answer: row.answer as string,
      taken: row.taken === 1,
      receivedAt: row.received_at as string,
    }))
}

export function message(store: Store, seq: string): MessageRow {
  const found = messages(store, -1).find((row) => String(row.seq) === seq)
  if (!found) throw new Refusal(404, 'not-found', 'Sellist päringut ei ole')
  return found
}

const each = (of: Element | undefined, name: string) =>
  of?.children.filter((inner) => inner.name === name) ?? []
const value = (of: Element, name: string) => child(of, name)?.text ?? ''
