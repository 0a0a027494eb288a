import type { ReactNode } from 'react'
import { PersonMenu } from '@/components/person-menu'
import { Shell } from '@/components/shell'
import { MenuLink } from '@/components/ui/menu'

export function Frame({ children, slim }: { children: ReactNode; slim?: boolean }) {
  return (
    <Shell
      texts={{
        product: 'Olek',
        skip: 'Liigu sisu juurde',
        nav: 'Peamenüü',
        more: 'Veel',
        slim: 'Kitsas menüü',
      }}
      areas={[
        { href: '/looks', label: 'Töölaud', icon: 'house', count: 6 },
        { href: '/looks/document', label: 'Dokumendid', icon: 'file', count: 14 },
        { href: '/learners', label: 'Õppijad', icon: 'person' },
        { href: '/grants', label: 'Toetused', icon: 'euro' },
        { href: '/ce', label: 'Täiendusõpe', icon: 'cap', count: 2 },
      ]}
      moreAreas={[
        { href: '/deliveries', label: 'Andmevahetus', icon: 'exchange', count: 1 },
        { href: '/settings', label: 'Seaded', icon: 'settings' },
        { href: '/import', label: 'Andmete import', icon: 'import' },
        { href: '/help', label: 'Abi', icon: 'help' },
      ]}
      institution="Tartu Näidisülikool"
      scope="Loodus- ja täppisteaduste valdkond"
      slim={slim}
      search={{
        placeholder: 'Otsi õppijat, dokumenti, lehte',
        label: 'Otsing',
        keys: 'Ctrl K',
        nothing: 'Midagi ei leitud',
        searching: 'Otsin …',
        failed: 'Otsing ei õnnestunud. Proovi uuesti.',
        everywhere: 'Otsi kogu registrist',
        groups: { pages: 'Lehed', learners: 'Õppijad', documents: 'Dokumendid', acts: 'Toimingud' },
      }}
      person={
        <PersonMenu
          name="Liis Tamm"
          label="Kasutaja menüü"
          role="Struktuuriüksuse töötaja"
          theme={{
            action: '/x',
            title: 'Välimus',
            now: 'system',
            options: [
              { value: 'light', text: 'Hele' },
              { value: 'dark', text: 'Tume' },
              { value: 'system', text: 'Nagu arvutis' },
            ],
          }}
          language={{ action: '/x', value: 'en', text: 'EN', label: 'In English' }}
          links={<MenuLink href="/me">Minu eelistused</MenuLink>}
          signOut={{ action: '/x', text: 'Logi välja' }}
        />
      }
    >
      {children}
    </Shell>
  )
}
