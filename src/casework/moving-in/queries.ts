import { sql } from 'kysely'
import { z } from 'zod'
import { isFormat } from '../../platform/documents/formats.ts'
import { option } from '../../platform/options.ts'
import { id, query } from '../../platform/query.ts'
import type { Reading } from '../../platform/town.ts'
import { concerns, notSuitable, optionsOn, sectors } from '../referrals/index.ts'
import { exitReasons, natures, providerRoles, whoMay } from '../support/index.ts'
import { guessed } from './fields.ts'
import { laterFields } from './later-fields.ts'
import { movingInPolicy } from './policy.ts'
import type { Lists, StaffHere } from './rows.ts'

const pageSize = 100
export const mostRows = 10_000

export const rowStates = ['bad', 'there already', 'good', 'waiting', 'moved in', 'kept', 'undone'] as const
const counts = z.record(z.enum(rowStates), z.int())
const steps = [
  'reading',
  'not readable',
  'to map',
  'checking',
  'checked',
  'moving in',
  'moved in',
  'taking back',
  'taken back',
] as const
export type Step = (typeof steps)[number]

const summary = z.object({
  movingInId: z.uuid(),
  file: z.string(),
  by: z.string(),
  startedAt: z.string(),
  step: z.enum(steps),
  counts,
})
const rowShown = z.object({
  rowId: z.uuid(),
  line: z.int(),
  state: z.enum(rowStates),
  reasons: z.array(z.string()),
  alike: z.int(),
  caseId: z.uuid().nullable(),
  waits: z.boolean().describe('What was decided since is kept here until somebody says who the person is'),
  held: z.boolean().describe('What was decided since could not be moved in, and is kept here with the reason'),
})

/** Every file that was sent to be moved in, the newest first. */
export const movingIns = query({
  name: 'moving-in.list',
  zone: 'casework',
  summary: 'The spreadsheets that were sent to be moved in, and how far each is',
  about: z.object({}),
  gives: z.object({ files: z.array(summary) }),
  allows: movingInPolicy.moveIn,
  async read(reading) {
    const rows = await filesOf(reading).orderBy('m.started_at', 'desc').limit(50).execute()
    return { files: await Promise.all(rows.map((row) => summaryOf(reading, row))) }
  },
})

const one = z.object({
  ...summary.shape,
  version: z.int(),
  wrong: z.string().nullable(),
  sameFile: z.boolean().describe('The same file was sent before'),
  isHere: z.boolean().describe('Whoever it is moved in by works here and coordinates'),
  waiting: z.int().describe('Of how many rows what was decided since waits for somebody to say who the person is'),
  held: z.int().describe('Of how many rows what was decided since could not be moved in'),
  header: z.array(z.string()),
  mapping: z.record(z.string(), z.int()).nullable(),
  homeForceId: z.uuid().nullable(),
  suggested: z.record(z.string(), z.int()),
  keptMappings: z.array(z.object({ value: z.uuid(), label: z.string() })),
  only: z.string().nullable().describe('Which rows alone are shown'),
  rows: z.array(rowShown),
  next: z.int().nullable(),
  options: z.object({ columns: z.array(option), forces: z.array(option) }),
})
export type MovingIn = z.infer<typeof one>

/** One file: how far it is, its columns, and its rows by line, 100 a page. */
export const movingIn = query({
  name: 'moving-in.file',
  zone: 'casework',
  summary: 'A spreadsheet that is moved in: how far it is, its columns, and a report by line',
  about: z.object({
    movingInId: id(),
    after: z.coerce.number().int().min(0).max(10_000_000).optional(),
    only: z.enum([...rowStates, 'held']).optional(),
    use: z.uuid().toLowerCase().optional(),
  }),
  gives: one,
  allows: movingInPolicy.moveIn,
  async read(reading, { movingInId, after = 0, only, use }) {
    const row = await filesOf(reading).where('m.id', '=', movingInId).executeTakeFirst()
    if (!row) return undefined
    const header = row.header ? reading.open<string[]>(movingInId, 'moving_in_work', row.header) : []
    const [basics, rows, keptMappings, kept, forces, same, left] = await Promise.all([
      summaryOf(reading, row),
      rowsOf(reading, movingInId, { after, only }),
      reading.tx
        .selectFrom('casework.column_mapping')
        .select(['id as value', 'name as label'])
        .orderBy('name')
        .limit(50)
        .execute(),
      keptColumns(reading, header, use),
      forcesOf(reading),
      reading.tx
        .selectFrom('casework.moving_in')
        .select('id')
        .where('content_hash', '=', row.content_hash)
        .where('id', '<', movingInId)
        .limit(1)
        .execute(),
      leftIn(reading, movingInId),
    ])
    return {
      ...basics,
      version: row.version,
      wrong: row.wrong,
      sameFile: same.length > 0,
      isHere: row.isHere,
      ...left,
      header,
      mapping: row.mapping as Record<string, number> | null,
      homeForceId: row.home_force_id,
      suggested: (row.mapping ?? guessed(header, kept)) as Record<string, number>,
      keptMappings,
      only: only ?? null,
      rows: rows.slice(0, pageSize).map(({ id: rowId, case_id: caseId, ...shown }) => ({
        ...shown,
        rowId,
        caseId,
      })) as MovingIn['rows'],
      next: rows.length > pageSize ? rows[pageSize - 1]!.line : null,
      options: { columns: header.map((label, at) => ({ value: `${at}`, label: label || `Column ${at + 1}` })), forces },
    }
  },
})

type FileRow = Awaited<ReturnType<ReturnType<typeof filesOf>['execute']>>[number]

const filesOf = ({ tx }: Reading) =>
  tx
    .selectFrom('casework.moving_in as m')
    .innerJoin('casework.moving_in_work as w', 'w.moving_in_id', 'm.id')
    .innerJoin('organisation.staff as s', 's.id', 'm.staff_id')
    .select([
      'm.id',
      'm.version',
      'm.content_hash',
      'm.started_at',
      'm.mapping',
      'm.home_force_id',
      'm.mapped_at',
      'm.go_at',
      'm.undo_at',
      'm.sealed',
      'w.wrong',
      'w.header',
      'w.read_at',
      'w.checked_at',
      'w.moved_at',
      'w.undone_at',
      's.name as by',
    ])
    .select(
      sql<boolean>`s.left_at is null and exists (select from organisation.staff_role r where r.staff_id = s.id
        and r.ended_at is null and r.role = any (${[...movingInPolicy.moveIn.roles]}::text[]))`.as('isHere'),
    )

async function summaryOf(reading: Reading, row: FileRow): Promise<z.infer<typeof summary>> {
  const counted = await reading.tx
    .selectFrom('casework.moving_in_row')
    .select(['state', sql<number>`count(*)::integer`.as('count')])
    .where('moving_in_id', '=', row.id)
    .groupBy('state')
    .execute()
  const none = Object.fromEntries(rowStates.map((state) => [state, 0]))
  return {
    movingInId: row.id,
    file: reading.open<{ name: string }>(row.id, 'moving_in', row.sealed).name,
    by: row.by,
    startedAt: row.started_at,
    step: stepOf(row),
    counts: { ...none, ...Object.fromEntries(counted.map(({ state, count }) => [state, count])) } as z.infer<
      typeof counts
    >,
  }
}

/** How far a file is, from what was decided and done. */
function stepOf(row: FileRow): Step {
  if (row.undo_at) return row.undone_at ? 'taken back' : 'taking back'
  if (row.go_at) return row.moved_at ? 'moved in' : 'moving in'
  if (row.wrong) return 'not readable'
  if (!row.read_at) return 'reading'
  if (!row.mapped_at) return 'to map'
  return row.checked_at ? 'checked' : 'checking'
}

/** What was decided since a referral is kept in its row: until it is known who the person is, or because it could not be moved in. */
const waits = sql<boolean>`state = 'moved in' and sealed is not null and reasons = '{}'`
const held = sql<boolean>`state = 'moved in' and sealed is not null and reasons <> '{}'`

async function leftIn({ tx }: Reading, movingInId: string): Promise<{ waiting: number; held: number }> {
  const { rows } = await sql<{ waiting: number; held: number }>`
    select count(*) filter (where ${waits})::integer as waiting, count(*) filter (where ${held})::integer as held
    from casework.moving_in_row where moving_in_id = ${movingInId}`.execute(tx)
  return rows[0]!
}

const rowsOf = ({ tx }: Reading, movingInId: string, { after, only }: { after: number; only: string | undefined }) => {
  let some = tx
    .selectFrom('casework.moving_in_row')
    .select(['id', 'line', 'state', 'reasons', 'alike', 'case_id'])
    .select([waits.as('waits'), held.as('held')])
    .where('moving_in_id', '=', movingInId)
    .where('line', '>', after)
    .orderBy('line')
    .limit(pageSize + 1)
  if (only) some = only === 'held' ? some.where(held) : some.where('state', '=', only)
  return some.execute()
}

async function forcesOf({ tx }: Reading) {
  return tx
    .selectFrom('organisation.agency')
    .select(['id as value', 'name as label'])
    .where('kind', '=', 'police')
    .orderBy('name')
    .execute()
}

type Kept = Partial<Record<string, string>>

/** The kept columns that were chosen, or those that this file has all of. */
async function keptColumns({ tx }: Reading, header: readonly string[], use: string | undefined): Promise<Kept> {
  const rows = await tx
    .selectFrom('casework.column_mapping')
    .select(['id', 'columns'])
    .orderBy('saved_at', 'desc')
    .limit(50)
    .execute()
  const all = rows.map(({ id: value, columns }) => ({ value, columns: columns as Record<string, string> }))
  const chosen =
    all.find(({ value }) => value === use) ??
    all.find(({ columns }) => Object.values(columns).every((name) => header.includes(name)))
  return chosen?.columns ?? {}
}

/** The rows that were sent back, as they came, each with its reasons. */
export const rowsSentBack = query({
  name: 'moving-in.sent-back',
  zone: 'casework',
  summary: 'The rows of a spreadsheet that could not be moved in, as they came, each with the reasons',
  about: z.object({ movingInId: id(), format: z.string().max(50) }),
  gives: z.object({ format: z.enum(['csv', 'xlsx']), header: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  allows: movingInPolicy.moveIn,
  async read(reading, { movingInId, format }) {
    const row = await filesOf(reading).where('m.id', '=', movingInId).executeTakeFirst()
    if (!row?.header || !isFormat(format)) return undefined
    const header = reading.open<string[]>(movingInId, 'moving_in_work', row.header)
    const bad = await reading.tx
      .selectFrom('casework.moving_in_row')
      .select(['sealed', 'reasons'])
      .where('moving_in_id', '=', movingInId)
      .where('state', '=', 'bad')
      .orderBy('line')
      .execute()
    const rows = bad.map(({ sealed, reasons }) => {
      const cells = sealed ? reading.open<string[]>(movingInId, 'moving_in_row', sealed) : []
      return [...header.map((_, at) => cells[at] ?? ''), reasons.join('; ')]
    })
    return { format, header: [...header, 'Why it was sent back'], rows }
  },
  journal: 'search',
})

const staffHere = option.extend({ email: z.string(), agencyId: z.uuid(), leads: z.boolean(), provides: z.boolean() })

/** A row, and what may be known of its case before it is moved in or taken back. */
export const rowToMove = query({
  name: 'moving-in.row',
  zone: 'casework',
  summary: 'A row of a spreadsheet that is moved in or taken back',
  about: z.object({ rowId: id() }),
  gives: z.object({
    rowId: z.uuid(),
    line: z.int(),
    state: z.string(),
    caseId: z.uuid().nullable(),
    personId: z.uuid().nullable(),
    whyKept: z.array(z.string()).describe('Why its case is not taken back: what happened to it since'),
    isSeen: z.boolean().describe('Whoever asks sees its case'),
    matched: z.boolean(),
    done: z.array(z.string()).describe('Which steps are recorded already, moved in or done here'),
    options: z.object({ sectors: z.array(option), concerns: z.array(option), staff: z.array(staffHere) }),
  }),
  allows: movingInPolicy.moveIn,
  async read(reading, { rowId }) {
    const row = await reading.tx
      .selectFrom('casework.moving_in_row')
      .select(['line', 'state', 'case_id', 'match_act'])
      .where('id', '=', rowId)
      .executeTakeFirst()
    if (!row) return undefined
    const [{ whyKept, personId, isSeen }, done, { sectors: from, concerns: about, staff }] = await Promise.all([
      row.case_id
        ? sinceThen(reading, row.case_id, [rowId, row.match_act])
        : Promise.resolve({ whyKept: [], personId: null, isSeen: false }),
      stepsDone(reading, row.case_id),
      listsOf(reading),
    ])
    return {
      rowId,
      line: row.line,
      state: row.state,
      caseId: row.case_id,
      personId,
      whyKept,
      isSeen,
      matched: personId !== null,
      done,
      options: { sectors: [...from], concerns: [...about], staff: [...staff] },
    }
  },
  subjects: ({ caseId }) => (caseId ? [caseId] : []),
})

/** What is still kept of a row whose case is there, for whoever sees that case. */
export const rowLeft = query({
  name: 'moving-in.row-left',
  zone: 'casework',
  summary: 'What a row tells of a moved-in case that is not in the case yet, and why',
  about: z.object({ rowId: id() }),
  gives: z.object({
    rowId: z.uuid(),
    movingInId: z.uuid(),
    caseId: z.uuid(),
    reference: z.string(),
    file: z.string(),
    line: z.int(),
    isOver: z.boolean().describe('The file is moved in: no job is at it'),
    reasons: z.array(z.string()),
    cells: z.array(z.object({ label: z.string(), value: z.string() })),
  }),
  allows: movingInPolicy.moveIn,
  async read(reading, { rowId }) {
    const row = await reading.tx
      .selectFrom('casework.moving_in_row as r')
      .innerJoin('casework.moving_in as m', 'm.id', 'r.moving_in_id')
      .innerJoin('casework.moving_in_work as w', 'w.moving_in_id', 'm.id')
      .innerJoin('casework.case as c', 'c.id', 'r.case_id')
      .select(['m.id as movingInId', 'm.mapping', 'm.sealed as named', 'r.line', 'r.reasons', 'r.sealed'])
      .select(['c.id as caseId', 'c.reference', 'w.moved_at', 'm.undo_at'])
      .where('r.id', '=', rowId)
      .where('r.state', '=', 'moved in')
      .where('r.sealed', 'is not', null)
      .executeTakeFirst()
    if (!row) return undefined
    const { movingInId, caseId, reference, line, reasons } = row
    const typed = reading.open<string[]>(movingInId, 'moving_in_row', row.sealed!)
    const mapping = row.mapping as Record<string, number>
    return {
      rowId,
      movingInId,
      caseId,
      reference,
      file: reading.open<{ name: string }>(movingInId, 'moving_in', row.named).name,
      line,
      isOver: row.moved_at !== null && row.undo_at === null,
      reasons,
      cells: laterFields.flatMap(({ name, label }) => {
        const value = mapping[name] === undefined ? '' : (typed[mapping[name]] ?? '').trim()
        return value ? [{ label, value }] : []
      }),
    }
  },
  subjects: ({ caseId }) => [caseId],
})

const movingStep = 'moving-in.move-step'

/** Which steps of a case are recorded, whether they were moved in or done here. */
async function stepsDone({ tx }: Reading, caseId: string | null): Promise<string[]> {
  if (!caseId) return []
  const { rows } = await sql<{ done: string[] }>`select array(
    select a.fact ->> 'stepWord' from platform.act a where a.subject_id = ${caseId} and a.command = ${movingStep} and a.fact is not null
    union select 'gateway' from casework.gateway_outcome where case_id = ${caseId}
    union select 'section 36' from casework.section36_decision where case_id = ${caseId}
    union select 'agenda' from casework.panel_item where case_id = ${caseId}
    union select 'panel' from casework.panel_item where case_id = ${caseId}
    union select 'lead professional' from casework.lead_professional where case_id = ${caseId}
    union select 'consent' from casework.consent_request where case_id = ${caseId}
    union select 'plan' from casework.support_plan where case_id = ${caseId}
    union select 'exit' from casework.exit where case_id = ${caseId}
    union select 'exit' from casework.closure where case_id = ${caseId}
    union select kind from casework.review where case_id = ${caseId}) as done`.execute(tx)
  return rows[0]!.done
}

/** What was done with a case, or shown of it, besides moving it in; also where it cannot be seen any more. */
async function sinceThen({ tx }: Reading, caseId: string, own: string[]) {
  const [found, acts, shown] = await Promise.all([
    tx.selectFrom('casework.case').select('person_id').where('id', '=', caseId).executeTakeFirst(),
    tx
      .selectFrom('platform.act')
      .select('id')
      .where('subject_id', '=', caseId)
      .where('id', 'not in', own)
      .where('command', '<>', movingStep)
      .limit(1)
      .execute(),
    sql<{ shown: boolean }>`select casework.was_shown(${caseId}) as shown`.execute(tx),
  ])
  const personId = found?.person_id ?? null
  const others = personId
    ? await tx
        .selectFrom('casework.case')
        .select('id')
        .where('person_id', '=', personId)
        .where('id', '<>', caseId)
        .limit(1)
        .execute()
    : []
  const whyKept = [
    ...(found ? [] : ['The case is closed to whoever takes the file back']),
    ...(acts.length ? ['Somebody has worked on the case since'] : []),
    ...(shown.rows[0]!.shown
      ? ['The case was shown to another agency since, or opened by somebody of another agency']
      : []),
    ...(others.length ? ['The person has another case'] : []),
  ]
  return { personId, whyKept, isSeen: found !== undefined }
}

/** What a row may name, of the lists, the people, the panels and the police forces of this town. */
export async function listsOf(reading: Reading): Promise<Lists> {
  const { today } = reading
  const [forces, staff, panels, meetings] = await Promise.all([
    forcesOf(reading),
    staffOf(reading),
    panelsOf(reading),
    meetingsOf(reading),
  ])
  return {
    sectors: optionsOn(sectors, today),
    concerns: optionsOn(concerns, today),
    forces,
    notSuitable,
    staff,
    panels,
    meetings,
    natures,
    exitReasons,
    whoMay: Object.entries(whoMay).map(([value, label]) => ({ value, label })),
  }
}

async function staffOf({ tx }: Reading): Promise<StaffHere[]> {
  const rows = await tx
    .selectFrom('organisation.staff as s')
    .leftJoin('organisation.staff_role as r', (on) => on.onRef('r.staff_id', '=', 's.id').on('r.ended_at', 'is', null))
    .select(['s.id', 's.name', 's.email', 's.agency_id', sql<(string | null)[]>`array_agg(r.role)`.as('roles')])
    .where('s.left_at', 'is', null)
    .groupBy(['s.id', 's.name', 's.email', 's.agency_id'])
    .execute()
  return rows.map(({ id: value, name: label, email, agency_id: agencyId, roles }) => ({
    value,
    label,
    email: email.toLowerCase(),
    agencyId,
    leads: roles.includes('lead professional'),
    provides: providerRoles.some((role) => roles.includes(role)),
  }))
}

const panelsOf = ({ tx }: Reading) =>
  tx
    .selectFrom('casework.terms_of_reference')
    .select(['panel_id as value', 'name as label', 'from_on as from', 'until_on as until'])
    .execute()

const meetingsOf = ({ tx, today }: Reading) =>
  tx
    .selectFrom('casework.meeting')
    .select(['id as value', 'panel_id as panelId', 'meets_on as on'])
    .where('closed_at', 'is', null)
    .where('meets_on', '>=', today)
    .execute()
