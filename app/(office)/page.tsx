import { PageHead } from '@/components/ui/page-head'
import { requirePerson } from '@/lib/office/session'

export default async function DeskPage() {
  const person = await requirePerson('page /')
  return <PageHead title={`Tere, ${person.firstName}!`} />
}
