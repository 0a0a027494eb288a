import { defaultClashes } from '@/lib/grants/rules/clashes'
import { addDays, dateFromDay, dayBefore, type Day } from '@/lib/shared/dates'
import { connect, inTransaction, type Tx } from '@/lib/shared/db'
import type { TermAspect } from '@/lib/shared/generated/enums'
import * as office from './cast'
import { learners, type CastPlace } from './cast-learners'
import { programmes } from './cast-runs'
import { houses, municipalities } from './cast-schools'
import { seedSchools } from './seed-schools'

/** Puts the invented office and learners into an empty database, whole or not at all. Throws when anyone is there. */
export async function seedCast(url: string): Promise<void> {
  const client = connect(url, 1)
  try {
    await inTransaction(client, async (tx) => {
      if (await tx.user.findFirst()) throw new Error('The database is not empty: the cast is not put into it')
      await seedSchools(tx)
      await seedOffice(tx)
      await seedLearners(tx)
      await seedRuns(tx)
    })
  } finally {
    await client.$disconnect()
  }
}

const date = (day: Day) => dateFromDay(day)
const since = date('2015-01-01')

async function seedOffice(tx: Tx) {
  const units = Object.values(office.units)
  const users = Object.values(office.users)
  await tx.unit.createMany({
    data: units.map(({ finance, closedOn, ...unit }) => ({
      ...unit,
      closedOn: closedOn && date(closedOn),
      financeRecipients: finance,
    })),
  })
  await tx.user.createMany({ data: users.map(({ roles: _, ...user }) => user) })
  const roles = users.flatMap((user, at) =>
    user.roles.map((role) => ({ ...role, id: office.castId(4, at + 1), userId: user.id })),
  )
  await tx.userRole.createMany({
    data: roles.map(({ id, userId, role, othersDrafts }) => ({ id, userId, role, othersDrafts })),
  })
  await tx.roleUnit.createMany({
    data: roles.flatMap(({ id, units }) =>
      units.map((code) => ({ roleId: id, unitId: office.units[code].id })),
    ),
  })
  await tx.roleMunicipality.createMany({
    data: roles.flatMap(({ id, municipality }) =>
      municipality ? [{ roleId: id, municipalityId: municipalities[municipality].id }] : [],
    ),
  })
  await tx.roleHouse.createMany({
    data: roles.flatMap(({ id, houses: held }) =>
      (held ?? []).map((name) => ({ roleId: id, houseId: houses[name].id })),
    ),
  })
  await tx.signing.createMany({
    data: office.signings.map(({ user, unit, type, title }) => ({
      userId: office.users[user].id,
      unitId: unit && office.units[unit].id,
      type,
      title,
      validFrom: since,
    })),
  })
  await tx.dhisSeries.createMany({
    data: Object.entries(office.series).map(([type, template]) => ({ type: type as 'NOTICE', template })),
  })
  await tx.basis.createMany({ data: office.bases.map((text) => ({ text })) })
  await tx.academicYear.createMany({ data: academicYears() })
  await tx.curriculum.createMany({
    data: Object.entries(office.curricula).map(([code, name]) => ({ code, name })),
  })
  await tx.grantType.createMany({
    data: Object.entries(office.grantTypes).map(([code, name]) => ({ code, name, validFrom: since })),
  })
  await tx.grantRule.createMany({
    data: Object.entries(defaultClashes).flatMap(([given, clashing]) =>
      clashing.map((code) => ({ rule: 'CLASHES' as const, given, code, validFrom: since })),
    ),
  })
}

/** Each year ends the day before the next begins. */
const academicYears = () =>
  office.academicYearStarts.slice(0, -1).map((first, at) => {
    const next = office.academicYearStarts[at + 1]!
    const label = `${first.slice(0, 4)}/${next.slice(0, 4)}`
    return { label, firstOn: date(first), lastOn: date(dayBefore(next)) }
  })

async function seedLearners(tx: Tx) {
  await tx.learner.createMany({
    data: learners.map(({ places: _, bornOn, ...learner }) => ({
      ...learner,
      bornOn: bornOn && date(bornOn),
    })),
  })
  const places = learners.flatMap((learner) => learner.places.map((place) => ({ learner, place })))
  const held = places.map((each, at) => ({ ...each, id: office.castId(5, at + 1) }))
  await tx.studyPlace.createMany({
    data: held.map(({ id, learner, place }) => ({
      id,
      learnerId: learner.id,
      unitId: office.units[place.unit].id,
      code: place.code,
      level: place.level,
      startedOn: date(place.from),
      nominalEndOn: date(place.nominalEnd),
    })),
  })
  await tx.studyTerm.createMany({
    data: held.flatMap(({ id, place }) => terms(place).map((term) => ({ ...term, studyPlaceId: id }))),
  })
  await tx.academicLeave.createMany({
    data: held.flatMap(({ id, place }) =>
      place.leaves.map(({ from, to, number, on }) => ({
        studyPlaceId: id,
        fromOn: date(from),
        toOn: date(to),
        importedNumber: number,
        importedOn: date(on),
      })),
    ),
  })
  await tx.attestation.createMany({
    data: held.flatMap(({ id, place }) =>
      place.attested.map(([on, decision]) => ({ studyPlaceId: id, attestedOn: date(on), decision })),
    ),
  })
  await tx.grant.createMany({
    data: held.flatMap(({ id, learner, place }) =>
      place.grants.map((grant) => ({
        learnerId: learner.id,
        studyPlaceId: id,
        typeCode: grant.type,
        paidFrom: date(grant.from),
        paidTo: date(grant.to),
        monthlyAmount: grant.amount,
        fundingSource: grant.source,
        bankAccount: learner.bankAccount,
        importedNumber: grant.number,
        importedOn: date(grant.on),
      })),
    ),
  })
}

/** What was decided at or after the start, as an earlier system's directive a fortnight before it took effect. */
function terms(place: CastPlace) {
  return (Object.keys(place.terms) as TermAspect[]).flatMap((aspect) =>
    place.terms[aspect].map(([value, from], at, all) => {
      const next = all[at + 1]?.[1]
      return {
        aspect,
        value,
        fromOn: date(from),
        toOn: next ? date(dayBefore(next)) : null,
        importedNumber: `2.1-1/${from.slice(5, 7)}${from.slice(8)}`,
        importedOn: date(addDays(from, -14)),
      }
    }),
  )
}

async function seedRuns(tx: Tx) {
  const all = Object.values(programmes)
  await tx.programme.createMany({
    data: all.map(({ unit, questions: _, runs: _runs, ...programme }) => ({
      ...programme,
      unitId: office.units[unit].id,
    })),
  })
  await tx.question.createMany({
    data: all.flatMap(({ id: programmeId, questions }) =>
      questions.map(({ choices, ...question }, position) => ({
        ...question,
        programmeId,
        position,
        choices: [...choices],
      })),
    ),
  })
  const runs = all.flatMap(({ id: programmeId, runs }) => runs.map((run) => ({ ...run, programmeId })))
  await tx.run.createMany({
    data: runs.map(({ registrants: _, startsOn, endsOn, ...run }) => ({
      ...run,
      startsOn: date(startsOn),
      endsOn: date(endsOn),
    })),
  })
  await tx.registrant.createMany({
    data: runs.flatMap(({ id: runId, registrants }) =>
      registrants.map(({ registeredOn, ...registrant }) => ({
        ...registrant,
        runId,
        registeredOn: date(registeredOn),
      })),
    ),
  })
}
