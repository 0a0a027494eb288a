import { storedPaper } from '../stored'
import { isEditable } from '@/lib/documents/rules/lifecycle'
import type { Db } from '@/lib/shared/db'
import type { LoadedDocument } from '../load'
import { draftPaper } from '../paper/draft-paper'
import type { Paper } from '../paper/paper'
import { paperOf } from '../paper/paper-of'
import { rowsAPage } from '../queries/sheet'
import { compare, isSame, narrowed, type Comparison, type Counts } from '../rules/compare'

/** One side of a comparison: a kept version by its number, or the draft as saved now. */
export type Side = { name: string; sendNo: number | null; checkedAt: Date | null; sentAt: Date | null }
export type Compared = {
  /** the earliest first; the draft, while it can be changed, last */
  sides: Side[]
  /** null when there is nothing to compare with */
  chosen: {
    from: Side
    to: Side
    comparison: Comparison
    /** of the differing persons; `first`: the first of them on the page, from 1 */
    page: number
    pages: number
    first: number
  } | null
}

/** The most letters shown of a text; of a longer one, the part that differs. */
const longestShown = 2_000

const draft: Side = { name: 'draft', sendNo: null, checkedAt: null, sentAt: null }

/**
 * Compares two versions of a document; by default the version last sent with the present one. Returns one page of the
 * differing persons, and as many differing warnings. The caller has seen to it that the reader may see the document.
 */
export async function comparedVersions(
  db: Db,
  document: LoadedDocument,
  wish: { from?: string; to?: string; page?: number },
  now: Date,
): Promise<Compared> {
  const sides = await sidesOf(db, document)
  const [from, to] = wished(sides, wish)
  if (!from || !to) return { sides, chosen: null }
  const kept = await keptPapers(db, document, [from, to])
  const paper = async (side: Side) => kept.get(side.sendNo) ?? draftPaper(db, document, now)
  const comparison = compare(await paper(from), await paper(to))
  const pages = Math.max(1, Math.ceil(comparison.rows.length / rowsAPage))
  const page = Math.min(Math.max(1, Math.trunc(wish.page ?? 1) || 1), pages)
  const first = (page - 1) * rowsAPage + 1
  const shown = {
    head: comparison.head.map((change) => ({ ...change, ...narrowed(change, longestShown) })),
    rows: comparison.rows.slice(first - 1, page * rowsAPage),
    warnings: comparison.warnings.slice(0, rowsAPage),
  }
  return { sides, chosen: { from, to, comparison: { ...comparison, ...shown }, page, pages, first } }
}

/** How the saved draft differs from the version last sent; null when nothing was sent before or it is no draft. */
export async function sinceSent(
  db: Db,
  document: LoadedDocument | null,
  now: Date,
): Promise<{ sendNo: number; same: boolean; counts: Counts } | null> {
  if (!document?.number || !isOpen(document)) return null
  const sent = (await sidesOf(db, document)).findLast(({ sentAt }) => sentAt !== null)
  if (!sent) return null
  // Only counts are needed: neither warnings nor the names of grants are read.
  const nameless = { warnings: new Map(), places: new Map() }
  const kept = await keptPapers(db, document, [sent])
  const was = { ...kept.get(sent.sendNo)!, warnings: [] }
  const { counts } = compare(was, await paperOf(db, document, nameless, now))
  return { sendNo: sent.sendNo!, same: isSame(counts), counts }
}

const isOpen = ({ state }: LoadedDocument) => isEditable(state)

async function sidesOf(db: Db, document: LoadedDocument): Promise<Side[]> {
  const versions = await db.documentVersion.findMany({
    where: { documentId: document.id },
    orderBy: [{ sendNo: 'asc' }, { checkedAt: 'asc' }, { id: 'asc' }],
    select: { sendNo: true, checkedAt: true, sentAt: true },
  })
  const kept = versions.map((version) => ({ name: String(version.sendNo), ...version }))
  return isOpen(document) && kept.length > 0 ? [...kept, draft] : kept
}

/** The two requested sides, the earlier first; a missing one gets a default. */
function wished(sides: Side[], { from, to }: { from?: string; to?: string }): (Side | undefined)[] {
  const named = (name?: string) => sides.find((side) => side.name === name)
  const later = named(to) ?? sides.at(-1)
  const others = sides.filter((side) => side !== later)
  const earlier = named(from) ?? others.findLast(({ sentAt }) => sentAt !== null) ?? others.at(-1)
  return [earlier, later].toSorted((a, b) => sides.indexOf(a!) - sides.indexOf(b!))
}

/** What was sent, or checked over last, as each of these versions, by its number; the draft isn't among them. One statement. */
async function keptPapers(
  db: Db,
  { id }: LoadedDocument,
  sides: readonly Side[],
): Promise<Map<number | null, Paper>> {
  const versions = await db.documentVersion.findMany({
    where: { documentId: id, sendNo: { in: sides.flatMap(({ sendNo }) => sendNo ?? []) } },
    orderBy: [{ checkedAt: 'asc' }, { id: 'asc' }],
    select: { sendNo: true, content: true },
  })
  return new Map(versions.map(({ sendNo, content }) => [sendNo, storedPaper.parse(content)]))
}
