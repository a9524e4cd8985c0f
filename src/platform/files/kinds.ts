/** What may be kept, by what it is inside: the type that it is served as, how its name ends, and how it is called. */
export const kinds = {
  pdf: { type: 'application/pdf', ends: ['pdf'], called: 'PDF', shown: 'document' },
  jpeg: { type: 'image/jpeg', ends: ['jpg', 'jpeg', 'jpe', 'jfif'], called: 'JPEG picture', shown: 'picture' },
  png: { type: 'image/png', ends: ['png'], called: 'PNG picture', shown: 'picture' },
  gif: { type: 'image/gif', ends: ['gif'], called: 'GIF picture', shown: 'picture' },
  webp: { type: 'image/webp', ends: ['webp'], called: 'WebP picture', shown: 'picture' },
  text: {
    type: 'text/plain; charset=utf-8',
    ends: ['txt', 'csv', 'tsv', 'md', 'log', 'text'],
    called: 'text',
    shown: 'text',
  },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ends: ['docx'],
    called: 'Word document',
    shown: 'never',
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ends: ['xlsx'],
    called: 'Excel workbook',
    shown: 'never',
  },
  pptx: {
    type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    ends: ['pptx'],
    called: 'PowerPoint presentation',
    shown: 'never',
  },
  odt: {
    type: 'application/vnd.oasis.opendocument.text',
    ends: ['odt'],
    called: 'OpenDocument text',
    shown: 'never',
  },
  ods: {
    type: 'application/vnd.oasis.opendocument.spreadsheet',
    ends: ['ods'],
    called: 'OpenDocument spreadsheet',
    shown: 'never',
  },
  odp: {
    type: 'application/vnd.oasis.opendocument.presentation',
    ends: ['odp'],
    called: 'OpenDocument presentation',
    shown: 'never',
  },
} as const satisfies Record<string, { type: string; ends: readonly string[]; called: string; shown: string }>

/** What a picture, a PDF or a text is shown as on the spot; anything else is only ever saved. */
export const isShown = (kind: Kind) => kinds[kind].shown !== 'never'

export type Kind = keyof typeof kinds
export const isKind = (word: string): word is Kind => Object.hasOwn(kinds, word)

/** For the `accept` of a file's field: a help to whoever chooses, and no check. */
export const acceptedEnds = Object.values(kinds)
  .flatMap(({ ends }) => ends)
  .map((end) => `.${end}`)
  .join(',')

const longestName = 150
/** What turns a line round, has no width or ends it: a name must read as it is. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu

/** The last part of a path that somebody's machine gave, as a name that reads as it is and cannot lead anywhere. */
export function cleanName(given: string): string {
  const last = given.split(/[\\/]/).at(-1)!
  const clean = last
    .replace(unseen, '')
    .replace(/[<>:"|?*]/g, '_')
    .trim()
    .replace(/^\.+/, '')
  const end = endOf(clean)
  const stem = end ? clean.slice(0, -end.length - 1) : clean
  const room = longestName - (end ? end.length + 1 : 0)
  const short = Array.from(stem).slice(0, room).join('') || 'file'
  return end ? `${short}.${end}` : short
}

/** A name that ends as its content does: what was called "photo.exe" and is a picture is given back as a picture. */
export function nameFor(kind: Kind, name: string): string {
  const clean = cleanName(name)
  return (kinds[kind].ends as readonly string[]).includes(endOf(clean).toLowerCase())
    ? clean
    : `${clean}.${kinds[kind].ends[0]}`
}

export const endOf = (name: string): string => /\.([\p{L}\p{N}]{1,12})$/u.exec(name)?.[1] ?? ''
