import { sameCode } from './written'

/** Things by their codes, in any spelling: an exact match first, else the only one with the same written form. */
export class ByCode<Value> {
  readonly #exact = new Map<string, Value>()
  readonly #same = new Map<string, Set<Value>>()

  constructor(entries: Iterable<readonly [string, Value]> = []) {
    for (const [code, value] of entries) this.set(code, value)
  }

  set(code: string, value: Value) {
    this.#exact.set(code, value)
    const same = this.#same.get(sameCode(code))
    if (same) same.add(value)
    else this.#same.set(sameCode(code), new Set([value]))
  }

  get(code: string): Value | undefined {
    const exact = this.#exact.get(code)
    const same = this.#same.get(sameCode(code))
    return exact ?? (same?.size === 1 ? [...same][0] : undefined)
  }

  has(code: string): boolean {
    return this.#same.has(sameCode(code))
  }

  /** Whether the code may mean one of several, none of which is spelled exactly so (view desk_collision). */
  several(code: string): boolean {
    return this.has(code) && this.get(code) === undefined
  }

  values(): Value[] {
    return [...new Set(this.#exact.values())]
  }
}
