import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { openMail } from './mail.ts'

const from = 'The town <town@town.example>'
const folder = mkdtempSync(join(tmpdir(), 'onetown-mail-'))
after(() => rm(folder, { recursive: true }))
const letter = {
  to: 'someone@agency.example',
  subject: 'A question – for you',
  text: 'Hello é\nLine two\n',
  messageId: 'abc-1',
}

test('an SMTP server gets the mail: one recipient, plain text, and the same Message-ID every time', async (t) => {
  const { url, taken } = await aServer(t)
  const mail = openMail({ smtpUrl: url, folder, from })
  await mail.send(letter)
  await mail.send(letter)
  mail.close()
  assert.equal(taken.length, 2)
  for (const { to, raw } of taken) {
    assert.deepEqual(to, ['someone@agency.example'])
    assert.match(raw, /^Message-ID: <abc-1@town\.example>\r$/m)
    assert.match(raw, /^From: The town <town@town\.example>\r$/m)
    assert.match(raw, /^Content-Type: text\/plain; charset=utf-8\r$/m)
    assert.match(raw, /^Auto-Submitted: auto-generated\r$/m)
    assert.match(raw, /Hello =C3=A9\r\nLine two/)
  }
})

test('a mail that the server refuses is an error that does not name the person', async (t) => {
  const { url } = await aServer(t, {
    onRcptTo: ({ address }, _session, done) =>
      done(Object.assign(new Error(`no ${address} here`), { responseCode: 550 })),
  })
  const mail = openMail({ smtpUrl: url, folder, from })
  await assert.rejects(mail.send(letter), (error: Error) => {
    assert.match(error.message, /^The mail server did not take a mail \(EENVELOPE 550\)$/)
    assert.doesNotMatch(`${error.stack}${String(error.cause)}`, /someone@/)
    return true
  })
  mail.close()
})

test('a server that accepts the connection and then says nothing is given up', async (t) => {
  const sockets: Socket[] = []
  const silent = createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1')
  await new Promise((resolve) => silent.once('listening', resolve))
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    silent.close()
  })
  const { port } = silent.address() as AddressInfo
  const mail = openMail({ smtpUrl: `smtp://127.0.0.1:${port}`, folder, from, patience: 100 })
  await assert.rejects(mail.send(letter), /did not take a mail \(ETIMEDOUT\)/)
})

test('a server that says a little now and then is given up too, and closing breaks off what is under way', async (t) => {
  const sockets: Socket[] = []
  const drip = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
    const dripping = setInterval(() => socket.write('220-wait\r\n'), 20)
    socket.on('close', () => clearInterval(dripping))
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => drip.once('listening', resolve))
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    drip.close()
  })
  const smtpUrl = `smtp://127.0.0.1:${(drip.address() as AddressInfo).port}`
  await assert.rejects(openMail({ smtpUrl, folder, from, patience: 100 }).send(letter), /did not take a mail \(/)
  const mail = openMail({ smtpUrl, folder, from })
  const sending = assert.rejects(mail.send(letter), /did not take a mail \(EABORT\)/)
  while (sockets.length < 2) await new Promise((resolve) => setImmediate(resolve))
  mail.close()
  await sending
  await assert.rejects(mail.send(letter), /did not take a mail \(EABORT\)/)
})

test('where there is no server at all, that is an error too', async () => {
  const mail = openMail({ smtpUrl: 'smtp://127.0.0.1:1', folder, from })
  await assert.rejects(mail.send(letter), /did not take a mail \(ESOCKET\)/)
})

test('without a server each mail is a file that can be read, and sent again it is the same file', async () => {
  const mail = openMail({ smtpUrl: undefined, folder: join(folder, 'out'), from })
  await mail.send(letter)
  await mail.send(letter)
  await mail.send({ ...letter, messageId: '../up/abc 2' })
  const files = readdirSync(join(folder, 'out')).toSorted()
  assert.deepEqual(files, ['.._up_abc_2@town.example.eml', 'abc-1@town.example.eml'])
  const file = join(folder, 'out', 'abc-1@town.example.eml')
  const [head, body] = readFileSync(file, 'utf8').split('\n\n')
  assert.match(head!, /^To: someone@agency\.example$/m)
  assert.match(head!, /^Subject: A question – for you$/m)
  assert.match(head!, /^Message-ID: <abc-1@town\.example>$/m)
  assert.equal(body, letter.text)
  assert.equal(statSync(file).mode & 0o777, 0o600)
})

test('what is typed into a subject or an address cannot become a header or a second recipient', async (t) => {
  const { url, taken } = await aServer(t)
  for (const smtpUrl of [url, undefined]) {
    const mail = openMail({ smtpUrl, folder: join(folder, 'typed'), from })
    await mail.send({ ...letter, subject: 'Hello\r\nBcc: other@agency.example' })
    for (const to of ['a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example', 'A <a@b.example>', 'nobody', '']) {
      await assert.rejects(mail.send({ ...letter, to }), /exactly one address/)
    }
    mail.close()
  }
  assert.deepEqual(
    taken.map(({ to }) => to),
    [['someone@agency.example']],
  )
  const written = readFileSync(join(folder, 'typed', 'abc-1@town.example.eml'), 'utf8')
  for (const raw of [taken[0]!.raw, written]) assert.match(raw, /^Subject: Hello Bcc: other@agency\.example\r?$/m)
})

async function aServer(t: { after(end: () => Promise<void>): void }, options: SMTPServerOptions = {}) {
  const taken: { to: string[]; raw: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString() })
        done()
      })
    },
    ...options,
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => new Promise((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, taken }
}
