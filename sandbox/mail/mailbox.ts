import PostalMime from 'postal-mime'
import { Refusal } from '../http'
import type { Store } from '../store'

export type LetterRow = {
  id: number
  message_id: string
  sender: string
  recipient: string
  subject: string
  text: string
  received_at: string
  /** How many times the same letter (by Message-ID) has come to this recipient. */
  copies: number
}

const columns = 'id, message_id, sender, recipient, subject, text, received_at, copies'

/** Puts a letter in the box of each recipient of its envelope. */
export async function receive(
  store: Store,
  raw: Buffer,
  sender: string,
  recipients: string[],
): Promise<void> {
  const letter = await PostalMime.parse(raw)
  const insert = store.prepare(
    `INSERT INTO letters (message_id, sender, recipient, subject, text, raw, received_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (message_id, recipient) DO UPDATE SET copies = copies + 1`,
  )
  for (const recipient of recipients) {
    insert.run(
      letter.messageId ?? '',
      sender,
      recipient,
      letter.subject ?? '',
      letter.text ?? '',
      raw,
      new Date().toISOString(),
    )
  }
}

/** Newest first, at most 500; `recipient` may be a part of the address. */
export function letters(store: Store, recipient: string): LetterRow[] {
  return store
    .prepare(
      `SELECT ${columns} FROM letters WHERE instr(lower(recipient), lower(?)) > 0 OR ?1 = '' ORDER BY id DESC LIMIT 500`,
    )
    .all(recipient) as LetterRow[]
}

export function letter(store: Store, id: string): LetterRow & { raw: string } {
  const row = store.prepare(`SELECT ${columns}, raw FROM letters WHERE id = ?`).get(id)
  if (!row) throw new Refusal(404, 'not-found', 'Sellist kirja ei ole')
  return { ...(row as LetterRow), raw: Buffer.from(row.raw as Uint8Array).toString('utf8') }
}
