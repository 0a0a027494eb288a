import type { Element } from './xml'

/** What an element may hold; `justOne`: exactly one sort of these. */
export type Model = ((text: string) => boolean) | { inOrder: Part[]; justOne?: string[] } | { oneOf: Part[] }
export type Part = { name: string; model: Model; least: number; most: number }

export const part = (name: string, model: Model, least = 1, most = 1): Part => ({ name, model, least, most })
export const anything = (text: string) => text.trim() !== ''
export const whole = (text: string) => /^-?\d+$/.test(text)
export const positive = (text: string) => /^0*[1-9]\d*$/.test(text)
export const day = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text)

export const count = (text: string) => /^0*\d+$/.test(text)
export const yesOrNo = (text: string) => /^([Jj]ah|[Ee]i)$/.test(text)
export const year = (text: string) => positive(text) && Number(text) >= 1900 && Number(text) <= 3000
export const personalCode = (text: string) => /^\d{11}$/.test(text)

/** The first thing about the element that its model does not allow. */
export function objection(element: Element, model: Model): string | null {
  if (typeof model === 'function') {
    return element.children.length === 0 && model(element.text)
      ? null
      : `elemendi ${element.name} väärtus ei sobi`
  }
  if ('oneOf' in model) {
    const [chosen, ...others] = element.children
    const allowed = model.oneOf.find(({ name }) => name === chosen?.name)
    if (!chosen || !allowed || others.length > 0) return `elemendi ${element.name} sisu ei sobi`
    return objection(chosen, allowed.model)
  }
  let at = 0
  for (const { name, model: inner, least, most } of model.inOrder) {
    let count = 0
    while (element.children[at]?.name === name && count < most) {
      const wrong = objection(element.children[at]!, inner)
      if (wrong) return wrong
      at += 1
      count += 1
    }
    if (count < least) return `elemendis ${element.name} puudub ${name}`
  }
  const sorts = model.justOne?.filter((name) => element.children.some((inner) => inner.name === name))
  if (sorts && sorts.length !== 1)
    return `elemendis ${element.name} peab olema üks: ${model.justOne!.join(' või ')}`
  const left = element.children[at]
  return left ? `elemendis ${element.name} ei ole siin lubatud ${left.name}` : null
}
