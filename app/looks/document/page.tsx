import { Fragment } from 'react'
import { AmountField } from '@/components/ui/amount-field'
import { StateBadge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { DateField } from '@/components/ui/date-field'
import { DescriptionList } from '@/components/ui/description-list'
import { Dialog, DialogBody, DialogFoot } from '@/components/ui/dialog'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Link } from '@/components/ui/link'
import { Menu, MenuButton, MenuLink } from '@/components/ui/menu'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { PickAllBox, PickBox } from '@/components/ui/pick-box'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { Selection } from '@/components/ui/selection'
import { StateStrip } from '@/components/ui/state-strip'
import { Table, Th } from '@/components/ui/table'
import { TextField } from '@/components/ui/text-field'
import { Timeline } from '@/components/ui/timeline'
import { WarningLine } from '@/components/ui/warning-line'
import { Frame } from '../frame'

const people = [
  ['Kadri Oja', '49205130237', 'Füüsika, 3. aasta', '660,00', 'LTFYS', 'EE38 2200 2210 2014 5685', []],
  [
    'Mart Põder',
    '38911040214',
    'Keemia, 4. aasta',
    '660,00',
    'LTFYS',
    'EE47 1000 0010 2014 5685',
    [
      ['on akadeemilisel puhkusel (01.02.2027 - 30.06.2027)', 'Lühenda perioodi (kuni 31.01.2027)'],
      [
        'viimane atesteerimise otsus on positiivne 2023/2024 Atesteeritud positiivselt 12.06.2024',
        'Jäta põhjendusega alles',
      ],
    ],
  ],
  [
    'Õnne Šmidt-Žukov',
    'puudub isikukood',
    'Ökoloogia, 1. aasta',
    '660,00',
    'LTFYS',
    'DE89 3704 0044 0532 0130 00',
    [
      [
        'puudub Eesti isikukood, doktoranditoetuse määramisel kontrollida (e-post: studentvisasupport@ut.ee) isiku õigust saada toetust',
        'Märgi kontrollituks',
      ],
    ],
  ],
  [
    'Rasmus Kuusk',
    '39407220031',
    'Matemaatika, 2. aasta',
    '660,00',
    'LTFYS',
    'EE60 1010 2200 3456 7890',
    [['isik saab õppetoetust (HLOOM)', 'Eemalda isik korralduselt', 'stop']],
  ],
  ['Helina Üksik', '49601150842', 'Geoloogia, 2. aasta', '700,50', 'LTGEO', 'EE92 7700 7710 0123 4567', []],
  [
    'Maria-Magdaleena Konstantinopolskaja-Vanderbiltšild-Õunapuu-Kuusepuu von Üxküll-Gyllenband',
    '49601150853',
    'Geoloogia, 2. aasta',
    '700,50',
    'LTGEO',
    'EE92 7700 7710 0123 4567',
    [],
  ],
] as const

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  const { errors, tall } = await searchParams
  return (
    <Frame>
      <PageHead
        crumbs={[
          { text: 'Dokumendid', href: '#' },
          { text: 'prodekaani või struktuuriüksuse juhi korraldus' },
        ]}
        crumbsLabel="Asukoht"
        title="Doktoranditoetus struktuuriüksuse omavahenditest"
        badge={<StateBadge state="DRAFT" label="Korraldus loomisel" />}
        main={
          <Button
            variant="main"
            reasons={
              errors
                ? [
                    'Rasmus Kuusk: samaks perioodiks on määratud doktoranditoetus. Eemaldage isik korralduselt.',
                    'Allakirjutaja on valimata.',
                  ]
                : []
            }
            opens="issue"
          >
            Väljasta korraldus
          </Button>
        }
        menu={
          <Menu label="Muud toimingud">
            <MenuLink href="#">PDFi eelvaade</MenuLink>
            <MenuLink href="#">Tee koopia</MenuLink>
            <hr />
            <MenuButton opens="issue">Saada DHISi</MenuButton>
            <MenuButton danger reasons={['Korraldus on teise kasutaja koostatud.']}>
              Tühista korraldus
            </MenuButton>
            <MenuButton danger>Kustuta</MenuButton>
          </Menu>
        }
      />
      <StateStrip
        label="Olek"
        steps={[
          { label: 'Korraldus loomisel', note: 'Liis Tamm, täna kell 14.32', at: 'now' },
          { label: 'Korraldus väljastatud', note: 'pärast nuppu Saada DHISi', at: 'coming' },
          { label: 'Korraldus registreeritud', note: 'kinnitab DHISis Mari Mets', at: 'coming' },
        ]}
        aside={
          <>
            Salvestatud kell 14.32
            <small>
              <Link href="#">versioonid</Link> · <Link href="#">PDFi eelvaade</Link>
            </small>
          </>
        }
      />
      {errors ? (
        <ErrorSummary
          title="Korraldust ei salvestatud"
          titleMark="Viga:"
          errors={[
            { text: 'Maksmise lõpukuupäev: 31.02.2027 pole kuupäev.', field: 'to' },
            { text: 'Kuu summa: kirjuta summa numbrina, näiteks 660,50.', field: 'sum' },
          ]}
        />
      ) : (
        <Notice tone="stop" title="Enne väljastamist:">
          <a href="#r4">Rasmus Kuusk</a>: samaks perioodiks on määratud doktoranditoetus. Eemaldage isik
          korralduselt.
        </Notice>
      )}
      <div className="fields mt-5">
        <DateField
          name="from"
          label="Maksmise alguskuupäev"
          defaultValue="01.09.2026"
          hint="esimene päev, mille eest õppijale toetust makstakse"
          calendar="Kalender"
        />
        <DateField
          name="to"
          label="Maksmise lõpukuupäev"
          defaultValue={errors ? '31.02.2027' : '31.08.2027'}
          hint="viimane päev, mille eest õppijale toetust makstakse"
          error={errors ? '31.02.2027 pole kuupäev.' : undefined}
        />
        <AmountField
          name="sum"
          label="Kuu summa"
          defaultValue={errors ? 'kuussada' : '660,00'}
          hint="toetuse kuu summa numbrina, eurodes"
          error={errors ? 'Kirjuta summa numbrina, näiteks 660,50.' : undefined}
          required
        />
        <TextField name="src" label="Finantsallikas" defaultValue="LTFYS" width="code" />
        {errors ? (
          <Select
            name="sel"
            label="Paralleel"
            placeholder="Vali paralleel"
            choices={[{ value: '1', text: '3.b' }]}
            width="code"
          />
        ) : null}
      </div>
      <Section
        title="Isikud"
        aside="6 · kuus kokku 3300,00 € · 3 hoiatusega"
        acts={
          <>
            <Button variant="bare">Eemalda hoiatusega isikud korralduselt</Button>
            <Button icon="plus">Lisa isikuid</Button>
          </>
        }
      >
        <form>
          <Selection
            texts={{
              chosen: '{count} valitud',
              clear: 'Tühista valik',
              all: 'Vali kõik 4120',
              allChosen: 'Kõik 4120 valitud',
            }}
            acts={
              <>
                <Button size="small">Eemalda korralduselt</Button>
              </>
            }
          >
            <Table caption="Isikud" fold>
              <thead>
                <tr>
                  <th>
                    <PickAllBox label="Vali kõik" />
                  </th>
                  <Th sort={{ href: '#', now: 'ascending' }}>Isik</Th>
                  <Th sort={{ href: '#' }}>Algus</Th>
                  <Th>Lõpp</Th>
                  <Th num>Kuu summa, €</Th>
                  <Th>Finantsallikas</Th>
                  <Th>Arveldusarve nr</Th>
                </tr>
              </thead>
              <tbody>
                {(tall ? Array.from({ length: 12 }, () => people).flat() : people).map(
                  ([name, code, study, sum, src, iban, warnings], i) => (
                    <Fragment key={i}>
                      <tr id={`r${i + 1}`}>
                        <td>
                          <PickBox name="rows" value={i} label={`Vali ${name}`} />
                        </td>
                        <th scope="row">
                          <Link href="#" className="name">
                            {name}
                          </Link>{' '}
                          <span className="sub">{code}</span>
                          <div className="sub">{study}</div>
                        </th>
                        <td data-l="Algus">
                          <DateField
                            hideLabel
                            name={`a${i}`}
                            label="Maksmise alguskuupäev"
                            defaultValue="01.09.2026"
                          />
                        </td>
                        <td data-l="Lõpp">
                          <DateField
                            hideLabel
                            name={`b${i}`}
                            label="Maksmise lõpukuupäev"
                            defaultValue="31.08.2027"
                            error={errors && i === 1 ? 'Lõpp on enne algust.' : undefined}
                          />
                        </td>
                        <td data-l="Kuu summa, €" className="n">
                          <AmountField
                            bareAmount
                            hideLabel
                            name={`c${i}`}
                            label="Kuu summa"
                            defaultValue={sum}
                          />
                        </td>
                        <td data-l="Finantsallikas">
                          <TextField
                            width="code"
                            hideLabel
                            name={`d${i}`}
                            label="Finantsallikas"
                            defaultValue={src}
                          />
                        </td>
                        <td data-l="Arveldusarve nr" className="span">
                          <TextField
                            width="account"
                            hideLabel
                            name={`e${i}`}
                            label="Arveldusarve nr"
                            defaultValue={iban}
                          />
                        </td>
                      </tr>
                      {warnings.length ? (
                        <tr className="under">
                          <td />
                          <td colSpan={6}>
                            {warnings.map((w) => (
                              <WarningLine
                                key={w[0]}
                                stop={w.length > 2}
                                text={w[0]}
                                repair={
                                  <Button variant="bare" size="small">
                                    {w[1]}
                                  </Button>
                                }
                              />
                            ))}
                          </td>
                        </tr>
                      ) : null}
                    </Fragment>
                  ),
                )}
              </tbody>
            </Table>
          </Selection>
        </form>
      </Section>
      <div className="section">
        <DescriptionList
          facts={[
            {
              term: 'Alus',
              value: (
                <>
                  Õppetoetuste taotlemise, määramise ja maksmise tingimused ja kord{' '}
                  <Button variant="bare" size="small">
                    Muuda/lisa
                  </Button>
                </>
              ),
            },
            {
              term: 'Lisainfo',
              value: (
                <>
                  <span className="text-ink-3">Lisamata</span>{' '}
                  <Button variant="bare" size="small">
                    Muuda
                  </Button>
                </>
              ),
            },
            {
              term: 'Dokumendi allakirjutaja',
              value: (
                <>
                  Mari Mets, õppeprodekaan{' '}
                  <Button variant="bare" size="small">
                    Muuda/Lisa
                  </Button>
                </>
              ),
            },
            {
              term: 'Dokumendi koostaja',
              value: (
                <>
                  Liis Tamm{' '}
                  <Button variant="bare" size="small">
                    Muuda/Lisa
                  </Button>
                </>
              ),
            },
          ]}
        />
      </div>
      <Section title="Ajalugu">
        <Timeline
          entries={[
            { key: '1', what: 'Salvestas: lisas 2 isikut', who: 'Liis Tamm · täna kell 14.32' },
            { key: '2', what: 'Koostas korralduse', who: 'Liis Tamm · 20.11.2026 kell 9.05' },
          ]}
        />
      </Section>
      <Dialog
        id="issue"
        title="Väljasta korraldus"
        description="6 isikut · Loodus- ja täppisteaduste valdkond"
      >
        <form>
          <DialogBody>
            <div className="flex flex-col gap-4">
              <DateField name="d1" label="Alates kuupäeva" defaultValue="01.12.2026" />
              <Select
                name="d2"
                label="Vali kool"
                width="full"
                choices={[{ value: '1', text: 'Kesklinna kool, Jõe maja' }]}
              />
              <Select
                name="d3"
                label="Paralleel"
                width="full"
                placeholder="Vali paralleel"
                choices={[{ value: '1', text: '3.b' }]}
              />
              <p className="text-ink-2">
                Korraldus läheb DHISi ja seda enam muuta ei saa. Kinnitab Mari Mets; toetust makstakse kuuele
                isikule alates 01.09.2026. Kuni kinnitamiseni saab korralduse tagasi võtta.
              </p>
            </div>
          </DialogBody>
          <DialogFoot>
            <Button closes="issue">Loobu</Button>
            <Button variant="main" reasons={['Vali paralleel.']}>
              Väljasta korraldus
            </Button>
          </DialogFoot>
        </form>
      </Dialog>
    </Frame>
  )
}
