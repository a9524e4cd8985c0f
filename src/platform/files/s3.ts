import { createHash } from 'node:crypto'
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { Agent as SecureAgent, request as secureRequest } from 'node:https'
import { pipeline, Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { AwsV4Signer } from 'aws4fetch'

/** How a bucket is reached: as in the settings. */
export interface BucketLogin {
  /** The bucket's own address, without a slash at the end. */
  url: string
  /** Undefined: as the address says, where it is one of those that name it, else us-east-1. */
  region: string | undefined
  key: string
  secret: string
}

export interface Patience {
  /** How long the store may be silent, how long one request may take in all, and how long to wait for the second try: ms. */
  silentMs: number
  wholeMs: number
  pauseMs: number
}
const patient: Patience = { silentMs: 10_000, wholeMs: 120_000, pauseMs: 200 }

export interface Asking {
  method: 'GET' | 'PUT' | 'DELETE'
  /** What stands behind the bucket's address: `/ab/ab01…` or `?list-type=2`. */
  at: string
  range?: string
  body?: Body
  /** How often it is asked while the store is away; three times unless told. */
  tries?: number
}

interface Body {
  bytes: number
  sha256: string
  /** From its beginning, as often as it is sent. */
  read: () => Readable
}

export const bodyOf = (bytes: Buffer): Body => ({
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  read: () => Readable.from([bytes]),
})

export interface Answer {
  headers: IncomingHttpHeaders
  body: Buffer
}

/** The store of a bucket does not answer, or does not do what it is asked. `code` is its own word for it, or the system's. */
export class BucketAway extends Error {
  override name = 'BucketAway'
  code: string
  constructor(code: string) {
    super(`The bucket of the files cannot be used (${code}): ${whatToDo(code)}`)
    this.code = code
  }
}

const mostAtOnce = 16
/** A list of a thousand names, or a window of a file; a store that sends more is none. */
const longestAnswer = 4_000_000

/** Asks a bucket one thing after another: `undefined` where it has no such file. Throws `BucketAway`. */
export function askingIn(login: BucketLogin, { silentMs, wholeMs, pauseMs } = patient) {
  const isSecure = login.url.startsWith('https:')
  const agent = new (isSecure ? SecureAgent : Agent)({ keepAlive: true, maxSockets: mostAtOnce })

  async function once({ method, at, range, body }: Asking): Promise<Answer & { status: number }> {
    const signer = new AwsV4Signer({
      method,
      url: login.url + at,
      headers: body ? { 'x-amz-content-sha256': body.sha256 } : {},
      accessKeyId: login.key,
      secretAccessKey: login.secret,
      service: 's3',
      ...(login.region ? { region: login.region } : {}),
    })
    const { url, headers } = await signer.sign()
    const length = method === 'PUT' ? { 'content-length': body?.bytes ?? 0 } : {}
    const all = { ...Object.fromEntries(headers), ...(range ? { range } : {}), ...length }
    const options = { method, agent, headers: all, timeout: silentMs }
    return new Promise((resolve, reject) => {
      const sent = (isSecure ? secureRequest : request)(url, options, (answer) => {
        whole(answer)
          .then((read) => resolve({ status: answer.statusCode!, headers: answer.headers, body: read }), reject)
          // whoever was refused early sends no more
          .finally(() => void (sent.writableFinished || sent.destroy()))
      })
      const late = setTimeout(() => sent.destroy(coded('took too long')), wholeMs)
      sent.on('timeout', () => sent.destroy(coded('silent for too long')))
      sent.on('close', () => clearTimeout(late))
      sent.on('error', reject)
      if (body) pipeline(body.read(), sent, () => {})
      else sent.end()
    })
  }

  return async function ask(asking: Asking): Promise<Answer | undefined> {
    for (let left = asking.tries ?? 3, wait = pauseMs; ; wait *= 3) {
      left--
      const answer = await once(asking).catch((error: NodeJS.ErrnoException) => error)
      if (answer instanceof Error) {
        if (!left) throw new BucketAway(answer.code ?? answer.name)
      } else {
        const { status } = answer
        if (status >= 200 && status < 300) return answer
        const code = codeIn(answer.body) ?? `status ${status}`
        if (code === 'NoSuchKey' && asking.method !== 'PUT') return undefined
        if (!left || !isPassing(status)) throw new BucketAway(code)
      }
      await pause(wait * (0.5 + Math.random()))
    }
  }
}

const coded = (code: string) => Object.assign(new Error(code), { code })
const isPassing = (status: number) => status === 408 || status === 429 || status >= 500
const codeIn = (body: Buffer) => /<Code>([A-Za-z]{1,60})<\/Code>/.exec(body.toString('latin1'))?.[1]

async function whole(answer: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of answer as AsyncIterable<Buffer>) {
    bytes += piece.length
    if (bytes > longestAnswer) throw coded('more than was asked for')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

const advice: readonly [code: RegExp, advice: string][] = [
  [/^NoSuchBucket$/, 'there is no such bucket, so make it, or check ONETOWN_BUCKET'],
  [
    /^(InvalidAccessKeyId|SignatureDoesNotMatch)$/,
    'the store does not know this key, so check ONETOWN_BUCKET_KEY and ONETOWN_BUCKET_SECRET',
  ],
  [/^AccessDenied$/, 'let the key list the bucket, and read, write and delete what lies in it'],
  [/^(AuthorizationHeaderMalformed|PermanentRedirect|status 30\d)$/, 'check ONETOWN_BUCKET and ONETOWN_BUCKET_REGION'],
  [/^RequestTimeTooSkewed$/, 'the clock of this machine is wrong'],
  [
    /CERT|SSL|TLS|SIGNATURE|ISSUER/,
    'its certificate is not trusted here, so set NODE_EXTRA_CA_CERTS if it is your own',
  ],
  [/^[A-Z_]+$|^silent|^took/, 'check ONETOWN_BUCKET, and that the store runs'],
]

const whatToDo = (code: string) =>
  advice.find(([pattern]) => pattern.test(code))?.[1] ?? 'look into the log of the store'
