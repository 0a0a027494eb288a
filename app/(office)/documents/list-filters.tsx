import { Checkbox } from '@/components/ui/checkbox'
import { FilterBar } from '@/components/ui/filter-bar'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { documentTypeCodes, kindCodes } from '@/lib/documents/schema'
import { addressQuery, type ListAddress } from '@/lib/documents/schema-list'
import type { Say } from '@/lib/messages/say'

const groups = ['DRAFT', 'ISSUED', 'REGISTERED', 'CANCELLED'] as const

/** The list's filters; its address reproduces it, and the file holds exactly what is shown. */
export function ListFilters({
  say,
  address,
  filtered,
  count,
  units,
}: {
  say: Say
  address: ListAddress
  filtered: boolean
  count: number
  units: readonly { id: string; name: string }[]
}) {
  const any = say('documents.list.any')
  const query = addressQuery(address)
  return (
    <FilterBar
      label={say('documents.list.filters')}
      action="/documents"
      submit={say('documents.list.submit')}
      clear={filtered ? { href: '/documents', text: say('documents.list.clear') } : undefined}
      end={
        count > 0 ? (
          <a href={`/api/exports/documents${query && `?${query}`}`}>{say('documents.list.export')}</a>
        ) : null
      }
    >
      <TextField
        name="q"
        label={say('documents.list.q')}
        width="account"
        type="search"
        defaultValue={address.q}
      />
      <Select
        name="state"
        label={say('documents.list.state')}
        width="code"
        placeholder={any}
        defaultValue={address.state}
        choices={groups.map((value) => ({ value, text: say(`documents.group.${value}`) }))}
      />
      {/* The ids "type" and "kind" are those of the form above. */}
      <Named name="type" say={say}>
        <select className="in in-account" name="type" id="filter-type" defaultValue={address.type}>
          <option value="">{any}</option>
          {documentTypeCodes.map((type) => (
            <option key={type} value={type}>
              {say(`documents.type.${type}`)}
            </option>
          ))}
        </select>
      </Named>
      <Named name="kind" say={say}>
        <select className="in in-account" name="kind" id="filter-kind" defaultValue={address.kind}>
          <option value="">{any}</option>
          {kindCodes.map((kind) => (
            <option key={kind} value={kind}>
              {say(`documents.kind.${kind}`)}
            </option>
          ))}
        </select>
      </Named>
      {units.length > 1 ? (
        <Select
          name="unit"
          label={say('documents.field.unitId')}
          placeholder={any}
          defaultValue={address.unit}
          choices={units.map(({ id, name }) => ({ value: id, text: name }))}
        />
      ) : null}
      {address.sort === 'changed' ? null : <input type="hidden" name="sort" value={address.sort} />}
      <Checkbox
        name="mine"
        value="1"
        label={say('documents.list.mine')}
        defaultChecked={address.mine === '1'}
      />
    </FilterBar>
  )
}

function Named({ name, say, children }: { name: 'type' | 'kind'; say: Say; children: React.ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={`filter-${name}`}>{say(`documents.list.${name}`)}</label>
      {children}
    </div>
  )
}
