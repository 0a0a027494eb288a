import { Frame } from '../frame'
export default async function Page() { return <Frame><p>tühi</p></Frame> }
