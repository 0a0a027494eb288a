import type { ReactNode } from 'react'
import { sandboxPersons, type SandboxPerson } from '@/lib/access/queries/places'
import type { Say } from '@/lib/messages/say'
import { db } from '@/lib/shared/db'
import { Role } from '@/lib/shared/generated/enums'

/** The sandbox's persons by role, one press each. */
export async function Persons({ say, hidden }: { say: Say; hidden: ReactNode }) {
  const persons = await sandboxPersons(db())
  const byRole = Object.values(Role).map((role) => ({
    role,
    held: persons.filter(({ roles }) => roles[0]?.role === role),
  }))
  return (
    <section aria-labelledby="sandbox" className="flex flex-col gap-3">
      <h2 id="sandbox">{say('office.signIn.sandboxTitle')}</h2>
      <p className="text-ink-2">{say('office.signIn.sandboxNote')}</p>
      <form action="/api/auth/callback/person" method="post">
        {hidden}
        <ul className="sheet overflow-hidden">
          {byRole.flatMap(({ role, held }) =>
            held.map((person) => (
              <li key={person.id} className="border-line not-first:border-t">
                <button
                  name="id"
                  value={person.id}
                  className="grid w-full grid-cols-[130px_1fr] gap-x-3 px-4 py-2 text-left hover:bg-act-wash"
                >
                  <b className="text-act">{person.name}</b>
                  <span>
                    {say(`office.role.${role}`)}{' '}
                    <span className="block text-small text-ink-3">{within(person)}</span>
                  </span>
                </button>
              </li>
            )),
          )}
        </ul>
      </form>
    </section>
  )
}

/** Names of houses contain commas. */
const within = ({ roles }: SandboxPerson) => [...new Set(roles.flatMap((held) => held.within))].join('; ')
