import { decode, type JWT } from 'next-auth/jwt'

/** So many are kept; then all are forgotten and read again. */
const most = 1_000
const read = new Map<string, JWT>()

/**
 * What the session's cookie says, or null if it is none of ours or has expired. Deriving its key and decrypting it costs as
 * much as a statement, so a process keeps what it has read; whether the session still holds, the database is asked each time.
 */
export async function readToken(token: string, secret: string, now: Date): Promise<JWT | null> {
  const known = read.get(token) ?? (await decode({ token, secret }).catch(() => null))
  // Turned so that a token that names no end is none either.
  if (!known || !(Number(known.exp) * 1000 > now.getTime())) {
    read.delete(token)
    return null
  }
  if (read.size >= most) read.clear()
  read.set(token, known)
  return known
}
