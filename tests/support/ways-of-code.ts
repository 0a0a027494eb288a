import ts from 'typescript'
import { Prisma } from '@/lib/shared/generated/client'

/*
 * Raw SQL is composed of fragments by ordinary code. This goes through that code like a small interpreter: constants,
 * fragments and lists have their real values, our own functions are gone through, and JavaScript's functions are
 * called. What only a running office knows is `Unknown`: in a statement it is a parameter, and as a condition it takes
 * one of both ways.
 */

export type Raw = ts.TaggedTemplateExpression | ts.CallExpression

/** Thrown when a part of a statement isn't known. */
export class NotFollowed extends Error {}
/** Thrown when this way doesn't lead to the statement. */
export class LeadsElsewhere extends Error {}

/** A value of which only the type is known. The same question always gets the same answer. */
class Unknown {
  private readonly answers = new Map<string, unknown>()
  constructor(
    readonly type: ts.Type,
    readonly key: string,
    /** the argument of a caller, for code that needs a known value */
    readonly handed?: () => unknown,
  ) {}

  once(question: string, answer: () => unknown): unknown {
    if (!this.answers.has(question)) this.answers.set(question, answer())
    return this.answers.get(question)
  }
}

/** A function that is being gone through, with the values of its names. `args` is absent if no caller is known. */
type Frame = {
  of: ts.Node | undefined
  above?: Frame
  args?: readonly unknown[]
  values: Map<unknown, unknown>
}
type Ours = ((...args: unknown[]) => unknown) & { ours?: true }
type Code = { checker: ts.TypeChecker; calls: ReadonlyMap<ts.Symbol, readonly ts.CallExpression[]> }

const globals: Record<string, unknown> = { Object, Map, JSON, String, Number, Boolean, undefined, Prisma }
const operators: Record<string, (a: never, b: never) => unknown> = {
  '===': (a, b) => a === b,
  '!==': (a, b) => a !== b,
  '+': (a, b) => a + b,
  '>': (a, b) => a > b,
  in: (a, b) => a in Object(b),
}
const takeConditions = ['filter', 'some', 'every', 'find']
const sameList = ['filter', 'slice', 'toSorted', 'toReversed']
const mostDepth = 20

/**
 * One way through the code. `choose` gets the key of a choice and the number of its answers, and returns one of them,
 * from 0.
 */
export class Way {
  private readonly modules: Frame = { of: undefined, values: new Map() }
  private readonly chosen = new Map<string, number>()
  private readonly arrivals: [ts.Node, Frame][] = []
  private depth = 0
  private arrived = false

  constructor(
    private readonly code: Code,
    private readonly choice: (key: string, answers: number) => number,
  ) {}

  /** The statement as this way composes it. Throws NotFollowed or LeadsElsewhere. */
  statement(node: Raw): Prisma.Sql {
    const frame = this.frameAround(node)
    try {
      const sql = ts.isCallExpression(node)
        ? this.sql(node.arguments[0]!, frame)
        : this.template(node.template, frame)
      return sql ?? Prisma.empty
    } finally {
      // A way that leads elsewhere says so even if the statement can't be followed on it.
      this.arrived = true
      for (const [at, around] of this.arrivals) this.arrive(at, around)
    }
  }

  /** The frame of the function around the node, at the moment when the node is reached. */
  private frameAround(node: ts.Node): Frame {
    const of = ts.findAncestor(node.parent, ts.isFunctionLike)
    if (!of) return this.modules
    const frame: Frame = { of, above: this.frameAround(of), values: new Map() }
    for (let at = node; at !== of && !ts.isForStatement(at); at = at.parent) this.arrivals.push([at, frame])
    return frame
  }

  /** Checks, as far as choices tell, that an `if` around the node holds and that none before it returned. */
  private arrive(node: ts.Node, frame: Frame): void {
    const around = node.parent
    if (ts.isIfStatement(around) && node !== around.expression) {
      this.must(node === around.thenStatement, around.expression, frame)
    }
    if (!ts.isBlock(around) || ts.isForStatement(around.parent)) return
    for (const before of around.statements) {
      if (before === node) return
      if (ts.isIfStatement(before) && leaves(before.thenStatement)) this.must(false, before.expression, frame)
    }
  }

  private must(hold: boolean, condition: ts.Expression, frame: Frame): void {
    if (this.holds(condition, frame) === !hold) throw new LeadsElsewhere()
  }

  private choose(key: string, answers: number): number {
    const chosen = this.chosen.get(key)
    if (chosen !== undefined) return chosen
    if (this.arrived) throw new NotFollowed('nothing more is chosen')
    const answer = this.choice(key, answers)
    this.chosen.set(key, answer)
    return answer
  }

  /** Whether a condition holds; undefined if only a running office knows. */
  private holds(node: ts.Expression, frame: Frame): boolean | undefined {
    if (ts.isPrefixUnaryExpression(node)) {
      const held = this.holds(node.operand, frame)
      return held === undefined ? undefined : !held
    }
    const operator = ts.isBinaryExpression(node) ? node.operatorToken.getText() : ''
    if (ts.isBinaryExpression(node) && (operator === '||' || operator === '&&')) {
      const both = [this.holds(node.left, frame), this.holds(node.right, frame)]
      const decides = operator === '||'
      return both.includes(decides) ? decides : both.includes(undefined) ? undefined : !decides
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
    const values = template.templateSpans.map(({ expression }) => this.sql(expression, frame))
    return Prisma.sql(
      texts.map(({ text }) => text),
      ...values,
    )
  }

  /** A fragment, or null for a parameter, which is a value whose type has no SQL in it. */
  private sql(node: ts.Expression, frame: Frame): Prisma.Sql | null {
    if (!isSql(this.code.checker.getTypeAtLocation(node))) return null
    const value = this.know(this.read(node, frame))
    if (value instanceof Prisma.Sql) return value
    if (value instanceof Unknown && !isSql(value.type)) return null
    throw new NotFollowed(`\${${node.getText()}} isn't known`)
  }

  /**
   * Makes a value known where only that will do: an unknown one becomes one of its type's literals, or the argument of
   * one of the callers.
   */
  private know(value: unknown): unknown {
    if (!(value instanceof Unknown)) return value
    const literals = literalsOf(value.type)
    if (literals) return value.once('=', () => literals[this.choose(value.key, literals.length)])
    return value.handed ? value.once('=', () => this.know(value.handed!())) : value
  }

  private isTrue(value: unknown): boolean {
    if (!(value instanceof Unknown)) return Boolean(value)
    if (literalsOf(value.type)) return Boolean(this.know(value))
    if (partsOf(value.type).every(({ flags }) => flags & ts.TypeFlags.Object)) return true
    return value.once('?', () => this.choose(`${value.key}?`, 2) === 0) as boolean
  }

  private unknown(node: ts.Node, handed?: () => unknown): Unknown {
    const key = `${node.getSourceFile().fileName}:${node.pos}`
    return new Unknown(this.code.checker.getTypeAtLocation(node), key, handed)
  }

  private read(node: ts.Node, frame: Frame): unknown {
    if (ts.isStringLiteralLike(node)) return node.text
    if (ts.isNumericLiteral(node)) return Number(node.text)
    if (ts.isRegularExpressionLiteral(node)) return regular(node.text)
    if (node.kind in constants) return constants[node.kind]
    if (ts.isIdentifier(node)) return this.name(node, frame)
    if (isWrapping(node)) return this.read(node.expression, frame)
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'Prisma.sql') {
      return this.template(node.template, frame)
    }
    if (ts.isTemplateExpression(node)) return this.text(node, frame)
    if (ts.isArrayLiteralExpression(node)) return this.list(node.elements, frame) ?? this.unknown(node)
    if (ts.isObjectLiteralExpression(node)) return this.object(node, frame)
    if (ts.isArrowFunction(node)) return this.ours(node, frame)
    if (ts.isConditionalExpression(node)) {
      return this.read(this.isTrue(this.read(node.condition, frame)) ? node.whenTrue : node.whenFalse, frame)
    }
    if (ts.isPrefixUnaryExpression(node)) return !this.isTrue(this.read(node.operand, frame))
    if (ts.isBinaryExpression(node)) return this.binary(node, frame)
    if (ts.isPropertyAccessExpression(node)) {
      return this.part(node, this.read(node.expression, frame), node.name.text)
    }
    if (ts.isElementAccessExpression(node)) return this.element(node, frame)
    if (ts.isNewExpression(node)) return this.collection(node, frame)
    return ts.isCallExpression(node) ? this.call(node, frame) : this.unknown(node)
  }

  private collection(node: ts.NewExpression, frame: Frame): unknown {
    const items = this.list(node.arguments ?? [], frame)?.[0]
    const name = node.expression.getText()
    if (!Array.isArray(items) || !(name === 'Set' || name === 'Map')) return this.unknown(node)
    return name === 'Set' ? new Set(items) : new Map(items as [unknown, unknown][])
  }

  private text(node: ts.TemplateExpression, frame: Frame): unknown {
    const values = node.templateSpans.map(({ expression }) => this.know(this.read(expression, frame)))
    if (values.some(isUnknown)) return this.unknown(node)
    return (
      node.head.text + node.templateSpans.map(({ literal }, at) => `${values[at]}${literal.text}`).join('')
    )
  }

  private list(nodes: readonly ts.Expression[], frame: Frame): unknown[] | undefined {
    const items: unknown[] = []
    for (const node of nodes) {
      const value = this.read(ts.isSpreadElement(node) ? node.expression : node, frame)
      if (!ts.isSpreadElement(node)) items.push(value)
      else if (value && typeof value === 'object' && Symbol.iterator in value)
        items.push(...(value as unknown[]))
      else return undefined
    }
    return items
  }

  /** Each property is read when it is first asked for, because most statements ask for one row of a table. */
  private object(node: ts.ObjectLiteralExpression, frame: Frame): unknown {
    const made = {}
    for (const each of node.properties) {
      if (ts.isSpreadAssignment(each)) {
        const spread = this.read(each.expression, frame)
        if (spread instanceof Unknown) return this.unknown(node)
        Object.defineProperties(made, Object.getOwnPropertyDescriptors(spread))
        continue
      }
      const name = ts.isComputedPropertyName(each.name)
        ? this.know(this.read(each.name.expression, frame))
        : each.name.text
      const values: unknown[] = []
      const get = () => {
        if (values.length === 0) values.push(this.property(each, frame))
        return values[0]
      }
      Object.defineProperty(made, String(name), { get, enumerable: true, configurable: true })
    }
    return made
  }

  private property(node: ts.ObjectLiteralElementLike, frame: Frame): unknown {
    if (ts.isPropertyAssignment(node)) return this.read(node.initializer, frame)
    return ts.isShorthandPropertyAssignment(node) ? this.name(node.name, frame) : this.unknown(node)
  }

  private binary(node: ts.BinaryExpression, frame: Frame): unknown {
    const operator = node.operatorToken.getText()
    const one = this.read(node.left, frame)
    const other = () => this.read(node.right, frame)
    if (operator === '&&') return this.isTrue(one) ? other() : isUnknown(one) ? undefined : one
    if (operator === '||') return this.isTrue(one) ? one : other()
    if (operator === '??')
      return (isUnknown(one) ? this.isTrue(one) : one !== undefined && one !== null) ? one : other()
    const both = [this.know(one), this.know(other())] as [never, never]
    return operator in operators && !both.some(isUnknown) ? operators[operator]!(...both) : this.unknown(node)
  }

  /** If the key isn't known, any value of the table is chosen. */
  private element(node: ts.ElementAccessExpression, frame: Frame): unknown {
    const key = this.know(this.read(node.argumentExpression, frame))
    const of = this.read(node.expression, frame)
    if (!(key instanceof Unknown)) return this.part(node, of, String(key))
    const values = of && !(of instanceof Unknown) ? Object.values(of) : []
    return values.length > 0 ? values[this.choose(`${key.key}[]`, values.length)] : this.unknown(node)
  }

  private part(node: ts.Node, of: unknown, name: string): unknown {
    const known = this.know(of)
    if (known instanceof Unknown) return known.once(`.${name}`, () => this.unknown(node))
    return (known as Record<string, unknown> | null | undefined)?.[name]
  }

  private name(node: ts.Identifier, frame: Frame): unknown {
    const symbol = symbolOf(this.code.checker, node)
    const declared = symbol?.valueDeclaration
    if (node.text in globals) return globals[node.text]
    if (!declared || declared.getSourceFile().isDeclarationFile) return this.unknown(node)
    const around = ts.findAncestor(declared.parent, ts.isFunctionLike)
    let at: Frame | undefined = frame
    while (at && at.of !== around) at = at.above
    return this.declared(declared, at ?? this.modules)
  }

  /** The value of a declaration, read once in each frame. */
  private declared(node: ts.Node, frame: Frame): unknown {
    if (!frame.values.has(node)) frame.values.set(node, this.value(node, frame))
    return frame.values.get(node)
  }

  private value(node: ts.Node, frame: Frame): unknown {
    if (ts.isFunctionDeclaration(node)) return this.ours(node, frame)
    if (ts.isParameter(node)) return this.parameter(node, frame)
    if (ts.isVariableDeclaration(node)) return this.variable(node, frame)
    if (!ts.isBindingElement(node) || node.dotDotDotToken) return this.unknown(node)
    const name = ts.isArrayBindingPattern(node.parent)
      ? String(node.parent.elements.indexOf(node))
      : ((node.propertyName ?? node.name) as ts.Identifier).text
    const value = this.part(node, this.declared(node.parent.parent, frame), name)
    return value === undefined && node.initializer ? this.read(node.initializer, frame) : value
  }

  private variable(node: ts.VariableDeclaration, frame: Frame): unknown {
    const loop = node.parent.parent
    if (ts.isForOfStatement(loop)) {
      const of = this.know(this.read(loop.expression, frame))
      if (!Array.isArray(of)) return this.unknown(node)
      if (of.length === 0) throw new LeadsElsewhere()
      return (of as unknown[])[this.choose(`${loop.pos}`, of.length)]
    }
    const fixed = (ts.getCombinedNodeFlags(node) & ts.NodeFlags.Const) !== 0
    return node.initializer && fixed ? this.read(node.initializer, frame) : this.unknown(node)
  }

  private parameter(node: ts.ParameterDeclaration, { of, args, above }: Frame): unknown {
    const place = node.parent.parameters.indexOf(node)
    if (args) {
      const given = node.dotDotDotToken ? args.slice(place) : args[place]
      return given === undefined && node.initializer ? this.read(node.initializer, above!) : given
    }
    const name = ts.isFunctionDeclaration(of!)
      ? of.name
      : ts.isVariableDeclaration(of!.parent)
        ? of!.parent.name
        : undefined
    const symbol = name && symbolOf(this.code.checker, name)
    const calls = (symbol && this.code.calls.get(symbol)) ?? []
    if (calls.length === 0) return this.unknown(node)
    return this.unknown(node, () => {
      const call = calls[this.choose(`calls of ${name!.getText()}`, calls.length)]!
      const given = call.arguments[place] ?? node.initializer
      return given && this.read(given, this.frameAround(given))
    })
  }

  private call(node: ts.CallExpression, frame: Frame): unknown {
    const { expression } = node
    const method = ts.isPropertyAccessExpression(expression) ? expression : undefined
    const on = method && this.know(this.read(method.expression, frame))
    const args = this.list(node.arguments, frame)
    if (!args) return this.unknown(node)
    if (on instanceof Unknown) return this.ofUnknown(node, on, method!.name.text, args)
    const called = method ? this.part(method, on, method.name.text) : this.know(this.read(expression, frame))
    if (typeof called !== 'function') return this.unknown(node)
    if ((called as Ours).ours)
      return this.isFollowed(node, args) ? (called as Ours)(...args) : this.unknown(node)
    return this.native(node, called as Ours, on, args)
  }

  /** One element stands for all of a list that isn't known. */
  private ofUnknown(node: ts.CallExpression, on: Unknown, method: string, [each]: unknown[]): unknown {
    if (sameList.includes(method)) return on
    const element = this.code.checker.getIndexTypeOfType(on.type, ts.IndexKind.Number)
    if (!element || typeof each !== 'function' || !/^(map|flatMap)$/.test(method)) return this.unknown(node)
    const made = (each as Ours)(new Unknown(element, `${on.key}[]`), 0)
    return method === 'flatMap' ? [made].flat() : [made]
  }

  /** A call whose result can't get into a statement isn't gone through, unless all its arguments are known. */
  private isFollowed(node: ts.CallExpression, args: readonly unknown[]): boolean {
    const plain = ts.TypeFlags.BooleanLike | ts.TypeFlags.NumberLike | ts.TypeFlags.Void
    const type = this.code.checker.getTypeAtLocation(node)
    return !args.some(isUnknown) || !partsOf(type).every(({ flags }) => flags & plain)
  }

  private native(node: ts.CallExpression, called: Ours, on: unknown, args: readonly unknown[]): unknown {
    const known = args.map((each) => this.know(each))
    const lacking = known.some(isUnknown)
    const name = called.name
    if (name === 'push') return (on as unknown[]).push(...args)
    if (lacking && /^(raw|join)$/.test(name) && !Array.isArray(on)) {
      throw new NotFollowed(`${node.getText()} isn't known`)
    }
    if (lacking || (name === 'join' && Array.isArray(on) && on.some(isUnknown))) return this.unknown(node)
    const [first] = known
    const condition = takeConditions.includes(name) && typeof first === 'function' && (first as Ours).ours
    const given = condition ? [(...of: unknown[]) => this.isTrue((first as Ours)(...of))] : known
    try {
      return Reflect.apply(called, on, given)
    } catch (error) {
      if (error instanceof NotFollowed || error instanceof LeadsElsewhere) throw error
      throw new NotFollowed(`${node.getText()}: ${String(error)}`)
    }
  }

  private ours(node: ts.FunctionLikeDeclaration, above: Frame): Ours {
    const call = (...args: unknown[]) => {
      if (!node.body || this.depth === mostDepth) return this.unknown(node)
      this.depth++
      try {
        const frame: Frame = { of: node, above, args, values: new Map() }
        return ts.isBlock(node.body) ? this.run(node.body, frame)?.[0] : this.read(node.body, frame)
      } finally {
        this.depth--
      }
    }
    return Object.assign(call, { ours: true as const })
  }

  /** Goes through a body and returns its result in a list. Constants are read when they are first asked for. */
  private run(node: ts.Node, frame: Frame): [unknown] | undefined {
    if (ts.isReturnStatement(node)) return [node.expression && this.read(node.expression, frame)]
    if (ts.isThrowStatement(node)) throw new LeadsElsewhere()
    if (ts.isIfStatement(node)) {
      const next = this.isTrue(this.read(node.expression, frame)) ? node.thenStatement : node.elseStatement
      return next && this.run(next, frame)
    }
    if (ts.isExpressionStatement(node) && /\.push\(/.test(node.getText())) this.read(node.expression, frame)
    for (const each of ts.isBlock(node) ? node.statements : []) {
      const done = this.run(each, frame)
      if (done) return done
    }
    return undefined
  }
}

/** The symbol of a name, wherever it was imported from. */
export function symbolOf(checker: ts.TypeChecker, node: ts.Node): ts.Symbol | undefined {
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node)
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

const isUnknown = (value: unknown): value is Unknown => value instanceof Unknown
const partsOf = (type: ts.Type) => (type.isUnion() ? type.types : [type])
const isSql = (type: ts.Type) => partsOf(type).some(({ symbol }) => symbol?.name === 'Sql')

const constants: Partial<Record<ts.SyntaxKind, unknown>> = {
  [ts.SyntaxKind.TrueKeyword]: true,
  [ts.SyntaxKind.FalseKeyword]: false,
  [ts.SyntaxKind.NullKeyword]: null,
}

/** Whether a node only wraps a value without changing it. */
const isWrapping = (node: ts.Node) =>
  ts.isParenthesizedExpression(node) ||
  ts.isAwaitExpression(node) ||
  ts.isAsExpression(node) ||
  ts.isSatisfiesExpression(node) ||
  ts.isNonNullExpression(node)

function regular(text: string): RegExp {
  const end = text.lastIndexOf('/')
  return new RegExp(text.slice(1, end), text.slice(end + 1))
}

/** Whether nothing else of its block is done after this statement. */
const leaves = (node: ts.Statement): boolean =>
  ts.isBlock(node)
    ? node.statements.some(leaves)
    : ts.isReturnStatement(node) || ts.isThrowStatement(node) || ts.isContinueStatement(node)

/** The values of a type that has only a few, such as `'a' | 'b'` or `boolean`; null counts as undefined. */
function literalsOf(type: ts.Type): unknown[] | undefined {
  const values = partsOf(type).map((part): [unknown] | undefined => {
    if (part.isStringLiteral() || part.isNumberLiteral()) return [part.value]
    if (part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) return [undefined]
    if (part.flags & ts.TypeFlags.BooleanLiteral)
      return [(part as unknown as { intrinsicName: string }).intrinsicName === 'true']
    return undefined
  })
  return values.every((each) => each !== undefined) ? values.map(([value]) => value) : undefined
}
