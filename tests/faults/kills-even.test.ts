import { killAtRandom } from './kills'

killAtRandom(0)
