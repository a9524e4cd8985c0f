import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

interface Letter {
  to: string
  text: string
}

export interface Mailbox {
  /** Where the town sends its mail. */
  url: string
  /** The newest mail to an address that says what is looked for, with what was found in it. Waits until it has come. */
  awaits(to: string, saying: RegExp): Promise<RegExpExecArray>
  close(): Promise<void>
}

const patienceMs = 20_000

/** A real mail server on this machine, which keeps what it is given. */
export async function openMailbox(): Promise<Mailbox> {
  const letters: Letter[] = []
  const waiting = new Set<() => void>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const text = readable(Buffer.concat(chunks).toString())
        letters.push(...session.envelope.rcptTo.map(({ address }) => ({ to: address, text })))
        for (const look of waiting) look()
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const found = (to: string, saying: RegExp) => {
    for (const letter of letters.toReversed()) {
      const match = letter.to === to ? saying.exec(letter.text) : null
      if (match) return match
    }
    return undefined
  }
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    awaits: (to, saying) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = found(to, saying)
          if (match) end(() => resolve(match))
        }
        const end = (tell: () => void) => {
          clearTimeout(tooLong)
          waiting.delete(look)
          tell()
        }
        const tooLong = setTimeout(
          () => end(() => reject(new Error(`No mail to ${to} says ${String(saying)}`))),
          patienceMs,
        )
        waiting.add(look)
        look()
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** The mail without its quoted-printable line ends, which break long links. */
const readable = (raw: string) =>
  raw
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
