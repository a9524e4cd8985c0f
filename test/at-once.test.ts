import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openWorld } from './world.ts'

const world = await openWorld()
after(() => world.close())
const admin = await world.someone('Ada Admin', 'administrator')

// Each reads that there is none yet; the database lets one through, and the others must be told so in a rule's words.
const attempts = [
  ['agencies.add', { name: 'Testham Housing', kind: 'housing' }],
  [
    'staff.invite',
    {
      name: 'Jo Joiner',
      email: 'jo@testham.example',
      jobTitle: 'Nurse',
      agencyId: world.agencyId.council,
      roles: [],
    },
  ],
] as const

for (const [command, answers] of attempts) {
  test(`${command}: of ten who send the same at once one gets through, and no constraint reaches an answer`, async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => admin.does(command, { answers })))
    const others = all.filter(({ status }) => status !== 200)
    assert.equal(others.length, 9)
    for (const { status, body } of others) {
      assert.ok([409, 422].includes(status), JSON.stringify(body))
      assert.doesNotMatch(JSON.stringify(body), /constraint|duplicate|unique|violat|fault/i)
    }
  })
}
