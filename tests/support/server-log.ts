/** A statement as PostgreSQL was asked it: `name` of a prepared one, parameters as texts. */
export type AskedStatement = { name: string | null; sql: string; parameters: (string | null)[] }

const entry = /^\S+ \S+ \S+ \[\d+\] ([A-Z]+): {2}(.*)$/s
const execution = /^(?:execute (\S+)|statement): (.*)$/s
const parameter = /\$\d+ = (?:NULL|'((?:[^']|'')*)')/g
const ofTransaction = /^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET)\b/i

/**
 * The statements of a server's log, in their order, without those that only begin, set or end a transaction. The log is
 * one with `log_statement = 'all'`, `log_error_verbosity = 'default'` and the usual line prefix: an entry's further lines
 * begin with a tab, and its parameters follow as its detail.
 */
export function statementsIn(log: string): AskedStatement[] {
  const statements: AskedStatement[] = []
  for (const text of log.split(/\n(?!\t)/)) {
    const [, level, words = ''] = entry.exec(text.replaceAll('\n\t', '\n')) ?? []
    const [, name, sql] = (level === 'LOG' && execution.exec(words)) || []
    if (sql !== undefined)
      statements.push({ name: !name || name === '<unnamed>' ? null : name, sql, parameters: [] })
    else if (level === 'DETAIL' && /^parameters: /i.test(words))
      statements.at(-1)!.parameters = [...words.matchAll(parameter)].map(
        ([, value]) => value?.replaceAll("''", "'") ?? null,
      )
  }
  return statements.filter((each) => !ofTransaction.test(each.sql))
}
