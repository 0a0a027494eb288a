export const dynamic = 'force-dynamic'
export default function Bare() { return <main>x</main> }
