import { keyedHash } from '../keys.ts'
import type { ReceivedFile } from '../pure/questions/file.ts'
import type { Town } from '../town.ts'
import type { Viewer } from '../viewer.ts'
import { inspect } from './inspect.ts'
import { cleanName, nameFor } from './kinds.ts'
import { BucketAway } from './s3.ts'
import { TooLong } from './sealed-file.ts'
import { keepUpload } from './uploads.ts'

/** Less than what ClamAV takes as it is installed (25 MB), and more than any scan or photograph that people send. */
export const mostBytes = 20_000_000

export interface Incoming {
  /** As the sender's machine calls it. */
  name: string
  source: AsyncIterable<Buffer>
  /** What makes the same file sent again for the same thing the same upload: the act's id and the field. */
  for: string
}

/** `refused` is a whole sentence for whoever sent it. */
export type Taken = { is: 'received'; file: ReceivedFile } | { is: 'refused'; sentence: string }

const refused = (sentence: string): Taken => ({ is: 'refused', sentence })

/**
 * Takes a file in: writes it sealed, looks at what it is and has it scanned. What is refused leaves nothing behind. What
 * is received lies where it is to stay, waits a day to be kept by an act (`takeUpload`) and is then forgotten.
 */
export async function receive(town: Town, viewer: Viewer, incoming: Incoming): Promise<Taken> {
  const name = cleanName(incoming.name)
  const written = await town.files.write(incoming.source, mostBytes).catch((error: unknown) => {
    if (error instanceof TooLong) return undefined
    throw error
  })
  if (!written)
    return refused(`“${name}” is larger than ${mostBytes / 1e6} MB. Send a smaller file, or send it in parts.`)
  const { storedAs, key, bytes, digest } = written
  const takeBack = () => unlessAway(town, 'A file that nobody kept is still in the bucket', town.files.remove(storedAs))
  try {
    const found = bytes ? await lookOver(town, { storedAs, key, name }) : { wrong: 'is empty. Choose another file' }
    if ('wrong' in found) {
      await town.files.discard(storedAs)
      return refused(`“${name}” ${found.wrong}.`)
    }
    await unlessAway(town, 'The bucket did not take a file: it waits in the folder', town.files.settle(storedAs))
    const hash = keyedHash(town.keys, 'file content', digest.toString('hex'))
    const uploadId = asId(keyedHash(town.keys, 'upload', `${viewer.id} ${incoming.for} ${hash.toString('hex')}`))
    const file: ReceivedFile = { uploadId, bytes, name: nameFor(found.kind, name), kind: found.kind, scan: found.scan }
    if (!(await keepUpload(town, viewer, { ...file, storedAs, key, hash }))) await takeBack()
    return { is: 'received', file }
  } catch (error) {
    await takeBack()
    throw error
  }
}

/** Nobody who sends a file waits for a store that is away. */
const unlessAway = (town: Town, sentence: string, work: Promise<void>) =>
  work.catch((error: unknown) => {
    if (!(error instanceof BucketAway)) throw error
    town.log.error(sentence, { why: error.code })
  })

async function lookOver(town: Town, { storedAs, key, name }: { storedAs: string; key: Buffer; name: string }) {
  const opened = await town.files.open(storedAs, key)
  try {
    const inspected = await inspect(opened, name)
    if ('wrong' in inspected) return inspected
    if (!town.files.scanner) return { kind: inspected.kind, scan: 'not scanned' as const }
    const scanned = await town.files.scanner.scan(opened.chunks())
    if (scanned.is === 'infected')
      return {
        wrong: `has a virus in it (${scanned.what}), and was not kept. Do not open it, and tell whoever looks after your computer`,
      }
    if (scanned.is === 'away')
      town.log.error('The virus scanner does not answer: a file waits for it', { why: scanned.why })
    return { kind: inspected.kind, scan: scanned.is === 'clean' ? ('clean' as const) : ('waiting' as const) }
  } finally {
    await opened.close()
  }
}

/** An id as all others are, of what it stands for (RFC 9562, version 8). */
function asId(hash: Buffer): string {
  const bytes = Buffer.from(hash.subarray(0, 16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
