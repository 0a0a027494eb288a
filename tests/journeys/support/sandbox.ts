/** The neighbours as the sandbox plays them: what they hold, and how they misbehave. */

export type Fault = {
  mode: 'ok' | 'down' | '500' | 'slow' | 'refuse' | 'forget' | 'garbage' | 'twice' | 'reorder'
  words?: string
  ms?: number
  times?: number
}

export type Letter = { recipient: string; subject: string; text: string; copies: number }
export type DhisDocument = {
  id: string
  ourId: string
  number: string
  state: string
  reason: string | null
  versions: { version: number; body: { notifyUnits: string[]; signer: { name: string } } }[]
}

/** The address of a page of the sandbox. */
export const sandboxPage = (path: string) => `http://127.0.0.1:${process.env.SANDBOX_PORT}${path}`

export const breakNeighbour = (neighbour: 'dhis' | 'mail', fault: Fault) =>
  control('PUT', `/faults/${neighbour}`, fault)

/** The letters to an address, newest first. */
export const lettersTo = (address: string) =>
  control<Letter[]>('GET', `/mailbox?to=${encodeURIComponent(address)}`)

/** The document as DHIS has it, by our id; undefined if DHIS has never got it. */
export async function inDhis(ourId: string): Promise<DhisDocument | undefined> {
  const documents = await control<DhisDocument[]>('GET', '/dhis/documents')
  return documents.find((document) => document.ourId === ourId)
}

/** Decides in DHIS, by default as the signer of the newest version. */
export async function decideInDhis(
  ourId: string,
  decision: 'confirm' | 'reject' | 'route',
  about: { by?: { name: string; personalCode: string }; comment?: string; to?: string } = {},
) {
  const document = await inDhis(ourId)
  if (!document) throw new Error(`DHIS has no document ${ourId}`)
  return control<{ eventId: string }>('POST', `/dhis/${document.id}/${decision}`, about)
}

async function control<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(sandboxPage(`/control${path}`), {
    method,
    headers: {
      authorization: `Bearer ${process.env.SANDBOX_CONTROL_TOKEN}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    body: body && JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Answer
}

export type JuhanRegistration = { id: string; status: string; firstName: string; lastName: string }

/**
 * Registers this many people for a run in Juhan, which is made if there is none. Returns everybody on the run, as Juhan
 * has them.
 */
export async function registerInJuhan(run: string, count: number): Promise<JuhanRegistration[]> {
  await control('POST', `/juhan/runs/${run}/people`, { count })
  return inJuhan(run)
}

/** Everyone of the run, as Juhan has them. */
export const inJuhan = (run: string) => control<JuhanRegistration[]>('GET', `/juhan/runs/${run}`)

/** Changes a registration in Juhan. */
export const changeInJuhan = (id: string, about: Partial<JuhanRegistration>) =>
  control('PUT', `/juhan/registrations/${id}`, about)
