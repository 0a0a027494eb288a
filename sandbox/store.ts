import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** What the neighbours remember. One file, so that a killed sandbox comes back as it was. */
export type Store = DatabaseSync

const tables = `
  CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

  CREATE TABLE IF NOT EXISTS series (series TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS documents (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    our_id TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'locked', 'confirmed', 'rejected', 'cancelled')),
    reason TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS versions (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    pdf BLOB NOT NULL,
    received_at TEXT NOT NULL,
    PRIMARY KEY (document_id, version)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS keys (
    key TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    version INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    body TEXT NOT NULL,
    invented INTEGER NOT NULL,
    copies INTEGER NOT NULL,
    out_of_turn INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('due', 'sent', 'unsent')),
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    answer_status INTEGER,
    answer TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS events_due ON events (state, due_at);
  CREATE INDEX IF NOT EXISTS events_of ON events (document_id, seq);

  CREATE TABLE IF NOT EXISTS letters (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id TEXT NOT NULL,
    sender TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    raw BLOB NOT NULL,
    received_at TEXT NOT NULL,
    copies INTEGER NOT NULL DEFAULT 1,
    UNIQUE (message_id, recipient)
  ) STRICT;

  CREATE TABLE IF NOT EXISTS ehis_messages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    xml TEXT NOT NULL,
    answer TEXT NOT NULL,
    taken INTEGER NOT NULL,
    received_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS ehis_stipends (
    id TEXT PRIMARY KEY,
    school TEXT NOT NULL,
    person TEXT NOT NULL,
    country TEXT NOT NULL,
    curriculum TEXT,
    body TEXT NOT NULL,
    changed_on TEXT NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE IF NOT EXISTS ehis_codes (
    before TEXT PRIMARY KEY,
    code TEXT NOT NULL
  ) STRICT;

  CREATE TABLE IF NOT EXISTS ehis_pupil_changes (
    message_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    school TEXT NOT NULL,
    party TEXT NOT NULL,
    branch TEXT,
    person TEXT NOT NULL,
    what TEXT NOT NULL,
    changed_on TEXT,
    body TEXT NOT NULL,
    copies INTEGER NOT NULL,
    UNIQUE (message_id, place)
  ) STRICT;

  CREATE TABLE IF NOT EXISTS juhan_runs (id TEXT PRIMARY KEY, title TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS juhan_registrations (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    run TEXT NOT NULL REFERENCES juhan_runs (id),
    body TEXT NOT NULL,
    document_number TEXT,
    document_on TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS juhan_registrations_of ON juhan_registrations (run, seq);
  CREATE TABLE IF NOT EXISTS juhan_told (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    registration TEXT NOT NULL,
    said TEXT NOT NULL,
    answer TEXT NOT NULL,
    told_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE IF NOT EXISTS oidc (
    model TEXT NOT NULL,
    id TEXT NOT NULL,
    payload TEXT NOT NULL,
    uid TEXT,
    grant_id TEXT,
    expires_at INTEGER,
    PRIMARY KEY (model, id)
  ) STRICT;
`

/** Opens `sandbox.db` in the folder, making both if missing. */
export function openStore(folder: string): Store {
  mkdirSync(folder, { recursive: true })
  const store = new DatabaseSync(join(folder, 'sandbox.db'))
  // NORMAL outlives a killed process, which is all we play; only a power cut could take the last writes.
  store.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;',
  )
  store.exec(tables)
  return store
}

/** Does the work whole or not at all. */
export function whole<T>(store: Store, work: () => T): T {
  store.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    store.exec('COMMIT')
    return result
  } catch (error) {
    store.exec('ROLLBACK')
    throw error
  }
}

/** A small thing kept by name (keys, faults); made and kept if it was not there. */
export function kept<T>(store: Store, name: string, make: () => T): T {
  const row = store.prepare('SELECT value FROM kept WHERE name = ?').get(name)
  if (row) return JSON.parse(row.value as string) as T
  const value = make()
  keep(store, name, value)
  return value
}

export function keep(store: Store, name: string, value: unknown): void {
  store
    .prepare('INSERT INTO kept VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
    .run(name, JSON.stringify(value))
}

/** Empties the neighbours. Keys of the sign-in provider stay, for those who have seen them. */
export function forgetAll(store: Store): void {
  whole(store, () => {
    store.exec('DELETE FROM events; DELETE FROM documents; DELETE FROM series; DELETE FROM letters')
    store.exec('DELETE FROM ehis_messages; DELETE FROM ehis_stipends; DELETE FROM ehis_pupil_changes')
    store.exec('DELETE FROM ehis_codes')
    store.exec('DELETE FROM juhan_told; DELETE FROM juhan_registrations; DELETE FROM juhan_runs')
    store.exec("DELETE FROM sqlite_sequence WHERE name = 'juhan_registrations'")
    store.exec("DELETE FROM kept WHERE name IN ('faults', 'juhan', 'juhan-people', 'ehis-houses')")
  })
}
