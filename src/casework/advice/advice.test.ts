import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '../../platform/road.ts'
import { sendAdviceAnswered } from './index.ts'
import { openWorld } from '../../../test/world.ts'

const world = await openWorld()
after(() => world.close())
const teacher = await world.someone('Tilda Teacher', [], 'school')
const colleague = await world.someone('Col League', 'partner contact', 'health')
const coordinator = await world.someone('Cleo Coordinator', 'Channel coordinator')
const question = { about: 'A pupil’s drawings', question: 'He draws weapons. Should I be worried?' }
const ask = async () => (await teacher.does('advice.ask', { answers: question })).body.fact.adviceId as string
const answer = { answer: 'Ask him what the drawing is about', advised: 'watch and talk' }

test('whoever is signed in asks without naming anybody; the coordinator answers; what was done is kept with it', async () => {
  const sent = await teacher.sends('/advice/ask', question)
  assert.equal(sent.status, 303)
  const page = sent.location!
  assert.match((await teacher.opens(page)).text, /has not answered yet/)
  assert.equal((await teacher.sends(`${page}/done`, { outcome: 'nothing more' })).status, 409)
  assert.match((await coordinator.opens('/advice')).text, /A pupil’s drawings.*Waits for an answer/s)
  assert.match((await coordinator.opens(page)).text, /by Tilda Teacher, Testham School/)
  assert.equal((await coordinator.sends(`${page}/answer`, answer)).status, 303)
  assert.match((await teacher.opens(page)).text, /Ask him what the drawing is about/)
  assert.equal((await teacher.sends(`${page}/done`, { outcome: 'talked with them', more: 'It was art' })).status, 303)
  assert.match((await coordinator.opens(page)).text, /It was art/)
  assert.match((await coordinator.opens('/advice')).text, /A pupil’s drawings.*Done/s)
})

test('it is no record of a person: no case, no referral, and its words are sealed', async () => {
  const adviceId = await ask()
  for (const table of ['casework.case', 'casework.person', 'casework.referral'])
    assert.deepEqual(await world.sql(`select 1 from ${table}`), [])
  const [row] = await world.sql<{ sealed: Buffer }>('select sealed from casework.advice where id = $1', [adviceId])
  assert.ok(!row!.sealed.includes('weapons'))
})

test('another colleague sees neither the question nor that there is one', async () => {
  const adviceId = await ask()
  const hidden = await colleague.asks('advice.item', { adviceId })
  const absent = await colleague.asks('advice.item', { adviceId: newId() })
  assert.deepEqual([hidden.status, hidden.body], [404, absent.body])
  assert.deepEqual((await colleague.asks('advice.list')).body.rows, [])
  assert.equal(
    (await colleague.does('advice.record-done', { about: { adviceId }, answers: { outcome: 'referred' } })).status,
    404,
  )
})

test('only a coordinator answers, and not what they asked themselves', async () => {
  const adviceId = await ask()
  assert.equal((await teacher.does('advice.answer', { about: { adviceId }, answers: answer })).status, 403)
  assert.equal((await world.stranger().opens('/advice')).status, 303)
  const own = (await coordinator.does('advice.ask', { answers: question })).body.fact.adviceId
  assert.equal((await coordinator.does('advice.answer', { about: { adviceId: own }, answers: answer })).status, 409)
})

test('an empty question is asked for, what was typed is kept, and the same sent twice is asked once', async () => {
  const empty = await teacher.sends('/advice/ask', { about: 'Kept words' })
  assert.equal(empty.status, 422)
  assert.match(empty.text, /Enter what you want to ask/)
  assert.match(empty.text, /value="Kept words"/)
  const key = newId()
  const first = await teacher.does('advice.ask', { answers: question, key })
  const second = await teacher.does('advice.ask', { answers: question, key })
  assert.deepEqual([first.body.repeated, second.body.repeated], [false, true])
  assert.equal(first.body.fact.adviceId, second.body.fact.adviceId)
})

test('whoever asked is told by a notice and by mail that it was answered, and not what it is about', async () => {
  const adviceId = await ask()
  const asks = async (who: typeof teacher) => (await who.asks('desk.your-work')).body.answers.length
  const before = await asks(teacher)
  await coordinator.does('advice.answer', { about: { adviceId }, answers: answer })
  assert.equal(await asks(teacher), before + 1)
  assert.equal(await asks(colleague), 0)
  assert.match((await teacher.opens('/work')).text, /answered/)
  assert.match((await teacher.opens('/advice')).text, /New answer/)
  const [notice] = await world.sql<{ id: string }>('select id from casework.advice_notice where advice_id = $1', [
    adviceId,
  ])
  const sent: { to: string; subject: string; text: string }[] = []
  const mail = { send: async (letter: (typeof sent)[number]) => void sent.push(letter) }
  const [job] = await world.sql<{ payload: { noticeId: string } }>(
    "select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'send-advice-answered' and payload->>'noticeId' = $1",
    [notice!.id],
  )
  await sendAdviceAnswered(world.town, mail)(job!.payload, undefined as never)
  assert.match(sent[0]!.text, new RegExp(`/advice/${adviceId}`))
  assert.doesNotMatch(JSON.stringify(sent), /drawings|weapons|Tilda/)
  assert.equal((await teacher.opens(`/advice/${adviceId}`)).status, 200)
  assert.equal(await asks(teacher), before, 'opened, it is read')
  await sendAdviceAnswered(world.town, mail)({ noticeId: notice!.id }, undefined as never)
  assert.equal(sent.length, 1, 'who has read it already needs no mail')
})
