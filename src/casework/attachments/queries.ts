import { sql } from 'kysely'
import { z } from 'zod'
import { carrying } from '../../platform/files/carried.ts'
import { kinds } from '../../platform/files/kinds.ts'
import { holdsARole } from '../../platform/policy.ts'
import { dayOf } from '../../platform/pure/days.ts'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { banner, bannerOf } from '../cases/index.ts'
import type { Document } from './code-lists.ts'
import { attachmentsPolicy } from './policy.ts'
import { documentShape, documentsIn, seesInFull } from './reading.ts'
import { whyClosed } from './rules.ts'

const ofCase = z.object({ caseId: id() })
const oneOf = z.object({ attachmentId: id() })

/** The documents of a case, newest first. */
export const documentsOfCase = query({
  name: 'attachments.of-case',
  zone: 'casework',
  summary: 'The documents of a case, as far as this reader may see them',
  about: ofCase,
  gives: z.object({
    caseId: z.uuid(),
    banner,
    inFull: z.boolean(),
    followsScans: z.boolean(),
    documents: z.array(documentShape),
  }),
  allows: attachmentsPolicy.read,
  async read(reading, { caseId }) {
    const [found, inFull, documents] = await Promise.all([
      bannerOf(reading, caseId),
      seesInFull(reading, caseId),
      documentsIn(reading, { caseId }),
    ])
    const followsScans = holdsARole(attachmentsPolicy.followScans, reading.viewer)
    return (
      found && { caseId, banner: found, inFull, followsScans, documents: documents.map(({ document }) => document) }
    )
  },
  subjects: ({ caseId }) => [caseId],
})

export const readyToAdd = query({
  name: 'attachments.ready-to-add',
  zone: 'casework',
  summary: 'A case to which a document is added',
  about: ofCase,
  gives: z.object({ caseId: z.uuid(), banner, inFull: z.boolean() }),
  allows: attachmentsPolicy.add,
  async read(reading, { caseId }) {
    const [found, inFull] = await Promise.all([bannerOf(reading, caseId), seesInFull(reading, caseId)])
    return found && { caseId, banner: found, inFull }
  },
  subjects: ({ caseId }) => [caseId],
})

const shapeOfOne = z.object({
  caseId: z.uuid(),
  banner,
  version: z.int(),
  document: documentShape,
  /** Why it cannot be opened now, or not by this viewer. */
  closed: z.string().nullable(),
})

/** A name that says nothing of anybody: it stands in headers, and on the device where the file is saved. */
const savedAs = (reference: string, { attachmentId, addedAt, kind }: Document) =>
  `${reference} ${dayOf(addedAt)} ${attachmentId.slice(-4)}.${kinds[kind].ends[0]}`

async function oneWithFile(reading: Reading, attachmentId: string) {
  const [found] = await documentsIn(reading, { attachmentId })
  const about = found && (await bannerOf(reading, found.document.caseId))
  if (!found || !about) return undefined
  const { document, file } = found
  const closed = whyClosed(document, reading.viewer) ?? null
  return {
    file: { ...file, name: savedAs(about.reference, document) },
    known: { caseId: document.caseId, banner: about, version: document.version, document, closed },
  }
}

export const oneDocument = query({
  name: 'attachments.one',
  zone: 'casework',
  summary: 'One document: what it is, where it comes from, and whether it stands',
  about: oneOf,
  gives: shapeOfOne,
  allows: attachmentsPolicy.read,
  read: async (reading, { attachmentId }) => (await oneWithFile(reading, attachmentId))?.known,
  subjects: ({ caseId }) => [caseId],
})

/** The same, leading to the file itself: whoever asks this has opened it, and the journal says so by this name. */
export const documentFile = query({
  name: 'attachments.file',
  zone: 'casework',
  summary: 'The file of a document',
  about: oneOf,
  gives: shapeOfOne,
  allows: attachmentsPolicy.read,
  async read(reading, { attachmentId }) {
    const found = await oneWithFile(reading, attachmentId)
    if (!found) return undefined
    return found.known.closed ? found.known : carrying(found.known, found.file)
  },
  subjects: ({ caseId }) => [caseId],
})

/** With the agencies that read the pack now: to them it is shown by being put into it. */
export const readyToRelease = query({
  name: 'attachments.ready-to-release',
  zone: 'casework',
  summary: 'A document that could be put into the pack, and who reads the pack',
  about: oneOf,
  gives: shapeOfOne.extend({ packReaders: z.array(z.object({ agencyId: z.uuid(), agency: z.string() })) }),
  allows: attachmentsPolicy.release,
  async read(reading, { attachmentId }) {
    const found = await oneWithFile(reading, attachmentId)
    if (!found) return undefined
    const packReaders = await reading.tx
      .selectFrom('casework.case_grant as g')
      .innerJoin('organisation.staff as s', 's.id', 'g.staff_id')
      .innerJoin('organisation.agency as a', 'a.id', 's.agency_id')
      .select(['a.id as agencyId', 'a.name as agency'])
      .distinct()
      .where('g.case_id', '=', found.known.caseId)
      .where('g.level', '=', 'pack')
      .where('g.ended_at', 'is', null)
      .where((the) => the.or([the('g.until_at', 'is', null), the('g.until_at', '>', reading.now.toISOString())]))
      .orderBy('a.name')
      .execute()
    return { ...found.known, packReaders }
  },
  subjects: ({ caseId }) => [caseId],
})

const countedAtMost = 1000
const shownAtMost = 50

/** How far the scanner is with the town's documents, and where it found a virus. */
export const virusChecks = query({
  name: 'attachments.virus-checks',
  zone: 'casework',
  summary: 'How many documents wait for the virus scanner, since when, and in which of them it found a virus',
  about: z.object({}),
  gives: z.object({
    hasScanner: z.boolean(),
    waiting: z.int().describe(`At most ${countedAtMost}: then there may be more`),
    isMore: z.boolean(),
    since: z.string().nullable().describe('When the first of those that wait came'),
    infected: z.array(
      z.object({
        attachmentId: z.uuid(),
        caseId: z.uuid(),
        reference: z.string(),
        addedAt: z.string(),
        foundAt: z.string().nullable(),
      }),
    ),
  }),
  allows: attachmentsPolicy.followScans,
  async read(reading) {
    const [waits, infected] = await Promise.all([waitingFor(reading), infectedOf(reading)])
    const waiting = Math.min(waits.length, countedAtMost)
    const since = waits[0]?.added_at ?? null
    return { hasScanner: reading.scansFiles, waiting, isMore: waits.length > countedAtMost, since, infected }
  },
  subjects: ({ infected }) => infected.map(({ caseId }) => caseId),
})

const waitingFor = ({ tx }: Reading) =>
  tx
    .selectFrom('casework.attachment')
    .select('added_at')
    .where(sql<boolean>`scan in ('waiting', 'not scanned')`)
    .orderBy('id')
    .limit(countedAtMost + 1)
    .execute()

const infectedOf = ({ tx }: Reading) =>
  tx
    .selectFrom('casework.attachment as a')
    .innerJoin('casework.case_state as s', 's.case_id', 'a.case_id')
    .select(['a.id as attachmentId', 'a.case_id as caseId', 's.reference', 'a.added_at as addedAt'])
    .select('a.scanned_at as foundAt')
    .where(sql<boolean>`a.scan = 'infected'`)
    .orderBy('a.scanned_at', 'desc')
    .limit(shownAtMost)
    .execute()

/** Asked by nobody: a file that waits is looked over by a process. */
export const documentToScan = query({
  name: 'attachments.to-scan',
  zone: 'casework',
  summary: 'A document that waits to be looked over',
  about: oneOf,
  gives: shapeOfOne,
  allows: attachmentsPolicy.scan,
  read: async (reading, { attachmentId }) => (await oneWithFile(reading, attachmentId))?.known,
  subjects: ({ caseId }) => [caseId],
})
