import pg from 'pg'
import type { Cast } from '../../demo/story.ts'
import * as story from '../../demo/story.ts'
import { tellerOn } from '../../demo/teller.ts'
import { people } from '../../demo/town.ts'
import { row, type Row } from '../results.ts'
import { type Contender, interleaved } from '../rounds.ts'
import type { Sized } from '../sizes.ts'
import type { Viewer } from '../../src/platform/viewer.ts'

const eachRound = 8
const rounds = 5

/** A panel's decision by the road, against its writes as somebody would write them by hand, in one transaction. */
export async function measureDecision(town: Sized): Promise<Row[]> {
  const viewers = {} as Record<Cast, Viewer>
  for (const { key } of people) viewers[key as Cast] = (await town.someone(key)).viewer
  const tell = tellerOn(town.town, viewers, new Date())
  const items = await itemsToDecide(town, tell, eachRound * (rounds + 1) * 2 + 1)
  const decide = (itemId: string) =>
    tell.act(
      'chair',
      'panel.record-decision',
      { itemId },
      { outcome: 'adopted', rung: 'consensus', reasons: 'The needs and the growing interest together.' },
    )
  const byHand = await openByHand(town, viewers.chair)
  await decide(items.pop()!)
  await byHand.learn()
  const timed = (work: (itemId: string) => Promise<unknown>) => async () => {
    const began = performance.now()
    for (let time = 0; time < eachRound; time++) await work(items.pop()!)
    return (performance.now() - began) / eachRound
  }
  const contenders: Contender[] = [
    { name: 'road', round: timed(decide) },
    { name: 'hand', round: timed((itemId) => byHand.decide(itemId)) },
  ]
  const { road, hand } = await interleaved(contenders, rounds)
  await byHand.close()
  const ratio = road!.median / hand!.median
  return [
    row('Record a panel decision, the whole road', road!, 'ms', {
      against: `the same writes by hand in one transaction: ${hand!.median.toFixed(2)} ms`,
      ratio,
      goal: 'at most 3',
      met: ratio <= 3,
    }),
  ]
}

/** Cases that the panel can decide on: a meeting that was opened and called the roll, three views on each. */
async function itemsToDecide(town: Sized, tell: story.Teller<Cast>, count: number): Promise<string[]> {
  const { rows } = await town.owner.query(
    `select m.panel_id, count(*) filter (where m.meets_on > current_date)::int as ahead from casework.meeting m
      join casework.terms_of_reference t on t.panel_id = m.panel_id and t.chair_id = $1 group by m.panel_id`,
    [tell.idOf('chair')],
  )
  const inDays = rows[0].ahead + 30
  const meetingId = await story.callMeeting(tell, rows[0].panel_id, inDays)
  const items: string[] = []
  for (let made = 0; made < count; made++) {
    const person = { given: 'Bench', family: `Figment ${made} ${Date.now().toString(36)}`, born: '2010-05-05' }
    const concern = { concern: 'No ideology identified', sector: 'Education', worry: 'Invented for the bench.' }
    const progress: story.Progress = await story.refer(tell, { ...person, ...concern })
    await story.match(tell, progress)
    await story.passTheGateway(tell, progress)
    await story.decideSection36(tell, progress)
    await story.listCase(tell, progress, meetingId)
    items.push(progress.itemId!)
  }
  tell.wait(inDays)
  const present = ['chair', 'officer', 'health'] as const
  await story.openMeeting(tell, meetingId, present)
  for (const itemId of items)
    for (const who of present)
      await tell.act(
        'chair',
        'panel.give-view',
        { itemId },
        { member: tell.idOf(who), view: 'adopted', words: 'Agrees.' },
      )
  return items
}

/**
 * The same rows, written by hand: the claimed act, the decision, the state, the deadlines, the notices, the fact and
 * the sealed images, by prepared statements on one connection, with nothing read and nothing checked.
 */
async function openByHand(town: Sized, chair: Viewer) {
  const { prefix } = town.town.database
  const client = new pg.Client(town.serviceUrl)
  // what it is asked fails by itself when the server goes away
  client.on('error', () => {})
  await client.connect()
  const run = (name: string, text: string, values: unknown[]) => client.query({ name, text, values })
  let writes: { what: string; rule: string; due_on: string; role: string }[] = []
  let told: { staff_id: string; kind: string; what: string }[] = []
  const sealed = town.town.keys.seal(
    '00000000-0000-0000-0000-000000000000',
    'bench',
    'The needs and the growing interest together.',
  )
  return {
    /** The deadline that follows from a decision, and who is told of what, as the road wrote it. */
    async learn() {
      writes = (
        await town.owner.query(`select t.what, t.rule, t.due_on::text, t.role from casework.task t
        join casework.panel_decision d on d.case_id = t.case_id order by d.decided_at desc limit 1`)
      ).rows
      told = (
        await town.owner.query(`select n.staff_id, n.kind, n.what from casework.notice n
        join (select case_id, decided_at from casework.panel_decision order by decided_at desc limit 1) d
          on n.case_id = d.case_id and n.at = d.decided_at`)
      ).rows
    },
    async decide(itemId: string) {
      const [act, decision, task] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
      const now = new Date().toISOString()
      const { what, rule, due_on, role } = writes[0]!
      await client.query(`begin; set local role "${prefix}_casework_writer"; select set_config('app.viewer_kind', 'staff', true),
        set_config('app.viewer', '${chair.id}', true), set_config('app.act', '${act}', true), set_config('app.command', 'by hand', true), set_config('app.images', '', true)`)
      await run('claim', 'select * from platform.claim_act($1, $2, $3, $4, $5)', [
        act,
        'by hand',
        sealed,
        chair.name,
        now,
      ])
      const {
        rows: [item],
      } = await run('item', 'select case_id from casework.panel_item where id = $1', [itemId])
      await run(
        'decision',
        `insert into casework.panel_decision (id, item_id, case_id, outcome, rung, decided_by, decided_at, sealed)
        values ($1, $2, $3, 'adopted', 'consensus', $4, $5, $6)`,
        [decision, itemId, item.case_id, chair.id, now, sealed],
      )
      await run(
        'state',
        `update casework.case_state set stage = 'asking for consent', stage_since = $2, next_due_on = $3 where case_id = $1`,
        [item.case_id, now, due_on],
      )
      await run('tasks', 'delete from casework.task where case_id = $1', [item.case_id])
      await run(
        'task',
        'insert into casework.task (id, case_id, what, rule, due_on, role) values ($1, $2, $3, $4, $5, $6)',
        [task, item.case_id, what, rule, due_on, role],
      )
      await run(
        'told',
        `insert into casework.notice (id, staff_id, case_id, kind, what, on_day, at)
        select gen_random_uuid(), t.staff_id, $1, t.kind, t.what, $2, $3
        from unnest($4::uuid[], $5::text[], $6::text[]) t (staff_id, kind, what)`,
        [
          item.case_id,
          due_on,
          now,
          told.map((each) => each.staff_id),
          told.map((each) => each.kind),
          told.map((each) => each.what),
        ],
      )
      const {
        rows: [{ images }],
      } = await run('finish', 'select platform.finish_act($1, $2) as images', [
        item.case_id,
        { is: 'panel decided', caseId: item.case_id, itemId },
      ])
      const kept = (JSON.parse(images) as { entry: string; key: string; salt: string }[]).map(
        ({ entry, key, salt }) => ({ entry, key, salt, sealed: sealed.toString('base64') }),
      )
      await run('images', 'select platform.keep_images($1)', [JSON.stringify(kept)])
      await client.query('commit')
    },
    close: () => client.end(),
  }
}
