import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { freshDatabase } from '../../../test/database.ts'
import { inTransaction, openDatabase, type Tx } from '../../platform/db/database.ts'
import { openKeyStore } from '../../platform/keys.ts'
import { newId } from '../../platform/road.ts'
import { aProcess } from '../../platform/viewer.ts'
import {
  exportJournal,
  type Head,
  journalPublicKey,
  latestHead,
  sealOnce,
  startSealer,
  verifyExport,
  verifyJournal,
} from './index.ts'
import { firstChain, leafOf, link } from './entry.ts'
import { readJournal } from './read.ts'

const fresh = await freshDatabase()
const database = await openDatabase(fresh.serviceUrl)
const folder = mkdtempSync(join(tmpdir(), 'onetown-journal-'))
const keys = openKeyStore(folder)
const town = { database, keys, log: { info: () => {}, error: () => {} } }
/** Whoever has the server in their hands: no trigger, no key between tables and no policy holds them back. */
const intruder = new pg.Client({ connectionString: fresh.superUrl })
await intruder.connect()
await intruder.query('set session_replication_role = replica')
after(async () => {
  await intruder.end()
  await database.close()
  keys.close()
  await fresh.drop()
  await rm(folder, { recursive: true })
})

const publicKey = journalPublicKey(keys)
const caseId = newId()
keys.create(caseId)

test('a journal that nobody has touched is good, and says how much of it is not sealed yet', async () => {
  assert.deepEqual(await verifyJournal(town), { good: true, entries: 0, heads: 0, findings: [], tail: 0 })
  await openCase(caseId)
  await note('opened the case')
  assert.deepEqual(await verifyJournal(town), { good: true, entries: 0, heads: 0, findings: [], tail: 2 })
  assert.equal(await sealOnce(town), 2)
  assert.deepEqual(await verifyJournal(town), { good: true, entries: 2, heads: 1, findings: [], tail: 0 })
  assert.equal(await sealOnce(town), 0)
})

test('what is sealed in many small batches is the same chain, whatever the size', async () => {
  for (let index = 0; index < 12; index++) await rename(caseId, `R-${index}`)
  await note('a search')
  while (await sealOnce(town, 3));
  const verdict = await verifyJournal(town)
  assert.deepEqual(verdict, { good: true, entries: 15, heads: 6, findings: [], tail: 0 })
})

test('of several processes one seals, and no entry is sealed twice or left out', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => note(`note ${index}`)))
  const counts = await Promise.all(Array.from({ length: 6 }, () => sealOnce(town, 7)))
  while (await sealOnce(town, 7));
  assert.ok(counts.some((count) => count > 0))
  const verdict = await verifyJournal(town)
  assert.deepEqual([verdict.good, verdict.entries, verdict.tail], [true, 35, 0])
})

test('an entry that commits after younger ones were sealed takes its place behind them', async () => {
  const begun = Promise.withResolvers<void>()
  const mayCommit = Promise.withResolvers<void>()
  const late = asViewer(async (tx) => {
    await sql`select platform.note('look', 'late')`.execute(tx)
    begun.resolve()
    await mayCommit.promise
  })
  await begun.promise
  await note('in time')
  assert.equal(await sealOnce(town), 1)
  mayCommit.resolve()
  await late
  assert.equal(await sealOnce(town), 1)
  const { rows } = await intruder.query(
    'select j.what from trust.journal_seal s join trust.journal j on j.id = s.entry_id order by s.position desc limit 2',
  )
  assert.deepEqual(
    rows.map(({ what }) => what),
    ['late', 'in time'],
  )
  assert.ok((await verifyJournal(town)).good)
})

test('one altered entry is found, whichever of its columns it was, and nothing else is', async () => {
  const { id, position } = await anEntry('change')
  const alterations = [
    `at = at + interval '1 microsecond'`,
    `viewer_id = 'somebody else'`,
    `act_id = null`,
    `kind = 'note'`,
    `about_table = 'casework.person'`,
    `subject_id = id`,
    `subject_ids = '{}'`,
    `columns = columns || '{more}'`,
    `commitment = sha256(commitment)`,
    `purpose = 'another'`,
    `agency_id = id`,
  ]
  for (const alteration of alterations) {
    const { findings } = await tampered(`update trust.journal set ${alteration} where id = '${id}'`)
    assert.match(
      findings[0]!,
      new RegExp(`^Position ${position}, entry ${id} \\(.* of casework\\.\\w+\\): the entry was altered`),
      alteration,
    )
    assert.ok(
      findings.every((finding) => finding.startsWith(`Position ${position},`)),
      findings.join('\n'),
    )
  }
})

test('an altered seal is told from an altered entry', async () => {
  const { id, position } = await anEntry('change')
  const leaf = await tampered(`update trust.journal_seal set leaf = sha256(leaf) where entry_id = '${id}'`)
  assert.deepEqual(leaf.findings, [
    `Position ${position}, entry ${id} (change of casework.case): its seal was altered.`,
  ])
  const chain = await tampered(`update trust.journal_seal set chain = sha256(chain) where entry_id = '${id}'`)
  assert.deepEqual(chain.findings, [
    `Position ${position}, entry ${id} (change of casework.case): its chain value was altered.`,
  ])
})

test('an altered before-and-after is found, be it the text, the salt or the key', async () => {
  const { id, position } = await anEntry('change')
  const expected = [
    `Position ${position}, entry ${id} (change of casework.case): its before and after are not what it committed to.`,
  ]
  const forged = keys
    .seal(caseId, 'journal image', '{"before": null, "after": {"reference": "forged"}}')
    .toString('hex')
  for (const alteration of [
    `sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1)`,
    `sealed = '\\x${forged}'`,
    `sealed = '\\x00'`,
    `salt = sha256(salt)`,
  ]) {
    const { findings } = await tampered(`update trust.journal_image set ${alteration} where entry_id = '${id}'`)
    assert.deepEqual(findings, expected, alteration)
  }
})

test('a deleted entry is found: alone, with its seal, or with everything that is known of it', async () => {
  const { id, position } = await anEntry('change')
  const entry = `delete from trust.journal where id = '${id}'`
  const seal = `delete from trust.journal_seal where entry_id = '${id}'`
  const image = `delete from trust.journal_image where entry_id = '${id}'`
  const alone = await tampered(entry)
  assert.deepEqual(alone.findings, [`Position ${position}, entry ${id}: the entry is missing from the journal.`])
  const both = await tampered(`${entry}; ${seal}; ${image}`)
  assert.deepEqual(both.findings, [`Position ${position} is missing: its seal was removed.`])
  const sealAlone = await tampered(seal)
  assert.deepEqual(sealAlone.findings, [
    `Position ${position} is missing: its seal was removed.`,
    `Entry ${id} (change of casework.case) is neither sealed nor waiting to be.`,
  ])
  const imageAlone = await tampered(image)
  assert.deepEqual(imageAlone.findings, [
    `Position ${position}, entry ${id} (change of casework.case): its before and after are gone, and no certificate of deletion stands for ${caseId}.`,
  ])
})

test('an entry that was slipped in is found', async () => {
  const id = newId()
  const { findings } = await tampered(`insert into trust.journal (id, at, kind, what, viewer_kind, viewer_id)
    values ('${id}', now(), 'look', 'never happened', 'staff', 'nobody')`)
  assert.deepEqual(findings, [`Entry ${id} (look) is neither sealed nor waiting to be.`])
})

test('two entries that were exchanged are both found', async () => {
  const [a, b] = [await anEntry('change'), await anEntry('look')]
  const { findings } = await tampered(`create temp table two on commit drop as
      select * from trust.journal_seal where entry_id in ('${a.id}', '${b.id}');
    delete from trust.journal_seal where entry_id in ('${a.id}', '${b.id}');
    insert into trust.journal_seal (position, entry_id, leaf, chain)
      select position, case entry_id when '${a.id}' then '${b.id}'::uuid else '${a.id}'::uuid end, leaf, chain from two`)
  const found = findings.filter((finding) => finding.includes('the entry was altered after it was sealed'))
  assert.equal(found.length, 2)
  for (const { position } of [a, b]) assert.ok(found.some((finding) => finding.startsWith(`Position ${position},`)))
})

test('whoever rewrites an entry and the whole chain after it still lacks the signature', async () => {
  const { id, position } = await anEntry('change')
  const { findings } = await tampered(async () => {
    await intruder.query(`update trust.journal set viewer_id = 'somebody else' where id = '${id}'`)
    await chainAnew()
  })
  const [from, to] = /^Positions? (\d+)(?: to (\d+))? (?:is|are) not what was signed on /
    .exec(findings[0]!)!
    .slice(1)
    .map(Number)
  assert.ok(from! <= position && position <= (to || from!), findings[0])
})

test('heads: an altered one is found, a removed last one is found, and a journal cut short is found by a head kept elsewhere', async () => {
  const kept = (await latestHead(town))!
  const altered = await tampered(`update trust.journal_head set at = at - interval '1 day' where size = ${kept.size}`)
  assert.match(altered.findings[0]!, /its signature is not the town's/)
  const removed = await tampered(`delete from trust.journal_head where size = ${kept.size}`)
  assert.match(removed.findings.join('\n'), /sealed, but no signed head covers them/)
  const before = (await headsBefore(kept.size)).at(-1)!
  const cut = await tampered(
    `delete from trust.journal where id in (select entry_id from trust.journal_seal where position >= ${before});
    delete from trust.journal_image where entry_id in (select entry_id from trust.journal_seal where position >= ${before});
    delete from trust.journal_seal where position >= ${before}; delete from trust.journal_head where size > ${before}`,
    kept,
  )
  assert.deepEqual(cut.findings, [
    `The journal ends after ${before} entries: the head that was kept elsewhere has ${kept.size}.`,
  ])
  assert.ok((await verifyJournal(town, kept)).good)
})

test('what was destroyed on purpose is accepted against its certificate, and only for that key', async () => {
  const otherCase = newId()
  keys.create(otherCase)
  await openCase(otherCase)
  await rename(otherCase, 'R-other')
  await sealOnce(town)
  assert.ok((await verifyJournal(town)).good)
  keys.forget(otherCase)
  const { findings } = await verifyJournal(town)
  assert.equal(findings.length, 2)
  for (const finding of findings) {
    assert.match(
      finding,
      new RegExp(`the key of its before and after is gone, and no certificate of deletion stands for ${otherCase}`),
    )
  }
  await certify(otherCase)
  assert.ok((await verifyJournal(town)).good)
  await intruder.query('delete from trust.journal_image where key_id = $1', [otherCase])
  assert.ok((await verifyJournal(town)).good)
  const { id } = await anEntry('change')
  const borrowed = await tampered(
    `update trust.journal_image set key_id = '${otherCase}', sealed = '\\x00' where entry_id = '${id}'`,
  )
  assert.match(borrowed.findings[0]!, /its before and after are not what it committed to/)
})

test('an export is checked without a database, holds no content, and tells where it was altered', async () => {
  const lines = await exported()
  const { entries, heads } = await verifyJournal(town)
  assert.deepEqual(await verifyExport(lines, publicKey), { good: true, entries, heads, findings: [] })
  assert.doesNotMatch(lines.join(''), /R-\d|reference":/)

  const index = lines.findIndex((line) => line.includes('"kind":"change"'))
  const { position, id } = JSON.parse(lines[index]!) as { position: number; id: string }
  const altered = lines.with(index, lines[index]!.replace(/"viewer_id":"[^"]*"/, '"viewer_id":"somebody else"'))
  assert.match(
    (await verifyExport(altered, publicKey)).findings.join('\n'),
    new RegExp(`^Position ${position}, entry ${id} `),
  )
  const without = await verifyExport(lines.toSpliced(index, 1), publicKey)
  assert.deepEqual(without.findings, [`Position ${position} is missing: its seal was removed.`])
  const damaged = await verifyExport(lines.with(index, '{"position'), publicKey)
  assert.match(damaged.findings.join('\n'), new RegExp(`^Line ${index + 1} cannot be read\\.`))

  const otherFolder = mkdtempSync(join(tmpdir(), 'onetown-journal-'))
  const other = openKeyStore(otherFolder)
  const foreign = await verifyExport(lines, journalPublicKey(other))
  assert.equal(foreign.good, false)
  assert.match(foreign.findings[0]!, /its signature is not the town's/)
  other.close()
  await rm(otherFolder, { recursive: true })
})

test('a journal of several pages is read whole, and an entry altered far behind is located', async () => {
  const before = (await verifyJournal(town)).entries
  await asViewer((tx) => sql`select platform.note('look', 'a list') from generate_series(1, 2300)`.execute(tx))
  while (await sealOnce(town, 700));
  const { good, entries, heads } = await verifyJournal(town)
  assert.deepEqual([good, entries], [true, before + 2300])
  const { findings } = await tampered(`update trust.journal set what = 'another' where id =
    (select entry_id from trust.journal_seal where position = 2222)`)
  assert.equal(findings.length, 1)
  assert.match(findings[0]!, /^Position 2222, entry [\da-f-]{36} \(look\): the entry was altered/)
  const lines = await exported()
  assert.equal(lines.length, entries + heads)
})

test('the sealer seals by itself, and goes on after its connections were cut', async () => {
  const sealer = startSealer(town, { every: 10 })
  await note('one')
  await untilSealed()
  await intruder.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await untilDone(() => note('two'))
  await untilSealed()
  await sealer.stop()
  assert.ok((await verifyJournal(town)).good)
})

function asViewer<T>(work: (tx: Tx) => Promise<T>) {
  return inTransaction(database, { viewer: aProcess('test'), role: 'casework_writer' }, work)
}

function note(what: string) {
  return asViewer((tx) => sql`select platform.note('look', ${what})`.execute(tx))
}

/** An act as the road does it: claimed, done, finished, its images sealed. */
function act(command: string, work: (tx: Tx) => Promise<unknown>) {
  const id = newId()
  return inTransaction(
    database,
    { viewer: aProcess('test'), role: 'casework_writer', act: id, command },
    async (tx) => {
      await sql`select platform.claim_act(${id}, ${command}, ${Buffer.of(1)}, 'test', now())`.execute(tx)
      await work(tx)
      const { rows } = await sql<{ images: string }>`select platform.finish_act(null, '{}') as images`.execute(tx)
      const images = JSON.parse(rows[0]!.images) as { entry: string; key: string; salt: string; image: string }[]
      const sealed = images.map(({ image, ...rest }) => ({
        ...rest,
        sealed: keys.seal(rest.key, 'journal image', image).toString('base64'),
      }))
      await sql`select platform.keep_images(${JSON.stringify(sealed)}::jsonb)`.execute(tx)
    },
  )
}

function openCase(id: string) {
  const values = { id, reference: `C-${id}`, opened_at: new Date() }
  return act('test.open-case', (tx) => tx.insertInto('casework.case').values(values).execute())
}

function rename(id: string, reference: string) {
  return act('test.rename', (tx) =>
    tx
      .updateTable('casework.case')
      .set({ reference: `${id} ${reference}` })
      .where('id', '=', id)
      .execute(),
  )
}

/** An entry in the middle: its row, and where it is. */
async function anEntry(kind: 'change' | 'look') {
  const { rows } = await intruder.query(
    `select j.id, s.position from trust.journal j join trust.journal_seal s on s.entry_id = j.id
    where j.kind = $1 and (j.subject_id = $2 or $1 = 'look') order by s.position offset 4 limit 1`,
    [kind, caseId],
  )
  return rows[0] as { id: string; position: number }
}

/** What the verifier finds after a deed by hand, which is undone again. */
async function tampered(deed: string | (() => Promise<unknown>), kept?: Head) {
  const tables = ['journal', 'journal_image', 'journal_tail', 'journal_seal', 'journal_head']
  await intruder.query(
    `create schema saved; ${tables.map((table) => `create table saved.${table} as table trust.${table}`).join('; ')}`,
  )
  try {
    await (typeof deed === 'string' ? intruder.query(deed) : deed())
    const verdict = await verifyJournal(town, kept)
    assert.equal(verdict.good, false)
    return verdict
  } finally {
    const restore = tables.map((table) => `delete from trust.${table}; insert into trust.${table} table saved.${table}`)
    await intruder.query(`${restore.join('; ')}; drop schema saved cascade`)
    assert.deepEqual((await verifyJournal(town)).findings, [], 'all is as it was')
  }
}

/** Computes every leaf and chain value again from what the journal now says. */
async function chainAnew() {
  let chain: Buffer = firstChain
  for await (const item of readJournal(town)) {
    if ('head' in item) continue
    const leaf = leafOf(item.sealed.entry!)
    chain = link(chain, leaf)
    await intruder.query('update trust.journal_seal set leaf = $2, chain = $3 where position = $1', [
      item.sealed.position,
      leaf,
      chain,
    ])
  }
}

async function headsBefore(size: number) {
  const { rows } = await intruder.query('select size from trust.journal_head where size < $1 order by size', [size])
  return rows.map((row) => row.size as number)
}

function certify(keyId: string) {
  return intruder.query(
    `insert into trust.deletion_certificate (id, key_id, counts, reason, decided_by, at) values ($1, $2, '{}', 'test', 'test', now())`,
    [newId(), keyId],
  )
}

async function exported() {
  const lines: string[] = []
  await exportJournal(town, (line) => lines.push(line))
  return lines
}

async function untilSealed() {
  while ((await untilDone(() => verifyJournal(town))).tail > 0) await setTimeout(20)
}

/** The first tries may get connections that were cut. */
async function untilDone<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries === 20) throw error
    }
  }
}
