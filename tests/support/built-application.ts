import { ensureBuild } from '@/scripts/build'

/** Makes one build for all tests that start whole installations side by side. */
export default function setup() {
  ensureBuild(console.log)
}
