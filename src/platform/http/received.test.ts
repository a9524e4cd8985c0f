import assert from 'node:assert/strict'
import { connect, type AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { openWorld } from '../../../test/world.ts'

const world = await openWorld()
after(() => world.close())

const type = 'multipart/form-data; boundary=edge'
const field = (name: string, value: string, more = '') =>
  `--edge\r\ncontent-disposition: form-data; name="${name}"\r\n${more}\r\n${value}\r\n`
const sent = (url: string, payload: string, headers: Record<string, string> = {}) =>
  world.app.inject({
    method: 'POST',
    url,
    payload: `${payload}--edge--\r\n`,
    headers: { 'content-type': type, ...headers },
  })

test('a form is as short in parts as it is in one piece, whoever sends it and wherever to', async () => {
  const megabyte = 'a'.repeat(1_000_000)
  const form = Array.from({ length: 12 }, (_, n) => field(`f${n}`, megabyte)).join('')
  for (const url of ['/sign-in', '/refer/public', '/no-such-page']) {
    const answer = await sent(url, form)
    assert.equal(answer.statusCode, 413, url)
    assert.equal(answer.headers.connection, 'close')
  }
  const { token } = await world.someone('Fay Filer', [])
  const beside = await sent('/api/v1/uploads', field('note', megabyte), { authorization: `Bearer ${token}` })
  assert.equal(beside.statusCode, 413)
})

test('what goes on without end is not listened to', async () => {
  await world.app.listen({ port: 0, host: '127.0.0.1' })
  const socket = connect((world.app.server.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(`POST /sign-in HTTP/1.1\r\nhost: town\r\ncontent-type: ${type}\r\ntransfer-encoding: chunked\r\n\r\n`)
  const part = field('f', 'a'.repeat(1_000_000))
  const closed = new Promise((resolve) => socket.once('close', resolve))
  let taken = 0
  while (!socket.destroyed && taken < 200) {
    const goesOn = socket.write(`${part.length.toString(16)}\r\n${part}\r\n`)
    if (!goesOn) await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed])
    taken++
  }
  assert.ok(taken < 200, 'the town hung up')
})

test('a field that says it is JSON is no answer', async () => {
  assert.equal(
    (await sent('/sign-in', field('email', '{"a":[1]}', 'content-type: application/json\r\n'))).statusCode,
    400,
  )
})

test('files that no form keeps have an end too: whoever has sent very many sends those forms first', async () => {
  const sender = await world.someone('Sid Sender', [])
  const other = await world.someone('Olga Other', [])
  const file = (n: number) => ({ name: 'note.txt', bytes: Buffer.from(`A note, number ${n}`) })
  assert.equal((await sender.uploads(file(1))).status, 200)
  await world.sql('update platform.upload set bytes = 450000000 where viewer_id = $1', [sender.id])
  const refused = await sender.uploads(file(2))
  assert.equal(refused.status, 422)
  assert.match(refused.body.problems[0].message, /no form keeps yet/)
  assert.equal((await other.uploads(file(3))).status, 200)
  await world.sql("update platform.upload set received_at = now() - interval '25 hours' where viewer_id = $1", [
    sender.id,
  ])
  assert.equal((await sender.uploads(file(4))).status, 200)
})
