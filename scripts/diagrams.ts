/**
 * `npm run diagrams`: draws `docs/states.md` from the table of moves (lib/documents/rules/lifecycle.ts) and the words on
 * screen. A house test fails when the page is older than the table.
 */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { moves, stateGroup, type DocumentEvent, type Move, type Party } from '@/lib/documents/rules/lifecycle'
import { isMessageKey, sayIn } from '@/lib/messages/say'
import type { DocumentState, DocumentType } from '@/lib/shared/generated/enums'
import { projectFolder } from './engine-place'

export const statesPage = 'docs/states.md'

type Picture = { title: string; about: string; lives: readonly (readonly DocumentType[])[] }

/** The two pictures of the seed "document-states", and the types that share each. */
const pictures: readonly Picture[] = [
  {
    title: "The vice-dean's directive",
    about: "The seed's first picture.",
    lives: [['VICE_DEAN_DIRECTIVE']],
  },
  {
    title: "The proposal, and the vice-rector's directive made from it",
    about: "The seed's second picture.",
    lives: [['PROPOSAL'], ['VICE_RECTOR_DIRECTIVE']],
  },
  {
    title: 'Diploma or professional certificate, transcript, notice',
    about: 'One picture: they differ in their names alone.',
    lives: [['DIPLOMA', 'TRANSCRIPT', 'NOTICE']],
  },
]

const say = sayIn('et')

/** Who acts, unless it is the drafter or a special right; an amendment's act names it in its words. */
const parties: Record<Exclude<Party, 'DRAFTER' | 'SPECIAL_RIGHT'>, string> = {
  STUDY_OFFICE: 'õppeosakond',
  CHANCELLERY: 'kantselei',
  SIGNER_IN_DHIS: 'allakirjutaja',
  DHIS: 'DHIS',
  AMENDMENT: '',
}

const conditions: Record<NonNullable<Move['only']>, string> = {
  everSent: 'kui on DHISi saadetud',
  confirmationParked: 'kui kinnitus ootab',
  decisionParked: 'kui otsus ootab',
  answerParked: 'kui vastust peab vaatama inimene',
  sendingStuck: 'kui saatmine on takerdunud',
  cancelStuck: 'kui DHIS ei ole tühistanud',
  cancelStuckIssued: 'kui DHIS ei ole väljastatut tühistanud',
  notLeft: 'kui midagi ei ole veel saadetud',
}

const stages: Partial<Record<DocumentState, string>> = {
  CHECKED: 'Üle kontrollitud',
  SENDING: say('documents.strip.sending'),
  CALLING_OFF: say('documents.strip.callingOff'),
  REOPENING: say('documents.strip.reopening'),
}

const newDirective: DocumentEvent = 'createDirective'

/** The whole page as text. */
export const drawnStates = (): string =>
  [
    '# The states of documents',
    '',
    '<!-- Drawn by `npm run diagrams` from lib/documents/rules/lifecycle.ts and lib/messages/et; not written by hand. -->',
    '',
    'Buttons are the drafter’s and the special right’s unless somebody else stands in brackets.',
    ...pictures.flatMap(({ title, about, lives }) => [
      '',
      `## ${title}`,
      '',
      about,
      '',
      '```mermaid',
      'stateDiagram-v2',
      ...lives.flatMap((types, at) => lifeOf(types, idsOf(at, lives), at === 0)),
      ...(lives.length > 1 ? fromProposal(lives) : []),
      '```',
      '',
      'Without leaving the state:',
      '',
      ...lives.flatMap(staying),
    ]),
    '',
  ].join('\n')

type Ids = (state: DocumentState) => string

/** Names of the boxes; of the second life on a picture they differ from the first's. */
const idsOf =
  (at: number, lives: readonly unknown[]): Ids =>
  (state) =>
    lives.length > 1 ? `${at === 0 ? 'first' : 'second'}_${state}` : state

function lifeOf(types: readonly DocumentType[], id: Ids, begins: boolean): string[] {
  const [type] = types as [DocumentType]
  const states = Object.keys(stateGroup) as DocumentState[]
  const arrows = Map.groupBy(
    steps(type).filter(({ from, to }) => from !== to),
    ({ from, to }) => `${id(from)} --> ${to === 'GONE' ? '[*]' : id(to)}`,
  )
  return [
    ...states.map((state) => `  state "${boxText(types, state)}" as ${id(state)}`),
    ...(begins ? [`  [*] --> ${id('DRAFT')}: ${buttonOf('save', type)}`] : []),
    ...[...arrows].map(([between, ways]) => `  ${between}: ${ways.map(({ text }) => text).join('<br/>')}`),
  ]
}

/** Loops would cover their neighbours' words: they stand in a list. */
const staying = (types: readonly DocumentType[]): string[] =>
  [
    ...Map.groupBy(
      steps(types[0]!).filter(({ from, to }) => from === to),
      ({ from }) => boxText(types, from).replaceAll('<br/>', ', '),
    ),
  ].map(([box, ways]) => `- ${box}: ${ways.map(({ text }) => text).join(', ')}`)

/** The table's lines for the type, one step per state. */
const steps = (type: DocumentType) =>
  moves
    .filter((move) => move.act !== newDirective && (!move.types || move.types.includes(type)))
    .flatMap((move) =>
      move.from.map((from) => ({
        from,
        to: move.to === 'SAME' ? from : move.to,
        text: arrowText(move, type),
      })),
    )

const boxText = (types: readonly DocumentType[], state: DocumentState) =>
  [
    ...types.map((type) => say(`documents.state.${type}.${stateGroup[state]}`)),
    ...(stages[state] ? [stages[state]] : []),
  ].join('<br/>')

/** `Loo korraldus` leads from the one life into the other. */
function fromProposal(lives: Picture['lives']): string[] {
  const make = moves.filter(({ act }) => act === newDirective)
  return make.flatMap((move) =>
    move.from.map(
      (from) =>
        `  ${idsOf(0, lives)(from)} --> ${idsOf(1, lives)('DRAFT')}: ${arrowText(move, lives[0]![0]!)}`,
    ),
  )
}

/** `Kontrolli uuesti (õppeosakond, kui kinnitus ootab)`, `DHIS andis numbri …` */
function arrowText({ act, by, only }: Move, type: DocumentType): string {
  const others = by.flatMap((party) =>
    party === 'DRAFTER' || party === 'SPECIAL_RIGHT' ? [] : [parties[party]],
  )
  const button = buttonOf(act, type)
  if (!button) return [...others, say(`documents.done.${act as 'sent'}`)].join(' ').trim()
  const asides = [...others, ...(only ? [conditions[only]] : [])]
  return asides.length > 0 ? `${button} (${asides.join(', ')})` : button
}

/** The button of the act for the type; none where the news of a neighbour does it. */
function buttonOf(act: DocumentEvent, type: DocumentType): string {
  const key = `documents.act.${act}`
  return isMessageKey(key) ? say(key, { type }) : ''
}

if (import.meta.main) await writeFile(path.join(projectFolder, statesPage), drawnStates())
