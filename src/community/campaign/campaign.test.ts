import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { newId } from '../../platform/road.ts'
import { hiddenFields, openWorld, type Page } from '../../../test/world.ts'
import { setUpCampaign, signPledge, withdrawPledge } from './rules.ts'

const world = await openWorld()
after(() => world.close())
const worker = await world.someone('Wren Worker', 'cohesion worker')
const coordinator = await world.someone('Cora Coordinator', 'Channel coordinator')
const running = { campaignId: newId() }
const plain = { thirteen: true, madeBy: 'person' as const }

const pledges = () =>
  world.sql<{ made_by: string; name: string | null; ward: string | null; listed: boolean; withdrawn: boolean }>(
    'select made_by, name, ward, listed, withdrawn_at is not null as withdrawn from community.pledge order by made_at, id',
  )
const withdrawLink = (page: Page) => /href="(\/pledge\/withdraw\/[\w-]{43})"/.exec(page.text)![1]!
const signs = (fields: Record<string, string>) => world.stranger().sends('/pledge', fields)

before(async () => {
  const empty = await world.stranger().opens('/pledge')
  assert.match(empty.text, /no pledge to sign at present/)
  const made = await worker.sends('/campaign/new', {
    name: 'Testham Together',
    message: 'Many voices, one town',
    pledgeText: 'I wear the badge and say what it stands for.\nI make friends across the town.',
    'fromOn-day': '1',
    'fromOn-month': '1',
    'fromOn-year': '2026',
  })
  assert.equal(made.location, '/campaign')
})

test('under 13 nothing that was typed is kept, whatever it was', () => {
  const signed = signPledge(running, { ...plain, thirteen: false, name: 'Kit', ward: 'North', listed: true })
  assert.deepEqual(signed, {
    is: 'pledge signed',
    campaignId: running.campaignId,
    madeBy: 'person',
    name: null,
    ward: null,
    listed: false,
  })
})

test('a name is shown only when there is one, and an organisation has one', () => {
  assert.equal(signPledge(running, { ...plain, listed: true, name: '  ' }).is, 'problems')
  assert.equal(signPledge(running, { ...plain, madeBy: 'organisation' }).is, 'problems')
  assert.equal(signPledge(running, plain).is, 'pledge signed')
  assert.equal(signPledge(null, plain).is, 'refused')
})

test('a campaign does not end before it begins', () => {
  const campaign = { name: 'x', message: 'x', pledgeText: 'x', fromOn: '2026-02-02', untilOn: '2026-02-01' }
  assert.equal(setUpCampaign(campaign).is, 'problems')
  assert.deepEqual(withdrawPledge({ pledgeId: 'p' }), { is: 'pledge withdrawn', pledgeId: 'p' })
})

test('anybody reads the pledge, in the words of the campaign', async () => {
  const page = await world.stranger().opens('/pledge')
  assert.equal(page.status, 200)
  assert.match(page.text, /Many voices, one town/)
  assert.match(page.text, /<li>I make friends across the town\.<\/li>/)
  assert.match(page.text, /Nobody has signed yet/)
})

test('somebody signs by name, is counted and listed, and withdraws by the link shown once', async () => {
  const thanks = await signs({
    thirteen: 'yes',
    madeBy: 'person',
    name: 'Ellis Everyday',
    ward: 'High Town',
    listed: 'yes',
  })
  assert.equal(thanks.status, 200)
  const listed = await world.stranger().opens('/pledge')
  assert.match(listed.text, /1 person signed so far/)
  assert.match(listed.text, /<li>Ellis Everyday<\/li>/)
  assert.doesNotMatch(listed.text, /High Town/)

  const link = withdrawLink(thanks)
  const asked = await world.stranger().opens(link)
  assert.match(asked.text, /You signed as Ellis Everyday/)
  assert.equal((await world.stranger().sends(link, {})).location, '/pledge')
  assert.match((await world.stranger().opens('/pledge')).text, /Nobody has signed yet/)
  assert.deepEqual((await pledges()).at(-1), {
    made_by: 'person',
    name: null,
    ward: null,
    listed: false,
    withdrawn: true,
  })
  const again = await world.stranger().opens(link)
  assert.equal(again.status, 404)
  assert.match(again.text, /nothing to withdraw/)
  const never = await world.stranger().opens(`/pledge/withdraw/${'x'.repeat(43)}`)
  assert.equal(never.text.replace(/nonce="[^"]+"/g, ''), again.text.replace(/nonce="[^"]+"/g, ''))
})

test('without a name one is counted, listed nowhere, and can withdraw all the same', async () => {
  const thanks = await signs({ thirteen: 'yes', madeBy: 'person' })
  assert.match((await world.stranger().opens(withdrawLink(thanks))).text, /without a name/)
  assert.match((await world.stranger().opens('/pledge')).text, /1 person signed so far/)
})

test('a child under 13 is counted, and nothing that was typed reaches the database', async () => {
  const before = (await pledges()).length
  const thanks = await signs({ thirteen: 'no', madeBy: 'person', name: 'Kit Kidd', ward: 'Northside', listed: 'yes' })
  assert.equal(thanks.status, 200)
  const rows = await pledges()
  assert.equal(rows.length, before + 1)
  assert.deepEqual(rows.at(-1), { made_by: 'person', name: null, ward: null, listed: false, withdrawn: false })
  const acts = await world.sql<{ row: string }>(
    'select a::text as row from platform.act a union all select p::text from community.pledge p',
  )
  assert.ok(acts.every(({ row }) => !/Kit|Northside/.test(row)))
})

test('an organisation signs by its name', async () => {
  const nameless = await signs({ thirteen: 'yes', madeBy: 'organisation' })
  assert.equal(nameless.status, 422)
  assert.match(nameless.text, /Enter the name of the organisation/)
  assert.equal(
    (await signs({ thirteen: 'yes', madeBy: 'organisation', name: 'Testham Rovers', listed: 'yes' })).status,
    200,
  )
  assert.match((await world.stranger().opens('/pledge')).text, /and 1 organisation signed so far/)
})

test('bad input keeps what was typed and saves nothing', async () => {
  const before = (await pledges()).length
  const page = await signs({ thirteen: 'yes', madeBy: 'person', name: 'see https://elsewhere.example', ward: 'South' })
  assert.equal(page.status, 422)
  assert.match(page.text, /Enter a name, not an address/)
  assert.match(page.text, /value="South"/)
  assert.equal((await signs({})).status, 422)
  assert.equal((await pledges()).length, before)
})

test('the same form sent twice is one pledge', async () => {
  const visitor = world.stranger()
  const fields = { ...hiddenFields((await visitor.opens('/pledge')).text), thirteen: 'yes', madeBy: 'person' }
  const before = (await pledges()).length
  assert.equal((await visitor.posts('/pledge', fields)).status, 200)
  assert.equal((await visitor.posts('/pledge', fields)).location, '/pledge')
  assert.equal((await pledges()).length, before + 1)
})

test('a form that did not come from our page is refused', async () => {
  assert.equal((await world.stranger().posts('/pledge', { thirteen: 'no' })).status, 403)
})

test('a name that should not be there is taken off the page, and the pledge still counts', async () => {
  await signs({ thirteen: 'yes', madeBy: 'person', name: 'Not A Name', listed: 'yes' })
  const before = (await pledges()).filter(({ withdrawn }) => !withdrawn).length
  const list = await worker.opens('/campaign')
  const path = /href="(\/campaign\/pledges\/[0-9a-f-]{36}\/take-off)"/.exec(list.text)![1]!
  assert.equal((await coordinator.opens(path)).status, 403)
  assert.equal((await worker.sends(path, {})).location, '/campaign')
  assert.doesNotMatch((await world.stranger().opens('/pledge')).text, /Not A Name/)
  assert.equal((await pledges()).filter(({ withdrawn }) => !withdrawn).length, before)
  assert.equal((await worker.opens(path)).status, 404)
})

test('nobody but the cohesion team runs the campaign', async () => {
  const admin = await world.someone('Ada Admin', 'administrator')
  for (const person of [coordinator, admin]) {
    assert.equal((await person.opens('/campaign')).status, 403)
    assert.equal((await person.asks('campaign.list')).status, 403)
    const answers = { name: 'x', message: 'x', pledgeText: 'x', fromOn: '2026-01-01' }
    assert.equal((await person.does('campaign.set-up', { answers })).status, 403)
  }
  assert.match((await world.stranger().opens('/campaign')).location!, /^\/sign-in/)
  assert.equal((await worker.opens(`/campaign/pledges/${newId()}/take-off`)).status, 404)
})

test('by the API the public signs and gets the way to withdraw, once', async () => {
  const post = (headers: Record<string, string>) =>
    world.app.inject({
      method: 'POST',
      url: '/api/v1/campaign.sign-pledge',
      payload: { answers: { thirteen: true, madeBy: 'person' } },
      headers,
    })
  const key = { 'idempotency-key': newId() }
  const [first, second] = [(await post(key)).json(), (await post(key)).json()]
  assert.match(first.shownOnce.withdrawAt, /^\/pledge\/withdraw\//)
  assert.deepEqual(second.shownOnce, {})
  const token = first.shownOnce.withdrawAt.split('/').at(-1)
  const withdrawn = await world.app.inject({
    method: 'POST',
    url: '/api/v1/campaign.withdraw-pledge',
    payload: { about: { token } },
  })
  assert.equal(withdrawn.statusCode, 200)
})

test('somebody signed in to casework signs like anybody else, and reads no more than they', async () => {
  await signs({ thirteen: 'yes', madeBy: 'person', name: 'Unlisted Person' })
  const page = await coordinator.opens('/pledge')
  assert.equal(page.status, 200)
  assert.doesNotMatch(page.text, /Unlisted Person/)
})

test('an earlier campaign gives way to the one whose first day was last, and one that is over is not shown', async () => {
  const set = (name: string, fromOn: string, untilOn?: string) =>
    worker.does('campaign.set-up', {
      answers: { name, message: name, pledgeText: 'One promise', fromOn, ...(untilOn ? { untilOn } : {}) },
    })
  await set('Over', '2026-03-01', '2026-03-02')
  assert.match((await world.stranger().opens('/pledge')).text, /Many voices, one town/)
  await set('Newer', '2026-02-01')
  assert.match((await world.stranger().opens('/pledge')).text, /Newer/)
  await set('Not yet', '2099-01-01')
  assert.doesNotMatch((await world.stranger().opens('/pledge')).text, /Not yet/)
})

test('community and casework read nothing of each other, as each of their roles', async () => {
  const service = new pg.Client({ connectionString: world.fresh.serviceUrl })
  await service.connect()
  try {
    const tables = async (zone: string) =>
      (await world.sql<{ name: string }>("select name from platform.adopted where name like $1 || '.%'", [zone])).map(
        ({ name }) => name,
      )
    for (const [zone, other] of [
      ['community', 'casework'],
      ['casework', 'community'],
    ] as const) {
      const roles = ['reader', 'guest', 'writer', ...(zone === 'casework' ? ['oversight'] : [])]
      const theirs = await tables(other)
      assert.ok(theirs.length >= 2)
      for (const role of roles) {
        for (const table of theirs) {
          await service.query('begin')
          await service.query(`set local role "${world.town.database.prefix}_${zone}_${role}"`)
          await assert.rejects(
            service.query(`select 1 from ${table}`),
            { code: '42501' },
            `${zone}_${role} reads ${table}`,
          )
          await service.query('rollback')
        }
      }
    }
  } finally {
    await service.end()
  }
})

test('one address may not sign without end', async () => {
  await signs({})
  await world.sql('update platform.allowance set used = 300')
  assert.equal((await signs({ thirteen: 'no' })).status, 429)
})
