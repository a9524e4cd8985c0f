import { connect, type Socket } from 'node:net'

/** How long the scanner may be silent. A file of the longest kind takes it a second or two. */
const patienceMs = 20_000
const pieceBytes = 64 * 1024

export type Scanned = { is: 'clean' } | { is: 'infected'; what: string } | { is: 'away'; why: string }

export interface Scanner {
  /** Never throws: a scanner that does not answer, or not sensibly, is away. */
  scan(file: AsyncIterable<Buffer>): Promise<Scanned>
  /** The scanner's own words on its version and signatures; undefined when it does not answer. */
  version(): Promise<string | undefined>
}

/**
 * A ClamAV daemon, at a socket (`unix:/run/clamav/clamd.ctl`) or at an address (`tcp://127.0.0.1:3310`). What is scanned
 * is sent to it (INSTREAM, clamd(8)), so that it needs no right to any folder of ours and nothing lies open on a disk.
 */
export function clamdAt(address: string, patience = patienceMs): Scanner {
  const ask = async (command: string, file?: AsyncIterable<Buffer>) => {
    const socket = connectTo(address)
    socket.setTimeout(patience, () => socket.destroy(new Error('it was silent for too long')))
    const answered = answerFrom(socket)
    // whoever waits for the answer learns it first
    answered.catch(() => {})
    try {
      socket.write(`z${command}\0`)
      if (file) await sendTo(socket, file, answered)
      return await answered
    } finally {
      socket.destroy()
    }
  }
  return {
    async scan(file) {
      try {
        return understood(await ask('INSTREAM', file))
      } catch (error) {
        return { is: 'away', why: (error as NodeJS.ErrnoException).code ?? (error as Error).message }
      }
    },
    version: () => ask('VERSION').catch(() => undefined),
  }
}

/** "stream: OK", "stream: Name FOUND", or what it could not do. */
function understood(answer: string): Scanned {
  const found = /^stream: (.+) FOUND$/.exec(answer)
  if (found) return { is: 'infected', what: found[1]! }
  return answer === 'stream: OK' ? { is: 'clean' } : { is: 'away', why: answer.slice(0, 200) }
}

function connectTo(address: string): Socket {
  if (address.startsWith('unix:')) return connect(address.slice('unix:'.length).replace(/^\/\/(?=\/)/, ''))
  const { hostname, port } = new URL(address)
  return connect(Number(port || 3310), hostname.replace(/^\[|\]$/g, ''))
}

function answerFrom(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    socket.on('data', (piece) => {
      text += piece.toString('utf8')
      if (text.includes('\0')) resolve(text.slice(0, text.indexOf('\0')).trim())
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('it closed without an answer')))
  })
}

/** Pieces with their lengths, and one of no length at the end; what it refuses to take, it says while we send. */
async function sendTo(socket: Socket, file: AsyncIterable<Buffer>, answered: Promise<string>) {
  const early = answered.then(
    () => true,
    () => true,
  )
  let isOver = false
  void early.then(() => {
    isOver = true
  })
  for await (const chunk of file) {
    for (let at = 0; at < chunk.length; at += pieceBytes) {
      if (isOver) return
      const piece = chunk.subarray(at, at + pieceBytes)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(piece.length)
      socket.write(length)
      if (!socket.write(piece)) await Promise.race([early, new Promise((go) => socket.once('drain', go))])
    }
  }
  socket.write(Buffer.alloc(4))
}
