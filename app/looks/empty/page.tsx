export default async function Page() { return <p>tühi</p> }
