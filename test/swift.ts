import { type ChildProcess, spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { askingIn, type BucketLogin, bodyOf } from '../src/platform/files/s3.ts'

const python = '/usr/bin/python3'
/** Why tests with a real S3-compatible store are skipped, where there is none on this machine. */
export const withoutSwift = existsSync('/usr/lib/python3/dist-packages/swift/common/middleware/s3api')
  ? false
  : 'there is no OpenStack Swift on this machine (Debian: python3-swift)'

/** The four servers of a Swift on one disk, in one process that ends with whoever started it. */
const program = `
import os, sys, eventlet
eventlet.monkey_patch()
from eventlet import wsgi
from swift.common import utils, storage_policy
from swift.common.ring.builder import RingBuilder
from swift.common.wsgi import loadapp, SwiftHttpProtocol
folder, ports = sys.argv[1], [int(port) for port in sys.argv[2:]]
names = ['proxy', 'account', 'container', 'object']
utils.set_swift_dir(folder)
storage_policy.reload_storage_policies()
for name, port, disk in list(zip(names, ports, [None, 'lists', 'lists', 'objects']))[1:]:
    ring = RingBuilder(1, 1, 0)
    ring.add_dev({'region': 1, 'zone': 1, 'ip': '127.0.0.1', 'port': port, 'device': disk, 'weight': 1})
    ring.rebalance()
    ring.get_ring().save(os.path.join(folder, name + '.ring.gz'))
def serve(name, port):
    app = loadapp(os.path.join(folder, name + '.conf'), global_conf={'log_name': name})
    wsgi.server(eventlet.listen(('127.0.0.1', port)), app, utils.NullLogger(), protocol=SwiftHttpProtocol)
for name, port in zip(names, ports):
    eventlet.spawn(serve, name, port)
os.set_blocking(0, False)
while True:
    eventlet.sleep(0.5)
    try:
        if os.read(0, 1) == b'':
            os._exit(0)
    except BlockingIOError:
        pass
`

export interface Swift {
  /** As in the settings: a bucket that is there, and empty. */
  login: BucketLogin
  start(): Promise<void>
  stop(): Promise<void>
  /** It takes connections, and answers nothing. */
  freeze(): void
  thaw(): void
  /** The disk of what lies in it is gone, and is back: it answers, and can do nothing. */
  loseDisk(): void
  findDisk(): void
  /** Whether these bytes stand anywhere in what it keeps. */
  holds(bytes: Buffer): boolean
  /** Keeps, from now on, what is overwritten or deleted. */
  keepVersions(): Promise<void>
  /** Stops it and takes its folder away. */
  close(): Promise<void>
}

/** A real S3-compatible store: OpenStack Swift with its S3 API, on ports and in a folder of its own. */
export async function openSwift(): Promise<Swift> {
  const folder = mkdtempSync(join(tmpdir(), 'swift-'))
  const disk = join(folder, 'disks', 'objects')
  for (const each of [disk, join(folder, 'disks', 'lists')]) mkdirSync(each, { recursive: true })
  const ports = await freePorts(4)
  writeSettings(folder)
  const login: BucketLogin = {
    url: `http://127.0.0.1:${ports[0]}/files`,
    region: undefined,
    key: 'town:files',
    secret: 'hush/+hush',
  }
  const ask = askingIn(login)
  let running: ChildProcess | undefined
  const stop = async () => {
    const child = running
    running = undefined
    if (!child || child.exitCode !== null) return
    const gone = new Promise((done) => child.once('exit', done))
    child.kill('SIGKILL')
    await gone
  }
  return {
    login,
    async start() {
      running = spawn(python, ['-c', program, folder, ...ports.map(String)], { stdio: ['pipe', 'ignore', 'inherit'] })
      const made = () => ask({ method: 'PUT', at: '', tries: 1 }).catch((error: Error) => error)
      for (let tries = 0; isAway(await made()); tries++) {
        if (tries > 300 || running.exitCode !== null) throw new Error('Swift did not start')
        await pause(100)
      }
    },
    stop,
    freeze: () => void running?.kill('SIGSTOP'),
    thaw: () => void running?.kill('SIGCONT'),
    loseDisk: () => renameSync(disk, `${disk}-lost`),
    findDisk: () => renameSync(`${disk}-lost`, disk),
    holds: (bytes) =>
      readdirSync(disk, { recursive: true, withFileTypes: true }).some(
        (each) => each.isFile() && readFileSync(join(each.parentPath, each.name)).includes(bytes),
      ),
    async keepVersions() {
      const xmlns = 'http://s3.amazonaws.com/doc/2006-03-01/'
      const bytes = Buffer.from(
        `<VersioningConfiguration xmlns="${xmlns}"><Status>Enabled</Status></VersioningConfiguration>`,
      )
      await ask({ method: 'PUT', at: '?versioning', body: bodyOf(bytes) })
    },
    async close() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const isAway = (made: unknown) =>
  made instanceof Error && (made as { code?: string }).code !== 'BucketAlreadyOwnedByYou'

function writeSettings(folder: string) {
  const write = (name: string, lines: string[]) => writeFileSync(join(folder, name), `${lines.join('\n')}\n`)
  const common = ['[DEFAULT]', `swift_dir = ${folder}`, `devices = ${join(folder, 'disks')}`, 'mount_check = false']
  write('swift.conf', [
    '[swift-hash]',
    'swift_hash_path_suffix = test',
    '[storage-policy:0]',
    'name = only',
    'default = yes',
  ])
  for (const name of ['account', 'container', 'object'])
    write(`${name}.conf`, [
      ...common,
      '[pipeline:main]',
      `pipeline = ${name}-server`,
      `[app:${name}-server]`,
      `use = egg:swift#${name}`,
    ])
  write('proxy.conf', [
    ...common,
    '[pipeline:main]',
    'pipeline = catch_errors cache s3api tempauth versioned_writes symlink proxy-server',
    '[app:proxy-server]',
    'use = egg:swift#proxy',
    'account_autocreate = true',
    // a disk that is back is used at once
    'error_suppression_interval = 0',
    '[filter:catch_errors]',
    'use = egg:swift#catch_errors',
    // nobody listens there: what it would remember is looked up each time
    '[filter:cache]',
    'use = egg:swift#memcache',
    'memcache_servers = 127.0.0.1:1',
    '[filter:s3api]',
    'use = egg:swift#s3api',
    'allow_multipart_uploads = false',
    // so that a list has several pages
    'max_bucket_listing = 5',
    '[filter:tempauth]',
    'use = egg:swift#tempauth',
    'user_town_files = hush/+hush .admin',
    '[filter:symlink]',
    'use = egg:swift#symlink',
    '[filter:versioned_writes]',
    'use = egg:swift#versioned_writes',
    'allow_object_versioning = true',
  ])
}

/** Held all at once, so that no two are the same. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer().listen(0, '127.0.0.1', () => resolve(server))
        }),
    ),
  )
  const ports = servers.map((server) => (server.address() as { port: number }).port)
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))))
  return ports
}
