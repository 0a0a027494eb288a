import type { ReactNode } from 'react'
import type { Say } from '@/lib/messages/say'
import type { FieldSent } from './asked-fields'
import type { Chip } from './ui/chips'
import type { Choice } from './ui/select'

/** One filter of a list: its field among the filters, and its chip while it is set. */
export type AskedField = {
  /** The parameter in the address. */
  name: string
  label: string
  /** The present value, as in the field. */
  value?: string
  /** The default value: it makes no chip. */
  usual?: string
  /** It never makes a chip: the page shows it in another way. */
  untold?: boolean
  /** Other parameters that mean nothing without this one. */
  with?: readonly string[]
  error?: string
} & (
  | { as: 'text'; width?: 'code' }
  /** `any`: the text for no choice, false if something is always chosen. */
  | { as: 'choice'; choices: readonly Choice[]; any?: string | false; width?: 'code' | 'name' | 'auto' }
  /** One of many, searched by name: `from` answers suggestions, `offered` are those that come with the page. */
  | { as: 'search'; from: string; offered?: readonly string[] }
  | { as: 'tick' }
  /** A field of the page's own. */
  | { as: 'drawn'; field: ReactNode }
  /** No field of its own: another place sets it. `told`: its value in words, '' if the label says all. */
  | { as: 'elsewhere'; told?: string }
)

/** The fields of a list's filters as they go to the browser: nothing that isn't drawn, and nothing empty. */
export const fieldsSent = (say: Say, fields: readonly AskedField[]): FieldSent[] =>
  fields.flatMap((field): FieldSent[] => {
    const { name, label, value, error } = field
    const common = { name, label, ...(value && { value }), ...(error && { error }) }
    switch (field.as) {
      case 'text':
        return [{ ...common, as: 'text', ...(field.width && { width: field.width }) }]
      case 'choice': {
        const any = field.any ?? say('lists.any')
        const choices = field.choices.map(({ value, text }) =>
          value === text ? text : ([value, text] as const),
        )
        return [
          {
            ...common,
            as: 'choice',
            choices,
            ...(any !== false && { any }),
            ...(field.width && { width: field.width }),
          },
        ]
      }
      case 'search': {
        const { from, offered } = field
        return [{ ...common, as: 'search', from, ...(offered && { offered }), any: say('lists.any') }]
      }
      case 'tick':
        return [{ ...common, as: 'tick' }]
      case 'drawn':
        return [{ ...common, as: 'drawn', field: field.field }]
      case 'elsewhere':
        return []
    }
  })

/** The filters that are set, each with the address of the list without it. */
export function chipsOf(
  say: Say,
  fields: readonly AskedField[],
  address: (change: Record<string, string>) => string,
): Chip[] {
  return fields.flatMap((field) => {
    const { name, label, value, usual, untold, with: others = [] } = field
    if (!value || value === usual || untold) return []
    const without = Object.fromEntries([name, ...others].map((each) => [each, '']))
    return [{ href: address(without), text: label, value: told(field), removes: say('lists.remove') }]
  })
}

function told(field: AskedField): string | undefined {
  const { value = '' } = field
  if (field.as === 'tick') return undefined
  if (field.as === 'elsewhere') return (field.told ?? value) || undefined
  if (field.as !== 'choice') return value
  return field.choices.find((choice) => choice.value === value)?.text ?? value
}
