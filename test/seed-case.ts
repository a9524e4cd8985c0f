import { settleCase } from '../src/casework/cases/index.ts'
import { become, inTransaction } from '../src/platform/db/database.ts'
import { newReference } from '../src/platform/pure/reference.ts'
import { newId, readingIn, writingIn } from '../src/platform/road.ts'
import { aProcess } from '../src/platform/viewer.ts'
import type { World } from './world.ts'

const steps = ['referral received', 'matched', 'gateway', 'section 36'] as const
export interface SeededCase {
  caseId: string
  personId: string
  referralId: string
}

/**
 * A case that already went through some steps, put there by hand: for tests of what comes after. The steps themselves
 * are tested where they live; `test/journeys` walks all of them for real.
 */
export async function seedCase(
  world: World,
  { upTo = 'section 36', name = 'Sam Sample' }: { upTo?: (typeof steps)[number]; name?: string } = {},
): Promise<SeededCase> {
  const [caseId, personId, referralId] = [newId(), newId(), newId()]
  const [given, family] = name.split(' ') as [string, string]
  const { keys } = world.town
  keys.create(caseId)
  keys.create(personId)
  const seal = (purpose: string, value: unknown) => keys.seal(caseId, purpose, JSON.stringify(value))
  const at = world.time.now
  const reached = (step: (typeof steps)[number]) => steps.indexOf(step) <= steps.indexOf(upTo)
  await world.sql(
    "insert into casework.person (id, given_names, family_name, born) values ($1, $2, $3, '2009-05-04')",
    [personId, given, family],
  )
  await world.sql(
    'insert into casework.case (id, reference, opened_at, person_id, home_force_id) values ($1, $2, $3, $4, $5)',
    [caseId, newReference('C'), at, reached('matched') ? personId : null, world.agencyId.police],
  )
  await world.sql(
    `insert into casework.referral (id, case_id, reference, code_hash, received_at, came_by, given_names, family_name, born, sector, concern, wishes_unnamed, person_knows, sealed)
     values ($1, $2, $3, 'x', $4, 'signed in', $5, $6, '2009-05-04', 'education', 'unclear', false, false, $7)`,
    [
      referralId,
      caseId,
      newReference('R'),
      at,
      given,
      family,
      seal('referral', { otherNames: [], addresses: [], statements: [] }),
    ],
  )
  if (reached('matched'))
    await world.sql(
      "insert into casework.match_answer (id, case_id, referral_id, candidate_id, answer, sealed, answered_by, answered_at) values ($1, $2, $3, $4, 'same', $5, $6, $7)",
      [newId(), caseId, referralId, personId, seal('match_answer', { reason: 'the same birth date' }), newId(), at],
    )
  if (reached('gateway'))
    await world.sql(
      "insert into casework.gateway_outcome (id, case_id, outcome, sealed, decided_by, decided_at) values ($1, $2, 'proceed', $3, $4, $5)",
      [newId(), caseId, seal('gateway_outcome', { grounds: 'no investigation is cut across' }), newId(), at],
    )
  if (reached('section 36'))
    await world.sql(
      'insert into casework.section36_decision (id, case_id, refers, sealed, decided_by, decided_for, decided_at) values ($1, $2, true, $3, $4, $5, $6)',
      [
        newId(),
        caseId,
        seal('section36_decision', { grounds: 'reasonable grounds' }),
        newId(),
        world.agencyId.council,
        at,
      ],
    )
  await settle(world, caseId)
  return { caseId, personId, referralId }
}

/**
 * A case that the panel adopted some days ago (30), under a chair: nobody leads it yet, and nobody was asked for consent.
 * `born` replaces the birth date, for what depends on age.
 */
export async function seedAdopted(
  world: World,
  {
    chairId,
    name,
    born,
    daysAgo = 30,
    outcome = 'adopted',
  }: { chairId: string; name?: string; born?: string; daysAgo?: number; outcome?: 'adopted' | 'not adopted' },
): Promise<SeededCase> {
  const now = world.time.now
  world.time.now = new Date(now.getTime() - (daysAgo + 10) * 86_400_000)
  const seeded = await seedCase(world, name ? { name } : {})
  const { caseId, personId } = seeded
  if (born) {
    await world.sql('update casework.person set born = $2 where id = $1', [personId, born])
    await world.sql('update casework.referral set born = $2 where case_id = $1', [caseId, born])
  }
  const at = new Date(now.getTime() - daysAgo * 86_400_000)
  const [panelId, meetingId, itemId] = [newId(), newId(), newId()]
  await world.sql(
    `insert into casework.terms_of_reference (id, panel_id, name, interval_weeks, chair_id, council_id, reports_to, from_on)
     values ($1, $1, 'The Testham panel', 4, $2, $3, '{}', '2020-01-01')`,
    [panelId, chairId, world.agencyId.council],
  )
  await world.sql(
    `insert into casework.meeting (id, panel_id, kind, meets_on, meets_at, place, called_by, opened_at, closed_at)
     values ($1, $2, 'ordinary', $3, '10:00', 'Testham', $4, $5, $5)`,
    [meetingId, panelId, at.toISOString().slice(0, 10), chairId, at],
  )
  await world.sql(
    "insert into casework.panel_item (id, meeting_id, case_id, kind, listed_by, listed_at) values ($1, $2, $3, 'new case', $4, $5)",
    [itemId, meetingId, caseId, chairId, at],
  )
  await world.sql(
    `insert into casework.panel_decision (id, item_id, case_id, outcome, rung, other_support, sealed, decided_by, decided_at)
     values ($1, $2, $3, $4, 'consensus', $5, $6, $7, $8)`,
    [
      newId(),
      itemId,
      caseId,
      outcome,
      outcome === 'adopted' ? null : 'none',
      world.town.keys.seal(caseId, 'panel_decision', '{}'),
      chairId,
      at,
    ],
  )
  world.time.now = now
  await settle(world, caseId)
  return seeded
}

/** Lets somebody into a case, as the step before would have. */
export async function letIn(world: World, caseId: string, staffId: string, level: 'full' | 'pack' = 'full') {
  await world.sql(
    "insert into casework.case_grant (id, case_id, staff_id, level, why, granted_by, from_at) values ($1, $2, $3, $4, 'a test', 'test', now() - interval '1 minute')",
    [newId(), caseId, staffId, level],
  )
}

/** A finished assessment that somebody made now, with one need: for tests of what it is asked for. */
export async function seedAssessed(
  world: World,
  caseId: string,
  { by, occasion = 'at exit', need = 'Somebody to talk to' }: { by: string; occasion?: string; need?: string },
): Promise<{ needId: string }> {
  const [assessmentId, needId] = [newId(), newId()]
  const seal = (purpose: string, value: unknown) => world.town.keys.seal(caseId, purpose, JSON.stringify(value))
  const at = world.time.now
  await world.sql(
    `insert into casework.assessment (id, case_id, instrument_id, occasion, begun_by, begun_at, finished_by, finished_at)
     select $1, $2, id, $3, $4, $5, $4, $5 from casework.instrument limit 1`,
    [assessmentId, caseId, occasion, by, at],
  )
  await world.sql(
    'insert into casework.assessment_conclusion (id, assessment_id, case_id, sealed, concluded_at) values ($1, $2, $3, $4, $5)',
    [
      newId(),
      assessmentId,
      caseId,
      seal('assessment_conclusion', { summary: 'Less alone', ownView: 'Better', strengths: [] }),
      at,
    ],
  )
  await world.sql('insert into casework.assessment_need (id, assessment_id, case_id, sealed) values ($1, $2, $3, $4)', [
    needId,
    assessmentId,
    caseId,
    seal('assessment_need', { need }),
  ])
  await settle(world, caseId)
  return { needId }
}

async function settle(world: World, caseId: string) {
  const viewer = aProcess('test')
  await inTransaction(world.town.database, { viewer, role: 'casework_writer' }, async (tx) => {
    become(world.town.database, tx, 'casework_writer')
    await settleCase(writingIn(world.town, readingIn(world.town, tx, viewer, world.time.now), []), {
      is: 'seeded',
      caseId,
    })
  })
}
