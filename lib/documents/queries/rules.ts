import { storedRules } from '../stored'
import { ruleContext } from '@/lib/grants/queries/facts'
import { rulesDiffer } from '@/lib/grants/rules/trial'
import type { Db } from '@/lib/shared/db'

/**
 * The rules kept at the document's last check-over, and where today's differ; null before a check-over and for kinds
 * that give no grant. `nameOf` names a grant type by its code. Three statements.
 */
export async function documentRules(db: Db, documentId: string) {
  const version = await db.documentVersion.findFirst({
    where: { documentId },
    orderBy: { sendNo: 'desc' },
    select: { sendNo: true, checkedAt: true, rules: true },
  })
  if (!version?.rules) return null
  const kept = storedRules.parse(version.rules)
  const today = await ruleContext(db, { rules: kept.kind, grantType: kept.givenType })
  const types = await db.grantsGrantType.findMany({ select: { code: true, name: true } })
  const names = new Map(types.map(({ code, name }) => [code, name]))
  return {
    version: version.sendNo,
    checkedAt: version.checkedAt,
    givenType: kept.givenType,
    // An own-funds directive has no matrix.
    clashes: kept.kind === 'STIPEND' ? kept.rules.filter(({ rule }) => rule === 'CLASHES') : [],
    hidden: kept.rules.filter(({ rule }) => rule === 'HIDES'),
    differences: rulesDiffer(kept, today),
    nameOf: (code: string) => names.get(code) ?? code,
  }
}
export type DocumentRules = NonNullable<Awaited<ReturnType<typeof documentRules>>>
