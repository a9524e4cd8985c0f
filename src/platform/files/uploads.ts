import { ask, inTransaction, type Tx } from '../db/database.ts'
import type { Problem, Questions } from '../pure/questions.ts'
import { idOfFile, isFileAnswer, type ReceivedFile } from '../pure/questions/file.ts'
import type { Reading, Town, Writing } from '../town.ts'
import { aProcess, type Viewer } from '../viewer.ts'
import { type Kind, isKind } from './kinds.ts'

const purpose = 'upload'
/** What one person may have sent that no act has kept yet, in bytes: three forms with all the files they take. */
const mostWaiting = 450_000_000
/** A form that waits overnight for its sender still has its files. */
const keptForMs = 24 * 60 * 60 * 1000

interface Upload extends ReceivedFile {
  storedAs: string
  key: Buffer
  hash: Buffer
}

/** What an act keeps of a file: all that its own record needs to give it back. */
export interface TakenFile {
  name: string
  kind: Kind
  bytes: number
  scan: ReceivedFile['scan']
  storedAs: string
  /** Of the file itself, in base64: belongs into a column that is sealed with the record's key, and nowhere else. */
  key: string
  /** Keyed, so that the same file is known again in this town and in no other. */
  hash: Buffer
}

/**
 * Writes down that a file was received, under a key of the upload's own, which lies apart from the database: once an act
 * has kept the file under its record's key, no copy of the database opens it by another. False: it was there already.
 */
export async function keepUpload(town: Town, viewer: Viewer, upload: Upload): Promise<boolean> {
  const { uploadId, storedAs, kind, bytes, scan, hash, name, key } = upload
  const kept = await inTransaction(town.database, { viewer, role: 'draft', now: town.clock() }, async (tx) => {
    // the same file was here before, perhaps: while its key is being destroyed, this one waits to make its own
    await ask(tx, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [uploadId])
    town.keys.create(uploadId)
    const sealed = town.keys.seal(uploadId, purpose, JSON.stringify({ name, key: key.toString('base64') }))
    return tx
      .insertInto('platform.upload')
      .values({
        id: uploadId,
        viewer_id: viewer.id,
        stored_as: storedAs,
        kind,
        bytes,
        scan,
        content_hash: hash,
        sealed,
        received_at: town.clock(),
      })
      .onConflict((it) => it.column('id').doNothing())
      .returning('id')
      .execute()
  })
  return kept.length > 0
}

/** Whether somebody may send another file, or must first send the forms that the files before it belong to. */
export async function hasRoomFor(town: Town, viewer: Viewer): Promise<boolean> {
  // whoever has no account is nobody by name: their files are counted by where they come from
  if (viewer.kind === 'public') return true
  const asked = { viewer, role: 'draft', now: town.clock() } as const
  const [row] = await inTransaction(town.database, asked, (tx) =>
    ask<{ room: boolean }>(
      tx,
      'select coalesce(sum(bytes), 0) < $2 as room from platform.upload where viewer_id = $1 and received_at > $3',
      [viewer.id, mostWaiting, new Date(town.clock().getTime() - keptForMs)],
    ),
  )
  return row!.room
}

interface Row {
  id: string
  stored_as: string
  kind: string
  bytes: number
  scan: ReceivedFile['scan']
  content_hash: Buffer
  sealed: Buffer
}

interface Sealed {
  name: string
  key: string
}

/**
 * Puts what was received in the place of each file's id in the answers, and tells which are not there any more, or were
 * never this viewer's.
 */
export async function resolveFiles(
  { tx, open }: Pick<Reading, 'tx' | 'open'>,
  questions: Questions,
  answers: Record<string, unknown>,
): Promise<Problem[]> {
  const asked = filesIn(questions, answers)
  if (!asked.length) return []
  const rows = await ask<Row>(tx, 'select * from platform.own_uploads($1::uuid[])', [asked.map(({ id }) => id)])
  const found = new Map(rows.map((row) => [row.id, row]))
  return asked.flatMap(({ id, at, put }) => {
    const row = found.get(id)
    if (!row || !isKind(row.kind))
      return [{ at, message: 'The file that was sent is not kept any more: choose it again' }]
    const { name } = open<Sealed>(id, purpose, row.sealed)
    put({ uploadId: id, name, kind: row.kind, bytes: row.bytes, scan: row.scan } satisfies ReceivedFile)
    return []
  })
}

interface Asked {
  id: string
  at: string
  put: (file: ReceivedFile) => void
}

function filesIn(questions: Questions, answers: Record<string, unknown>, path = ''): Asked[] {
  return Object.entries(questions).flatMap(([name, question]): Asked[] => {
    const answer = answers[name]
    if (answer === undefined) return []
    if (question.kind === 'list')
      return (answer as Record<string, unknown>[]).flatMap((item, n) =>
        filesIn(question.of, item, `${path}${name}-${n}-`),
      )
    if (question.kind !== 'file') return []
    return [{ id: idOfFile(answer as string), at: path + name, put: (file) => void (answers[name] = file) }]
  })
}

/** Takes a received file for a record, in the act that keeps it. It is nobody's upload afterwards, and its own key goes. */
export async function takeUpload(writing: Writing, uploadId: string): Promise<TakenFile> {
  const [row] = await ask<Row>(writing.tx, 'select * from platform.take_upload($1)', [uploadId])
  if (!row || !isKind(row.kind)) throw new Error('this upload was taken by another act')
  const { name, key } = writing.open<Sealed>(uploadId, purpose, row.sealed)
  const { kind, bytes, scan, stored_as: storedAs, content_hash: hash } = row
  return { name, kind, bytes, scan, storedAs, key, hash }
}

/** Lets the viewer's draft of a form hold the files that stand in it: they are kept for as long as it is. */
export const holdFiles = (tx: Tx, form: string, values: unknown) =>
  ask(tx, 'select platform.hold_uploads($1, $2::uuid[])', [form, filesNamedIn(values)])

function filesNamedIn(values: unknown): string[] {
  if (typeof values === 'string') return isFileAnswer(values) ? [idOfFile(values)] : []
  return values && typeof values === 'object' ? Object.values(values).flatMap(filesNamedIn) : []
}

/** Forgets uploads that no act kept within a day and no draft holds. Their keys and files go with them. */
export const forgetOldUploads = (town: Town) =>
  inTransaction(town.database, { viewer: aProcess('files'), role: 'jobs' }, (tx) =>
    ask(tx, 'select from platform.forget_uploads($1)', [new Date(town.clock().getTime() - keptForMs)]),
  )
