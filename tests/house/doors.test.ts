import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { doors } from '@/lib/access/rights'
import { sources } from '../support/source'

const pages = sources('app/(office)/**/page.tsx')
const handlers = sources('app/**/route.ts')
const actionFiles = sources('app/**/actions.ts')
const doorsOf = (kind: string) => Object.keys(doors).filter((door) => door.startsWith(`${kind} `))

/** `app/(office)/documents/[id]/page.tsx` → `/documents/[id]` */
const addressOf = (path: string) =>
  `/${path
    .split('/')
    .slice(1, -1)
    .filter((part) => !part.startsWith('('))
    .join('/')}`

describe('every page behind sign-in', () => {
  test('asks at its own door who may see it', () => {
    const wrong = pages
      .filter(({ path, text }) => !text.includes(`requirePerson('page ${addressOf(path)}')`))
      .map(({ path }) => path)
    expect(wrong).toEqual([])
  })
  test('has a door, and every door of a page has a page', () => {
    expect(pages.map(({ path }) => `page ${addressOf(path)}`).toSorted()).toEqual(doorsOf('page').toSorted())
  })
})

describe('every route handler', () => {
  /** Open to machines, or to people who aren't signed in yet: each checks its caller in a way of its own. */
  const open = ['/api/auth/[...nextauth]', '/api/dhis/events', '/api/health', '/api/openapi']
  const guarded = handlers.filter(({ path }) => !open.includes(addressOf(path)))
  const methodsOf = (text: string) =>
    [...text.matchAll(/export (?:async )?(?:function|const) (GET|HEAD|POST|PUT|PATCH|DELETE)\b/g)].map(
      ([, method]) => method!,
    )

  test('asks at its own door who may call it', () => {
    const wrong = guarded.flatMap(({ path, text }) =>
      methodsOf(text)
        .map((method) => `route ${method} ${addressOf(path)}`)
        .filter((door) => !text.includes(`'${door}'`)),
    )
    expect(wrong).toEqual([])
  })
  test('has a door, and every door of a route has a handler', () => {
    const found = guarded.flatMap(({ path, text }) =>
      methodsOf(text).map((method) => `route ${method} ${addressOf(path)}`),
    )
    expect(found.toSorted()).toEqual(doorsOf('route').toSorted())
  })
})

describe('every server action', () => {
  test('is made by officeAction, and its file exports nothing else', () => {
    expect(actionFiles.flatMap(({ path, text }) => strangersIn(path, text))).toEqual([])
  })
  test('stands in an actions.ts, which begins with “use server”', () => {
    const elsewhere = sources('app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}', 'lib/**/*.ts')
      .filter(({ path, text }) => !path.endsWith('/actions.ts') && /['"]use server['"]/.test(text))
      .map(({ path }) => path)
    expect(elsewhere).toEqual([])
    const unmarked = actionFiles
      .filter(({ text }) => !text.startsWith("'use server'\n"))
      .map(({ path }) => path)
    expect(unmarked).toEqual([])
  })
  test('has a door, and every door of an act has an action', () => {
    const named = actionFiles.flatMap(({ text }) => [...text.matchAll(/officeAction\(\s*'(act [^']+)'/g)])
    const found = [...new Set(named.map(([, door]) => door!))]
    expect(found.toSorted()).toEqual(doorsOf('act').toSorted())
  })
})

/** The exports of an actions.ts that are anything but types and `export const x = officeAction(…)`. */
function strangersIn(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS)
  return file.statements.filter(isExported).flatMap((statement) => {
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return []
    if (ts.isVariableStatement(statement) && statement.declarationList.declarations.every(isWrapped))
      return []
    return [`${path}: ${statement.getText(file).split('\n')[0]}`]
  })
}

const isExported = (statement: ts.Statement) =>
  ts.isExportDeclaration(statement) ||
  ts.isExportAssignment(statement) ||
  (ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))

const isWrapped = ({ initializer }: ts.VariableDeclaration) =>
  initializer !== undefined &&
  ts.isCallExpression(initializer) &&
  initializer.expression.getText() === 'officeAction'
