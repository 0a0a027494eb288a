import type { Db } from './db'
import { log } from './log'
import { inSnapshot, type Snapshot } from './snapshot'

type Bytes = Uint8Array<ArrayBuffer>

/** A reader who takes nothing for so many milliseconds has left. */
const usualPause = 60_000

/**
 * A file that is made while it is read: each piece when the reader asks for it, all from one snapshot of the database,
 * which ends with the last piece or when the reader leaves (by `signal` too, or by taking nothing for `longestPause`
 * milliseconds). After an error in the middle the stream breaks off, so that nobody takes a part for the whole. Resolves
 * when a connection is free; throws what `isBusy` knows when none is in time.
 */
export function fileStream(
  client: Db,
  make: (rows: Snapshot) => AsyncGenerator<Bytes>,
  signal?: AbortSignal,
  longestPause = usualPause,
): Promise<ReadableStream<Bytes>> {
  return new Promise((begin, fail) => {
    inSnapshot(
      client,
      (rows) => new Promise<void>((over) => begin(streamOf(make(rows), over, { signal, longestPause }))),
    ).catch(fail)
  })
}

/** `over`: the snapshot is not needed any more. */
function streamOf(
  pieces: AsyncGenerator<Bytes>,
  over: () => void,
  { signal, longestPause }: { signal?: AbortSignal; longestPause: number },
) {
  let ended = false
  let clock: NodeJS.Timeout
  const end = async () => {
    ended = true
    clearTimeout(clock)
    // The piece that is being made is waited for: two statements can't share a connection.
    await pieces.return(undefined).catch(() => undefined)
    over()
  }
  let left = () => {}
  // The reader alone is hurried: however long a piece takes to be made, nobody has left because of it.
  const waitForReader = () => (clock = setTimeout(left, longestPause))
  return new ReadableStream<Bytes>(
    {
      start(controller) {
        left = () => {
          if (ended) return
          controller.error(new Error('the reader of a file has left'))
          void end()
        }
        signal?.addEventListener('abort', left)
        if (signal?.aborted) left()
        else waitForReader()
      },
      async pull(controller) {
        clearTimeout(clock)
        try {
          const piece = await pieces.next()
          if (ended) return
          if (!piece.done) {
            controller.enqueue(piece.value)
            waitForReader()
            return
          }
          await end()
          controller.close()
        } catch (error) {
          if (ended) return
          log.error({ err: error }, 'a file broke off while it was written')
          await end()
          controller.error(error)
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  )
}
