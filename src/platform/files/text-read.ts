import type { CarriedFile } from './carried.ts'
import type { Files } from './store.ts'

export interface TextRead {
  text: string
  /** It is longer than is shown. */
  cut: boolean
}

/** So many bytes are shown on a page: a telephone has to hold it, and whoever needs more saves the file. */
const most = 50_000

/**
 * The words of a file of text, as they stand in it: whoever draws them escapes them, so that nothing in it runs. In UTF-8,
 * as it was taken in; what a cut went through the middle of is left out.
 */
export async function textRead(files: Files, { storedAs, key }: CarriedFile): Promise<TextRead> {
  const opened = await files.open(storedAs, Buffer.from(key, 'base64'))
  try {
    const bytes = await opened.read(0, most)
    const cut = opened.bytes > most
    return { text: new TextDecoder().decode(bytes, { stream: cut }), cut }
  } finally {
    await opened.close()
  }
}
