/** In which a table may leave. */
export const formats = { xlsx: 'Excel workbook (.xlsx)', csv: 'Text with commas (.csv)' } as const
export type Format = keyof typeof formats
export const isFormat = (word: string): word is Format => Object.hasOwn(formats, word)
