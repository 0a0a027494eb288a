import type pg from 'pg'
import ts from 'typescript'

/** What PostgreSQL says of a column before anything runs. `tableID`: the table it comes from, 0 = none. */
type Column = { name: string; dataTypeID: number; tableID: number }

/**
 * Lets PostgreSQL prepare a statement without running it. Resolves with the columns of its result; rejects with what is
 * wrong with it.
 */
export function describeColumns(client: pg.Client, text: string): Promise<Column[]> {
  return new Promise((resolve, reject) => {
    let columns: Column[] = []
    client.query({
      submit(connection) {
        connection.parse({ name: '', text, types: [] }, true)
        connection.describe({ type: 'S', name: '' }, true)
        connection.sync()
      },
      handleRowDescription: ({ fields }: { fields: Column[] }) => (columns = fields),
      handleError: reject,
      handleReadyForQuery: () => resolve(columns),
    } as pg.Submittable)
  })
}

/** A type of PostgreSQL: its name, its labels if it is an enum, and its element type if it is an array. */
export type SqlType = { name: string; labels: string[] | null; element: number | null }

export async function sqlTypes(client: pg.Client): Promise<Map<number, SqlType>> {
  const { rows } = await client.query<SqlType & { oid: number }>(`
    SELECT t.oid, t.typname AS name, CASE WHEN t.typcategory = 'A' THEN t.typelem END AS element,
           (SELECT array_agg(enumlabel::text) FROM pg_enum WHERE enumtypid = t.oid) AS labels
      FROM pg_type t`)
  return new Map(rows.map(({ oid, ...type }) => [oid, type]))
}

/**
 * Says in sentences where a result's columns and the declared type of its rows disagree. A type that says nothing
 * (`unknown`) reads no column.
 */
export function disagreements(
  checker: ts.TypeChecker,
  types: ReadonlyMap<number, SqlType>,
  columns: readonly Column[],
  rows: ts.Type,
): string[] {
  const row = checker.getIndexTypeOfType(rows, ts.IndexKind.Number)
  const fields = new Map((row ? checker.getPropertiesOfType(row) : []).map((field) => [field.name, field]))
  const unread = columns
    .filter(({ name }) => !fields.has(name))
    .map(({ name }) => `fetches ${name}, which the type doesn’t have`)
  const missing = [...fields.values()]
    .filter(
      (field) => !(field.flags & ts.SymbolFlags.Optional) && !columns.some(({ name }) => name === field.name),
    )
    .map(({ name }) => `has no column ${name}, which the type has`)
  const wrong = columns.flatMap(({ name, dataTypeID }) => {
    const field = fields.get(name)
    const said = field && checker.getNonNullableType(checker.getTypeOfSymbol(field))
    const given = types.get(dataTypeID)!
    if (!said || fits(checker, types, given, said)) return []
    return [`gives ${name} as ${given.name}, and the type says ${checker.typeToString(said)}`]
  })
  const cast = columns.flatMap(({ name, dataTypeID, tableID }) => {
    const field = fields.get(name)
    const ofJson = tableID !== 0 && types.get(dataTypeID)!.name === 'jsonb'
    if (!field || !ofJson || isUnread(checker.getTypeOfSymbol(field))) return []
    return [`reads ${name}, which is JSON, as though it were read through its schema`]
  })
  return [...unread, ...missing, ...wrong, ...cast]
}

/** Nothing is known of a JSON column before its schema has read it. */
const isUnread = (type: ts.Type) =>
  (type.flags & ts.TypeFlags.Unknown) !== 0 ||
  (type.isUnion() && type.types.some((part) => part.symbol?.name === 'JsonObject'))

/** What Prisma's adapter makes of a type of PostgreSQL; it hands on every other type as text. */
const made: Record<string, (type: ts.Type) => boolean> = {
  int2: is(ts.TypeFlags.NumberLike),
  int4: is(ts.TypeFlags.NumberLike),
  float4: is(ts.TypeFlags.NumberLike),
  float8: is(ts.TypeFlags.NumberLike),
  int8: is(ts.TypeFlags.BigIntLike),
  bool: is(ts.TypeFlags.BooleanLike),
  numeric: isNamed('Decimal'),
  date: isNamed('Date'),
  timestamp: isNamed('Date'),
  timestamptz: isNamed('Date'),
  bytea: isNamed('Uint8Array'),
  json: () => true,
  jsonb: () => true,
}

function fits(
  checker: ts.TypeChecker,
  types: ReadonlyMap<number, SqlType>,
  given: SqlType,
  said: ts.Type,
): boolean {
  const element = given.element && types.get(given.element)
  // The adapter reads only arrays of PostgreSQL's own types: an array of one of our enums comes as the text '{A,B}'.
  if (element && !element.labels) {
    const of = checker.isArrayType(said) && checker.getIndexTypeOfType(said, ts.IndexKind.Number)
    return of ? fits(checker, types, element, checker.getNonNullableType(of)) : false
  }
  const parts = said.isUnion() ? said.types : [said]
  if (!parts.every(made[given.name] ?? is(ts.TypeFlags.StringLike))) return false
  const literals = parts.flatMap((part) => (part.isStringLiteral() ? [part.value] : []))
  if (!given.labels || literals.length < parts.length) return true
  const within = (some: readonly string[], all: readonly string[]) => some.every((each) => all.includes(each))
  return within(literals, given.labels) || within(given.labels, literals)
}

function is(flag: ts.TypeFlags) {
  return (type: ts.Type): boolean =>
    type.isIntersection() ? type.types.some(is(flag)) : (type.flags & flag) !== 0
}

function isNamed(name: string) {
  return (type: ts.Type) => type.symbol?.name === name
}
