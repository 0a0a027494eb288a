import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { Store } from '../store'

/** Keeps what the provider remembers (sessions, codes, grants) in the sandbox's own file. */
export function oidcAdapter(store: Store): (model: string) => Adapter {
  const alive = '(expires_at IS NULL OR expires_at > unixepoch())'
  const read = (row: Record<string, unknown> | undefined) =>
    row ? (JSON.parse(row.payload as string) as AdapterPayload) : undefined

  return (model) => ({
    async upsert(id, payload, expiresIn) {
      store.prepare('DELETE FROM oidc WHERE expires_at < unixepoch()').run()
      const expiresAt = expiresIn === undefined ? null : Math.floor(Date.now() / 1000) + expiresIn
      store
        .prepare('INSERT OR REPLACE INTO oidc VALUES (?, ?, ?, ?, ?, ?)')
        .run(model, id, JSON.stringify(payload), payload.uid ?? null, payload.grantId ?? null, expiresAt)
    },
    async find(id) {
      return read(
        store.prepare(`SELECT payload FROM oidc WHERE model = ? AND id = ? AND ${alive}`).get(model, id),
      )
    },
    async findByUid(uid) {
      return read(
        store.prepare(`SELECT payload FROM oidc WHERE model = ? AND uid = ? AND ${alive}`).get(model, uid),
      )
    },
    // Only the device flow asks for it, and that is off.
    async findByUserCode() {
      return undefined
    },
    async consume(id) {
      store
        .prepare(
          "UPDATE oidc SET payload = json_set(payload, '$.consumed', unixepoch()) WHERE model = ? AND id = ?",
        )
        .run(model, id)
    },
    async destroy(id) {
      store.prepare('DELETE FROM oidc WHERE model = ? AND id = ?').run(model, id)
    },
    async revokeByGrantId(grantId) {
      store.prepare('DELETE FROM oidc WHERE model = ? AND grant_id = ?').run(model, grantId)
    },
  })
}
