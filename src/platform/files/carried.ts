import type { Kind } from './kinds.ts'

/** A file that a query leads to: where it lies, and its key. */
export interface CarriedFile {
  name: string
  kind: Kind
  bytes: number
  storedAs: string
  /** In base64. */
  key: string
}

const carried = new WeakMap<object, CarriedFile>()

/** Lets what a query gives lead to a file. It is no part of it: neither a page nor the API can tell the key by mistake. */
export function carrying<Known extends object>(known: Known, file: CarriedFile): Known {
  carried.set(known, file)
  return known
}

export const carriedBy = (known: unknown): CarriedFile | undefined => carried.get(known as object)
