import { DescriptionList } from '@/components/ui/description-list'
import { Section } from '@/components/ui/section'
import type { Say } from '@/lib/messages/say'
import { showPeriod } from '@/lib/shared/dates'
import { showAmount } from '@/lib/shared/money'
import type { deliverySheet } from '@/lib/telling/queries/exchanges'

type Grant = NonNullable<NonNullable<Awaited<ReturnType<typeof deliverySheet>>>['grant']>

/** The data that the registry would receive now; read again when the message is sent. */
export function GrantToTell({ say, grant }: { say: Say; grant: Grant }) {
  const { act, typeName, ehisCode, firstDay, lastDay, monthlyAmount, registryId } = grant
  return (
    <Section title={say('deliveries.grant.title')}>
      <DescriptionList
        facts={[
          { term: say('deliveries.grant.act'), value: say(`deliveries.grant.${act}`) },
          { term: say('deliveries.grant.type'), value: typeName },
          { term: say('deliveries.grant.code'), value: ehisCode ?? say('deliveries.grant.noCode') },
          {
            term: say('deliveries.grant.period'),
            value:
              firstDay <= lastDay
                ? showPeriod({ from: firstDay, to: lastDay })
                : say('deliveries.grant.void'),
          },
          {
            term: say('deliveries.grant.amount'),
            value: say('deliveries.grant.euros', { amount: showAmount(monthlyAmount) }),
          },
          { term: say('deliveries.grant.record'), value: registryId },
        ]}
      />
    </Section>
  )
}
