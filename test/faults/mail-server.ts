import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** What a mail server may be like: it works, never says a word, or takes a mail and never says so. */
type Mood = 'well' | 'silent' | 'silent after the mail'

export interface MailServer {
  url: string
  mood: Mood
  /** Connections that it left hanging. */
  hanging: number
  connections: number
  /** The Message-ID of every mail that it was given, whether it said so or not; in the order they came. */
  given: string[]
  /** The same of those that it said it took. */
  taken: string[]
  close(): Promise<void>
}

/** A real mail server on this machine whose mood changes at any time. */
export async function openMailServer(mood: Mood = 'well'): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onConnect(_session, goOn) {
      mail.connections++
      if (mail.mood === 'silent') mail.hanging++
      else goOn()
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const id = /^Message-ID:\s+<(\S+)>/im.exec(Buffer.concat(chunks).toString())![1]!
        mail.given.push(id)
        if (mail.mood === 'silent after the mail') return void mail.hanging++
        mail.taken.push(id)
        done()
      })
    },
  })
  // A client that gives up breaks the connection.
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const mail: MailServer = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mood,
    hanging: 0,
    connections: 0,
    given: [],
    taken: [],
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return mail
}
