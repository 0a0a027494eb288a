import type { Role } from '@/lib/shared/generated/enums'

/** The units a role reaches: every unit, or those named by id. */
export type Reach = 'ALL' | readonly string[]

/** The user: read from the database at every request, so that a change of rights works at the next click. */
export type Person = {
  id: string
  name: string
  firstName: string
  personalCode: string | null
  locale: 'et' | 'en'
  roles: readonly { role: Role; othersDrafts: boolean; units: Reach }[]
  /** ids: the municipalities of an official, the houses of a school's representative */
  schools: { municipalities: readonly string[]; houses: readonly string[] }
}

/** What limits a role (spec 1 "Users and rights"): the named ones of these, or nothing. */
export const roleScopes = {
  UNIT_CLERK: 'units',
  CE_CLERK: 'units',
  VICE_DEAN: 'units',
  STUDY_OFFICE: 'everywhere',
  VICE_RECTOR: 'everywhere',
  CHANCELLERY: 'everywhere',
  FINANCE: 'everywhere',
  MUNICIPAL_OFFICIAL: 'municipalities',
  SCHOOL_REP: 'houses',
  ADMIN: 'everywhere',
} as const satisfies Record<Role, 'units' | 'municipalities' | 'houses' | 'everywhere'>

export const officeRoles = Object.keys(roleScopes) as [Role, ...Role[]]
/** Roles limited to units; for others units mean nothing. */
export const unitRoles = officeRoles.filter((role) => roleScopes[role] === 'units') as [Role, ...Role[]]

const everyone = officeRoles
const drafters = ['UNIT_CLERK', 'STUDY_OFFICE'] as const satisfies Role[]
/** Coordinators of continuing education draft only its kinds (lib/documents/rules/kinds.ts). */
const documentDrafters = [...drafters, 'CE_CLERK'] as const satisfies Role[]
const documentReaders = [
  ...documentDrafters,
  'VICE_DEAN',
  'VICE_RECTOR',
  'CHANCELLERY',
] as const satisfies Role[]
const importers = [...drafters, 'MUNICIPAL_OFFICIAL'] as const satisfies Role[]
const courseKeepers = ['CE_CLERK', 'STUDY_OFFICE'] as const satisfies Role[]
const courseReaders = [...courseKeepers, 'VICE_DEAN'] as const satisfies Role[]
/** Of learners, a coordinator sees only continuing education (lib/register/scope.ts). */
const learnerReaders = [
  'UNIT_CLERK',
  'CE_CLERK',
  'VICE_DEAN',
  'STUDY_OFFICE',
  'FINANCE',
] as const satisfies Role[]
/** The finance office sees only names and grants; the dossier has no grants. */
const dossierReaders = ['UNIT_CLERK', 'CE_CLERK', 'VICE_DEAN', 'STUDY_OFFICE'] as const satisfies Role[]
const schoolPeople = ['MUNICIPAL_OFFICIAL', 'SCHOOL_REP'] as const satisfies Role[]
const universityPeople = [...documentReaders, 'FINANCE', 'ADMIN'] as const satisfies Role[]
const deliveryReaders = [...drafters, 'CE_CLERK', 'ADMIN'] as const satisfies Role[]

/**
 * The rights of spec 1, one line per door: a page by its route, an act by its name, a route handler by its address. The
 * rooms' queries further limit what a role sees by its units. A door without a line is closed.
 */
export const doors = {
  'page /': everyone,
  'page /search': everyone,
  'page /help': everyone,
  'page /help/[topic]': everyone,
  'page /documents': documentReaders,
  'page /documents/many/[id]': documentReaders,
  'page /documents/[id]': documentReaders,
  'page /documents/[id]/persons': documentDrafters,
  'page /documents/[id]/send': documentDrafters,
  'page /documents/[id]/basis': documentDrafters,
  'page /documents/[id]/signers': documentDrafters,
  'page /documents/[id]/versions': documentReaders,
  'page /documents/[id]/cancel': ['STUDY_OFFICE'],
  'page /documents/[id]/amend': drafters,
  'page /documents/[id]/directive': ['STUDY_OFFICE'],
  'page /documents/[id]/repair': drafters,
  'page /learners': learnerReaders,
  'page /learners/[id]': learnerReaders,
  'page /learners/[id]/dossier': dossierReaders,
  'page /grants': ['UNIT_CLERK', 'VICE_DEAN', 'STUDY_OFFICE', 'FINANCE'],
  'page /grants/payments': ['STUDY_OFFICE', 'FINANCE'],
  'page /continuing-education': courseReaders,
  'page /continuing-education/programmes/new': courseKeepers,
  'page /continuing-education/programmes/[id]': courseReaders,
  'page /continuing-education/runs/new': courseKeepers,
  'page /continuing-education/runs/[id]': courseReaders,
  'page /continuing-education/runs/[id]/change': courseKeepers,
  'page /continuing-education/runs/[id]/directive': courseKeepers,
  'page /continuing-education/runs/[id]/registrants/[registrantId]/off': courseKeepers,
  'page /continuing-education/runs/[id]/identity': courseKeepers,
  'page /continuing-education/runs/[id]/import': courseKeepers,
  'page /continuing-education/runs/[id]/protocol': courseReaders,
  'page /continuing-education/runs/[id]/registrants/new': courseKeepers,
  'page /continuing-education/runs/[id]/registrants/[registrantId]': courseReaders,
  'page /continuing-education/runs/[id]/refreshes': courseReaders,
  'page /continuing-education/runs/[id]/refreshes/[refreshId]': courseReaders,
  'page /continuing-education/runs/[id]/comparison': courseReaders,
  'page /continuing-education/runs/[id]/juhan': courseReaders,
  'page /schools/pupils': schoolPeople,
  'page /schools/pupils/[id]': schoolPeople,
  'page /schools/groups': schoolPeople,
  'page /schools/groups/[id]': schoolPeople,
  'page /schools/houses/[id]': schoolPeople,
  'page /schools': schoolPeople,
  'page /schools/classes': schoolPeople,
  'page /schools/classes/[id]': schoolPeople,
  'page /schools/classes/[id]/next-year': schoolPeople,
  'page /schools/transfers/new': schoolPeople,
  'page /schools/transfers/[id]': schoolPeople,
  'page /schools/arrivals': schoolPeople,
  'page /schools/placement-log': schoolPeople,
  'page /deliveries': deliveryReaders,
  'page /deliveries/[id]': deliveryReaders,
  'page /deliveries/news': ['STUDY_OFFICE'],
  'page /deliveries/news/[id]': ['STUDY_OFFICE'],
  'page /schools/ehis-log': schoolPeople,
  'page /schools/ehis-log/[id]': schoolPeople,
  'page /settings': ['STUDY_OFFICE', 'MUNICIPAL_OFFICIAL', 'ADMIN'],
  'page /settings/users': ['ADMIN'],
  'page /settings/units': ['STUDY_OFFICE', 'ADMIN'],
  'page /settings/grants': ['STUDY_OFFICE'],
  'page /settings/grants/[code]': ['STUDY_OFFICE'],
  'page /settings/clashes': ['STUDY_OFFICE'],
  'page /settings/series': ['STUDY_OFFICE'],
  'page /settings/bases': ['STUDY_OFFICE'],
  'page /settings/signers': ['STUDY_OFFICE'],
  'page /settings/footers': ['STUDY_OFFICE'],
  'page /settings/years': ['STUDY_OFFICE'],
  'page /settings/collisions': ['STUDY_OFFICE', 'MUNICIPAL_OFFICIAL', 'ADMIN'],
  'page /settings/technical': ['ADMIN'],
  'page /settings/history': ['STUDY_OFFICE', 'ADMIN'],
  'page /settings/office': ['STUDY_OFFICE'],
  'page /settings/letters': ['STUDY_OFFICE'],
  'page /settings/municipality': ['MUNICIPAL_OFFICIAL'],
  'page /import': importers,
  'page /import/[id]': importers,
  'page /import/[id]/columns': [...importers, 'CE_CLERK'],

  'act preferences.set': everyone,

  'act learners.find': learnerReaders,
  'act learners.mend': ['STUDY_OFFICE'],

  'act documents.begin': drafters,
  'act documents.keep': documentDrafters,
  'act documents.discard': documentDrafters,
  'act documents.save': documentDrafters,
  'act documents.change': documentDrafters,
  'act documents.addPersons': documentDrafters,
  'act documents.delete': documentDrafters,
  'act documents.check': documentDrafters,
  'act documents.notify': documentDrafters,
  'act documents.send': documentDrafters,
  'act documents.retry': documentDrafters,
  'act documents.callOff': documentDrafters,
  'act documents.reopen': documentDrafters,
  'act documents.cancel': [...documentDrafters, 'CHANCELLERY'],
  'act documents.chooseMany': documentReaders,
  'act documents.actOnMany': [...documentDrafters, 'CHANCELLERY'],
  'act documents.amend': drafters,
  'act documents.createDirective': ['STUDY_OFFICE'],
  'act documents.recheck': ['STUDY_OFFICE'],
  'act documents.comment': documentReaders,
  'act documents.financeTold': drafters,
  'act documents.addBasis': documentDrafters,
  'act documents.addSigner': documentDrafters,
  'act documents.endSigner': documentDrafters,

  'act deliveries.retry': deliveryReaders,
  'act deliveries.leaveOut': documentDrafters,
  'act deliveries.release': ['STUDY_OFFICE'],
  'act deliveries.pause': ['ADMIN'],
  'act deliveries.endNews': ['STUDY_OFFICE'],
  'act ehisLog.hold': schoolPeople,
  'act ehisLog.release': schoolPeople,
  'act ehisLog.sendAgain': schoolPeople,
  'act ehisLog.leaveOut': schoolPeople,

  'act settings.addType': ['STUDY_OFFICE'],
  'act settings.changeType': ['STUDY_OFFICE'],
  'act settings.changeClashes': ['STUDY_OFFICE'],
  'act settings.try': ['STUDY_OFFICE'],
  'act settings.changeOffice': ['STUDY_OFFICE'],
  'act settings.changeChoices': ['STUDY_OFFICE'],
  'act settings.part': ['STUDY_OFFICE', 'MUNICIPAL_OFFICIAL', 'ADMIN'],
  'act settings.changeYears': ['STUDY_OFFICE'],
  'act settings.changeTechnical': ['ADMIN'],
  'act settings.changeUnit': ['ADMIN'],
  'act settings.changeUser': ['ADMIN'],
  'act settings.changeMunicipality': ['MUNICIPAL_OFFICIAL'],

  'act programmes.change': courseKeepers,
  'act runs.change': courseKeepers,
  'act registrants.change': courseKeepers,
  'act registrants.takeOff': courseKeepers,
  'act registrants.makeDirective': courseKeepers,
  'act registrants.cancel': courseKeepers,
  'act registrants.push': courseKeepers,
  'act registrants.settle': courseKeepers,
  'act registrants.import': courseKeepers,
  'act protocols.create': courseKeepers,
  'act protocols.change': courseKeepers,
  'act registrants.refresh': courseKeepers,

  'act pupils.find': schoolPeople,
  'act pupils.keep': schoolPeople,
  'act pupils.mend': schoolPeople,
  'act pupils.leave': schoolPeople,
  'act pupils.stay': schoolPeople,
  'act groups.change': schoolPeople,
  'act houses.change': ['MUNICIPAL_OFFICIAL'],
  'act schools.transfer': schoolPeople,
  'act schools.arrive': schoolPeople,
  'act schools.copy': schoolPeople,

  'act import.preview': drafters,
  'act import.apply': drafters,
  'act import.discard': drafters,
  'act import.schools': ['MUNICIPAL_OFFICIAL'],

  'route GET /documents/[id]/pdf': documentReaders,
  'route GET /documents/many/[id]/pdf': documentReaders,
  'route GET /continuing-education/runs/[id]/import/template': courseKeepers,
  'route GET /continuing-education/runs/[id]/protocol/pdf': courseReaders,
  'route GET /api/exports/documents': documentReaders,
  'route GET /api/exports/learners': learnerReaders,
  'route GET /api/exports/dossier': dossierReaders,
  'route GET /api/exports/grants': ['UNIT_CLERK', 'VICE_DEAN', 'STUDY_OFFICE', 'FINANCE'],
  'route GET /api/exports/payments': ['STUDY_OFFICE', 'FINANCE'],
  'route GET /api/exports/registrants': courseReaders,
  'route GET /api/exports/pupils': schoolPeople,
  'route GET /api/exports/schools': schoolPeople,
  'route GET /api/exports/deliveries': deliveryReaders,
  'route GET /api/import/template': importers,
  'route GET /api/exports/pupil-messages': schoolPeople,
  'route GET /api/choices/houses': schoolPeople,
  'route GET /api/choices/units': universityPeople,
  'route GET /api/choices/curricula': learnerReaders,
  'route GET /api/choices/signers': ['STUDY_OFFICE'],
  'route POST /api/search': everyone,
} as const satisfies Record<string, readonly Role[]>

export type Door = keyof typeof doors

/** Whether any of the person's roles opens the door. */
export const mayOpen = (person: Person, door: Door) =>
  person.roles.some(({ role }) => (doors[door] as readonly Role[]).includes(role))

/** The units within reach of any of the roles; an empty list when the person holds none of them. */
export function reach(person: Person, roles: readonly Role[]): Reach {
  const held = person.roles.filter(({ role }) => roles.includes(role))
  if (held.some(({ units }) => units === 'ALL')) return 'ALL'
  return [...new Set(held.flatMap(({ units }) => (units === 'ALL' ? [] : units)))]
}

/**
 * The units in which the person has the special right "teiste koostatud dokumendid" (spec 2) to documents that these
 * roles draft. The mark means something only on a drafting role.
 */
export function othersReach(person: Person, drafting: readonly Role[] = ['UNIT_CLERK']): Reach {
  if (person.roles.some(({ role }) => role === 'STUDY_OFFICE')) return 'ALL'
  const marked = person.roles.filter(({ role, othersDrafts }) => othersDrafts && drafting.includes(role))
  return [...new Set(marked.flatMap(({ units }) => (units === 'ALL' ? [] : units)))]
}

/** Whether a unit lies within a reach. */
export const within = (reached: Reach, unitId: string) => reached === 'ALL' || reached.includes(unitId)

/** Whether the person works only with schools, so that nothing of the university is open. */
export const schoolsAlone = ({ roles }: Person) =>
  roles.length > 0 && roles.every(({ role }) => role === 'MUNICIPAL_OFFICIAL' || role === 'SCHOOL_REP')

/** Whether the person holds the role anywhere. */
export const holds = (person: Person, role: Role) => person.roles.some((held) => held.role === role)
