import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { modules } from '../../src/app.ts'
import { allow } from '../../src/platform/policy.ts'
import { identifyIn } from '../../src/organisation/identity/identify.ts'
import { buildServer } from '../../src/platform/http/server.tsx'
import { query } from '../../src/platform/query.ts'
import {
  type Absences,
  addressesOf,
  hiddenIsAbsent,
  identifiersIn,
  nothingIsTold,
  recordsFor,
} from '../sweeps/addresses.ts'
import { tellTheWholeRoad } from '../told/story.ts'
import { openToldTown } from '../told/town.ts'
import { z } from 'zod'

const town = await openToldTown()
const { world, cast, tell } = town
after(() => world.close())

// Everybody from whom the case must be hidden at every step: of the right role but not let in, and of other zones.
const outsiders = {
  'a panel member of no panel': await world.someone('Olive Outside', ['panel member', 'panel chair'], 'health'),
  'a lead professional of other cases': await world.someone(
    'Oscar Outside',
    ['lead professional', 'intervention provider'],
    'charity',
  ),
  'a community worker': cast.worker,
  'an administrator': cast.administrator,
}
const absences: Absences = new Map()
/** A form is about nobody: whoever works in casework reads which there are. */
const ofNobody = ['instrumentId']
const identifiers = identifiersIn(modules).filter((name) => !ofNobody.includes(name))
let asked = 0

/** Nothing about the case, wherever it is by now, reaches anybody outside. */
async function staysHidden(stage: string, caseId: string) {
  assert.equal(await town.stageOf(caseId), stage)
  const records = await recordsFor(world, identifiers)
  asked += await hiddenIsAbsent(addressesOf(modules, 'casework', records), outsiders, absences)
  const [known] = await world.sql<{ reference: string; referral: string }>(
    'select c.reference, r.reference as referral from casework.case c join casework.referral r on r.case_id = c.id where c.id = $1',
    [caseId],
  )
  asked += await nothingIsTold(modules, outsiders, [caseId, known!.reference, known!.referral, 'Hyphen'])
}

test('one concern goes the whole road by API alone, and at every step it is hidden from those outside', async () => {
  await tellTheWholeRoad(town, staysHidden)
})

test('the sweep really asked: pages, queries and commands, at every stage, by each outsider', async () => {
  const reached = addressesOf(modules, 'casework', await recordsFor(world, identifiers))
  assert.ok(asked > 1500, `only ${asked} were asked`)
  console.log(
    `hidden = absent: ${identifiers.length} identifiers, ${reached.length} addresses at the end, ${asked} asked`,
  )
})

test('the rule fires: a query that says that something is there, and a list that tells a name, are named', async () => {
  const leaking = query({
    name: 'leaks.case',
    zone: 'casework',
    summary: 'Whether there is such a case',
    about: z.object({ caseId: z.uuid() }),
    gives: z.object({ found: z.boolean() }),
    allows: allow(['staff']),
    read: async (_reading, { caseId }) => {
      const rows = await world.sql('select 1 from casework.case where id = $1', [caseId])
      return rows.length ? { found: true } : undefined
    },
  })
  const telling = query({
    name: 'leaks.names',
    zone: 'casework',
    summary: 'The names of everybody',
    about: z.object({}),
    gives: z.object({ names: z.array(z.string()) }),
    allows: allow(['staff']),
    read: async () => ({
      names: (await world.sql<{ name: string }>('select family_name as name from casework.referral')).map(
        ({ name }) => name,
      ),
    }),
  })
  const planted = [{ name: 'leaks', routes: [], queries: [leaking, telling] }]
  const app = await buildServer({ town: world.town, modules: planted, identify: identifyIn(world.town) })
  const worker = { 'a community worker': await world.someone('Cora Curious', 'cohesion worker', 'council', app) }
  const addresses = addressesOf(planted, 'casework', await recordsFor(world, identifiersIn(planted)))
  await assert.rejects(hiddenIsAbsent(addresses, worker, new Map()), /a community worker: leaks\.case/)
  await assert.rejects(nothingIsTold(planted, worker, ['Hyphen']), /learns “Hyphen” from leaks\.names/)
  await app.close()
})

test('who was let in at one step is out again after it', async () => {
  const [{ id: caseId } = { id: '' }] = await world.sql<{ id: string }>('select id from casework.case')
  const standing = await world.sql<{ why: string }>(
    'select why from casework.case_grant where case_id = $1 and ended_at is null order by why',
    [caseId],
  )
  assert.deepEqual(
    standing.map(({ why }) => why),
    [],
  )
  for (const who of ['officer', 'authoriser', 'health', 'chair', 'deputy', 'caf', 'youth', 'lead', 'mentor'] as const) {
    assert.equal((await cast[who].asks('cases.banner', { caseId })).status, 404, who)
  }
})

test('the chronology tells the whole road', async () => {
  const [{ id: caseId } = { id: '' }] = await world.sql<{ id: string }>('select id from casework.case')
  const { lines } = await tell.see('coordinator', 'cases.chronology', { caseId })
  const told = lines.map(({ what }: { what: string }) => what).reverse()
  assert.ok(told[0].startsWith('A referral was received'), told[0])
  for (const word of [
    'matched',
    'The police found',
    'section 36',
    'The panel adopted',
    'Consent was given',
    'The support plan was written',
    'Session',
    'left Channel',
  ]) {
    assert.ok(
      told.some((line: string) => line.toLowerCase().includes(word.toLowerCase())),
      `${word}: ${told.join(' | ')}`,
    )
  }
})
