import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import { iso } from '../../platform/db/instants.ts'
import type { CaseFacts } from './lifecycle.ts'
import { isMistakenText } from './mistaken.ts'

/** The facts of one case, in one query. Gives undefined when the role that asks sees no such case. */
export async function caseFacts(tx: Tx, caseId: string): Promise<CaseFacts | undefined> {
  const { rows } = await sql<{
    facts: CaseFacts
  }>`select ${factsOf} as facts from casework.case c where c.id = ${caseId}`.execute(tx)
  return rows[0]?.facts
}

const newest = (from: string, columns: string, order: string) =>
  `(select jsonb_build_object(${columns}) from casework.${from} where case_id = c.id order by ${order} desc, id desc limit 1)`
const all = (from: string, columns: string, order: string) =>
  `(select coalesce(jsonb_agg(jsonb_build_object(${columns}) order by ${order}), '[]') from ${from})`
/** The last day of some steps of a hand-over. */
const dayOfStep = (steps: string) =>
  `(select max(p.on_day) from casework.hand_over_step p where p.hand_over_id = h.id and p.step in (${steps}))`

const factsOf = sql.raw(`jsonb_build_object(
  'caseId', c.id, 'openedAt', ${iso('c.opened_at')}, 'homeForceId', c.home_force_id, 'isRepeat', c.is_repeat,
  'matchedAt', case when c.person_id is not null then (select ${iso('max(answered_at)')} from casework.match_answer where case_id = c.id) end,
  'leadId', (select staff_id from casework.lead_professional where case_id = c.id and until_at is null order by from_at desc limit 1),
  'coordinatorId', (select o.staff_id from casework.case_coordinator o where o.case_id = c.id and o.until_at is null
    and organisation.holds(o.staff_id, 'Channel coordinator') and (c.sealed_to is null or o.staff_id = any (c.sealed_to))
    and not exists (select from casework.recusal x where x.case_id = c.id and x.staff_id = o.staff_id and x.kind = 'conflict')),
  'gateway', ${newest('gateway_outcome', `'outcome', outcome, 'at', ${iso('decided_at')}`, 'decided_at')},
  'closure', ${newest('closure', `'at', ${iso('proposed_at')}, 'needsSecond', needs_second, 'agreed', agreed_at is not null, 'declined', declined_at is not null, 'answeredAt', ${iso('coalesce(agreed_at, declined_at)')}`, 'proposed_at')},
  'section36', ${newest('section36_decision', `'refers', refers, 'at', ${iso('decided_at')}`, 'decided_at')},
  'item', (select jsonb_build_object('id', i.id, 'kind', i.kind, 'listedAt', ${iso('i.listed_at')}, 'meetsOn', m.meets_on,
      'meetingClosed', m.closed_at is not null, 'outcome', d.outcome, 'decidedAt', ${iso('d.decided_at')})
    from casework.panel_item i join casework.meeting m on m.id = i.meeting_id left join casework.panel_decision d on d.item_id = i.id
    where i.case_id = c.id order by i.listed_at desc, i.id desc limit 1),
  'decision', (select jsonb_build_object('outcome', d.outcome, 'at', ${iso('d.decided_at')})
    from casework.panel_decision d join casework.panel_item i on i.id = d.item_id
    where d.case_id = c.id and i.kind = 'new case' order by d.decided_at desc, d.id desc limit 1),
  'consentRequest', ${newest('consent_request', `'id', id, 'askOn', ask_on, 'byWhom', case when organisation.is_here(by_whom) then by_whom end, 'at', ${iso('set_at')}`, 'set_at')},
  'consent', ${newest('consent_answer', `'requestId', request_id, 'answer', answer, 'at', ${iso('recorded_at')}, 'expiresOn', expires_on`, 'recorded_at')},
  'plan', ${newest('support_plan', `'writtenAt', ${iso('written_at')}, 'endedAt', ${iso('ended_at')}`, 'written_at')},
  'exit', ${newest('exit', `'on', exited_on, 'at', ${iso('recorded_at')}, 'reviewsFollow', reviews_follow`, 'recorded_at')},
  'reviews', ${all('casework.review r where r.case_id = c.id', `'kind', r.kind, 'on', r.reviewed_on, 'at', ${iso('r.recorded_at')}, 'nextOn', r.next_on, 'outcome', r.outcome`, 'r.recorded_at, r.id')},
  'assessments', ${all('casework.assessment a where a.case_id = c.id and a.finished_at is not null', `'occasion', a.occasion, 'at', ${iso('a.finished_at')}`, 'a.finished_at, a.id')},
  'enquiries', ${all(
    'casework.enquiry e left join casework.enquiry_reply y on y.enquiry_id = e.id where e.case_id = c.id',
    `'id', e.id, 'agencyId', e.agency_id, 'askedAt', ${iso('e.asked_at')}, 'dueOn', e.due_on, 'replied', y.id is not null, 'released', y.released_at is not null`,
    'e.asked_at',
  )},
  'actions', ${all('casework.panel_action a where a.case_id = c.id and a.done_at is null', `'id', a.id, 'ownerId', case when organisation.is_here(a.owner_id) then a.owner_id end, 'dueOn', a.due_on`, 'a.due_on')},
  'handOvers', ${all(
    "casework.hand_over h where h.case_id = c.id and not exists (select from casework.hand_over_step p where p.hand_over_id = h.id and p.step = 'outcome')",
    `'id', h.id, 'madeAt', ${iso('h.made_at')}, 'sentOn', ${dayOfStep("'sent'")}, 'answeredOn', ${dayOfStep("'accepted', 'refused'")}`,
    'h.made_at, h.id',
  )},
  'mistakeAskedAt', (select ${iso('m.recorded_at')} from casework.mistaken_step m where m.case_id = c.id and m.step = 'asked'
    and not exists (select from casework.mistaken_step n where n.case_id = c.id and n.step in ('found', 'not found') and n.recorded_at >= m.recorded_at)
    order by m.recorded_at desc limit 1),
  'mistaken', (select jsonb_build_object('at', ${iso('m.recorded_at')},
      'letterAt', (select ${iso('max(n.recorded_at)')} from casework.mistaken_step n where n.case_id = c.id and n.step = 'letter sent' and n.recorded_at >= m.recorded_at),
      'deferredUntil', (select n.until_day from casework.mistaken_step n where n.case_id = c.id and n.step = 'letter deferred'
        and n.recorded_at >= m.recorded_at order by n.recorded_at desc, n.id desc limit 1))
    from casework.mistaken_step m where m.case_id = c.id and m.step = 'found' and ${isMistakenText('c.id')} order by m.recorded_at desc, m.id desc limit 1),
  'policeLead', ${newest('police_lead', `'answer', answer, 'lookAgainOn', look_again_on, 'at', ${iso('answered_at')}`, 'answered_at')},
  'targets', ${all('casework.target t', `'name', t.name, 'amount', t.amount, 'at', ${iso('t.set_at')}`, 't.set_at, t.id')}
)`)
