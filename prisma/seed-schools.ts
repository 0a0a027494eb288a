import { dateFromDay, type Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import * as cast from './cast-schools'

const date = (day: Day) => dateFromDay(day)

/** Puts the invented municipalities with their schools into an empty database. */
export async function seedSchools(tx: Tx) {
  await tx.municipality.createMany({ data: Object.values(cast.municipalities) })
  await tx.house.createMany({
    data: Object.values(cast.houses).map(({ municipality, ...house }) => ({
      ...house,
      municipalityId: cast.municipalities[municipality].id,
    })),
  })
  await tx.schoolClass.createMany({
    data: cast.classes.map(({ house, ...each }) => ({ ...each, houseId: cast.houses[house].id })),
  })
  await tx.classifier.createMany({
    data: Object.entries(cast.classifiers).flatMap(([sort, names]) =>
      Object.entries(names).map(([code, name]) => ({ sort, code, name })),
    ),
  })
  await tx.pupil.createMany({
    data: cast.pupils.map(({ id, firstName, lastName, personalCode }) => ({
      id,
      firstName,
      lastName,
      personalCode,
    })),
  })
  await seedStanding(tx)
}

/** Where the pupils stand, and everything that is kept of them. */
export async function seedStanding(tx: Tx) {
  await seedPlacements(tx)
  await seedKept(tx)
}

async function seedPlacements(tx: Tx) {
  await tx.placement.createMany({
    data: cast.pupils.map(({ id, house, number, parallel }) => ({
      pupilId: id,
      classId: cast.castClass(house, number, parallel).id,
      houseId: cast.houses[house].id,
      year: 2026,
      fromOn: date('2026-09-01'),
      toOn: date('2027-08-31'),
    })),
  })
  await tx.group.createMany({
    data: cast.groups.map(({ places: _, house, ...group }) => ({ ...group, houseId: cast.houses[house].id })),
  })
  await tx.groupPlace.createMany({
    data: cast.groups.flatMap(({ id, places }) =>
      places.map(({ pupil, from, to }) => ({
        groupId: id,
        pupilId: cast.castPupil(pupil).id,
        fromOn: date(from),
        toOn: to && date(to),
      })),
    ),
  })
}

/** What the pupils' houses keep of them, and their cards. */
async function seedKept(tx: Tx) {
  const whose = (name: string) => {
    const { id, house } = cast.castPupil(name)
    return { pupilId: id, houseId: cast.houses[house].id }
  }
  await tx.studentCard.createMany({
    data: cast.cards.map(({ id, pupil, number, from, to }) => ({
      id,
      number,
      pupilId: whose(pupil).pupilId,
      validFrom: date(from),
      validTo: date(to),
    })),
  })
  await tx.cardHouse.createMany({
    data: cast.cards.map(({ id, pupil, from }) => ({
      cardId: id,
      houseId: whose(pupil).houseId,
      fromOn: date(from),
    })),
  })
  await tx.specialNeeds.createMany({
    data: cast.needs.map(({ pupil, on, needs, services }) => ({
      ...whose(pupil),
      changedOn: date(on),
      needs: [...needs],
      services: services.map((service) => ({ service, subjects: [] })),
    })),
  })
  await tx.decision.createMany({
    data: cast.decisions.map(({ pupil, on, from, to, consentOn, ...decision }) => ({
      ...decision,
      ...whose(pupil),
      decidedOn: date(on),
      validFrom: date(from),
      validTo: to && date(to),
      consentOn: consentOn && date(consentOn),
    })),
  })
  await tx.foreignLanguage.createMany({
    data: cast.languages.map(({ pupil, on, ...language }) => ({
      ...language,
      ...whose(pupil),
      changedOn: date(on),
    })),
  })
  await tx.swimming.createMany({
    data: cast.swimming.map(({ pupil, on, planned, done, ...swimming }) => ({
      ...swimming,
      ...whose(pupil),
      changedOn: date(on),
      plannedHours: planned,
      doneHours: done,
    })),
  })
  await tx.consent.createMany({
    data: cast.consents.map(({ pupil, on, ...consent }) => ({
      ...consent,
      ...whose(pupil),
      decidedOn: date(on),
    })),
  })
  await tx.absence.createMany({
    data: cast.absences.map(({ pupil, ...absence }) => ({ ...absence, ...whose(pupil) })),
  })
  await tx.failingGrade.createMany({
    data: cast.grades.map(({ pupil, on, ...grade }) => ({
      ...grade,
      ...whose(pupil),
      changedOn: date(on),
    })),
  })
}
