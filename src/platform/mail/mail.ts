import { mkdirSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'

const patienceMs = 15_000
/** For a whole mail, in patiences: a server that says a little now and then would otherwise hold a job for hours. */
const patiences = 4
const oneAddress = /^[^\s<>,;:"()]+@[^\s<>,;:"()]+$/

export interface Mail {
  /** One address: `someone@agency.example`. */
  to: string
  subject: string
  /** Plain text; there is no other form. */
  text: string
  /** The same whenever the same mail is sent again, so that readers and servers can tell: an id without spaces. */
  messageId: string
}

export interface Mailer {
  /**
   * Resolves once the server (or the disk) has taken it. Throws without naming whom it was for, at the latest after four
   * times the patience. A server that took it and did not say so gets it again from whoever tries again.
   */
  send(mail: Mail): Promise<void>
  /** Breaks off what is under way; what is sent after that throws. */
  close(): void
}

export interface MailSettings {
  /** `smtp://` or `smtps://`, with login and `?requireTLS=true` where needed; undefined writes into the folder. */
  smtpUrl: string | undefined
  folder: string
  /** The sender: `town@example.org` or `The town <town@example.org>`. */
  from: string
  /** How long the server may be silent before we give up. */
  patience?: number
}

/** Opens the way out for mail: an SMTP server where there is one, otherwise a folder of `.eml` files. */
export function openMail({ smtpUrl, folder, from, patience = patienceMs }: MailSettings): Mailer {
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost'
  const { deliver, close } = smtpUrl ? throughServer(smtpUrl, from, patience) : intoFolder(folder, from)
  return {
    async send(mail) {
      if (!oneAddress.test(mail.to)) throw new Error('a mail needs exactly one address')
      const messageId = mail.messageId.includes('@') ? mail.messageId : `${mail.messageId}@${domain}`
      await deliver({ ...mail, messageId, subject: mail.subject.replace(/\s+/g, ' ') })
    },
    close,
  }
}

function throughServer(smtpUrl: string, from: string, patience: number) {
  // Without these a silent server would hold a job for ten minutes.
  const limits = {
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    dnsTimeout: patience,
  }
  const transport = createTransport({ url: smtpUrl, ...limits, disableFileAccess: true, disableUrlAccess: true })
  const closing = new AbortController()
  const deliver = async ({ to, subject, text, messageId }: Mail) => {
    try {
      const headers = { 'Auto-Submitted': 'auto-generated' }
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        headers,
        messageId: `<${messageId}>`,
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(patiences * patience)]),
      })
    } catch (error) {
      // The server's own words often repeat the address, and this error is kept with the job and in the log.
      const { code, responseCode } = error as { code?: string; responseCode?: number }
      throw new Error(`The mail server did not take a mail (${[code, responseCode].filter(Boolean).join(' ')})`)
    }
  }
  const close = () => {
    closing.abort()
    transport.close()
  }
  return { deliver, close }
}

function intoFolder(folder: string, from: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const deliver = async (mail: Mail) => {
    const file = join(folder, `${mail.messageId.replace(/[^\w.@-]/g, '_')}.eml`)
    try {
      await writeFile(`${file}.part`, asFile(mail, from), { mode: 0o600, flush: true })
      await rename(`${file}.part`, file)
    } catch (error) {
      // On a full disk the half that was written would keep its place.
      await rm(`${file}.part`, { force: true })
      throw error
    }
  }
  return { deliver, close: () => {} }
}

/** A message as in RFC 5322 with UTF-8 throughout (RFC 6532), so that a person can read the file as it is. */
function asFile({ to, subject, text, messageId }: Mail, from: string) {
  return [
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Message-ID: <${messageId}>`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    text,
  ].join('\n')
}
