import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider } from 'oidc-provider'
import { formBody, Refusal, requireSameOrigin, type Asked, type Reply } from '../http'
import { html, page } from '../page'
import type { Person } from '../persons'
import { subOf } from './provider'

/** The sign-in page: persons, one click each. Null when the choice is made and the provider has answered. */
export async function chooseWho(
  provider: Provider,
  { persons, olek }: { persons: Person[]; olek: string },
  { asked, request, response }: { asked: Asked; request: IncomingMessage; response: ServerResponse },
): Promise<Reply | null> {
  const interaction = await provider.interactionDetails(request, response).catch(() => {
    throw new Refusal(400, 'expired', 'Sisselogimine on aegunud. Alustage Olekust uuesti.')
  })
  if (asked.method === 'GET') return choicePage(interaction.uid, persons, olek)

  requireSameOrigin(asked)
  const form = formBody(asked)
  const person = persons.find((each) => each.id === form.get('person'))
  if (person) {
    await provider.interactionFinished(request, response, { login: { accountId: subOf(person) } })
  } else if (form.has('cancel')) {
    await provider.interactionFinished(request, response, { error: 'access_denied' })
  } else {
    throw new Refusal(400, 'person', 'Sellist isikut ei ole')
  }
  return null
}

function choicePage(uid: string, persons: Person[], olek: string): Reply {
  const body = html`<p>Valige, kellena Olekusse sisse logida.</p>
    <form method="post" action="/oidc/interaction/${uid}">
      <ul class="people">
        ${persons.map(
          (person) =>
            html`<li>
              <button name="person" value="${person.id}">
                ${person.name} <small>${person.email}</small>
              </button>
            </li>`,
        )}
      </ul>
      ${persons.length === 0 ? html`<p class="quiet">Isikuid ei ole.</p>` : null}
      <p><button name="cancel" value="1">Katkesta</button></p>
    </form>`
  return page('Sisselogimine', body, { olek })
}
