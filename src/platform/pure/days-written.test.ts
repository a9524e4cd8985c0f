import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayWritten } from './days-written.ts'

test('a day is read as people and spreadsheets write it, the day first as in Britain', () => {
  const written = [
    '2009-05-04',
    '2009-05-04T00:00:00',
    '4/5/2009',
    '04/05/2009',
    '4.5.2009',
    '4-5-2009',
    '4 5 2009',
    '4 May 2009',
  ]
  for (const text of [
    ...written,
    '4th May 2009',
    '04-May-2009',
    ' 4 / 5 / 2009 ',
    '04/05/2009 00:00',
    '39937',
    '39937.0',
  ])
    assert.equal(dayWritten(text), '2009-05-04', text)
  assert.equal(dayWritten('1 Sept 2025'), '2025-09-01')
  assert.equal(dayWritten('29/02/2024'), '2024-02-29')
  assert.equal(dayWritten('61000'), '2067-01-03')
})

test('what cannot be told for certain is no day', () => {
  for (const text of [
    '',
    '4/5/09',
    '31/02/2009',
    '29/2/2023',
    '5/13/2009',
    '2009',
    'May 2009',
    '4 Mayor 2009',
    'soon',
    '0',
    '-39937',
    '2009-13-01',
  ])
    assert.equal(dayWritten(text), undefined, text)
})
