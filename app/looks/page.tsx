import { LinkButton } from '@/components/ui/link-button'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { Section } from '@/components/ui/section'
import { Table, Th } from '@/components/ui/table'
import { TodoList } from '@/components/ui/todo-list'
import { Frame } from './frame'

export default function Page() {
  return (
    <Frame>
      <PageHead title="Tere, Liis! Täna ootab sind kuus asja" />
      <div className="columns">
        <div>
          <Section title="Vajab tegutsemist">
            <TodoList
              items={[
                {
                  key: '1',
                  icon: 'stop',
                  href: '#',
                  title: 'Doktoranditoetus struktuuriüksuse omavahenditest',
                  note: 'DHISi saatmine ebaõnnestus kell 9.12: DHIS ei vasta. Proovitakse uuesti kell 10.12.',
                  end: <LinkButton href="#">Saada uuesti</LinkButton>,
                },
                {
                  key: '2',
                  icon: 'pencil',
                  href: '#',
                  title: 'Tulemusstipendium, 42 isikut',
                  note: 'Korraldus loomisel · kolme isiku andmed muutusid pärast lisamist',
                  end: 'eile',
                },
                {
                  key: '3',
                  icon: 'refresh',
                  href: '#',
                  title: 'Andmeanalüüs õpetajale, sügis 2026',
                  note: 'Juhanis on 31 registreerunut, Olekus 29. Enne õppijaks arvamist uuenda nimekirja.',
                  end: <LinkButton href="#">Võrdle</LinkButton>,
                },
                {
                  key: '4',
                  icon: 'euro',
                  href: '#',
                  title: 'Korraldus 2.1-17/123',
                  note: 'Rahandusosakonda pole veel teavitatud',
                  end: '20.11.2026',
                },
              ]}
            />
          </Section>
          <Section title="Ootab kinnitamist DHISis">
            <Table caption="Ootab kinnitamist DHISis">
              <thead>
                <tr>
                  <Th>Number</Th>
                  <Th>Dokument</Th>
                  <Th>Kinnitab</Th>
                  <Th num>Ootab</Th>
                </tr>
              </thead>
              <tbody>
                <tr>
                  <th scope="row" className="d">
                    <Link href="#">2.1-17/131</Link>
                  </th>
                  <td>
                    Doktoranditoetus struktuuriüksuse omavahenditest <span className="sub">12 isikut</span>
                  </td>
                  <td>Mari Mets</td>
                  <td className="n">3 päeva</td>
                </tr>
                <tr>
                  <th scope="row" className="d">
                    <Link href="#">7-37/LT/58</Link>
                  </th>
                  <td>
                    Esildis: eksmatrikuleerimine <span className="sub">1 isik</span>
                  </td>
                  <td>Jaan Rebane</td>
                  <td className="n">1 päev</td>
                </tr>
              </tbody>
            </Table>
          </Section>
        </div>
        <div>
          <Section title="Tulemas">
            <TodoList
              icons={false}
              items={[
                {
                  key: '1',
                  title: '7 doktoranditoetust lõpeb',
                  note: 'Füüsika instituut',
                  end: '30.11.2026',
                },
                {
                  key: '2',
                  title: 'Kadri Oja läheb akadeemilisele puhkusele',
                  note: 'makse lõpeb 31.01.2027',
                  end: '01.02.2027',
                },
                {
                  key: '3',
                  title: 'Eksmatrikuleerimine jõustub',
                  note: 'Priit Kask, keemia',
                  end: '15.02.2027',
                },
              ]}
            />
          </Section>
          <Section title="Viimati tehtud">
            <TodoList
              items={[
                {
                  key: '1',
                  icon: 'check',
                  href: '#',
                  title: '2.1-17/123',
                  after: 'registreeriti',
                  note: 'kinnitas Mari Mets · 18 kirja saadetud',
                  end: '20.11.',
                },
              ]}
            />
          </Section>
        </div>
      </div>
    </Frame>
  )
}
