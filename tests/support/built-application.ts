import { ensureBuild } from '@/scripts/build'

/** Before tests that start whole installations side by side: one build for all. */
export default function setup() {
  ensureBuild(console.log)
}
