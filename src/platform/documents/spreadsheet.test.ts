import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSpreadsheet } from './read-spreadsheet.ts'
import { fileOf, type Spreadsheet, writeCsv, writeWorkbook } from './spreadsheet.ts'

const sheet: Spreadsheet = {
  title: 'Cases: all',
  above: ['OFFICIAL-SENSITIVE', 'For Ann'],
  columns: [
    { text: 'Name', is: 'text' },
    { text: 'Born', is: 'day' },
    { text: 'Received', is: 'instant' },
    { text: 'Number', is: 'number' },
  ],
  rows: [
    ['=HYPERLINK("http://x")', '2009-05-04', '2026-07-03T13:05:00.000Z', 3],
    ['+44 1582', null, null, -1],
    ['Zoë "Żak", O’Neil\n@second', '1930-01-31', '2026-12-03T14:05:00.000Z', 0],
  ],
}
const read = async (bytes: Buffer) => {
  const found = await readSpreadsheet(bytes, { mostRows: 100, name: 'x' })
  assert.ok('rows' in found, JSON.stringify(found))
  return found.rows
}

test('what would be a formula stays text in a CSV file and is read back as it was', async () => {
  const text = writeCsv(sheet).toString('utf8')
  assert.ok(text.startsWith('\ufeffOFFICIAL-SENSITIVE\r\n'))
  assert.match(text, /\r\n"'=HYPERLINK\(""http:\/\/x""\)",2009-05-04,2026-07-03 14:05,3\r\n'\+44 1582,,,-1\r\n/)
  const rows = await read(writeCsv(sheet))
  assert.deepEqual(rows[3]!.cells, ['=HYPERLINK("http://x")', '2009-05-04', '2026-07-03 14:05', '3'])
  assert.equal(rows[5]!.cells[0], 'Zoë "Żak", O’Neil\n@second')
})

test('a workbook holds text as text and days as real dates', async () => {
  const { name, body } = await fileOf('xlsx', 'cases', sheet)
  assert.equal(name, 'cases.xlsx')
  const rows = await read(body)
  assert.deepEqual(
    rows.map(({ cells }) => cells),
    [
      ['OFFICIAL-SENSITIVE'],
      ['For Ann'],
      ['Name', 'Born', 'Received', 'Number'],
      ['=HYPERLINK("http://x")', '2009-05-04', '2026-07-03 14:05', '3'],
      ['+44 1582', '', '', '-1'],
      ['Zoë "Żak", O’Neil\n@second', '1930-01-31', '2026-12-03 14:05', '0'],
    ],
  )
  const { inflateRawSync } = await import('node:zlib')
  const xml = partOf(body, 'xl/worksheets/sheet1.xml', inflateRawSync)
  assert.doesNotMatch(xml, /<f[ >]/)
  assert.match(xml, /OFFICIAL-SENSITIVE/)
})

test('a control character that no workbook can hold is left out, and what is too long is cut and says so', async () => {
  const body = await writeWorkbook({
    ...sheet,
    rows: [
      ['a\u0000\u0007b', null, null, null],
      ['x'.repeat(40_000), null, null, null],
    ],
  })
  const rows = await read(body)
  assert.equal(rows[3]!.cells[0], 'ab')
  assert.match(rows[4]!.cells[0]!, /x … \(cut/)
})

test('text is read with a mark, in Windows letters, in UTF-16, with semicolons and with tabs', async () => {
  const expected = ['Zoë', 'Müller; Söhne', '4/5/2009']
  const line = 'Zoë;"Müller; Söhne";4/5/2009\r\n'
  const cells = async (bytes: Buffer) => (await read(bytes))[0]!.cells
  assert.deepEqual(await cells(Buffer.from(`\ufeff${line}`)), expected)
  assert.deepEqual(await cells(Buffer.from(line, 'latin1')), expected)
  assert.deepEqual(await cells(Buffer.from(`\ufeff${line}`, 'utf16le')), expected)
  assert.deepEqual(await cells(Buffer.from('sep=;\r\n' + line)), expected)
  assert.deepEqual(await cells(Buffer.from('Zoë\tMüller; Söhne\t4/5/2009\n')), expected)
  const dashes = await cells(Buffer.from([0x93, 0x41, 0x94, 0x2c, 0x42, 0x0a]))
  assert.deepEqual(dashes, ['“A”', 'B'])
})

test('each row keeps the line it began on, whatever lines its cells hold, and empty ones are left out', async () => {
  const rows = await read(Buffer.from('a,b\n\n"one\ntwo",c\nd,e\n'))
  assert.deepEqual(rows, [
    { line: 1, cells: ['a', 'b'] },
    { line: 3, cells: ['one\ntwo', 'c'] },
    { line: 5, cells: ['d', 'e'] },
  ])
})

test('what is no spreadsheet, has too many rows or grows too large is refused in a sentence', async () => {
  const wrong = async (bytes: Buffer, mostRows = 100) => {
    const found = await readSpreadsheet(bytes, { mostRows, name: 'x.csv' })
    return 'wrong' in found ? found.wrong : assert.fail('it was read')
  }
  assert.match(await wrong(Buffer.from('')), /is empty/)
  assert.match(await wrong(Buffer.from('MZ\0\0\0\0')), /program|spreadsheet/)
  assert.match(await wrong(Buffer.from('a\nb\nc\n'), 2), /more than 2 rows/)
  assert.match(await wrong(Buffer.from('"a\nb')), /cannot be read as a spreadsheet from line 1/)
  assert.match(await wrong((await fileOf('xlsx', 'x', sheet)).body.subarray(0, 900)), /whole|spreadsheet/)
})

function partOf(zip: Buffer, name: string, inflate: (bytes: Buffer) => Buffer): string {
  const at = zip.indexOf(Buffer.from(name))
  const header = at - 30
  const extra = zip.readUInt16LE(header + 28)
  const size = zip.readUInt32LE(header + 18)
  const start = at + name.length + extra
  const bytes = zip.subarray(start, size ? start + size : undefined)
  return (zip.readUInt16LE(header + 8) === 0 ? bytes : inflate(bytes)).toString('utf8')
}
