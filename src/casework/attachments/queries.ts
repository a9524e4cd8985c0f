import { z } from 'zod'
import { carrying } from '../../platform/files/carried.ts'
import { kinds } from '../../platform/files/kinds.ts'
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
  summary: 'The documents of a case, as far as this viewer may see them',
  about: ofCase,
  gives: z.object({ caseId: z.uuid(), banner, inFull: z.boolean(), documents: z.array(documentShape) }),
  allows: attachmentsPolicy.read,
  async read(reading, { caseId }) {
    const [found, inFull, documents] = await Promise.all([
      bannerOf(reading, caseId),
      seesInFull(reading, caseId),
      documentsIn(reading, { caseId }),
    ])
    return found && { caseId, banner: found, inFull, documents: documents.map(({ document }) => document) }
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
