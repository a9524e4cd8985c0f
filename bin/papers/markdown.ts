const warning = '<!-- Written by `npm run docs`: change what it is read from, not this file. -->'

/** A whole paper: its title, what it is, and its parts. */
export const introduced = (title: string, introduction: string, parts: readonly string[]): string =>
  `${[`# ${title}`, warning, introduction, ...parts].join('\n\n')}\n`

/** Rows as a table of Markdown; a row's cells are Markdown already. */
export const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** Words as they are, in one cell. */
export const cell = (words: string): string =>
  words
    .replace(/\\/g, '\\\\')
    .replace(/([|<*_`])/g, '\\$1')
    .replace(/\s+/g, ' ')
