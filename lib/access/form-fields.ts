import { writtenCells } from '@/lib/shared/written'

type Fields = { [name: string]: string | File | (string | File)[] | Fields }

// A schema that asks a text's length would ask that of an object too.
const unsafe = new Set(['__proto__', 'constructor', 'prototype', 'length'])

/**
 * A form's fields as an object: `rows.k1.paidFrom` becomes { rows: { k1: { paidFrom } } }, a repeated name a list,
 * `name[]` always a list. Every text comes in its written form, with its lines; a schema says which texts have one
 * line. Leaves out React's own fields (`$ACTION…`). Never throws: drops clashing names, and the schema objects.
 */
export function formFields(form: FormData): Fields {
  const fields: Fields = Object.create(null)
  for (const name of new Set(form.keys())) {
    const path = name.replace(/\[\]$/, '').split('.')
    if (name.startsWith('$ACTION') || path.length > 4 || path.some((part) => unsafe.has(part))) continue
    const values = form.getAll(name).map((value) => (typeof value === 'string' ? writtenCells(value) : value))
    put(fields, path, name.endsWith('[]') || values.length > 1 ? values : values[0]!)
  }
  return fields
}

function put(fields: Fields, path: string[], value: Fields[string]) {
  let place = fields
  for (const part of path.slice(0, -1)) {
    const next = (place[part] ??= Object.create(null))
    if (typeof next !== 'object' || Array.isArray(next) || next instanceof File) return
    place = next as Fields
  }
  place[path.at(-1)!] ??= value
}
