import { z } from 'zod'
import { inTransaction } from '../../platform/db/database.ts'
import type { CarriedFile } from '../../platform/files/carried.ts'
import type { Scanner } from '../../platform/files/clamd.ts'
import { forgetOldUploads } from '../../platform/files/uploads.ts'
import type { Task } from '../../platform/jobs/jobs.ts'
import { perform } from '../../platform/perform.ts'
import { readingIn } from '../../platform/road.ts'
import type { Town } from '../../platform/town.ts'
import { aProcess } from '../../platform/viewer.ts'
import { recordWhatScannerFound } from './commands/record-scan.ts'
import { documentsIn } from './reading.ts'

const process = aProcess('scanner')
/** Each time around; what is more waits for the next. */
const mostAtATime = 50

const payload = z.object({ uploadId: z.uuid() })

/** Destroys the key under which a file waited, once an act has kept the file under its record's key. */
export const forgetUpload =
  (town: Town): Task =>
  async (given) =>
    town.keys.forget(payload.parse(given).uploadId)

/** Looks over what waited for the scanner, and forgets what was sent and never kept. */
export const lookAfterFiles =
  (town: Town): Task =>
  async () => {
    await forgetOldUploads(town)
    if (town.files.scanner) await scanWaiting(town, town.files.scanner)
  }

async function scanWaiting(town: Town, scanner: Scanner): Promise<void> {
  for (const { attachmentId, file } of await waiting(town)) {
    const opened = await town.files.open(file.storedAs, Buffer.from(file.key, 'base64'))
    const scanned = await scanner.scan(opened.chunks()).finally(() => opened.close())
    if (scanned.is === 'away') return
    const ending = await perform(town, recordWhatScannerFound, {
      viewer: process,
      about: { attachmentId },
      raw: { found: scanned.is },
    })
    if (ending.is === 'done' && scanned.is === 'infected') await town.files.remove(file.storedAs)
  }
}

function waiting(town: Town): Promise<{ attachmentId: string; file: CarriedFile }[]> {
  const entering = { viewer: process, role: 'casework_oversight', now: town.clock() }
  return inTransaction(town.database, entering, async (tx) => {
    const rows = await tx
      .selectFrom('casework.attachment')
      .select('id')
      .where('scan', '=', 'waiting')
      .orderBy('added_at')
      .limit(mostAtATime)
      .execute()
    const reading = readingIn(town, tx, process, town.clock())
    const found: { attachmentId: string; file: CarriedFile }[] = []
    for (const { id } of rows) {
      const [one] = await documentsIn(reading, { attachmentId: id })
      if (one) found.push({ attachmentId: id, file: one.file })
    }
    return found
  })
}
