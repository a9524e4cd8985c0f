import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import * as story from '../../demo/story.ts'
import { today } from '../../src/platform/pure/days.ts'
import { tellOfARecord, tellOfExports, tellOfGiving } from '../told/beside.ts'
import { tellOfInstruments } from '../told/story.ts'
import type { Someone } from '../world.ts'

/** A demo town that is at work: its people by API, and a look behind its walls. */
export interface AtWork {
  as: (key: string) => Pick<Someone, 'does' | 'asks' | 'uploads'>
  staffOf: (key: string) => { id: string; agency_id: string }
  sql: <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>
}

type Telling = Omit<story.Teller<story.Cast>, 'reply'>

/** Tells a story by API in a town whose clock nobody sets: no days pass. */
export const tellingIn = ({ as, staffOf }: AtWork): Telling => ({
  async act(who, command, about, answers) {
    const { status, body } = await as(who).does(command, { about, answers })
    assert.equal(status, 200, `${command}: ${JSON.stringify(body)}`)
    return { ...body.fact, ...body.shownOnce }
  },
  sends: async (who, file) => (await as(who).uploads(file)).body.file,
  see: async (who, query, about) => (await as(who).asks(query, about)).body,
  idOf: (who) => staffOf(who).id,
  agencyOf: (who) => staffOf(who).agency_id,
  today: () => today(),
  wait: () => {},
})

/** What the demo has none of: two records made one, an export, a role that waits, a kept list, a form and an assessment being written, a file being moved in. */
export async function tellOneOfEach(town: AtWork): Promise<void> {
  const tell = { ...tellingIn(town), reply: () => Promise.reject(new Error('nobody is asked here')) }
  await tellOfARecord({ tell })
  const [merge] = await town.sql<{ caseId: string; other: string }>(
    'select case_id as "caseId", merged_id as other from casework.person_merge order by id desc limit 1',
  )
  const about = { caseId: merge!.caseId }
  await tell.act('coordinator', 'people.merge', about, { other: merge!.other, grounds: 'They are one girl after all.' })
  await tellOfExports({ tell })
  await tellOfGiving({ tell })
  await tellOfInstruments({ tell })
  const asked = { about: { staffId: tell.idOf('teacher') }, answers: { role: 'panel member' } }
  assert.equal((await town.as('administrator').does('staff.give-role', asked)).status, 200)
  await tell.act('coordinator', 'desk.keep-view', { filters: 'due=overdue' }, { name: 'What is late' })
  await story.passTheGateway(tell, about)
  const { options } = await tell.see('coordinator', 'assessment.of-case', about)
  const [instrument, occasion] = [options.instruments[0].value, options.occasions[0].value]
  await tell.act('coordinator', 'assessment.begin', about, { occasion, instrument })
  await checkTrackerList(tell)
  await moveInWhatWaits(tell)
  await checkCaseload(tell, [
    '27/03/2026;OLD-1;Olga;Oldwork;04/05/2009;Education;No ideology identified;Drew weapons;;;;',
    'some day;OLD-2;Otto;Oldwork;04/05/2008;Education;No ideology identified;Drew them too;;;;',
  ])
}

const columnsOfOld =
  'Referral date;Ref;First name;Last name;DOB;Source of referral;Type of concern;Summary;Gateway outcome;Gateway decided on;Gateway decided by;Gateway grounds'

/** Rows of the work before, as far as the report by line. */
async function checkCaseload(tell: Telling, rows: string[]) {
  const bytes = Buffer.from([columnsOfOld, ...rows].join('\r\n'))
  const spreadsheet = await tell.sends('coordinator', { name: 'work.csv', bytes })
  const { movingInId } = await tell.act('coordinator', 'moving-in.start', {}, { spreadsheet })
  const about = { movingInId: movingInId! }
  const seen = () => tell.see('coordinator', 'moving-in.file', about)
  while (!(await seen()).header.length) await pause(50)
  const columns = Object.entries((await seen()).suggested).map(([field, at]) => [field, String(at)])
  const answers = { policeForce: tell.agencyOf('officer'), ...Object.fromEntries(columns) }
  await tell.act('coordinator', 'moving-in.choose-columns', about, answers)
  while ((await seen()).step !== 'checked') await pause(50)
  return { about, seen }
}

/** A list of the tracker with a line that does not match, as far as the report. */
async function checkTrackerList(tell: Telling) {
  const bytes = Buffer.from(
    'Case;Outcome;Recorded on;Tracker reference;Tracker date\nC-NOBODY;proceed;1/4/2026;PT-1;2/4/2026',
  )
  const spreadsheet = await tell.sends('officer', { name: 'tracker.csv', bytes })
  const { listId } = await tell.act('officer', 'gateway.send-list', {}, { spreadsheet })
  while ((await tell.see('officer', 'gateway.list', { listId: listId! })).step === 'reading') await pause(50)
}

/** Two rows of what may be one person: what the second tells further waits until somebody says so. */
async function moveInWhatWaits(tell: Telling) {
  const { about, seen } = await checkCaseload(tell, [
    '27/03/2026;OLD-3;Odo;Overwork;04/05/2007;Education;No ideology identified;Wrote a threat;;;;',
    '29/03/2026;OLD-4;Odo;Overwork;04/05/2007;Education;No ideology identified;Wrote another;Proceed;30/03/2026;DS Gray;Nothing is cut across',
  ])
  await tell.act('coordinator', 'moving-in.go', about, { sure: true })
  while ((await seen()).step !== 'moved in') await pause(50)
}

/** What belongs together where the address of a page names more than one record, or none that has an id. */
const together: Record<string, string> = {
  'caseId,actionId': 'select case_id as "caseId", id as "actionId" from casework.plan_action',
  'caseId,entryId': `select c.id as "caseId", e.id as "entryId" from casework.case c join (
    select id, person_id from casework.person_name where ended_at is null
    union all select id, person_id from casework.person_fact where ended_at is null) e using (person_id)`,
  'caseId,mergeId': `select c.id as "caseId", m.id as "mergeId"
    from casework.case c join casework.person_merge m on m.survivor_id = c.person_id`,
  'caseId,assessmentId': 'select case_id as "caseId", id as "assessmentId" from casework.assessment',
  'caseId,assessmentId,part': `select a.case_id as "caseId", a.id as "assessmentId", d ->> 'code' as part
    from casework.assessment a join casework.instrument i on i.id = a.instrument_id, jsonb_array_elements(i.content -> 'dimensions') d`,
  'instrumentId,part': `select i.id as "instrumentId", d ->> 'code' as part
    from casework.instrument i, jsonb_array_elements(i.content -> 'dimensions') d`,
  viewId: 'select id as "viewId" from casework.saved_view',
  format: "select format from unnest(array['csv', 'xlsx']) format",
  'listId,format': `select id as "listId", format from casework.tracker_list, unnest(array['csv', 'xlsx']) format`,
  'movingInId,format': `select id as "movingInId", format from casework.moving_in, unnest(array['csv', 'xlsx']) format`,
}

/** What the address of a page can be filled in with: each record that there is, the oldest first. */
export async function aboutsOf(
  { sql }: Pick<AtWork, 'sql'>,
  path: string,
  records: Record<string, string[]>,
): Promise<Record<string, string>[]> {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!)
  if (names.length === 0) return [{}]
  const rows = together[names.join()]
  if (rows) return sql<Record<string, string>>(`${rows} order by 1`)
  if (names.length > 1) throw new Error(`There is no way yet to fill in ${names.join(' and ')}`)
  return (records[names[0]!] ?? []).toSorted().map((id) => ({ [names[0]!]: id }))
}
