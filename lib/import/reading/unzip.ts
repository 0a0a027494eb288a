import { Inflate } from 'fflate'
import { fileLimits, Unreadable } from './limits.ts'

/** A part of a packed file: its text comes piece by piece, so that no part is ever held whole. */
export type Part = { name: string; pieces(take: (piece: Uint8Array) => void): void }

/** How many packed bytes are unpacked at a time: at most a thousand times as many come out. */
const slice = 4096
const signatures = { end: 0x06054b50, entry: 0x02014b50 }

/**
 * The parts of a ZIP file by name, from its directory. Throws if it is damaged, encrypted or gives places outside
 * itself.
 */
export function zipParts(file: Uint8Array): Map<string, Part> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const end = endOfDirectory(view)
  const parts = new Map<string, Part>()
  const left = { bytes: fileLimits.unpacked }
  let at = view.getUint32(end + 16, true)
  for (let count = view.getUint16(end + 10, true); count > 0; count -= 1) {
    if (view.getUint32(at, true) !== signatures.entry) throw new Unreadable('sheet.unreadable')
    const nameLength = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(file.subarray(at + 46, at + 46 + nameLength))
    const packed = { method: view.getUint16(at + 10, true), size: view.getUint32(at + 20, true) }
    const header = view.getUint32(at + 42, true)
    // Bit 0: the part is encrypted.
    if (view.getUint16(at + 8, true) & 1) throw new Unreadable('sheet.locked')
    parts.set(name, {
      name,
      pieces: (take) =>
        unpack(file, view, header, packed, (piece) => {
          left.bytes -= piece.length
          if (left.bytes < 0) throw new Unreadable('sheet.endless')
          take(piece)
        }),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return parts
}

function endOfDirectory(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0 && at > view.byteLength - 66_000; at -= 1)
    if (view.getUint32(at, true) === signatures.end) return at
  throw new Unreadable('sheet.unreadable')
}

type Packed = { method: number; size: number }

function unpack(
  file: Uint8Array,
  view: DataView,
  header: number,
  packed: Packed,
  take: (piece: Uint8Array) => void,
) {
  const from = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true)
  // A 64-bit size is written elsewhere; it isn't needed, since packed data mark their own end.
  const to = packed.size === 0xffff_ffff ? file.length : from + packed.size
  if (to > file.length) throw new Unreadable('sheet.unreadable')
  const data = file.subarray(from, to)
  if (packed.method !== 0 && packed.method !== 8) throw new Unreadable('sheet.unreadable')
  const inflate = packed.method === 8 ? new Inflate(take) : null
  for (let at = 0; at < data.length; at += slice) {
    const piece = data.subarray(at, at + slice)
    if (inflate) inflate.push(piece, at + slice >= data.length)
    else take(piece)
  }
}
