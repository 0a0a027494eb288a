import type { OurRegistrant, Registration, StudyStanding } from '@/lib/registrants/rules/sync-plan'

/** A registration as Juhan tells it, by default of Birgit Saar with the status registered. */
export const aRegistration = (about: Partial<Registration> = {}): Registration => ({
  juhanId: '880101',
  status: 'REGISTERED',
  personalCode: '48505120011',
  firstName: 'Birgit',
  lastName: 'Saar',
  email: 'birgit@kool.ee',
  phone: '5550101',
  payer: 'SELF',
  registeredOn: '2026-11-02',
  workplace: 'Näidiskool',
  odd: {},
  ...about,
})

export const standingAt = (place: StudyStanding['place'], number: string | null = '12'): StudyStanding => ({
  place,
  document:
    place === 'NOWHERE' ? null : { id: 'd', number, kind: 'k', state: 'DRAFT', drafterName: 'Maarja Ilves' },
})

/** The same person on our list, by default on no directive. */
export const aRegistrant = (about: Partial<OurRegistrant> = {}): OurRegistrant => {
  const { status, ...fields } = aRegistration()
  return {
    ...fields,
    juhanStatus: status,
    id: 'r1',
    removed: false,
    learner: null,
    settledAs: null,
    standing: standingAt('NOWHERE'),
    elsewhere: null,
    ...about,
  }
}
