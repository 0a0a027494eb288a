import { readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import pg from 'pg'
import { projectFolder } from '@/scripts/engine-place'
import { freshDatabase } from '../support/database'
import { sources, type SourceFile } from '../support/source'

/*
 * A table belongs to the room in whose schema file it stands; other rooms read it through the owner's queries or through a
 * view that the owner publishes, and never write it.
 */

/** A table or a view of `prisma/schema`: the room it belongs to, its name in Prisma and in the database, its fields by name. */
type Part = { kind: 'model' | 'view'; room: string; name: string; table: string; fields: Field[] }
type Field = { name: string; type: string; column: string }

const parts: Part[] = sourcesOfSchema().flatMap(({ room, text }) =>
  [...text.matchAll(/^(model|view) (\w+) \{\n([^]*?)^\}/gm)].map(([, kind, name, body]) => ({
    kind: kind as Part['kind'],
    room,
    name: name!,
    table: /@@map\("(\w+)"\)/.exec(body!)![1]!,
    fields: [...body!.matchAll(/^ {2}(\w+)\s+(\w+)[^\n]*$/gm)].map(([line, field, type]) => ({
      name: field!,
      type: type!,
      column: /@map\("(\w+)"\)/.exec(line)?.[1] ?? field!,
    })),
  })),
)
const byName = new Map(parts.map((part) => [part.name, part]))
const byTable = new Map(parts.map((part) => [part.table, part]))
const byAccessor = new Map(parts.map((part) => [part.name[0]!.toLowerCase() + part.name.slice(1), part]))

/** The tables of other rooms that a file may still name, and why. This list may only shrink. */
const allowed: Readonly<Record<string, string>> = {}

describe('tables and views belong to rooms:', () => {
  test('no room names another’s table', () => {
    const found = sources('lib/**/*.ts').flatMap((file) => foreignTables(file))
    expect([...new Set(found)].toSorted()).toEqual(Object.keys(allowed).toSorted())
    expect(Object.keys(allowed).length).toBeLessThan(20)
  })

  test('no room follows a relation of Prisma into another’s table; such a relation only makes the foreign key, and its name ends in Key', () => {
    const across = parts
      .filter(({ kind }) => kind === 'model')
      .flatMap(({ name, room, fields }) =>
        fields
          .filter(({ type }) => byName.get(type)?.kind === 'model' && byName.get(type)!.room !== room)
          .map((field) => ({ field: field.name, at: `${name}.${field.name}` })),
      )
    expect(across.length).toBeGreaterThan(20)
    expect(across.filter(({ field }) => !field.endsWith('Key')).map(({ at }) => at)).toEqual([])
    const names = new Set(across.map(({ field }) => field))
    const followed = sources('lib/**/*.ts', 'app/**/*.ts').flatMap(({ path: at, text }) =>
      [...text.matchAll(/\b(\w+Key)\s*:/g)].flatMap(([, name]) =>
        names.has(name!) ? [`${at} ${name}`] : [],
      ),
    )
    expect(followed).toEqual([])
  })

  test('the name of every published view begins with its room', () => {
    const views = parts.filter(({ kind }) => kind === 'view')
    expect(views.length).toBeGreaterThan(20)
    expect(
      views.filter(({ room, table }) => !table.startsWith(`${room}_`)).map(({ table }) => table),
    ).toEqual([])
  })

  test('a published view has the columns that its schema file lists, and can’t be written', async () => {
    const { ownerUrl } = await freshDatabase()
    const owner = new pg.Client(ownerUrl)
    await owner.connect()
    const { rows } = await owner.query<{ line: string }>(
      `SELECT table_name || '.' || column_name AS line FROM information_schema.columns JOIN information_schema.views
         USING (table_schema, table_name) WHERE table_schema = 'public'`,
    )
    const { rows: writable } = await owner.query<{ line: string }>(
      `SELECT table_name || ' ' || privilege_type AS line FROM information_schema.role_table_grants JOIN information_schema.views
         USING (table_schema, table_name) WHERE table_schema = 'public' AND grantee = 'olek_app' AND privilege_type <> 'SELECT'`,
    )
    await owner.end()
    const listed = parts
      .filter(({ kind }) => kind === 'view')
      .flatMap(({ table, fields }) =>
        fields.filter(({ type }) => !byName.has(type)).map(({ column }) => `${table}.${column}`),
      )
    const published = new Set(listed.map((line) => line.split('.')[0]))
    expect(
      rows
        .map(({ line }) => line)
        .filter((line) => published.has(line.split('.')[0]))
        .toSorted(),
    ).toEqual(listed.toSorted())
    expect(writable.map(({ line }) => line).filter((line) => published.has(line.split(' ')[0]))).toEqual([])
  })

  test('another room’s table is found in every way that a file can name it', () => {
    const of = (text: string) => foreignTables({ path: 'lib/desk/queries/invented.ts', text })
    expect(of('db.$queryRaw`SELECT 1 FROM learner l`')).toEqual(['lib/desk/queries/invented.ts learner'])
    expect(of('db.$queryRaw`SELECT 1 FROM run r, learner l WHERE true`')).toHaveLength(2)
    expect(of('db.$executeRaw`UPDATE learner SET x = 1`')).toHaveLength(1)
    expect(of('db.learner.findMany({})')).toHaveLength(1)
    expect(of("import type { Learner } from '@/lib/shared/generated/client'")).toHaveLength(1)
    expect(
      of('db.$queryRaw`SELECT extract(year FROM learner.born_on) FROM learners_learner learner`'),
    ).toEqual([])
  })
})

/** The tables of other rooms that a file names: in statements of its own, in calls of Prisma, as types. */
function foreignTables({ path: at, text }: SourceFile): string[] {
  const room = at.split('/')[1]!
  const found: string[] = []
  const name = (part: Part | undefined) => {
    if (part?.kind === 'model' && part.room !== room) found.push(`${at} ${part.table}`)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      if (/^(find|create|update|delete|upsert|count|aggregate|groupBy)/.test(node.name.text))
        name(byAccessor.get(node.expression.name.text))
    }
    if (ts.isImportSpecifier(node) && /generated\/client/.test(node.parent.parent.parent.getText()))
      name(byName.get((node.propertyName ?? node.name).text))
    if (ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node))
      for (const table of tablesIn(node.getText())) name(byTable.get(table))
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(at, text, ts.ScriptTarget.Latest, true))
  return found
}

/** What stands after the words that name tables, in lists too; `extract(year FROM a.day)` names none. */
const tablesIn = (sql: string) =>
  [
    ...sql.matchAll(
      /\b(?:FROM|JOIN|INTO|UPDATE|USING)\s+(?:ONLY\s+)?((?:"?[a-z_]+"?(?:\s+(?:AS\s+)?[a-z_]+)?\s*,\s*)*"?[a-z_]+"?)(?!\w|\s*[.(])/g,
    ),
  ].flatMap(([, list]) => list!.split(',').map((each) => each.trim().split(/\s/)[0]!.replaceAll('"', '')))

function sourcesOfSchema() {
  return sources('prisma/schema/*.prisma').map(({ path: at }) => ({
    room: path.basename(at, '.prisma'),
    text: readFileSync(path.join(projectFolder, at), 'utf8'),
  }))
}
