import { killAtRandom } from './kills'

killAtRandom(1)
