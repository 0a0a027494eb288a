import type { ReactNode } from 'react'
import { Chips } from '@/components/ui/chips'
import { FilterBar } from '@/components/ui/filter-bar'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { GrantCounts } from '@/lib/grants/queries/list'
import { standings, type GrantFilter } from '@/lib/grants/schema/list'
import type { Say } from '@/lib/messages/say'
import { AsOfField, type AsOf } from '../as-of'
import { parameters } from './address'

export type Choices = { types: Named[]; units: Named[]; sources: string[] }
type Named = { code: string; name: string }

export const byCode = (list: readonly Named[]) => list.map(({ code, name }) => ({ value: code, text: name }))

/** The list's filters as a plain form; its state and order are carried along. `code`: a personal code was typed. */
export function Filters({
  say,
  filter,
  choices,
  asked,
  code,
}: {
  say: Say
  filter: GrantFilter
  choices: Choices
  asked: AsOf
  code: boolean
}) {
  const filtered = [filter.q, filter.type, filter.unit, filter.source].some(Boolean)
  const any = say('grants.any')
  return (
    <FilterBar
      label={say('grants.filters')}
      action="/grants"
      submit={say('grants.submit')}
      clear={filtered ? { href: '/grants', text: say('grants.clear') } : undefined}
    >
      {filter.state === 'IN_FORCE' ? null : <input type="hidden" name="state" value={filter.state} />}
      {filter.sort === 'name' ? null : <input type="hidden" name="sort" value={filter.sort} />}
      <TextField
        name="q"
        label={say('grants.q')}
        width="account"
        type="search"
        defaultValue={filter.q}
        error={code ? say('grants.qCode') : undefined}
      />
      <Select
        name="type"
        label={say('grants.column.type')}
        placeholder={any}
        choices={byCode(choices.types)}
        defaultValue={filter.type ?? ''}
      />
      <Select
        name="unit"
        label={say('grants.column.unit')}
        placeholder={any}
        choices={byCode(choices.units)}
        defaultValue={filter.unit ?? ''}
      />
      <Select
        name="source"
        label={say('grants.column.fundingSource')}
        placeholder={any}
        choices={choices.sources.map((source) => ({ value: source, text: source }))}
        defaultValue={filter.source ?? ''}
        width="code"
      />
      <AsOfField say={say} asked={asked} />
    </FilterBar>
  )
}

/** The states as links with how many grants are in each, whatever else is filtered. */
export function States({
  say,
  filter,
  counts,
  end,
}: {
  say: Say
  filter: GrantFilter
  counts: GrantCounts
  end: ReactNode
}) {
  return (
    <Chips
      label={say('grants.states')}
      chips={([...standings, 'ALL'] as const).map((state) => ({
        href: `/grants${parameters(filter, { state })}`,
        text: say(`grants.state.${state}`),
        value: counts[state],
        on: filter.state === state,
      }))}
      end={end}
    />
  )
}

/** The filter in words, for paper. */
export function filterWords(say: Say, filter: GrantFilter, { types, units }: Choices): string {
  const named = (list: readonly Named[], code?: string) =>
    code && (list.find((each) => each.code === code)?.name ?? code)
  return [
    say(`grants.state.${filter.state}`),
    filter.q && `${say('grants.q')}: ${filter.q}`,
    named(types, filter.type),
    named(units, filter.unit),
    filter.source && `${say('grants.column.fundingSource')}: ${filter.source}`,
  ]
    .filter(Boolean)
    .join('; ')
}
