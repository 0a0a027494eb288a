import path from 'node:path'
import ts from 'typescript'
import { projectFolder } from '@/scripts/engine-place'
import { LeadsElsewhere, NotFollowed, symbolOf, Way, type Raw } from './ways-of-code'

/** A `$queryRaw`, `$streamRaw` or `$executeRaw` in our code. */
export type RawStatement = {
  /** file:line, for a reader of the failure */
  at: string
  /**
   * the file, and the name of the declaration at its top level that holds the statement, so that a moved line doesn't
   * change it
   */
  name: string
  /** its texts on every way through the code; none if it can't be followed */
  texts: string[]
  notFollowed?: string
  /** the declared result of `$queryRaw`, and of `$streamRaw` a piece */
  rows?: ts.Type
}

export type RawStatements = { statements: RawStatement[]; checker: ts.TypeChecker }

/** The most ways of composing one statement that are tried. */
const mostWays = 120

/** The raw statements in these files and in `extra`, which holds sources by the paths they are to stand at. */
export function rawStatements(files: readonly string[], extra: Record<string, string> = {}): RawStatements {
  const places = [...files, ...Object.keys(extra)]
  const program = programOf(places, extra)
  const checker = program.getTypeChecker()
  const nodes = program
    .getSourceFiles()
    .filter(({ fileName }) => places.includes(relative(fileName)))
    .flatMap(nodesOf)
  const code = { checker, calls: callsBySymbol(checker, nodes) }
  const statements = nodes.filter(isRaw).map((node): RawStatement => {
    const file = node.getSourceFile()
    const place = relative(file.fileName)
    return {
      at: `${place}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`,
      name: `${place} ${nameAround(node)}`,
      rows: rowsOf(checker, node),
      ...composed(node, (choose) => new Way(code, choose)),
    }
  })
  return { statements, checker }
}

function rowsOf(checker: ts.TypeChecker, node: Raw): ts.Type | undefined {
  const type = checker.getTypeAtLocation(node)
  if (methodOf(node) === '$streamRaw') return checker.getTypeArguments(type as ts.TypeReference)[0]
  return methodOf(node) === '$queryRaw' ? checker.getAwaitedType(type) : undefined
}

function programOf(places: readonly string[], extra: Record<string, string>) {
  const config = ts.readConfigFile(path.join(projectFolder, 'tsconfig.json'), ts.sys.readFile)
  const parsed = ts.parseJsonConfigFileContent(config.config, ts.sys, projectFolder)
  const options = { ...parsed.options, incremental: false }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (name) => relative(name) in extra || fileExists(name)
  host.getSourceFile = (name, version, ...how) => {
    const text = extra[relative(name)]
    return text === undefined
      ? getSourceFile(name, version, ...how)
      : ts.createSourceFile(name, text, version)
  }
  const roots = places.map((place) => path.join(projectFolder, place))
  return ts.createProgram(roots, options, host)
}

const relative = (name: string) => path.relative(projectFolder, name).split(path.sep).join('/')

function nodesOf(root: ts.Node): ts.Node[] {
  const found: ts.Node[] = []
  const visit = (node: ts.Node) => {
    found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(root)
  return found
}

/** The calls of each function by its symbol; a function that is only handed on has none. */
function callsBySymbol(checker: ts.TypeChecker, nodes: readonly ts.Node[]) {
  const calls = new Map<ts.Symbol, ts.CallExpression[]>()
  for (const node of nodes) {
    if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) continue
    const symbol = symbolOf(checker, node.expression)
    if (symbol) calls.set(symbol, [...(calls.get(symbol) ?? []), node])
  }
  return calls
}

const isRaw = (node: ts.Node): node is Raw =>
  (ts.isTaggedTemplateExpression(node) || ts.isCallExpression(node)) &&
  ['$queryRaw', '$streamRaw', '$executeRaw'].includes(methodOf(node))

function methodOf(node: Raw): string {
  const called = ts.isCallExpression(node) ? node.expression : node.tag
  return ts.isPropertyAccessExpression(called) ? called.name.text : ''
}

function nameAround(node: ts.Node): string {
  const top = ts.findAncestor(node, ({ parent }) => ts.isSourceFile(parent))
  const declared = top && ts.isVariableStatement(top) ? top.declarationList.declarations[0] : top
  return (declared && ts.getNameOfDeclaration(declared as ts.Declaration)?.getText()) ?? ''
}

/**
 * The texts of a statement: first with the first answer to every choice, then with each other answer to each choice by
 * itself.
 */
function composed(node: Raw, way: (choose: (key: string, answers: number) => number) => Way) {
  const texts = new Set<string>()
  const met = new Set<string>()
  const ahead = [new Map<string, number>()]
  for (let taken = 0; ahead.length > 0; taken++) {
    if (taken === mostWays) return { texts: [], notFollowed: `it has more than ${mostWays} ways` }
    const answers = ahead.shift()!
    const along = way((key, count) => {
      for (let other = 1; other < count && !met.has(key); other++)
        ahead.push(new Map(answers).set(key, other))
      met.add(key)
      return answers.get(key) ?? 0
    })
    try {
      texts.add(along.statement(node).text)
    } catch (error) {
      if (error instanceof NotFollowed) return { texts: [], notFollowed: error.message }
      if (!(error instanceof LeadsElsewhere)) throw error
    }
  }
  return { texts: [...texts], notFollowed: texts.size === 0 ? 'no way leads there' : undefined }
}
