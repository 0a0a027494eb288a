import { NothingToTell, Unsendable } from '@/lib/deliveries/unsendable'
import type { GrantRecord, RegistryAct } from '@/lib/grants/rules/registry'
import type { EhisChange } from '@/lib/outside/ehis/wire'
import type { Day } from '@/lib/shared/dates'

/**
 * A grant in the registry's words. `on` is the day of the act that causes the message. A doctoral allowance goes with
 * its monthly sum and last day. Throws Unsendable when something is missing: a code of the grant type in the registry,
 * or any particulars that identify the person. Throws NothingToTell when nothing is left of the grant.
 */
export function ehisChange(
  record: GrantRecord | null,
  act: RegistryAct,
  { koolId, on }: { koolId: string; on: Day },
): EhisChange {
  if (!record) throw new NothingToTell()
  const about = { koolId, ...personOf(record), ...curriculumOf(record), muutusKp: on }
  if (act === 'DELETE') return { ...about, kustutamine: { oppeasutuseKirjeId: record.registryId } }
  if (!record.exists) throw new NothingToTell()
  if (!record.ehisCode) throw new Unsendable('noEhisCode', record.typeName)
  const doctoral = record.typeCode.startsWith('DOCTORAL_ALLOWANCE')
  return {
    ...about,
    stipendium: {
      klStipendiumLiik: record.ehisCode,
      stipendiumAlgusKp: record.firstDay,
      stipendiumLoppKp: record.lastDay,
      ...(doctoral && {
        doktoranditoetusSumma: record.monthlyAmount,
        viimaneDoktoranditoetuseValjamakseKp: record.lastDay,
      }),
      oppeasutuseKirjeId: record.registryId,
    },
  }
}

/** The registry identifies somebody without an Estonian personal code by the day of birth. */
function personOf({ personalCode, bornOn }: GrantRecord) {
  if (personalCode) return { isikukood: personalCode }
  if (!bornOn) throw new Unsendable('noBirthDay')
  return { isikukood: bornOn, klIsikukoodRiik: 'SS' as const }
}

/** Codes that aren't numbers are the office's own, unknown to the registry. */
const curriculumOf = ({ curriculum }: GrantRecord) =>
  curriculum !== null && /^[1-9]\d*$/.test(curriculum) ? { oppekava: curriculum } : {}
