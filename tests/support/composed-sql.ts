import path from 'node:path'
import ts from 'typescript'
import { Prisma } from '@/lib/shared/generated/client'
import { projectFolder } from '@/scripts/engine-place'

/*
 * Raw SQL is composed of fragments. This reads the code that composes it and follows it like a small interpreter: constants,
 * fragments, our own functions and whatever JavaScript does with known values. What only a running office knows stays
 * `Unknown`: as a value it is a parameter, as a condition it goes both ways, one condition at a time.
 */

/** A `$queryRaw` or `$executeRaw` in our code. `texts`: every statement it was found to become. */
export type RawStatement = {
  /** file:line, for whoever must look */
  at: string
  /** file and the name of what it stands in, which a moved line doesn't change */
  name: string
  texts: string[]
  /** why the texts are not known */
  unresolved?: string
  /** the rows it is said to give; none of `$executeRaw` */
  rows?: ts.Type
}

export type Composed = { statements: RawStatement[]; checker: ts.TypeChecker }

const atMost = 40

/** The raw statements of the files that match, and of `extra`: sources by their path, as if they stood there. */
export function rawStatements(files: readonly string[], extra: Record<string, string> = {}): Composed {
  const program = programOf(files, extra)
  const checker = program.getTypeChecker()
  const ours = program
    .getSourceFiles()
    .filter(({ fileName }) => [...files, ...Object.keys(extra)].includes(relative(fileName)))
  const calls = callsBySymbol(checker, ours)
  const statements = ours.flatMap((file) =>
    nodesOf(file)
      .filter(isRaw)
      .map((node): RawStatement => {
        const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1
        const name = `${relative(file.fileName)} ${nameAround(node)}`
        const reads = methodOf(node) === '$queryRaw'
        const rows = reads ? checker.getAwaitedType(checker.getTypeAtLocation(node)) : undefined
        return { at: `${relative(file.fileName)}:${line}`, name, rows, ...variants(checker, calls, node) }
      }),
  )
  return { statements, checker }
}

function programOf(files: readonly string[], extra: Record<string, string>) {
  const read = ts.readConfigFile(path.join(projectFolder, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, projectFolder)
  const host = ts.createCompilerHost({ ...options, incremental: false })
  const { getSourceFile, fileExists } = host
  host.fileExists = (name) => relative(name) in extra || fileExists(name)
  host.getSourceFile = (name, version, ...how) => {
    const text = extra[relative(name)]
    return text === undefined
      ? getSourceFile(name, version, ...how)
      : ts.createSourceFile(name, text, version)
  }
  const roots = [...files, ...Object.keys(extra)].map((file) => path.join(projectFolder, file))
  return ts.createProgram(roots, { ...options, incremental: false }, host)
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

type Raw = ts.TaggedTemplateExpression | ts.CallExpression
const isRaw = (node: ts.Node): node is Raw =>
  (ts.isTaggedTemplateExpression(node) || ts.isCallExpression(node)) &&
  ['$queryRaw', '$executeRaw'].includes(methodOf(node))

function methodOf(node: Raw): string {
  const called = ts.isCallExpression(node) ? node.expression : node.tag
  return ts.isPropertyAccessExpression(called) ? called.name.text : ''
}

/** The name of what a node stands in, at the top of its file. */
function nameAround(node: ts.Node): string {
  const top = ts.findAncestor(node, ({ parent }) => ts.isSourceFile(parent))
  const declared = top && ts.isVariableStatement(top) ? top.declarationList.declarations[0] : top
  return (declared && ts.getNameOfDeclaration(declared as ts.Declaration)?.getText()) ?? ''
}

type Calls = Map<ts.Symbol, ts.CallExpression[]>

function callsBySymbol(checker: ts.TypeChecker, files: readonly ts.SourceFile[]): Calls {
  const calls: Calls = new Map()
  for (const node of files.flatMap(nodesOf)) {
    if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) continue
    const symbol = symbolOf(checker, node.expression)
    if (symbol) calls.set(symbol, [...(calls.get(symbol) ?? []), node])
  }
  return calls
}

function symbolOf(checker: ts.TypeChecker, node: ts.Node): ts.Symbol | undefined {
  const symbol =
    ts.isShorthandPropertyAssignment(node.parent) && node.parent.name === node
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node)
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

/** The texts of a statement: first with every choice's first way, then each other way of each choice by itself. */
function variants(
  checker: ts.TypeChecker,
  calls: Calls,
  node: Raw,
): Pick<RawStatement, 'texts' | 'unresolved'> {
  const texts = new Set<string>()
  const seen = new Set<string>()
  const left = [new Map<string, number>()]
  for (let run = 0; run < atMost && left.length > 0; run++) {
    const ways = left.shift()!
    const reading = new Reading(checker, calls, (key, count) => {
      if (!seen.has(key)) {
        seen.add(key)
        for (let way = 1; way < count; way++) left.push(new Map([...ways, [key, way]]))
      }
      return ways.get(key) ?? 0
    })
    try {
      texts.add(reading.statement(node).text)
    } catch (error) {
      if (error instanceof Unresolved) return { texts: [], unresolved: error.message }
      if (!(error instanceof Thrown)) throw error
    }
  }
  return texts.size > 0
    ? { texts: [...texts] }
    : { texts: [], unresolved: 'no way was found that leads there' }
}

class Unresolved extends Error {}
class Thrown extends Error {}

/** What isn't known before the office runs, with its type; asked twice, it answers the same. */
class Unknown {
  private readonly parts = new Map<string, unknown>()
  constructor(
    readonly type: ts.Type,
    readonly key: string,
    /** what it is, where somebody must know: what a caller hands in */
    readonly known?: () => unknown,
  ) {}
  part(name: string, make: () => unknown): unknown {
    if (!this.parts.has(name)) this.parts.set(name, make())
    return this.parts.get(name)
  }
}

type Frame = { of: ts.Node; above?: Frame; values: Map<ts.Symbol | string, unknown>; args?: unknown[] }
type Closure = ((...args: unknown[]) => unknown) & { ours?: true }
type Choose = (key: string, ways: number) => number

const returned = (value: unknown) => ({ value })
const globals: Record<string, unknown> = { Object, Array, JSON, String, Number, Boolean, Set, Map, undefined }
const operators: Record<string, (a: never, b: never) => unknown> = {
  '===': (a, b) => a === b,
  '!==': (a, b) => a !== b,
  '+': (a, b) => a + b,
  '>': (a, b) => a > b,
  in: (a, b) => a in b,
}

/** One way through the code that composes a statement. */
class Reading {
  private readonly modules: Frame = { of: undefined as never, values: new Map() }
  private depth = 0

  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly calls: Calls,
    private readonly choose: Choose,
  ) {}

  statement(node: Raw): Prisma.Sql {
    const frame = this.frameAround(node)
    const sql = ts.isCallExpression(node)
      ? this.know(this.read(node.arguments[0]!, frame))
      : this.template(node.template, frame)
    if (sql instanceof Prisma.Sql) return sql
    throw new Unresolved(`${node.getText()} isn't followed`)
  }

  /** The frame of the function a node stands in, whose callers are not known yet. */
  private frameAround(node: ts.Node): Frame {
    const of = ts.findAncestor(node.parent, ts.isFunctionLike)
    if (!of) return this.modules
    const frame = { of, above: this.frameAround(of), values: new Map() }
    this.arrive(node, frame)
    return frame
  }

  /** Leaves a way that doesn't lead to the node: an `if` around it that doesn't hold, a return before it. */
  private arrive(node: ts.Node, frame: Frame): void {
    for (let at = node; at !== frame.of; at = at.parent) {
      const around = at.parent
      if (ts.isForStatement(around)) return
      const guards =
        ts.isBlock(around) && !ts.isForStatement(around.parent)
          ? around.statements.slice(0, around.statements.indexOf(at as never))
          : []
      for (const each of guards) {
        if (ts.isIfStatement(each) && leaves(each.thenStatement)) this.must(false, each.expression, frame)
      }
      if (ts.isIfStatement(around) && at !== around.expression) {
        this.must(at === around.thenStatement, around.expression, frame)
      }
    }
  }

  private must(hold: boolean, condition: ts.Expression, frame: Frame): void {
    if (this.holds(condition, frame) === !hold) throw new Thrown()
  }

  /** Whether a condition holds; undefined where only a running office knows. */
  private holds(node: ts.Expression, frame: Frame): boolean | undefined {
    if (ts.isPrefixUnaryExpression(node)) {
      const held = this.holds(node.operand, frame)
      return held === undefined ? undefined : !held
    }
    if (ts.isBinaryExpression(node)) {
      const or = node.operatorToken.kind === ts.SyntaxKind.BarBarToken
      if (or || node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
        const held = [this.holds(node.left, frame), this.holds(node.right, frame)]
        return held.includes(or) ? or : held.includes(undefined) ? undefined : !or
      }
    }
    try {
      const value = this.read(node, frame)
      return value instanceof Unknown || value === undefined ? undefined : Boolean(value)
    } catch {
      return undefined
    }
  }

  private template(template: ts.TemplateLiteral, frame: Frame): Prisma.Sql {
    if (ts.isNoSubstitutionTemplateLiteral(template)) return Prisma.sql([template.text])
    const texts = [template.head, ...template.templateSpans.map(({ literal }) => literal)]
    const values = template.templateSpans.map(({ expression }) => {
      if (!this.isSql(this.checker.getTypeAtLocation(expression))) return null
      const value = this.know(this.read(expression, frame))
      if (value instanceof Prisma.Sql) return value
      if (value instanceof Unknown && !this.isSql(value.type)) return null
      throw new Unresolved(`\${${expression.getText()}} isn't followed`)
    })
    return Prisma.sql(
      texts.map(({ text }) => text),
      ...values,
    )
  }

  private isSql = (type: ts.Type): boolean =>
    type.isUnion() ? type.types.some(this.isSql) : type.symbol?.name === 'Sql'

  /** What an unknown is where only a known value will do: one of its type's literals, or what a caller hands in. */
  private know(value: unknown): unknown {
    if (!(value instanceof Unknown)) return value
    const literals = literalsOf(value.type)
    if (literals) return value.part('', () => literals[this.choose(value.key, literals.length)])
    return value.known ? value.part('', () => this.know(value.known!())) : value
  }

  private isTrue(value: unknown): boolean {
    if (!(value instanceof Unknown)) return Boolean(value)
    if (literalsOf(value.type)) return Boolean(this.know(value))
    const objects = ts.TypeFlags.Object | ts.TypeFlags.NonPrimitive
    const parts = value.type.isUnion() ? value.type.types : [value.type]
    if (parts.every(({ flags }) => flags & objects)) return true
    return Boolean(value.part('?', () => this.choose(`${value.key}?`, 2) === 0))
  }

  private unknown(node: ts.Node, known?: () => unknown): Unknown {
    return new Unknown(
      this.checker.getTypeAtLocation(node),
      `${node.getSourceFile().fileName}:${node.pos}`,
      known,
    )
  }

  private read(node: ts.Node, frame: Frame): unknown {
    if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) {
      return ts.isNumericLiteral(node) ? Number(node.text) : node.text
    }
    if (ts.isRegularExpressionLiteral(node)) {
      const [, source, flags] = /^\/(.*)\/(\w*)$/s.exec(node.text)!
      return new RegExp(source!, flags)
    }
    if (node.kind === ts.SyntaxKind.TrueKeyword) return true
    if (node.kind === ts.SyntaxKind.FalseKeyword) return false
    if (node.kind === ts.SyntaxKind.NullKeyword) return null
    if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node))
      return this.read(node.expression, frame)
    if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node)) {
      return this.read(node.expression, frame)
    }
    if (ts.isIdentifier(node)) return this.name(node, frame)
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'Prisma.sql') {
      return this.template(node.template, frame)
    }
    if (ts.isTemplateExpression(node)) {
      const parts = node.templateSpans.map((span) => [
        this.know(this.read(span.expression, frame)),
        span.literal.text,
      ])
      if (parts.some(([value]) => value instanceof Unknown)) return this.unknown(node)
      return node.head.text + parts.map((part) => part.join('')).join('')
    }
    if (ts.isArrayLiteralExpression(node)) return this.list(node, frame)
    if (ts.isObjectLiteralExpression(node)) return this.object(node, frame)
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return this.closure(node, frame)
    if (ts.isConditionalExpression(node)) {
      return this.read(this.isTrue(this.read(node.condition, frame)) ? node.whenTrue : node.whenFalse, frame)
    }
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
      return !this.isTrue(this.read(node.operand, frame))
    }
    if (ts.isBinaryExpression(node)) return this.binary(node, frame)
    if (ts.isPropertyAccessExpression(node)) {
      return this.part(node, this.read(node.expression, frame), node.name.text)
    }
    if (ts.isElementAccessExpression(node)) {
      const key = this.know(this.read(node.argumentExpression, frame))
      const of = this.read(node.expression, frame)
      if (!(key instanceof Unknown)) return this.part(node, of, String(key))
      // A table, read by what only a running office knows: any of its values.
      const values = typeof of === 'object' && of && !(of instanceof Unknown) ? Object.values(of) : []
      return values.length > 0 ? values[this.choose(`${key.key}[]`, values.length)] : this.unknown(node)
    }
    if (ts.isCallExpression(node)) return this.call(node, frame)
    if (ts.isNewExpression(node) && node.expression.getText() === 'Set') {
      const of = node.arguments?.[0] && this.read(node.arguments[0], frame)
      return Array.isArray(of) ? new Set(of) : this.unknown(node)
    }
    return this.unknown(node)
  }

  private list(node: ts.ArrayLiteralExpression, frame: Frame): unknown {
    const items: unknown[] = []
    for (const each of node.elements) {
      const value = this.read(ts.isSpreadElement(each) ? each.expression : each, frame)
      if (!ts.isSpreadElement(each)) items.push(value)
      else if (Array.isArray(value)) items.push(...(value as unknown[]))
      else return this.unknown(node)
    }
    return items
  }

  private object(node: ts.ObjectLiteralExpression, frame: Frame): unknown {
    const made: Record<string, unknown> = {}
    for (const each of node.properties) {
      if (ts.isSpreadAssignment(each)) {
        const value = this.read(each.expression, frame)
        if (value instanceof Unknown) return this.unknown(node)
        Object.assign(made, value)
        continue
      }
      const name = ts.isComputedPropertyName(each.name)
        ? this.know(this.read(each.name.expression, frame))
        : each.name.text
      if (ts.isShorthandPropertyAssignment(each)) made[String(name)] = this.name(each.name, frame)
      else if (ts.isPropertyAssignment(each)) {
        // Read when it is asked for: of a table of ten rows, most statements ask one.
        let read: { value: unknown } | undefined
        const get = () => (read ??= returned(this.read(each.initializer, frame))).value
        Object.defineProperty(made, String(name), { get, enumerable: true, configurable: true })
      } else made[String(name)] = this.unknown(each)
    }
    return made
  }

  private binary(node: ts.BinaryExpression, frame: Frame): unknown {
    const operator = node.operatorToken.getText()
    const one = this.read(node.left, frame)
    if (operator === '&&' && one instanceof Unknown && !this.isTrue(one)) return undefined
    if (operator === '&&') return this.isTrue(one) ? this.read(node.right, frame) : one
    if (operator === '||') return this.isTrue(one) ? one : this.read(node.right, frame)
    if (operator === '??') {
      const given = one instanceof Unknown ? this.isTrue(one) : one !== null && one !== undefined
      return given ? one : this.read(node.right, frame)
    }
    const both = [this.know(one), this.know(this.read(node.right, frame))]
    const known = both.every((each) => !(each instanceof Unknown))
    return known && operator in operators
      ? operators[operator]!(...(both as [never, never]))
      : this.unknown(node)
  }

  private name(node: ts.Identifier, frame: Frame): unknown {
    if (node.text === 'Prisma') return Prisma
    const symbol = symbolOf(this.checker, node)
    const declared = symbol?.valueDeclaration
    if (!symbol || !declared || declared.getSourceFile().isDeclarationFile) {
      return node.text in globals ? globals[node.text] : this.unknown(node)
    }
    const around = ts.findAncestor(declared.parent, ts.isFunctionLike)
    let at: Frame | undefined = frame
    while (at && at.of !== around) at = at.above
    at ??= this.modules
    if (!at.values.has(symbol)) at.values.set(symbol, this.declared(declared, at))
    return at.values.get(symbol)
  }

  private declared(node: ts.Node, frame: Frame): unknown {
    if (ts.isFunctionDeclaration(node)) return this.closure(node, frame)
    if (ts.isParameter(node)) return this.parameter(node, frame)
    if (ts.isVariableDeclaration(node)) {
      const loop = node.parent.parent
      if (ts.isForOfStatement(loop)) {
        const of = this.know(this.read(loop.expression, frame))
        if (!Array.isArray(of)) return this.unknown(node)
        if (of.length === 0) throw new Thrown()
        return (of as unknown[])[this.choose(`${loop.pos}`, of.length)]
      }
      const fixed = (ts.getCombinedNodeFlags(node) & ts.NodeFlags.Const) !== 0
      return node.initializer && fixed ? this.read(node.initializer, frame) : this.unknown(node)
    }
    if (!ts.isBindingElement(node) || node.dotDotDotToken) return this.unknown(node)
    const whole = node.parent.parent
    const of = this.whole(whole, frame)
    const name = ts.isArrayBindingPattern(node.parent)
      ? String(node.parent.elements.indexOf(node))
      : ((node.propertyName ?? node.name) as ts.Identifier).text
    const value = this.part(node, of, name)
    return value === undefined && node.initializer ? this.read(node.initializer, frame) : value
  }

  /** What is taken apart by a pattern, read once. */
  private whole(node: ts.Node, frame: Frame): unknown {
    const key = `${node.pos}`
    if (!frame.values.has(key)) frame.values.set(key, this.declared(node, frame))
    return frame.values.get(key)
  }

  private parameter(node: ts.ParameterDeclaration, frame: Frame): unknown {
    const place = node.parent.parameters.indexOf(node)
    if (frame.args) {
      const rest = node.dotDotDotToken ? frame.args.slice(place) : frame.args[place]
      return rest === undefined && node.initializer ? this.read(node.initializer, frame) : rest
    }
    const name = ts.isFunctionDeclaration(node.parent) ? node.parent.name : callee(node.parent)
    const symbol = name && symbolOf(this.checker, name)
    const calls = (symbol && this.calls.get(symbol)) ?? []
    if (calls.length === 0) return this.unknown(node)
    return this.unknown(node, () => {
      const call = calls[this.choose(`calls of ${name!.getText()}`, calls.length)]!
      const given = call.arguments[place] ?? node.initializer
      return given && this.read(given, this.frameAround(given))
    })
  }

  private part(node: ts.Node, of: unknown, name: string): unknown {
    if (of instanceof Unknown) {
      const known = this.know(of)
      if (!(known instanceof Unknown)) return this.part(node, known, name)
      return of.part(`.${name}`, () => this.unknown(node))
    }
    if (of === null || of === undefined) return undefined
    return (of as Record<string, unknown>)[name]
  }

  private call(node: ts.CallExpression, frame: Frame): unknown {
    const { expression } = node
    const method = ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined
    const on = method
      ? this.know(this.read((expression as ts.PropertyAccessExpression).expression, frame))
      : undefined
    const args = () => {
      const read = node.arguments.map((each) =>
        this.read(ts.isSpreadElement(each) ? each.expression : each, frame),
      )
      return read.flatMap((value, at) =>
        ts.isSpreadElement(node.arguments[at]!) && Array.isArray(value) ? (value as unknown[]) : [value],
      )
    }
    if (on instanceof Unknown) return this.onUnknown(node, on, method!, args)
    const called = method ? this.part(expression, on, method) : this.know(this.read(expression, frame))
    if (typeof called !== 'function') return this.unknown(node)
    if ((called as Closure).ours) {
      const given = args()
      const followed =
        this.mayBeText(this.checker.getTypeAtLocation(node)) || !given.some((each) => each instanceof Unknown)
      return followed ? (called as Closure)(...given) : this.unknown(node)
    }
    const given = args().map((each) => (method === 'push' ? each : this.know(each)))
    if (on === Prisma && given.some((each) => each instanceof Unknown)) {
      throw new Unresolved(`${node.getText()} isn't followed`)
    }
    if (method !== 'push' && [on, ...given].flat().some((each) => each instanceof Unknown && on !== Prisma)) {
      if (method !== 'map' && method !== 'flatMap' && method !== 'filter') return this.unknown(node)
    }
    const asked = ['filter', 'some', 'every', 'find'].includes(method ?? '')
    const fitting = given.map((each) =>
      asked && (each as Closure | undefined)?.ours
        ? (...of: unknown[]) => this.isTrue((each as Closure)(...of))
        : each,
    )
    try {
      return Reflect.apply(called, on, fitting)
    } catch (error) {
      if (error instanceof Unresolved || error instanceof Thrown) throw error
      throw new Unresolved(`${node.getText()}: ${String(error)}`)
    }
  }

  /** Of a list that isn't known, one element stands for all. */
  private onUnknown(node: ts.CallExpression, on: Unknown, method: string, args: () => unknown[]): unknown {
    if (method === 'filter' || method === 'toSorted' || method === 'slice') return on
    if (method !== 'map' && method !== 'flatMap') return this.unknown(node)
    const type = this.checker.getIndexTypeOfType(on.type, ts.IndexKind.Number)
    const [each] = args()
    if (!type || typeof each !== 'function') return this.unknown(node)
    return [(each as Closure)(new Unknown(type, `${on.key}[]`), 0)].flat(method === 'flatMap' ? 1 : 0)
  }

  private mayBeText = (type: ts.Type): boolean => {
    const awaited = this.checker.getAwaitedType(type) ?? type
    if (awaited.isUnion()) return awaited.types.some(this.mayBeText)
    if (awaited.flags & (ts.TypeFlags.BooleanLike | ts.TypeFlags.NumberLike | ts.TypeFlags.Void)) return false
    return true
  }

  private closure(node: ts.FunctionLikeDeclaration, above: Frame): Closure {
    const closure: Closure = (...args) => {
      if (!node.body || this.depth > 20) return this.unknown(node)
      this.depth++
      try {
        const frame: Frame = { of: node, above, values: new Map(), args }
        return ts.isBlock(node.body) ? this.run(node.body, frame)?.value : this.read(node.body, frame)
      } finally {
        this.depth--
      }
    }
    return Object.assign(closure, { ours: true as const })
  }

  /** Goes through a body up to its return; constants are read when they are asked for. */
  private run(node: ts.Node, frame: Frame): { value: unknown } | undefined {
    if (ts.isBlock(node)) {
      for (const each of node.statements) {
        const done = this.run(each, frame)
        if (done) return done
      }
    } else if (ts.isReturnStatement(node)) {
      return returned(node.expression && this.read(node.expression, frame))
    } else if (ts.isThrowStatement(node)) {
      throw new Thrown()
    } else if (ts.isIfStatement(node)) {
      const way = this.isTrue(this.read(node.expression, frame)) ? node.thenStatement : node.elseStatement
      return way && this.run(way, frame)
    } else if (ts.isExpressionStatement(node) && /\.push\(/.test(node.getText())) {
      this.read(node.expression, frame)
    }
    return undefined
  }
}

/** A statement after which nothing of its block is done. */
const leaves = (node: ts.Statement): boolean =>
  ts.isBlock(node)
    ? node.statements.some(leaves)
    : ts.isReturnStatement(node) || ts.isThrowStatement(node) || ts.isContinueStatement(node)

const callee = (node: ts.Node) =>
  ts.isVariableDeclaration(node.parent) && ts.isIdentifier(node.parent.name) ? node.parent.name : undefined

/** The values of a type that has only a few: `'a' | 'b'`, `boolean`. */
function literalsOf(type: ts.Type): unknown[] | undefined {
  const parts = type.isUnion() ? type.types : [type]
  const values = parts.map((each) => {
    if (each.isStringLiteral() || each.isNumberLiteral()) return returned(each.value)
    if (each.flags & ts.TypeFlags.BooleanLiteral) {
      return returned((each as unknown as { intrinsicName: string }).intrinsicName === 'true')
    }
    return each.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null) ? returned(undefined) : undefined
  })
  return values.every((each) => each !== undefined) ? values.map((each) => each!.value) : undefined
}
