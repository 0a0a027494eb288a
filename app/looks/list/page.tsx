import { Badge, StateBadge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Chips } from '@/components/ui/chips'
import { EmptyState } from '@/components/ui/empty-state'
import { FileField } from '@/components/ui/file-field'
import { FilterBar } from '@/components/ui/filter-bar'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { Progress } from '@/components/ui/progress'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { Selection } from '@/components/ui/selection'
import { TableSkeleton } from '@/components/ui/skeleton'
import { ListTable } from '@/components/ui/list-table'
import { Tabs } from '@/components/ui/tabs'
import { TextField } from '@/components/ui/text-field'
import { Textarea } from '@/components/ui/textarea'
import { Tooltip } from '@/components/ui/tooltip'
import { Toast } from '@/components/ui/toast'
import { Frame } from '../frame'

const states = [
  ['DRAFT', 'Korraldus loomisel'],
  ['ISSUED', 'Korraldus väljastatud'],
  ['REGISTERED', 'Korraldus registreeritud'],
  ['CANCELLED', 'Korraldus tühistatud'],
] as const

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  const { all } = await searchParams
  return (
    <Frame>
      <PageHead
        title="Dokumendid"
        main={
          <LinkButton variant="main" href="#" icon="plus">
            Lisa dokument
          </LinkButton>
        }
      />
      <FilterBar
        label="Filtrid"
        action="/looks/list"
        submit="Otsi"
        clear={{ href: '#', text: 'Tühjenda' }}
        end={
          <>
            4120 dokumenti ·{' '}
            <a href="#">
              <i className="mark mark-download align-[-3px]" /> Nimekiri failina
            </a>
          </>
        }
      >
        <TextField name="q" label="Number, isik või liik" />
        <Select
          name="state"
          label="Olek"
          placeholder="kõik"
          choices={[{ value: '1', text: 'loomisel' }]}
          width="code"
        />
        <Checkbox name="mine" label="ainult minu koostatud" />
      </FilterBar>
      <Chips
        label="Valitud filtrid"
        chips={[
          { href: '#', text: 'Muutub', value: 5, on: true },
          { href: '#2', text: 'Lisatakse', value: 2 },
          { href: '#3', text: 'Olek:', value: 'õpib', removes: 'Eemalda filter Olek: õpib' },
        ]}
        end="Juhani andmed: täna kell 14.30"
      />
      <form>
        <Selection
          texts={{
            chosen: '{count} valitud',
            clear: 'Tühista valik',
            all: 'Vali kõik 4120',
            allChosen: 'Kõik 4120 valitud',
          }}
          acts={<Button size="small">Väljasta</Button>}
        >
          <ListTable caption="Dokumendid" pick={{ name: 'ids', label: 'Vali {name}', all: 'Vali kõik' }}
        columns={[
          { head: 'Number', kind: 'name', href: '/documents/{id}', sort: { href: '?s=1', now: 'descending' } },
          { head: 'Dokument' },
          { head: 'Olek', kind: 'state', words: Object.fromEntries(states.map(([state, label]) => [state[0], { state, label }])) },
          { head: 'Koostaja' }, { head: 'Isikuid', kind: 'number', sort: { href: '?s=2' } }, { head: 'Muudetud', kind: 'date' },
        ]}
        rows={Array.from({ length: 50 }, (_, i) => [`0190f3a2-7c1e-7b33-a111-0000000000${i}`, `2.1-17/${100 + i}`, 'Doktoranditoetus struktuuriüksuse omavahenditest', states[i % 4]![0][0]!, 'Liis Tamm', i * 7, '21.11.2026'] as const)} />
        </Selection>
      </form>
      <Pagination
        page={4}
        pages={83}
        href="?page={page}"
        texts={{ summary: '151–200 / 4120 dokumenti', label: 'Lehed', previous: 'Eelmine', next: 'Järgmine' }}
      />
      {all ? (
        <>
          <Tabs
            label="Õppija"
            tabs={[
              { href: '#', text: 'Üldandmed', on: true },
              { href: '#1', text: 'Õppekohad', count: 2 },
              { href: '#2', text: 'Toetused', count: 4 },
              { href: '#3', text: 'Dokumendid', count: 12 },
            ]}
          />
          <Notice
            tone="done"
            title="Korraldus 2.1-17/123 registreeriti."
            act={
              <LinkButton size="small" href="#">
                Teavita rahandusosakonda
              </LinkButton>
            }
          >
            18 kirja saadetud.
          </Notice>
          <Notice tone="warn" title="Üks isik jääb alles.">
            Ta on korraldusel loomisel nr 12: eemaldage isik esmalt korralduselt ja uuendage siis nimekirja.
          </Notice>
          <Notice>Korraldus 2.1-17/123 saadeti DHISi. Kinnitab Mari Mets.</Notice>
          <Section title="Import">
            <Progress
              label="Lisatakse isikuid: 1200 / 4120"
              value={1200}
              max={4120}
              note="Võid lehelt lahkuda, töö jätkub."
            />
          </Section>
          <Section title="Tühi">
            <EmptyState title="Ühtki dokumenti pole veel" act={<Button variant="main">Lisa dokument</Button>}>
              Alusta korraldusest: vali dokumendi tüüp ja liik.
            </EmptyState>
          </Section>
          <Section title="Laadimine">
            <TableSkeleton label="Laadin" rows={3} columns={5} />
          </Section>
          <Section title="Vorm" acts={<Badge tone="warn">ootab</Badge>}>
            <div className="flex max-w-160 flex-col gap-4">
              <Textarea
                name="info"
                label="Lisainfo"
                defaultValue={'Esimene rida\nTeine rida'}
                hint="Trükitakse korraldusele pärast isikute loetelu."
              />
              <FileField
                choose="Vali fail"
                none="Faili pole valitud"
                name="file"
                label="Fail"
                accept=".xlsx,.csv"
                hint="XLSX või CSV, kuni 5 MB"
                error="Fail on suurem kui 5 MB."
              />
              <div className="flex flex-wrap gap-3">
                <Button variant="danger">Kustuta</Button>
                <Button pending variant="main">
                  Salvestan
                </Button>
                <Tooltip text="Ava DHISis uues aknas">{(aria) => <Button {...aria}>DHIS</Button>}</Tooltip>
                <Badge>imporditud</Badge>
                <Badge tone="stop">viga</Badge>
              </div>
              <Checkbox
                name="a"
                type="radio"
                label="Kõik read"
                hint="ka need, mida on käsitsi muudetud"
                defaultChecked
              />
              <Checkbox name="a" type="radio" label="Ainult tühjad" />
            </div>
          </Section>
          <Toast text="Kopeeritud" />
        </>
      ) : null}
    </Frame>
  )
}
