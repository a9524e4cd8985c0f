import { sql } from 'kysely'
import { inTransaction } from '../../platform/db/database.ts'
import type { CarriedFile } from '../../platform/files/carried.ts'
import type { Scanner } from '../../platform/files/clamd.ts'
import { destroyWhatIsGone } from '../../platform/files/destroying.ts'
import { BucketAway } from '../../platform/files/s3.ts'
import { settleWhatWaits } from '../../platform/files/settling.ts'
import { forgetOldUploads } from '../../platform/files/uploads.ts'
import { forgetLeftDrafts } from '../../platform/http/drafts.ts'
import type { Task } from '../../platform/jobs/jobs.ts'
import { perform } from '../../platform/perform.ts'
import { readingIn } from '../../platform/road.ts'
import type { Town } from '../../platform/town.ts'
import { aProcess } from '../../platform/viewer.ts'
import { recordWhatScannerFound } from './commands/record-scan.ts'
import { documentsIn } from './reading.ts'

const process = aProcess('scanner')
/** Read at once; whoever waits longest comes first. */
const batch = 50
/** Another round begins within a minute: what is destroyed meanwhile must not wait for a whole town's files. */
const mostAtATime = 1000

/**
 * Forgets what was left, destroys what is gone, brings into the bucket what waits for it, and looks over what waits for the
 * scanner.
 */
export const lookAfterFiles =
  (town: Town): Task =>
  async () => {
    await forgetLeftDrafts(town)
    await forgetOldUploads(town)
    await destroyAll(town)
    await settleWhatWaits(town)
    if (!town.files.scanner) return
    await scanWaiting(town, town.files.scanner)
    await destroyAll(town)
  }

/** While the bucket is away, what is to be destroyed stays on the list, and holds up nothing else. */
const destroyAll = (town: Town) =>
  destroyWhatIsGone(town).catch((error: unknown) => {
    if (!(error instanceof BucketAway)) throw error
    town.log.error('The bucket does not let files be destroyed that are to be', { why: error.code })
  })

interface Waiting {
  attachmentId: string
  file: CarriedFile
}

/** What came while there was no scanner, or while it was away. One that it cannot judge holds up no other. */
async function scanWaiting(town: Town, scanner: Scanner): Promise<void> {
  let after = ''
  for (let seen = 0; seen < mostAtATime; seen += batch) {
    const some = await waiting(town, after)
    if (!some.length) return
    for (const each of some) if ((await scanOne(town, scanner, each)) === 'nobody answers') return
    after = some.at(-1)!.attachmentId
  }
}

async function scanOne(town: Town, scanner: Scanner, { attachmentId, file }: Waiting) {
  const opened = await town.files.open(file.storedAs, Buffer.from(file.key, 'base64')).catch((error: Error) => error)
  if (opened instanceof Error) {
    const isAway = opened instanceof BucketAway
    const what = isAway
      ? 'The bucket does not give a file that waits for the scanner'
      : 'A file that waits for the scanner is not there'
    town.log.error(what, { attachmentId })
    return isAway ? 'nobody answers' : undefined
  }
  const scanned = await scanner.scan(opened.chunks()).finally(() => opened.close())
  if (scanned.is === 'away') {
    town.log.error('The virus scanner did not judge a file that waits for it', { attachmentId, why: scanned.why })
    return (await scanner.version()) ? undefined : 'nobody answers'
  }
  await perform(town, recordWhatScannerFound, {
    viewer: process,
    about: { attachmentId },
    raw: { found: scanned.is },
  })
}

/** The next that nobody has looked over, in the order in which they came: ids are made in it (UUIDv7, RFC 9562). */
function waiting(town: Town, after: string): Promise<Waiting[]> {
  const entering = { viewer: process, role: 'casework_oversight', now: town.clock() }
  return inTransaction(town.database, entering, async (tx) => {
    const rows = await tx
      .selectFrom('casework.attachment')
      .select('id')
      .where(sql<boolean>`scan in ('waiting', 'not scanned')`)
      .where('id', '>', after || '00000000-0000-0000-0000-000000000000')
      .orderBy('id')
      .limit(batch)
      .execute()
    const reading = readingIn(town, tx, process, town.clock())
    const found: Waiting[] = []
    for (const { id } of rows) {
      const [one] = await documentsIn(reading, { attachmentId: id })
      if (one) found.push({ attachmentId: id, file: one.file })
    }
    return found
  })
}
