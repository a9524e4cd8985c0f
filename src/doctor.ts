import { join } from 'node:path'
import { sql } from 'kysely'
import { caseFacts, stageOf } from './casework/cases/index.ts'
import { inTransaction } from './platform/db/database.ts'
import { placeFor } from './platform/db/embedded/place.ts'
import { disksOf } from './platform/disks.ts'
import { BucketAway } from './platform/files/s3.ts'
import { addMonths, type Holidays, today } from './platform/pure/days.ts'
import type { Settings } from './platform/settings.ts'
import type { Town } from './platform/town.ts'
import { aProcess } from './platform/viewer.ts'
import { zones } from './platform/zone.ts'
import { verifyJournal } from './trust/journal/index.ts'

/** In a large town each run looks at others: all of them would take longer than anybody waits. */
const stagesLookedAt = 2000
const filesLookedAt = 1000
const straysLookedFor = 50_000
const destroyedWithinMinutes = 10
/** Clocks that keep time by themselves drift by less in a day. */
const mostSecondsApart = 5

export interface Checked {
  good: boolean
  /** Nothing is wrong yet, and somebody should see to it. */
  warns?: boolean
  /** What was checked, and what was found, without personal data. */
  what: string
}

/** Whether there is room where the town writes. The disk of a database server of one's own is not seen from here. */
export async function checkDisks({ data, keys, files, database }: Settings): Promise<Checked[]> {
  const folders = { data, keys, files, ...(database ? {} : { database: placeFor(join(data, 'database')).cluster }) }
  const disks = await disksOf(folders)
  return disks.map(({ holds, free, size, isNearlyFull }) => ({
    good: !isNearlyFull,
    what: `The disk of the ${holds.join(' and ')}: ${inWords(free)} of ${inWords(size)} free${isNearlyFull ? '. It is nearly full: make room, or what people send can soon not be saved' : ''}`,
  }))
}

const inWords = (bytes: number) =>
  bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(bytes < 1e10 ? 1 : 0)} GB`

/** Looks at the whole installation; each check stands for itself, so that one that fails hides no other. */
export async function checkTown(town: Town): Promise<Checked[]> {
  const checks = [
    journalIsGood,
    keysAreThere,
    stagesAreRight,
    everyTableIsAdopted,
    holidaysAreKnown,
    theServer,
    theClocks,
    theJobs,
    theScanner,
    ...(town.files.bucket ? [theBucket] : []),
    filesAreThere,
    goneIsDestroyed,
  ]
  return Promise.all(
    checks.map((check) =>
      check(town).catch((error: Error) => ({
        good: false,
        what: `${check.name} could not be checked: ${error.message}`,
      })),
    ),
  )
}

const asProcess = <T>(town: Town, role: string, work: Parameters<typeof inTransaction<T>>[2]) =>
  inTransaction(town.database, { viewer: aProcess('doctor'), role }, work)

async function journalIsGood(town: Town): Promise<Checked> {
  const { good, entries, tail, findings } = await verifyJournal(town)
  return {
    good,
    what: `The journal: ${entries} entries, ${tail} waiting${good ? '' : `; ${findings.length} findings, see: npx onetown journal verify`}`,
  }
}

async function keysAreThere(town: Town): Promise<Checked> {
  const cases = await asProcess(town, 'casework_writer', (tx) => tx.selectFrom('casework.case').select('id').execute())
  const lost = cases.filter(({ id }) => !town.keys.has(id))
  return {
    good: lost.length === 0,
    what: `The keys of ${cases.length} cases: ${lost.length} missing${lost.length ? ' (is ONETOWN_KEYS the folder that belongs to this database?)' : ''}`,
  }
}

/** Whether the scanner answers, where one is named; and what waits for it. */
async function theScanner(town: Town): Promise<Checked> {
  const { scanner } = town.files
  const waiting = await asProcess(town, 'casework_writer', (tx) =>
    tx
      .selectFrom('casework.attachment')
      .select((the) => the.fn.countAll<number>().as('count'))
      .where(sql<boolean>`scan in ('waiting', 'not scanned')`)
      .executeTakeFirstOrThrow(),
  )
  const wait = waiting.count ? `; ${waiting.count} documents wait to be looked over` : ''
  if (!scanner)
    return {
      good: true,
      warns: true,
      what: `The virus scanner: none, so files are not looked over (set ONETOWN_CLAMD)${wait}`,
    }
  const version = await scanner.version()
  if (version) return { good: true, warns: waiting.count > 0, what: `The virus scanner: ${version}${wait}` }
  return {
    good: false,
    what: `The virus scanner in ONETOWN_CLAMD does not answer: start it, or check the address${wait}`,
  }
}

/** Whether the bucket can be written to, read from and emptied, where one is named; and what waits to be brought there. */
async function theBucket({ files }: Town): Promise<Checked> {
  const waiting = (await Array.fromAsync(files.unsettled())).flat().length
  const wait = waiting ? `; ${waiting} files wait in the folder to be brought there` : ''
  try {
    const { keepsVersions } = await files.bucket!.check()
    const kept = keepsVersions
      ? '. It keeps what is deleted: turn its versions off, or let them expire as your backups do'
      : ''
    return {
      good: true,
      warns: waiting > 0 || keepsVersions === true,
      what: `The bucket of the files: written to, read, listed and deleted from${wait}${kept}`,
    }
  } catch (error) {
    if (!(error instanceof BucketAway)) throw error
    return { good: false, what: `${error.message}${wait}` }
  }
}

/** Whether the files of documents are where they should be. In a large town each run looks at others. */
async function filesAreThere(town: Town): Promise<Checked> {
  const rows = await asProcess(town, 'casework_writer', (tx) =>
    tx
      .selectFrom('casework.attachment')
      .select('stored_as')
      .where('scan', '<>', 'infected')
      .orderBy(sql`random()`)
      .limit(filesLookedAt)
      .execute(),
  )
  const isThere = await Promise.all(rows.map(({ stored_as }) => town.files.has(stored_as)))
  const missing = isThere.filter((is) => !is).length
  const place = town.files.bucket ? 'ONETOWN_BUCKET the bucket' : 'ONETOWN_FILES the folder'
  const hint = missing ? ` (is ${place} that belongs to this database?)` : ''
  const stray = await strayFiles(town)
  const strays = stray
    ? `; ${stray} belong to nothing, as after a broken-off upload: nobody has their keys, and they may be deleted`
    : ''
  return {
    good: missing === 0,
    warns: stray > 0,
    what: `The files of ${rows.length} documents: ${missing} missing${hint}${strays}`,
  }
}

/** Whether what is gone from the records is gone from the disk and the key store too. It takes a minute or two. */
async function goneIsDestroyed(town: Town): Promise<Checked> {
  const { rows } = await asProcess(town, 'jobs', (tx) =>
    sql<{ files: number; keys: number; late: boolean }>`select files, keys,
      coalesce(since < now() - make_interval(mins => ${destroyedWithinMinutes}), false) as late
      from platform.waits_to_be_destroyed()`.execute(tx),
  )
  const { files, keys, late } = rows[0]!
  return {
    good: !late,
    what: `What deleted records left: ${files} files and ${keys} keys to be destroyed${late ? `, some for more than ${destroyedWithinMinutes} minutes: is the application running, and may it write where files and keys lie?` : ''}`,
  }
}

/** Files that no row names. One that is coming in just now, or is to be destroyed, may be among them. */
async function strayFiles(town: Town): Promise<number> {
  let [stray, seen] = [0, 0]
  for await (const names of town.files.all()) {
    const known = await asProcess(town, 'jobs', (tx) =>
      sql`select from platform.files_known(${names}::uuid[])`.execute(tx),
    )
    stray += names.length - known.rows.length
    seen += names.length
    if (seen >= straysLookedFor) break
  }
  return stray
}

async function stagesAreRight(town: Town): Promise<Checked> {
  return asProcess(town, 'casework_writer', async (tx) => {
    const states = await tx
      .selectFrom('casework.case_state')
      .select(['case_id', 'stage'])
      .orderBy(sql`random()`)
      .limit(stagesLookedAt)
      .execute()
    let wrong = 0
    for (const { case_id, stage } of states) {
      const facts = await caseFacts(tx, case_id)
      if (!facts || stageOf(facts).stage !== stage) wrong++
    }
    const which =
      states.length === stagesLookedAt ? `${states.length} cases chosen by chance` : `${states.length} cases`
    return { good: wrong === 0, what: `The stages of ${which}, computed anew: ${wrong} differ` }
  })
}

async function everyTableIsAdopted(town: Town): Promise<Checked> {
  const adopted = await asProcess(town, 'organisation_reader', (tx) =>
    tx.selectFrom('platform.adopted').select('name').execute(),
  )
  const { rows } = await town.database.pool.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname = any ($1)`,
    [['platform', ...zones]],
  )
  const names = new Set(adopted.map(({ name }) => name))
  const orphans = rows.filter(({ name }) => !names.has(name))
  return {
    good: orphans.length === 0,
    what: `${rows.length} tables: ${orphans.length ? `not adopted: ${orphans.map(({ name }) => name).join(', ')}` : 'all adopted'}`,
  }
}

/** A holiday that is not known counts as a working day, and the deadlines over it are too early. */
async function holidaysAreKnown({ clock, holidays }: Town): Promise<Checked> {
  const missing = yearsWithoutHolidays(today(clock()), holidays)
  const wrong = `none for ${missing.join(' and ')}: deadlines in working days are wrong there, add them to platform.bank_holiday`
  return {
    good: true,
    warns: missing.length > 0,
    what: `The bank holidays of the coming twelve months: ${missing.length ? wrong : 'known'}`,
  }
}

/** The years which the twelve months after a day ('YYYY-MM-DD') reach into, and of which no holiday is known. */
export function yearsWithoutHolidays(from: string, holidays: Holidays): string[] {
  const known = new Set([...holidays].map((day) => day.slice(0, 4)))
  const years = new Set([from, addMonths(from, 12)].map((day) => day.slice(0, 4)))
  return [...years].filter((year) => !known.has(year))
}

async function theServer(town: Town): Promise<Checked> {
  const { rows } = await town.database.pool.query(
    "select current_setting('server_version') as version, current_setting('fsync') as fsync",
  )
  const safe = rows[0].fsync === 'on'
  return {
    good: safe,
    what: `PostgreSQL ${rows[0].version}${safe ? '' : ', which does not write through to disk (fsync is off): a power cut would lose acts'}`,
  }
}

async function theClocks(town: Town): Promise<Checked> {
  const before = Date.now()
  const { rows } = await town.database.pool.query<{ at: number }>(
    'select extract(epoch from clock_timestamp())::float8 * 1000 as at',
  )
  const seconds = Math.abs((before + Date.now()) / 2 - rows[0]!.at) / 1000
  const good = seconds <= mostSecondsApart
  return {
    good,
    what: `The clocks of this machine and of the database: ${seconds.toFixed(1)} seconds apart${good ? '' : '. Let both be set by the same time server'}`,
  }
}

async function theJobs(town: Town): Promise<Checked> {
  const { rows } = await asProcess(town, 'jobs', (tx) =>
    sql<{ waiting: number; given_up: number }>`select count(*) filter (where attempts < max_attempts) as waiting,
      count(*) filter (where attempts >= max_attempts) as given_up from graphile_worker._private_jobs`.execute(tx),
  )
  const { waiting, given_up } = rows[0]!
  return { good: given_up === 0, what: `The jobs: ${waiting} waiting, ${given_up} given up after the last try` }
}
